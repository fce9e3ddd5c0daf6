"""Who had not commented a week ago: on the home of whoever keeps the record, and all of them in a report."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from standfirst.publication.admin_head import head
from standfirst.readers.here import staff_with
from standfirst.record.models import Statement
from standfirst.record.not_commented import look_again
from standfirst.record.reading import Said, for_reading, said_by
from standfirst.record.rights import KEEP

Shown = tuple[Said, int]

ICON = "time"
SOME = 10  # on the home
A_PAGE = 50
AFTER_STORIES = 1001  # the home is put together anew by the stories' own hook


@never_cache
@require_safe
def to_look_at_again(request: HttpRequest) -> HttpResponse:
    staff_with(request, KEEP)
    rows = for_reading(look_again(timezone.now()))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": _shown(page),
        "page": page,
        **head(_("No comment yet"), icon=ICON),
    }
    return render(request, "record/staff/look_again.html", context)


class LookAgainPanel(Component):
    media = Media(css={"all": ["record/admin.css"]})
    template_name = "record/staff/home_look_again.html"
    order = AFTER_STORIES

    def __init__(self, rows: list[Shown]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"rows": self.rows[:SOME], "more": len(self.rows) > SOME}


@hooks.register("construct_homepage_panels", order=AFTER_STORIES)
def remind(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm(KEEP):
        rows = for_reading(look_again(timezone.now()))[: SOME + 1]
        if shown := _shown(rows):
            panels.append(LookAgainPanel(shown))


def _shown(rows: Iterable[Statement]) -> list[Shown]:
    """Each with the story it stands in, by number: there it is mended."""
    return [(said_by(it, open_=True), it.story_id) for it in rows]


class KeepersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(KEEP)


@hooks.register("register_reports_menu_item")
def look_again_menu_item() -> MenuItem:
    return KeepersMenuItem(
        gettext_lazy("No comment yet"), reverse("look_again"), icon_name=ICON, order=1310
    )


@hooks.register("register_admin_urls")
def look_again_urls() -> list[URLPattern]:
    return [path("reports/no-comment-yet/", to_look_at_again, name="look_again")]
