"""What the text of sections holds besides words: images and documents. Only `stories.body` asks for it."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache, partial
from html import escape
from typing import Any

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Value
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri
from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from standfirst.publication.models import PublicationDocument, PublicationImage
from standfirst.stories.addresses import below_the_front
from standfirst.stories.pictures import Picture, picture

Attributes = Mapping[str, str]  # of a tag, as the editor stores it
Written = Callable[[PublicationImage, str], str]  # how an image, with its alt text, is written


def ids_in(html: str, model: type[models.Model]) -> set[int]:
    """Of the pages, images or documents that a section's text names."""
    return {key for kind, key in _named_in(html) if kind is model}


@lru_cache(maxsize=100)
def _named_in(html: str) -> frozenset[tuple[type[models.Model], int]]:
    """Kept for a moment: one answer asks several times."""
    named = extract_references_from_rich_text(html)
    return frozenset((kind, int(key)) for kind, key, *_ in named if str(key).isdecimal())


def _figure(image: PublicationImage, alt: str) -> str:
    shown = picture(image, alt=alt)
    return render_to_string("stories/section_picture.html", {"image": shown}) if shown else ""


def _alt(image: PublicationImage, tag: Attributes) -> str:
    """What is said there; "" there says that it only adorns. Where nothing is said, the image's own."""
    return tag.get("alt", image.description)


def _page_address(url_path: str) -> str:
    return iri_to_uri(below_the_front(url_path))


# What a link may name: its kind, its rows, the column that says where it is, and how.
_LINKED: tuple[tuple[str, Any, str, Callable[[str], str]], ...] = (
    ("page", Page, "url_path", _page_address),
    ("document", PublicationDocument, "file", default_storage.url),
)


class Inserted:
    """What these texts name, looked up once for all of them, and only when one that names something is printed."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(texts)

    @cached_property
    def images(self) -> Mapping[str, PublicationImage]:
        found = PublicationImage.objects.in_bulk(self._ids(PublicationImage))
        return {str(key): it for key, it in found.items()}

    @cached_property
    def addresses(self) -> Mapping[tuple[str, str], str]:
        """Where links lead, by the kind of what they name, and its id."""
        asked = [
            model.objects.filter(pk__in=ids).order_by().values_list(Value(kind), "pk", kept)
            for kind, model, kept, _address in _LINKED
            if (ids := self._ids(model))
        ]
        rows = asked[0].union(*asked[1:], all=True) if asked else ()
        address_of = {kind: address for kind, *_, address in _LINKED}
        return {(kind, str(pk)): address_of[kind](kept) for kind, pk, kept in rows}

    def expand(self, html: str, image: Written = _figure) -> str:
        """As readers' pages have it. What is gone leaves nothing behind but a link's words."""
        links = LinkRewriter(rules={kind: partial(self._link, kind) for kind, *_ in _LINKED})
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

    def _ids(self, model: type[models.Model]) -> set[int]:
        return {key for text in self.texts for key in ids_in(text, model)}

    def _image(self, tag: Attributes) -> PublicationImage | None:
        return self.images.get(tag.get("id", ""))

    def _written(self, tag: Attributes, written: Written) -> str:
        image = self._image(tag)
        return written(image, _alt(image, tag)) if image else ""

    def _link(self, kind: str, tag: Attributes) -> str:
        address = self.addresses.get((kind, tag.get("id", "")))
        return f'<a href="{escape(address)}">' if address else "<a>"
