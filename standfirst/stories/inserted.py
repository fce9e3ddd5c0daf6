"""What the text of sections holds besides words: images and documents. Only `stories.body` asks for it."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from html import escape
from typing import Any

from django.db import models
from django.template.loader import render_to_string
from wagtail.rich_text import extract_references_from_rich_text, features
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from standfirst.publication.models import PublicationDocument, PublicationImage
from standfirst.stories.pictures import Picture, picture

Attributes = Mapping[str, str]  # of a tag, as the editor stores it
Written = Callable[[PublicationImage, str], str]  # how an image, with its alt text, is written


def ids_in(html: str, model: type[models.Model]) -> set[int]:
    """Of the images, or documents, that a section's text names."""
    named = extract_references_from_rich_text(html)
    return {int(key) for kind, key, *_ in named if kind is model and str(key).isdecimal()}


def _figure(image: PublicationImage, alt: str) -> str:
    shown = picture(image, alt=alt)
    return render_to_string("stories/section_picture.html", {"image": shown}) if shown else ""


def _alt(image: PublicationImage, tag: Attributes) -> str:
    """What is said there; "" there says that it only adorns. Where nothing is said, the image's own."""
    return tag.get("alt", image.description)


class Inserted:
    """What these texts name, looked up once for all of them, and only when one that names something is printed."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(texts)

    @cached_property
    def images(self) -> Mapping[str, PublicationImage]:
        return self._found(PublicationImage, PublicationImage.objects.all())

    @cached_property
    def documents(self) -> Mapping[str, PublicationDocument]:
        return self._found(PublicationDocument, PublicationDocument.objects.all())

    def expand(self, html: str, image: Written = _figure) -> str:
        """As readers' pages have it. What is gone leaves nothing behind but a link's words."""
        page = features.get_link_types()["page"].expand_db_attributes_many
        links = LinkRewriter(rules={"document": self._link}, bulk_rules={"page": page})
        embeds = EmbedRewriter(rules={"image": lambda tag: self._written(tag, image)})
        expanded: str = MultiRuleRewriter([links, embeds])(html)
        return expanded

    def images_in(self, html: str) -> list[tuple[PublicationImage, str]]:
        """In the order of the text, each with its alt text."""
        tags = EmbedRewriter().extract_tags(html).get("image", [])
        found = [(self._image(tag.attrs), tag.attrs) for tag in tags]
        return [(image, _alt(image, attributes)) for image, attributes in found if image]

    def pictures(self, html: str) -> tuple[Picture, ...]:
        return tuple(it for image, alt in self.images_in(html) if (it := picture(image, alt=alt)))

    def _found(self, model: type[models.Model], wanted: Any) -> Mapping[str, Any]:
        ids = {key for text in self.texts for key in ids_in(text, model)}
        return {str(key): it for key, it in wanted.in_bulk(ids).items()}

    def _image(self, tag: Attributes) -> PublicationImage | None:
        return self.images.get(tag.get("id", ""))

    def _written(self, tag: Attributes, written: Written) -> str:
        image = self._image(tag)
        return written(image, _alt(image, tag)) if image else ""

    def _link(self, tag: Attributes) -> str:
        document = self.documents.get(tag.get("id", ""))
        return f'<a href="{escape(document.url)}">' if document else "<a>"
