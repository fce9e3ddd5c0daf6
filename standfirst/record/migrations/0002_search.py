"""What search keeps of each statement. What a database needs for that which Django does not know is written here once;
`record.search` has the questions."""

import django.db.models.deletion
import standfirst.gate.fields
from django.db import migrations, models

MAKE = {
    "sqlite": (
        # No phrases are asked, and no rank is worked out: neither positions nor lengths are kept.
        "CREATE VIRTUAL TABLE record_words"
        " USING fts5(words, tokenize = 'ascii', detail = none, columnsize = 0)",
        "CREATE TRIGGER record_words_deleted AFTER DELETE ON record_findable"
        " BEGIN DELETE FROM record_words WHERE rowid = old.place; END",
        "CREATE TRIGGER record_words_moved AFTER UPDATE OF place ON record_findable"
        " WHEN old.place <> new.place BEGIN DELETE FROM record_words WHERE rowid = old.place; END",
    ),
    "postgresql": (
        "ALTER TABLE record_findable ADD COLUMN words tsvector NOT NULL",
        "CREATE INDEX record_words ON record_findable USING gin (words) WITH (fastupdate = off)",
    ),
}
UNMAKE = {"sqlite": ("DROP TABLE record_words",), "postgresql": ()}  # the rest goes with the table


def make(apps, schema_editor):
    for sql in MAKE.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(sql)


def unmake(apps, schema_editor):
    for sql in UNMAKE.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(sql)


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='statement',
            name='on_live_desk',
            field=models.BooleanField(default=True),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['access'], name='record_accesses'),
        ),
        migrations.CreateModel(
            name='Findable',
            fields=[
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='findable', serialize=False, to='record.statement')),
                ('place', models.BigIntegerField(unique=True)),
                ('access', standfirst.gate.fields.AccessField(max_length=200)),
                ('free', models.BooleanField()),
                ('stale', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('stale', True)), fields=['stale'], name='record_to_index_anew')],
            },
        ),
        migrations.RunPython(make, unmake),
    ]
