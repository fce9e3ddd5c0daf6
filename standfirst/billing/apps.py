from django.apps import AppConfig

from standfirst.publication import worker


class BillingConfig(AppConfig):
    name = "standfirst.billing"
    label = "billing"

    def ready(self) -> None:
        # Models can be imported only now.
        from standfirst.billing import (
            catalogue,
            ending,
            letters,
            models,
            personal,
            reconcile,
            sync,
            told,  # noqa: F401  says which words it has a line for
            unclaimed,
        )
        from standfirst.billing.sweeps import sweep
        from standfirst.membership import known_elsewhere
        from standfirst.readers.personal import declare

        declare("billing", personal)
        known_elsewhere.say(catalogue.in_words)
        letters.ready()
        worker.job("sync_due", seconds=1)(sync.sync_due)
        worker.job("end_due", seconds=5)(ending.end_due)
        worker.job("push_new_prices", seconds=5)(catalogue.push_new)
        worker.job("ring_awaiting", seconds=60)(reconcile.ring_awaiting)
        worker.job("reconcile", seconds=30)(reconcile.reconcile_some)
        worker.job("sweep_memberships", seconds=600)(sweep)
        worker.job("look_after_joins", seconds=60)(unclaimed.look_after_joins)
        worker.job("forget_bells", seconds=3600)(models.Bell.objects.forget)
