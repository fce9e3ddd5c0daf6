"""A process of its own for tests, on a database file: `prepare NOW`, or `work NOW KILL_AT…`.

`work` goes once for each KILL_AT, in a child that kills itself with SIGKILL before its so-manieth statement; 0 lets
it finish. Prints how each ended: the signal, or nought. An hour lies between two, so that leases have run out.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402

from standfirst.billing import catalogue, customers  # noqa: E402
from standfirst.billing.ending import end_due  # noqa: E402
from standfirst.billing.gateway import asking  # noqa: E402
from standfirst.billing.models import Customer  # noqa: E402
from standfirst.billing.sync import sync_due  # noqa: E402
from standfirst.billing.tests import payers  # noqa: E402


def prepare(now: str) -> None:
    """Ana pays twice, from two browsers, and Stripe has rung for both; nobody has asked yet."""
    payers.open_shop()
    ana = payers.reader()
    for number, card in enumerate(("pm_card_visa", "pm_card_mastercard")):
        at = datetime.fromisoformat(now)
        it = customers.make_customer(reader=ana, address=ana.email, key=f"ana-{number}", now=at)
        with asking() as stripe:
            method = stripe.v1.payment_methods.attach(card, params={"customer": it.stripe_id}).id
        customers.keep_card(it, method)
        payers.subscribe(it)
        Customer.objects.ring(it.stripe_id, at)
    print(catalogue.id_of(payers.price()))


def work(now: str, *kills: str) -> None:
    for number, kill_at in enumerate(kills):
        connection.close()
        if not (child := os.fork()):
            once(datetime.fromisoformat(now) + timedelta(hours=number), int(kill_at))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status))


def once(now: datetime, kill_at: int) -> None:
    left = kill_at

    def execute(run: Callable[..., Any], *given: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return run(*given)

    with connection.execute_wrapper(execute):
        sync_due(now)
        end_due(now)


if __name__ == "__main__":
    {"prepare": prepare, "work": work}[sys.argv[1]](*sys.argv[2:])
