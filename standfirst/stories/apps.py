from django.apps import AppConfig
from django.db.models.signals import post_save


class StoriesConfig(AppConfig):
    name = "standfirst.stories"
    label = "stories"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.publication.images import public_use
        from standfirst.publication.worker import job
        from standfirst.stories import models, pictures, schedule, signals

        public_use(pictures.leads_a_story)
        job("publish_due", seconds=1)(schedule.publish_due)
        post_save.connect(signals.index_words, sender=models.StoryPage)
