from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "standfirst.membership"
    label = "membership"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.membership import personal
        from standfirst.readers.personal import declare
        from standfirst.readers.roles import Role, may_also

        declare("membership", personal)
        may_also(Role.PUBLISHER, "membership.change_plan")
