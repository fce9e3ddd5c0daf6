"""Joins that were paid and that no account has claimed for a day: whom to write to, or whose money to give back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import log

from standfirst.billing import unclaimed
from standfirst.billing.dashboard import customer_page
from standfirst.billing.models import Join
from standfirst.office.rights import MAIL_LINK, REFUND, SEE
from standfirst.publication.admin_head import head
from standfirst.readers.here import staff_with

MANY = 100  # at once; there are more only where mail does not leave


@dataclass(frozen=True)
class Row:
    join: Join
    paid: str
    page: str  # in Stripe's dashboard
    back_on: datetime | None


@never_cache
@require_safe
def unclaimed_joins(request: HttpRequest) -> HttpResponse:
    staff, now = staff_with(request, SEE), timezone.now()
    joins = Join.objects.unclaimed(now).select_related("price__plan", "customer")
    context = {
        "rows": [_row(it) for it in joins.order_by("paid_at", "pk")[:MANY]],
        "may_mail": staff.has_perm(MAIL_LINK),
        "may_refund": staff.has_perm(REFUND),
        "days": settings.UNCLAIMED_DAYS,
        **head(_("Paid, not claimed")),
    }
    return render(request, "office/unclaimed_joins.html", context)


@never_cache
@require_POST
def mail_join(request: HttpRequest, pk: int) -> HttpResponse:
    staff_with(request, MAIL_LINK)
    join = _waiting(pk)
    unclaimed.tell_again(join, timezone.now())
    log(join, "billing.mail_join", title=str(join))
    messages.success(request, _("The mail goes out again now."))
    return redirect("unclaimed_joins")


@never_cache
@require_POST
def refund_join(request: HttpRequest, pk: int) -> HttpResponse:
    """The log has it before Stripe is asked. What Stripe did not answer to, the worker goes on with."""
    staff_with(request, REFUND)
    join = _waiting(pk)
    log(join, "billing.refund_join", title=str(join))
    if unclaimed.give_back_now(join, timezone.now()):
        messages.success(request, _("The membership has ended, and the money goes back."))
    else:
        messages.warning(
            request, _("Nobody can claim it any more. Stripe didn't answer; the worker goes on.")
        )
    return redirect("unclaimed_joins")


def _waiting(pk: int) -> Join:
    return get_object_or_404(Join.objects.unclaimed(timezone.now()), pk=pk)


def _row(join: Join) -> Row:
    days = timedelta(days=settings.UNCLAIMED_DAYS)
    return Row(
        join=join,
        paid=unclaimed.amount_of(join) or _("nothing yet"),
        page=customer_page(join.customer.stripe_id) if join.customer else "",
        back_on=join.paid_at + days if join.paid_at else None,
    )
