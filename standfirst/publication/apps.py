from django.apps import AppConfig
from django.core import checks

from standfirst.publication import worker


class PublicationConfig(AppConfig):
    name = "standfirst.publication"
    label = "publication"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.publication.mail.checks import check_mail_url
        from standfirst.publication.mail.deliver import forget_finished, send_due

        checks.register(check_mail_url)
        worker.job("send_due_mail", seconds=0.5)(send_due)
        worker.job("forget_finished_mail", seconds=3600)(forget_finished)
