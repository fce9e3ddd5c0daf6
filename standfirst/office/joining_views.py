"""The page on which a reader joins two accounts, after proving both."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from standfirst.office.joining import joining_of
from standfirst.readers import both_proved
from standfirst.readers.addresses import Change, say
from standfirst.readers.factors import fully_proven
from standfirst.readers.here import signed_in
from standfirst.readers.joining import CannotJoin, join


@never_cache
@fully_proven
@require_http_methods(["GET", "HEAD", "POST"])
def join_accounts(request: HttpRequest) -> HttpResponse:
    """Nothing is done before its button; what cannot be joined is said, with the step that mends it."""
    now, reader = timezone.now(), signed_in(request)
    other = both_proved.other_account(request, reader, now)
    if other is None:
        both_proved.forget(request)
        return redirect("addresses")
    if request.method == "POST":
        try:
            join(reader, other, now)
        except CannotJoin:
            return redirect("join_accounts")
        both_proved.forget(request)
        say(request, Change.JOINED, other.email)
        return redirect("addresses")
    context = {"reader": reader, "joining": joining_of(reader, other, now)}
    return render(request, "office/join_accounts.html", context)
