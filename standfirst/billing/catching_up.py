"""Fetching the truth after something was done: that stays done where it fails, and the bell brings the truth later."""

import logging
from datetime import datetime

from standfirst.billing import sync
from standfirst.billing.gateway import Trouble
from standfirst.billing.models import Customer

log = logging.getLogger(__name__)


def catch_up(customer: Customer, now: datetime) -> None:
    """As `sync.sync`, but never in the way of telling a reader what has just been done."""
    try:
        sync.sync(customer, now)
    except Trouble as why:
        log.warning("What was done for customer %s is not fetched yet: %s", customer.pk, why)
