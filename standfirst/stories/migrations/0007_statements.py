"""Stories carry the statements their editors accepted, and their sources are rows of the record."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def name_sources(apps, schema_editor):
    """Each address that stories cite, once: what the first of them says of it."""
    alias = schema_editor.connection.alias
    sources = apps.get_model("record", "Source").objects.using(alias)
    cited = apps.get_model("stories", "StorySource").objects.using(alias)
    made = {}
    rows = cited.order_by("pk").values("url", "publisher", "title", "date")
    for row in rows.iterator():
        made.setdefault(row["url"], sources.model(**row))
    sources.bulk_create(made.values(), batch_size=500, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0001_initial'),
        ('stories', '0006_desks_of_stories'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='storypage',
            name='accepted',
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.AddField(
            model_name='storypage',
            name='overridden',
            field=models.CharField(blank=True, help_text='Why it goes out although the desk check stops it. The reason is kept.', max_length=300, verbose_name='publish although'),
        ),
        migrations.CreateModel(
            name='Overridden',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(max_length=300)),
                ('findings', models.JSONField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='stories.storypage')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.RunPython(name_sources, migrations.RunPython.noop, elidable=True),
    ]
