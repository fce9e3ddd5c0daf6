"""A small publication for tests: its pages, pictures and paying readers."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.utils.text import slugify
from PIL import Image as Pillow
from wagtail.models import Page, Site

from standfirst.gate.access import MEMBERS, Access
from standfirst.membership.models import Membership, Plan
from standfirst.membership.snapshot import Money, Snapshot, State
from standfirst.publication.models import (
    PublicationDocument,
    PublicationImage,
    PublicationSettings,
)
from standfirst.publication.sizes import make_all
from standfirst.readers.models import Reader
from standfirst.stories.models import DeskPage, FrontPage, StorylinePage, StoryPage
from standfirst.stories.projecting import Publishing, project


class Part(NamedTuple):
    """A section, as plainly as a test can say it."""

    label: str
    html: str
    free: bool = False
    outside_label: str = ""


ONE_PART = (Part("What happened", "<p>It was signed.</p>"),)


def make_front(name: str = "The Lantern") -> FrontPage:
    """The publication and its front page, in the place of Wagtail's page of welcome."""
    settings = PublicationSettings.load()
    settings.name, settings.description = name, "News by lamplight."
    settings.save()
    root = Page.get_first_root_node()
    front = root.add_child(instance=FrontPage(title=name, slug="front"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": front}
    )
    return front


def make_desk(front: FrontPage, name: str, description: str = "") -> DeskPage:
    desk = DeskPage(title=name, slug=slugify(name), description=description)
    return front.add_child(instance=desk)


def make_storyline(front: FrontPage, name: str, **fields: Any) -> StorylinePage:
    storyline = StorylinePage(title=name, **{"slug": slugify(name), **fields})
    return front.add_child(instance=storyline)


def make_story(
    desk: DeskPage,
    headline: str,
    *,
    access: Access = MEMBERS,
    sections: tuple[Part, ...] = ONE_PART,
    live: bool = True,
    **fields: Any,
) -> StoryPage:
    """A story, out an hour ago unless told otherwise. `fields` are any others of a StoryPage.

    It is saved live at once, as an import does: going through a revision takes three times as long.
    """
    said = {
        "slug": slugify(headline),
        "standfirst": "Both sides met at noon.",
        "byline": "A. Writer",
        "published_at": datetime.now(UTC) - timedelta(hours=1),
        **fields,
    }
    story = StoryPage(
        title=headline, access=access, sections=sections_of(*sections), live=live, **said
    )
    made = desk.add_child(instance=story)
    if live:
        project(Publishing(made, None, made.published_at))
    return made


def sections_of(*parts: Part) -> str:
    """As a StreamField keeps them."""
    kept = [
        {
            "type": "section",
            "id": str(uuid.uuid4()),
            "value": {
                "label": part.label,
                "text": part.html,
                "free": part.free,
                "outside_label": part.outside_label,
            },
        }
        for part in parts
    ]
    return json.dumps(kept)


def make_picture(credit: str = "B. Lens") -> PublicationImage:
    file = BytesIO()
    Pillow.new("RGB", (160, 90), "#9a1b2f").save(file, "PNG")
    image = PublicationImage.objects.create(
        title="a picture",
        description="A red field",
        credit=credit,
        file=ContentFile(file.getvalue(), name="red.png"),
    )
    make_all(image)
    return image


def make_document(text: str = "The plan.") -> PublicationDocument:
    return PublicationDocument.objects.create(
        title="The harbour plan", file=ContentFile(text.encode(), name="plan.pdf")
    )


def make_plans() -> None:
    Plan.objects.get_or_create(slug="basic", defaults={"name": "Basic", "position": 1})
    Plan.objects.get_or_create(slug="plus", defaults={"name": "Plus", "position": 2})


def make_member(email: str, plan: str, **snapshot: Any) -> Reader:
    """A reader who pays, unless the snapshot says otherwise."""
    now = datetime.now(UTC)
    said = {
        "state": State.ACTIVE,
        "money": Money(500, "EUR"),
        "fetched_at": now,
        "started_at": now - timedelta(days=40),
        "paid_until": now + timedelta(days=20),
    }
    reader = Reader.objects.create_reader(email)
    Membership.begin(reader, Snapshot(plan=plan, **{**said, **snapshot}), now)
    return reader
