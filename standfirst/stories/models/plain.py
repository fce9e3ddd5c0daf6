"""Pages that are no stories: about, contact, terms, privacy, imprint."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from standfirst.stories import plain
from standfirst.stories.models.gated import GatedPage
from standfirst.stories.reserved import refuse_reserved

PLAIN_FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul"]


class PlainPage(GatedPage):
    """A page of text for everyone, in the same look. `show_in_menus` puts it at the foot of every page."""

    text = RichTextField(_("text"), features=PLAIN_FEATURES)

    show_in_menus_default = True
    parent_page_types = ["stories.FrontPage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("text")]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    def clean(self) -> None:
        super().clean()
        refuse_reserved(self.slug)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return plain.plain_page(request, self)
