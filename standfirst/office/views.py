"""The account page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from standfirst.billing.membership_part import membership_part
from standfirst.membership.rows import standing_of
from standfirst.office.mails import SHOWN, latest_mails, mails_in_short
from standfirst.office.words import notice_for_members, standing_in_words
from standfirst.readers.devices import Device
from standfirst.readers.here import signed_in


@never_cache
@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    now, reader = timezone.now(), signed_in(request)
    standing = standing_of(reader, now)
    context = {
        "reader": reader,
        "devices": Device.objects.of(reader).count(),
        "lines": standing_in_words(standing, now),
        "mails": mails_in_short(reader),
        "membership": membership_part(reader, now),
        "notice": notice_for_members(standing, request.path, now),
        "passkeys": reader.passkeys.count(),
        "more_addresses": reader.addresses.filter(verified=True, primary=False).count(),
    }
    return render(request, "office/account.html", context)


@never_cache
@require_safe
@login_required
def mails(request: HttpRequest) -> HttpResponse:
    reader = signed_in(request)
    context = {"reader": reader, "lines": latest_mails(reader), "shown": SHOWN}
    return render(request, "office/mails.html", context)
