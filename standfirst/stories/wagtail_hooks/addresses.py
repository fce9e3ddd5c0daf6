"""The report of broken links, among Wagtail's own."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import policy_registry

from standfirst.stories.models import BrokenLink, StoryPage

ICON = "link"
ACTIONS = ["add", "change", "publish"]  # on any page


def _edit_url(link: BrokenLink) -> str:
    return reverse("wagtailadmin_pages:edit", args=[link.story_id])


class BrokenLinksReport(ReportView):
    model = BrokenLink
    page_title = _("Broken links")
    header_icon = ICON
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    any_permission_required = ACTIONS
    verbose_name_plural = BrokenLink._meta.verbose_name_plural
    columns = [
        TitleColumn("story", label=_("Story"), accessor="story.title", get_url=_edit_url),
        Column("words", label=_("Words of the link")),
        Column("leads_to", label=_("Leads to")),
        DateColumn("found_at", label=_("Found")),
    ]
    list_export = ["story.title", "words", "leads_to", "found_at"]
    export_headings = {
        "story.title": _("Story"),
        "words": _("Words of the link"),
        "leads_to": _("Leads to"),
        "found_at": _("Found"),
    }

    @cached_property
    def permission_policy(self) -> BasePermissionPolicy:
        """Whoever may mend one sees them: the words of a link may be locked ones."""
        return policy_registry.get_by_type(StoryPage)

    def get_base_queryset(self):  # type: ignore[no-untyped-def]
        return BrokenLink.objects.select_related("story")

    def get_filename(self) -> str:
        return "broken-links"


class BrokenLinksMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(StoryPage)
        return bool(policy.user_has_any_permission(request.user, ACTIONS))


@hooks.register("register_admin_urls")
def address_urls() -> list[URLPattern]:
    return [
        path("reports/broken-links/", BrokenLinksReport.as_view(), name="broken_links"),
        path(
            "reports/broken-links/results/",
            BrokenLinksReport.as_view(results_only=True),
            name="broken_links_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def broken_links_menu_item() -> MenuItem:
    return BrokenLinksMenuItem(
        _("Broken links"), reverse("broken_links"), icon_name=ICON, order=1300
    )
