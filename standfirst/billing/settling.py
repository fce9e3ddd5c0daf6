"""Where a reader goes once a payment was tried: back to their paragraph, to the bank's page, or to another card."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from standfirst.billing.collecting import Attempt, Came
from standfirst.billing.doors import Door
from standfirst.billing.told import Told, back_to


def settled(door: Door, attempt: Attempt | None, told: Told) -> HttpResponse:
    """`told`: what to say where it went well. Only for who is signed in; `attempt` None: nothing was to be paid."""
    match attempt.came if attempt else Came.PAID:
        case Came.PAID:
            return back_to(door.place or reverse("account"), told)
        case Came.PENDING:
            return back_to(door.place or reverse("account"), Told.PENDING)
        case Came.APPROVE:
            return redirect(door.url("confirm_payment"))
        case Came.REFUSED:
            return redirect(door.url("card"))
