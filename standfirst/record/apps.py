from django.apps import AppConfig
from django.db.models.signals import pre_save


class RecordConfig(AppConfig):
    name = "standfirst.record"
    label = "record"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.publication.changed import everything
        from standfirst.publication.following import follow
        from standfirst.publication.worker import job
        from standfirst.readers.personal import declare
        from standfirst.readers.roles import Role, may_also
        from standfirst.record import challenging, changed, models, personal, signals
        from standfirst.record.models.challenge import NOT_PRINTED
        from standfirst.record.models.source import KEPT_TEXT
        from standfirst.record.rights import EDIT_REGISTER, KEEP
        from standfirst.record.search import entries

        for model in (models.Party, models.Person, models.Post, models.Tenure):
            follow(model, everything, from_birth=False)
        follow(models.Source, everything, from_birth=False, unseen=KEPT_TEXT)
        for named in (models.Party, models.Person):
            pre_save.connect(signals.renamed, sender=named)
        job("index_statements", seconds=30)(entries.write_missing)
        job("index_any_statements", seconds=3600)(entries.write_any_missing)
        job("forget_challenges", seconds=3600)(challenging.forget_old)
        follow(models.Challenge, changed.statement_pages, from_birth=False, unseen=NOT_PRINTED)
        declare("record", personal)
        for right in (KEEP, *EDIT_REGISTER):
            may_also(Role.EDITOR, right)
        may_also(Role.PUBLISHER, KEEP)  # who may edit whatever is a snippet
