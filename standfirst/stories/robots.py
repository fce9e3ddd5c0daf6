"""robots.txt: what crawlers need not ask for, and where the sitemaps are."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from standfirst.publication.addresses import whole
from standfirst.publication.sharing import share_with

# Pages of one person, or of one question. Names of addresses, for most belong to rooms above this one.
KEPT_OUT = (
    "wagtailadmin_home",
    "account",
    "account_signup",
    "account_logout",
    "card",
    "change_plan",
    "help",
    "leave",
    "rejoin",
    "resume",
    "search",
)
MAPS = ("sitemap", "news_sitemap")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    paths = sorted({reverse(name) for name in KEPT_OUT})
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in paths if not _inside(path, paths)),
        "",
        *(f"Sitemap: {whole(reverse(name))}" for name in MAPS),
    ]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    return share_with(request, response)


def _inside(path: str, others: list[str]) -> bool:
    return any(path != other and path.startswith(other) for other in others)
