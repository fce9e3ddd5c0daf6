from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "standfirst.office"
    label = "office"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.readers.roles import Role, may_also

        for role in (Role.SUPPORT, Role.PUBLISHER):
            may_also(role, "office.view_supportcase")
