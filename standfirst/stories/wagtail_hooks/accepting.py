"""Who said what in the admin: what the story's form asks, the page that does without a script, and what waits."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from standfirst.readers.models import Reader
from standfirst.stories.accepting.plain_page import who_said_what
from standfirst.stories.accepting.tray import keep_source_text, tray
from standfirst.stories.accepting.views import propose
from standfirst.stories.accepting.waiting import how_many
from standfirst.stories.home import works_on_stories

ICON = "openquote"


class WaitingMenuItem(MenuItem):
    """With how many quotes wait for a text, as that takes one query to know."""

    def is_shown(self, request: HttpRequest) -> bool:
        reader = request.user
        return isinstance(reader, Reader) and works_on_stories(reader)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        count = how_many()
        label = f"{self.label} ({count})" if count else self.label
        return LinkMenuItem(
            self.name,
            label,
            self.url,
            icon_name=self.icon_name,
            classname=self.classname,
            attrs=self.attrs,
        )


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("stories/who-said-what/", tray, name="statements_waiting"),
        path("stories/sources/<int:source_id>/text/", keep_source_text, name="keep_source_text"),
        path("stories/<int:page_id>/who-said-what/", who_said_what, name="who_said_what"),
        path("stories/<int:page_id>/who-said-what/proposals/", propose, name="propose_statements"),
    ]


@hooks.register("register_admin_menu_item")
def waiting_menu_item() -> MenuItem:
    return WaitingMenuItem(
        _("Who said what"), reverse("statements_waiting"), icon_name=ICON, order=160
    )
