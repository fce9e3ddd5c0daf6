"""The pictures that stand for a story elsewhere: its own, or else those drawn for it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from standfirst.publication.models import PublicationSettings
from standfirst.stories.pictures import Picture
from standfirst.stories.reading import Card
from standfirst.stories.social.drawing import SHAPES, drawn_of


def shared_pictures(card: Card, publication: PublicationSettings) -> tuple[Picture, ...]:
    """The lead image, or one in each of the shapes: the first is the one for a shared link."""
    return (card.image,) if card.image else _drawn(card, publication)


def _drawn(card: Card, publication: PublicationSettings) -> tuple[Picture, ...]:
    version = drawn_of(card.headline, card.desk, publication).version
    alt = _("“%(headline)s”, %(desk)s, %(publication)s") % {
        "headline": card.headline,
        "desk": card.desk.name,
        "publication": publication.name,
    }
    return tuple(
        Picture(
            src=reverse("social", args=[card.story_id, version, name]),
            srcset="",
            width=shape.width,
            height=shape.height,
            alt=alt,
            credit="",
        )
        for name, shape in SHAPES.items()
    )
