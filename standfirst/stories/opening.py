"""Opens a publication: its front page, its desks and its plain pages. Who calls it sees to it that it is done once."""

from typing import Any
from urllib.parse import SplitResult

from django.db import transaction
from wagtail.models import Page, Site

from standfirst.stories.models import DeskPage, FrontPage, PlainPage

PORTS = {"http": 80, "https": 443}


def open_front(name: str, address: SplitResult) -> FrontPage:
    """In place of the page Wagtail welcomes one with."""
    root = Page.get_first_root_node()
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    front: FrontPage = root.add_child(instance=FrontPage(title=name, slug="front"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={**_place(address), "root_page": front, "site_name": name},
    )
    return front


def open_desk(front: FrontPage, slug: str, name: str, description: str = "") -> DeskPage:
    desk: DeskPage = front.add_child(
        instance=DeskPage(title=name, slug=slug, description=description)
    )
    return desk


def open_plain_page(
    front: FrontPage, slug: str, name: str, text: str, *, live: bool = True
) -> PlainPage:
    """Not `live`: a draft, which its editor reads and publishes."""
    page: PlainPage = front.add_child(
        instance=PlainPage(title=name, slug=slug, text=text, live=live, show_in_menus=True)
    )
    if not live:
        page.save_revision()
    return page


@transaction.atomic
def name_address(address: SplitResult) -> bool:
    """Wagtail makes whole addresses of pages from its site. Whether it said another one before."""
    site, place = Site.objects.get(is_default_site=True), _place(address)
    if place == {"hostname": site.hostname, "port": site.port}:
        return False
    site.hostname, site.port = address.hostname, place["port"]
    site.save()
    return True


def _place(address: SplitResult) -> dict[str, Any]:
    return {"hostname": address.hostname, "port": address.port or PORTS[address.scheme]}
