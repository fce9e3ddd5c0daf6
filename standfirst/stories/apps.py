from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.signals import (
    init_new_page,
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)


class StoriesConfig(AppConfig):
    name = "standfirst.stories"
    label = "stories"

    def ready(self) -> None:
        # Models can be imported only now.
        from wagtail.models import Page, get_page_models

        from standfirst.publication import documents
        from standfirst.publication.changed import everything
        from standfirst.publication.files import gated_use
        from standfirst.publication.following import follow
        from standfirst.publication.images import public_use
        from standfirst.publication.worker import job
        from standfirst.readers.personal import declare
        from standfirst.readers.roles import Role, may_also
        from standfirst.record.evidence import citing
        from standfirst.stories import (
            authors,
            broken_links,
            changed,
            indexing,
            models,
            personal,
            pictures,
            recording,
            schedule,
            signals,
            uses,
            whole,
        )

        declare("stories", personal)
        citing(recording.cited_by)
        public_use(pictures.leads_a_story)
        public_use(uses.shown_to_everyone)
        documents.public_use(uses.shown_to_everyone)
        gated_use(uses.shown_to)
        public_use(authors.portrays_an_author)
        may_also(Role.EDITOR, "stories.change_author")
        job("publish_due", seconds=0.2)(schedule.publish_due)
        job("look_at_due_links", seconds=1)(broken_links.look_at_due_links)
        job("take_up_stories", seconds=3600)(broken_links.take_up_stories)
        job("index_missing", seconds=30)(indexing.write_missing)
        may_also(Role.EDITOR, "stories.change_housestyle")
        whole.publish_whole()
        init_new_page.connect(signals.begin_story)
        page_published.connect(signals.project_published, sender=models.StoryPage)
        page_published.connect(signals.settle_published)
        page_unpublished.connect(signals.close_uploads, sender=models.StoryPage)
        page_unpublished.connect(signals.hide_statements, sender=models.StoryPage)
        page_unpublished.connect(signals.withdraw_unpublished, sender=models.StoryPage)
        page_unpublished.connect(signals.forget_unpublished)
        for above in (models.DeskPage, models.FrontPage):
            page_published.connect(signals.show_statements_of_desk, sender=above)
            page_unpublished.connect(signals.show_statements_of_desk, sender=above)
        page_slug_changed.connect(signals.redirect_renamed)
        post_page_move.connect(signals.redirect_moved)
        post_page_move.connect(signals.follow_moved, sender=models.StoryPage)
        post_save.connect(signals.index_words, sender=models.StoryPage)
        post_save.connect(signals.let_statements_be_read, sender=models.StoryPage)
        post_save.connect(signals.index_note, sender=models.StoryNote)
        for named in (models.DeskPage, models.StorylinePage):
            post_save.connect(signals.learn_title, sender=named)
        post_save.connect(signals.learn_name, sender=models.Author)
        post_delete.connect(signals.forget_drawn, sender=models.DrawnPicture)
        for kind in get_page_models():
            pre_save.connect(changed.page_about_to_be_saved, sender=kind)
            post_save.connect(changed.page_saved, sender=kind)
        pre_delete.connect(changed.page_about_to_be_deleted, sender=Page)
        # A byline makes its authors before any page says so.
        follow(models.Author, everything, from_birth=False)
        for action in ("add", "change", "delete"):
            may_also(Role.EDITOR, f"wagtailredirects.{action}_redirect")
            may_also(Role.PUBLISHER, f"wagtailredirects.{action}_redirect")
