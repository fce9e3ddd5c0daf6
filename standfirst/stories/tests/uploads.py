"""A story with files in its sections, free and locked, for tests of who may have which."""

from dataclasses import dataclass
from typing import Any

from standfirst.gate.access import MEMBERS
from standfirst.publication.models import PublicationDocument, PublicationImage
from standfirst.stories.models import DeskPage, StoryPage
from standfirst.stories.pictures import picture
from standfirst.stories.tests.factories import Part, make_document, make_picture, make_story


def image_tag(image: PublicationImage, alt: str = "The pier at dawn") -> str:
    """As the editor stores an image in a text."""
    return f'<embed embedtype="image" id="{image.pk}" format="fullwidth" alt="{alt}"/>'


def document_tag(document: PublicationDocument, words: str = "the plan") -> str:
    return f'<p>Read <a linktype="document" id="{document.pk}">{words}</a>.</p>'


def holding(image: PublicationImage, document: PublicationDocument) -> str:
    return f"<p>Here it is.</p>{image_tag(image)}{document_tag(document)}"


@dataclass
class Uploads:
    """Of a members' story: in its free section, and in its locked one."""

    story: StoryPage
    free_image: PublicationImage
    free_document: PublicationDocument
    locked_image: PublicationImage
    locked_document: PublicationDocument

    @property
    def free(self) -> list[str]:
        return [*addresses_of(self.free_image), self.free_document.url]

    @property
    def locked(self) -> list[str]:
        return [*addresses_of(self.locked_image), self.locked_document.url]


def addresses_of(image: PublicationImage) -> list[str]:
    """Every size of it, whichever has been made."""
    return [made.url for made in image.renditions.all()]


def src_of(image: PublicationImage) -> str:
    shown = picture(image)
    assert shown is not None
    return shown.src


def make_story_with_uploads(desk: DeskPage, **said: Any) -> Uploads:
    free, locked = make_picture(), make_picture()
    free_document, locked_document = make_document(), make_document("The secret plan.")
    parts = (
        Part("What everyone sees", holding(free, free_document), free=True),
        Part("What members see", holding(locked, locked_document)),
    )
    fields = {"access": MEMBERS, "sections": parts, **said}
    story = make_story(desk, "The harbour plan", **fields)
    return Uploads(story, free, free_document, locked, locked_document)
