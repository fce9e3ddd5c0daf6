from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "standfirst.billing"
    label = "billing"

    def ready(self) -> None:
        from standfirst.billing import told  # noqa: F401  says which words it has a line for
