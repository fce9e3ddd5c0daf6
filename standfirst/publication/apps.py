from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_delete, pre_delete

from standfirst.publication import worker


class PublicationConfig(AppConfig):
    name = "standfirst.publication"
    label = "publication"

    def ready(self) -> None:
        # Models can be imported only now.
        from wagtail.models import Site

        from standfirst.publication import changed, models
        from standfirst.publication.following import follow
        from standfirst.publication.images import public_use
        from standfirst.publication.job_runs import tell
        from standfirst.publication.logo import in_settings
        from standfirst.publication.mail.checks import check_mail_url
        from standfirst.publication.mail.deliver import forget_finished, send_due
        from standfirst.publication.sizes import forget_size, make_due

        checks.register(check_mail_url)
        public_use(in_settings)
        worker.job("send_due_mail", seconds=0.5)(send_due)
        post_delete.connect(forget_size, sender=models.PublicationRendition)
        worker.job("make_due_sizes", seconds=0.2)(make_due)
        worker.job("forget_finished_mail", seconds=3600)(forget_finished)
        worker.job("tell", seconds=10)(tell)
        worker.job("forget_changes", seconds=3600)(models.Change.objects.forget)
        # New, the settings are what pages print without them; and no page names a file before it is there.
        follow(models.PublicationSettings, changed.everything, from_birth=False)
        follow(
            models.PublicationImage,
            changed.topics_of_image,
            from_birth=False,
            unseen=changed.UNSEEN,
        )
        follow(
            models.PublicationDocument,
            changed.everything,
            from_birth=False,
            unseen=changed.UNSEEN,
        )
        follow(Site, changed.everything)
        pre_delete.connect(changed.logo_deleted, sender=models.PublicationRendition)
