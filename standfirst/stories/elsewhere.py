"""What is said at an address without a page: where its page is now, that its story was withdrawn, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.formats import date_format
from django.utils.translation import pgettext
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from standfirst.publication import errors
from standfirst.stories.models import DeskPage, Withdrawn
from standfirst.stories.moving import is_out
from standfirst.stories.reading import desk_of

GONE = 410
# What stands below a page's own address, and goes where it goes.
BESIDE = ("changes/", "feed.xml", "feed.json")


@dataclass(frozen=True)
class Asked:
    """`address` is as it came, quoted and with its query; `path` as it is read."""

    address: str
    path: str
    beside: str = ""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answers every 404 of the site."""
    if request.method in {"GET", "HEAD"}:
        now = timezone.now()
        for asked in _asked(request):
            if answer := _moved(request, asked, now) or _withdrawn(request, asked):
                return answer
    return errors.not_found(request, exception)


def _asked(request: HttpRequest) -> Iterator[Asked]:
    """What was asked for; and where that is beside a page, the page."""
    yield Asked(request.get_full_path(), request.path)
    for beside in BESIDE:
        if request.path.endswith(f"/{beside}"):
            path = request.path.removesuffix(beside)
            yield Asked(escape_uri_path(path), path, beside)


def _moved(request: HttpRequest, asked: Asked, now: datetime) -> HttpResponse | None:
    redirect = _redirect_from(request, asked.address)
    link = _target(redirect, now) if redirect else ""
    if redirect is None or not link or link == urlsplit(asked.address).path:
        return None
    answer = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
    return answer(link + asked.beside)


def _redirect_from(request: HttpRequest, address: str) -> Redirect | None:
    """As Wagtail's own middleware finds it: with the query, then without."""
    whole = Redirect.normalise_path(address, decode_unicode=False)
    bare = urlsplit(whole).path
    return get_redirect(request, whole) or (get_redirect(request, bare) if bare != whole else None)


def _target(redirect: Redirect, now: datetime) -> str:
    """Empty where it leads to a page that is not out: nobody learns the address of one."""
    if redirect.redirect_page and not is_out(redirect.redirect_page, now):
        return ""
    return redirect.link or ""


def _withdrawn(request: HttpRequest, asked: Asked) -> HttpResponse | None:
    """Its line and never its headline: that may be why it was taken down."""
    path = f"{asked.path.rstrip('/')}/"
    withdrawn = Withdrawn.objects.filter(path=path).first()
    if withdrawn is None:
        return None
    desk = DeskPage.objects.live().filter(slug=path.split("/")[1]).first()
    context = {
        "day": _written_out(withdrawn.at),
        "line": withdrawn.line,
        "desk": desk_of(desk) if desk else None,
    }
    return render(request, "stories/withdrawn.html", context, status=GONE)


def _written_out(moment: datetime) -> str:
    form = pgettext("a day written out, in Django's date format", "j F Y")
    return date_format(timezone.localdate(moment), form)
