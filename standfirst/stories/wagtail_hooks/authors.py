"""Authors in the admin. They are made at publish; who may change them tells readers more of them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.stories.models import Author
from standfirst.stories.signing import adopt


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    menu_label = _("Authors")
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["name", "role"]
    search_fields = ["name", "also_printed_as"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldPanel("about"),
        FieldPanel("portrait"),
        FieldPanel("also_printed_as"),
        FieldPanel("slug", read_only=True, help_text=_("Made of the first name, and kept.")),
    ]


register_snippet(AuthorViewSet)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def adopt_stories(request: HttpRequest, instance: Any) -> None:
    if isinstance(instance, Author):
        adopt(instance)
