"""The editor's home, in the place of what Wagtail puts on its own."""

from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component

from standfirst.readers.models import Reader
from standfirst.stories.home import Home, works_on_stories


class HomePanel(Component):
    """One list of the home, by the name of its template."""

    media = Media(css={"all": ["stories/home.css"]})

    def __init__(self, name: str, home: Home | None, order: int) -> None:
        self.template_name = f"stories/home/{name}.html"
        self.home, self.order = home, order

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"home": self.home}


LAST = 1000  # after Wagtail's own rooms have added theirs
PANELS = ("begin", "waiting", "hand", "scheduled", "drafts", "out")


@hooks.register("construct_homepage_panels", order=LAST)
def editors_home(request: HttpRequest, panels: list[Component]) -> None:
    reader = request.user
    assert isinstance(reader, Reader)
    if works_on_stories(reader):
        home = Home(reader, timezone.now())
        panels[:] = [HomePanel(name, home, order) for order, name in enumerate(PANELS)]
    else:
        panels[:] = [HomePanel("nothing", None, 0)]


@hooks.register("construct_homepage_summary_items", order=LAST)
def no_summary(request: HttpRequest, items: list[Component]) -> None:
    items.clear()
