"""Entries of the search index are written in another form: the worker writes them again, batch by batch."""

from django.db import migrations


def forget(apps, schema_editor):
    alias = schema_editor.connection.alias
    entries = apps.get_model("wagtailsearch", "IndexEntry").objects.using(alias)
    kind = {"content_type__app_label": "stories", "content_type__model": "storywords"}
    # Not through `delete`, which would ask for each entry in the full-text table: triggers empty that.
    found = list(entries.filter(**kind).values_list("pk", flat=True))
    for start in range(0, len(found), 500):
        entries.filter(pk__in=found[start : start + 500])._raw_delete(alias)
    apps.get_model("stories", "StoryWords").objects.using(alias).all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("stories", "0002_desk"),
        ("wagtailsearch", "0006_customise_indexentry"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop, elidable=True)]
