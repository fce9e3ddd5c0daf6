from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "standfirst.record"
    label = "record"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.publication.changed import everything
        from standfirst.publication.following import follow
        from standfirst.readers.personal import declare
        from standfirst.readers.roles import Role, may_also
        from standfirst.record import changed, models, personal
        from standfirst.record.models.challenge import NOT_PRINTED
        from standfirst.record.models.source import KEPT_TEXT

        for model in (models.Party, models.Person, models.Post, models.Tenure):
            follow(model, everything, from_birth=False)
        follow(models.Source, everything, from_birth=False, unseen=KEPT_TEXT)
        follow(models.Challenge, changed.statement_pages, from_birth=False, unseen=NOT_PRINTED)
        declare("record", personal)
        for role in (Role.EDITOR, Role.PUBLISHER):
            may_also(role, "record.change_challenge")
        for name in ("party", "person", "post", "tenure", "source"):
            for action in ("add", "change", "delete"):
                may_also(Role.EDITOR, f"record.{action}_{name}")
