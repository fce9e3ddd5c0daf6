from django.apps import AppConfig

from standfirst.publication import worker


class OfficeConfig(AppConfig):
    name = "standfirst.office"
    label = "office"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.office import personal
        from standfirst.office.forgetting import forget_cases
        from standfirst.office.rights import MAY
        from standfirst.publication.outgoing import repeatable
        from standfirst.readers.personal import declare
        from standfirst.readers.roles import may_also

        declare("office", personal)
        for role, rights in MAY.items():
            for right in rights:
                may_also(role, right)
        repeatable("message_received", "support_answer")
        repeatable("grant_given", "account_closed", "account_reopened")
        worker.job("forget_cases", seconds=3600)(forget_cases)
