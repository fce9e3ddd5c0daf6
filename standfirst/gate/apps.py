from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "standfirst.gate"
    label = "gate"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.gate.models import NoticeWords
        from standfirst.publication.changed import everything
        from standfirst.publication.following import follow

        follow(NoticeWords, everything)
