"""What is kept of a reader: to read, to download, and to have deleted. Each page is its reader's own."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.membership.models import Membership
from standfirst.membership.rows import standing_of
from standfirst.office.deleting import DeleteForm, delete_account
from standfirst.office.exporting import all_data, as_zip, file_name
from standfirst.office.words import standing_in_words
from standfirst.readers.factors import fully_proven
from standfirst.readers.here import signed_in
from standfirst.readers.known import make_unknown
from standfirst.readers.limits import download_refused_until, too_many
from standfirst.readers.models import LastPublisher

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@get_or_post
@login_required
def data(request: HttpRequest) -> HttpResponseBase:
    """Said in words for whoever is logged in; the rows themselves, at the button, for who proves it."""
    if request.method == "POST":
        return download(request)
    return render(request, "office/data.html", {"reader": signed_in(request)})


@fully_proven
def download(request: HttpRequest) -> HttpResponseBase:
    reader, now = signed_in(request), timezone.now()
    if until := download_refused_until(request, reader, now):
        return too_many(request, until, now, request.path, template="office/429.html")
    file = as_zip(all_data(reader, now))
    return FileResponse(file, as_attachment=True, filename=file_name(now))


@never_cache
@get_or_post
@fully_proven
def delete(request: HttpRequest) -> HttpResponse:
    reader, now = signed_in(request), timezone.now()
    form = DeleteForm(reader, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            delete_account(reader, now)
        except LastPublisher:
            form.refuse_last_publisher()
        else:
            return _gone(request)
    context = {
        "reader": reader,
        "form": form,
        "lines": standing_in_words(standing_of(reader, now), now),
        "membership": Membership.objects.of(reader).current().exists(),
    }
    return render(request, "office/delete.html", context)


@never_cache
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "office/deleted.html")


def _gone(request: HttpRequest) -> HttpResponse:
    """This browser forgets, too. The others find their sessions led to nobody at their next click."""
    logout(request)
    response = redirect("account_deleted")
    make_unknown(response)
    return response
