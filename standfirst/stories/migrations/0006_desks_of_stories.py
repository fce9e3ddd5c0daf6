"""Each story has its desk in a column of its own, and the lists of stories their order from an index."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    desks = apps.get_model("stories", "DeskPage").objects.using(alias)
    stories = apps.get_model("stories", "StoryPage").objects.using(alias)
    for pk, path in desks.values_list("pk", "path"):
        stories.filter(path__gte=path, path__lt=f"{path}ZZZZZ").update(on_desk=pk)


def index_titles(apps, schema_editor):
    """Whenever anything is indexed, Wagtail's search asks for the length of all titles, and which are not weighed yet.

    On SQLite it would read every entry for that, with all the words of each story.
    """
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE INDEX stories_titles ON wagtailsearch_indexentry (title_norm, title)"
        )


class Migration(migrations.Migration):

    dependencies = [
        ('publication', '0006_changes'),
        ('wagtailsearch', '0006_customise_indexentry'),
        ('stories', '0005_first_authors'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='storypage',
            name='on_desk',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='stories.deskpage'),
        ),
        migrations.AlterField(
            model_name='storypage',
            name='published_at',
            field=models.DateTimeField(blank=True, help_text='Filled in when it is published.', null=True, verbose_name='published'),
        ),
        migrations.AddIndex(
            model_name='storypage',
            index=models.Index(fields=['published_at', 'page_ptr'], name='stories_newest'),
        ),
        migrations.AddIndex(
            model_name='storypage',
            index=models.Index(fields=['on_desk', 'published_at', 'page_ptr'], name='stories_newest_on_desk'),
        ),
        migrations.AddIndex(
            model_name='storypage',
            index=models.Index(fields=['storyline', 'published_at', 'page_ptr'], name='stories_newest_of_storyline'),
        ),
        # The worker asks once a second whose time is over: it need not look at every page for that.
        migrations.RunSQL(
            "CREATE INDEX stories_expiring ON wagtailcore_page (expire_at) WHERE expire_at IS NOT NULL",
            "DROP INDEX stories_expiring",
        ),
        migrations.RunPython(index_titles, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
