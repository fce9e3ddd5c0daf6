"""Sections as the editor stores them ↔ sections as brief files say them.

For staff and commands only: what readers get goes through `stories.body`.
"""

import re
import uuid
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import PurePath
from typing import Any, Protocol

from standfirst.publication.models import PublicationDocument, PublicationImage
from standfirst.stories.briefs import BriefImage, BriefSection, image_tag, section_html
from standfirst.stories.inserted import Inserted

StoredSection = dict[str, Any]  # type, value and id, as in a StreamField's JSON
Paths = Mapping[int, str]  # of images, by their id: where their files stand beside the brief
Images = Mapping[BriefImage, PublicationImage]

_IMAGE = re.compile(r"<img [^>]*/>")
_DOCUMENT = re.compile(r'<a href="/documents/([\w-]+\.\w+)">')


class Block(Protocol):
    """A section in a StreamField, as far as we use it."""

    id: str
    value: Any


def written(blocks: Sequence[Block], paths: Paths | None = None) -> tuple[BriefSection, ...]:
    """A link to a page or a document of ours becomes its path; an image without a path gets one by its id."""
    return tuple(
        BriefSection(
            label=block.value["label"],
            html=_html(block, paths or {}),
            free=block.value["free"],
            outside_label=block.value["outside_label"],
        )
        for block in blocks
    )


def stored(
    sections: Sequence[BriefSection], before: Sequence[Block], images: Images | None = None
) -> list[StoredSection]:
    """In the form a StreamField takes. Ids of the sections that were there stay, for anchors name them."""
    kept = _same_sections(sections, before)
    return [
        _stored(section, kept.get(index), images or {}) for index, section in enumerate(sections)
    ]


def images_of(blocks: Sequence[Block]) -> list[PublicationImage]:
    """In the order of the text, each once."""
    text = "".join(block.value["text"].source for block in blocks)
    return list({image.pk: image for image, _alt in Inserted([text]).images_in(text)}.values())


def _stored(section: BriefSection, before: Block | None, images: Images) -> StoredSection:
    """Text that says the same is left as the editor stored it, with its links to our pages."""
    html = _by_id(section.html, images)
    same = before.value["text"].source if before and _html(before, {}) == html else ""
    value = {
        "label": section.label,
        "text": same or _embedded(html, images),
        "free": section.free,
        "outside_label": section.outside_label,
    }
    return {
        "type": "section",
        "value": value,
        "id": before.id if before else str(uuid.uuid4()),
    }


def _same_sections(sections: Sequence[BriefSection], before: Sequence[Block]) -> dict[int, Block]:
    """Which block each section was, by index: that of the same label, or else of the same place."""
    left = dict(enumerate(before))
    found: dict[int, Block] = {}
    for index, section in enumerate(sections):
        at = next((i for i, it in left.items() if it.value["label"] == section.label), None)
        if at is not None:
            found[index] = left.pop(at)
    for index in range(len(sections)):
        if index not in found and index in left:
            found[index] = left.pop(index)
    return found


def _html(block: Block, paths: Paths) -> str:
    text = block.value["text"].source

    def tag(image: PublicationImage, alt: str) -> str:
        return image_tag(_named(image, alt, paths.get(image.pk, "")))

    return section_html(Inserted([text]).expand(text, tag))


def _named(image: PublicationImage, alt: str, path: str = "") -> BriefImage:
    return BriefImage(path or f"{image.pk}{PurePath(image.file.name).suffix}", alt, image.credit)


def _by_id(html: str, images: Images) -> str:
    """With every image named by its id, whatever its file is called."""
    named = {image_tag(said): image_tag(_named(it, said.alt)) for said, it in images.items()}
    return _IMAGE.sub(lambda tag: named.get(tag[0], tag[0]), html)


def _embedded(html: str, images: Images) -> str:
    """With images and links to our documents as the editor stores them."""
    embeds = {image_tag(_named(it, said.alt)): _embed(it, said.alt) for said, it in images.items()}
    html = _IMAGE.sub(lambda tag: embeds.get(tag[0], ""), html)
    documents = PublicationDocument.objects.filter(
        file__in=[f"documents/{name}" for name in _DOCUMENT.findall(html)]
    )
    for document in documents:
        link = f'<a linktype="document" id="{document.pk}">'
        html = html.replace(f'<a href="{document.url}">', link)
    return html


def _embed(image: PublicationImage, alt: str) -> str:
    return f'<embed embedtype="image" id="{image.pk}" format="fullwidth" alt="{escape(alt)}"/>'
