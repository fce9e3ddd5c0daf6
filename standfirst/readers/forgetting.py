"""What is of no more use to a reader is not kept: a job of the worker's."""

from datetime import datetime

from django.contrib.sessions.models import Session

from standfirst.readers.codes import LogInCode
from standfirst.readers.devices import Device
from standfirst.readers.links import LogInLink, LogOutLink
from standfirst.readers.waiting import forget_old


def forget(now: datetime) -> None:
    _forget_sessions(now)
    Device.objects.forget_ended()
    LogInCode.objects.forget_old(now)
    LogInLink.objects.forget_old(now)
    LogOutLink.objects.forget_old(now)
    forget_old(now)


def _forget_sessions(now: datetime) -> None:
    """Nothing hangs on them, and nobody has to be told: so none of the thousands is fetched before it goes."""
    over = Session.objects.filter(expire_date__lte=now)
    over._raw_delete(over.db)
