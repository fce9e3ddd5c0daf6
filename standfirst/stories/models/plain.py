"""Pages that are no stories: about, contact, terms, privacy, imprint."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from standfirst.stories import plain
from standfirst.stories.models.gated import GatedPage
from standfirst.stories.reserved import refuse_reserved

PLAIN_FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul"]


# What is still to be filled in, as the drafts that `init` makes have it.
BRACKETED = re.compile(r"\[[^\[\]]{1,200}\]")


class PlainPageForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        left = BRACKETED.search(strip_tags(cleaned.get("text") or ""))
        if left and "action-publish" in self.data:
            self.add_error(
                "text",
                _("Still to be filled in, or to be taken out: %(words)s") % {"words": left.group()},
            )
        return cleaned


class PlainPage(GatedPage):
    """A page of text for everyone, in the same look. `show_in_menus` puts it at the foot of every page."""

    text = RichTextField(_("text"), features=PLAIN_FEATURES)

    show_in_menus_default = True
    parent_page_types = ["stories.FrontPage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("text")]
    base_form_class = PlainPageForm

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self.slug)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return plain.plain_page(request, self)
