from django.apps import AppConfig
from django.db.models.signals import pre_save


class RecordConfig(AppConfig):
    name = "standfirst.record"
    label = "record"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.publication.changed import everything
        from standfirst.publication.changes import LISTS
        from standfirst.publication.following import follow
        from standfirst.publication.worker import job
        from standfirst.record import models, signals
        from standfirst.record.models.source import KEPT_TEXT
        from standfirst.record.search import entries

        for model in (models.Party, models.Person, models.Post, models.Tenure):
            follow(model, everything, from_birth=False)
        follow(models.Source, everything, from_birth=False, unseen=KEPT_TEXT)
        follow(models.Challenge, lambda challenge: {LISTS}, from_birth=False)
        for named in (models.Party, models.Person):
            pre_save.connect(signals.renamed, sender=named)
        job("index_statements", seconds=30)(entries.write_missing)
        job("index_any_statements", seconds=3600)(entries.write_any_missing)
