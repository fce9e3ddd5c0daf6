from django.apps import AppConfig

from standfirst.publication import worker


class BillingConfig(AppConfig):
    name = "standfirst.billing"
    label = "billing"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.billing import letters, told  # noqa: F401  told says which words it has a line for
        from standfirst.billing.sweeps import sweep

        letters.ready()
        worker.job("sweep_memberships", seconds=600)(sweep)
