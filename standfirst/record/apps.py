from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "standfirst.record"
    label = "record"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.publication.changed import everything
        from standfirst.publication.following import follow
        from standfirst.record import models
        from standfirst.record.models.source import KEPT_TEXT

        for model in (models.Party, models.Person, models.Post, models.Tenure):
            follow(model, everything, from_birth=False)
        follow(models.Source, everything, from_birth=False, unseen=KEPT_TEXT)
