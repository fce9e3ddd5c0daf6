from django.apps import AppConfig

from standfirst.publication import worker


class BillingConfig(AppConfig):
    name = "standfirst.billing"
    label = "billing"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.billing import letters
        from standfirst.billing.sweeps import sweep

        letters.ready()
        worker.job("sweep_memberships", seconds=600)(sweep)
