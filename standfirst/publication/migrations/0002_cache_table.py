from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    """The cache that limits count in is a table, so that all processes share it; made once, kept if there."""
    call_command("createcachetable", database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial")]

    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
