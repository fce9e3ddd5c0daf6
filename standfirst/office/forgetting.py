"""Support cases are not kept for ever: a job of the worker's."""

from datetime import datetime

from standfirst.office.models import SupportCase


def forget_cases(now: datetime) -> None:
    SupportCase.objects.close_silent(now)
    SupportCase.objects.forget_old(now)
