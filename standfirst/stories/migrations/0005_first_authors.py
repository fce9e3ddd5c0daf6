"""Stories that are out already name their authors: as each will from now on when it is published."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from standfirst.stories.bylines import key_of, names_in
from standfirst.stories.models.author import free_slug


def sign_what_is_out(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    stories = apps.get_model("stories", "StoryPage")
    authors = apps.get_model("stories", "Author")
    signed = apps.get_model("stories", "StoryAuthor")
    known = {key_of(it.name): it for it in authors.objects.all()}
    unsigned = stories.objects.filter(live=True, signed=None).values_list("pk", "byline")
    for pk, byline in unsigned.order_by("published_at"):
        names = {key_of(it.text): it.text for it in names_in(byline, known)}
        for position, (key, name) in enumerate(names.items()):
            if key not in known:
                slug = free_slug(name, authors.objects)
                known[key] = authors.objects.create(name=name, slug=slug)
            signed.objects.create(story_id=pk, author=known[key], position=position)


class Migration(migrations.Migration):
    dependencies = [("stories", "0004_first_versions")]
    operations = [migrations.RunPython(sign_what_is_out, migrations.RunPython.noop)]
