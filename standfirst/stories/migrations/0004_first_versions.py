"""Every story that is out has its first version: what it says today, since it last changed."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from standfirst.stories.versions.said import said_by


def keep_first_versions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    stories = apps.get_model("stories", "StoryPage")
    versions = apps.get_model("stories", "StoryVersion")
    out = stories.objects.filter(live=True, published_at__isnull=False, versions=None)
    for story in out.iterator(chunk_size=100):
        at = story.updated_at or story.published_at
        versions.objects.create(story=story, number=1, at=at, said=said_by(story).to_keep())


class Migration(migrations.Migration):
    dependencies = [("stories", "0003_search_anew")]
    operations = [migrations.RunPython(keep_first_versions, migrations.RunPython.noop)]
