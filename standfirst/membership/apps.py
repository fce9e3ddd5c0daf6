from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "standfirst.membership"
    label = "membership"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.membership import changed, models, personal
        from standfirst.publication.changed import everything
        from standfirst.publication.following import follow
        from standfirst.readers.personal import declare
        from standfirst.readers.roles import Role, may_also

        declare("membership", personal)
        may_also(Role.PUBLISHER, "membership.change_plan")
        follow(models.Membership, changed.topics_of_right)
        follow(models.Grant, changed.topics_of_right)
        follow(models.Plan, changed.topics_of_plan)
        follow(models.Price, everything)
