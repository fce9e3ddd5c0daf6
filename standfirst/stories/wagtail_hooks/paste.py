"""Stories in the admin: "Paste a brief" in the menu, and on every desk where one may."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from standfirst.readers.models import Reader
from standfirst.stories.models import DeskPage
from standfirst.stories.paste import desks_open_to, form_with_paste, paste_brief, paste_into

ICON = "clipboard-list"


class PasteMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        reader = request.user
        return isinstance(reader, Reader) and desks_open_to(reader).exists()


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("paste/", paste_brief, name="paste_brief"),
        path("paste/<int:page_id>/", paste_into, name="paste_into"),
    ]


@hooks.register("register_admin_menu_item")
def paste_menu_item() -> MenuItem:
    return PasteMenuItem(_("Paste a brief"), reverse("paste_brief"), icon_name=ICON, order=150)


@hooks.register("register_page_header_buttons")
def paste_button(page: Page, user: Reader, **context: object) -> Iterator[Button]:
    if isinstance(page, DeskPage) and page.permissions_for_user(user).can_add_subpage():
        yield Button(_("Paste a brief"), form_with_paste(page), icon_name=ICON, priority=16)
