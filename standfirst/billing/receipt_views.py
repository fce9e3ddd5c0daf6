"""What was paid, and what will be."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from standfirst.billing.paying import paying_of
from standfirst.billing.receipts import next_payment, receipts_of
from standfirst.readers.here import signed_in


@never_cache
@require_safe
@login_required
def receipts(request: HttpRequest) -> HttpResponse:
    now, reader = timezone.now(), signed_in(request)
    paying = paying_of(reader)
    context = {
        "receipts": receipts_of(reader, now),
        "coming": next_payment(paying, now) if paying else "",
    }
    return render(request, "billing/receipts.html", context)
