"""The other site's stories as the stock site's own: `python -m bench.stock.fill STORIES COOKIES`."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.stock.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.images import ImageFile  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.images.models import Image  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from bench.stock.home.models import HomePage, IndexPage, Source, StoryPage  # noqa: E402


def main(stories: Path, cookies: Path) -> None:
    home = _home()
    desks: dict[str, IndexPage] = {}
    for story in json.loads(stories.read_text()):
        slug = story["desk"]
        if slug not in desks:
            index = IndexPage(title=slug.title(), slug=slug, show_in_menus=True)
            desks[slug] = home.add_child(instance=index)
        _add(desks[slug], story)
    cookies.write_text(json.dumps([_logged_in()]))


def _home() -> HomePage:
    root = Page.get_first_root_node()
    for page in root.get_children():  # Wagtail's own welcome page
        page.delete()
    root.refresh_from_db()
    home: HomePage = root.add_child(instance=HomePage(title="The Relay", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "127.0.0.1", "root_page": home, "site_name": "The Relay"},
    )
    return home


def _add(desk: IndexPage, story: dict[str, Any]) -> None:
    page: StoryPage = desk.add_child(
        instance=StoryPage(
            title=story["headline"],
            slug=story["slug"],
            standfirst=story["standfirst"],
            search_description=story["standfirst"],
            byline=story["byline"],
            credit=story["credit"],
            lead_image=_image(story),
            first_published_at=story["published"],
            last_published_at=story["updated"],
            body=json.dumps([{"type": "section", "value": it} for it in story["sections"]]),
        )
    )
    for order, source in enumerate(story["sources"]):
        Source.objects.create(story=page, sort_order=order, **source)


def _image(story: dict[str, Any]) -> Image | None:
    if not story["image"]:
        return None
    path = Path(story["image"])
    with path.open("rb") as file:
        return Image.objects.create(
            title=story["headline"], description=story["alt"], file=ImageFile(file, name=path.name)
        )


def _logged_in() -> str:
    """The session of an ordinary user, as a Cookie header has it."""
    client = Client()
    client.force_login(get_user_model().objects.create_user("ana", "ana@example.com"))
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
