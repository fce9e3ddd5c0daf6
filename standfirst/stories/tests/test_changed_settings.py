"""What is told of the publication's settings, its images and its documents."""

from typing import Any

import pytest
from wagtail.models import Site

from standfirst.publication.changes import EVERYTHING, LISTS, image
from standfirst.publication.following import Followed, followed
from standfirst.publication.logo import SIZE, logo_of
from standfirst.publication.models import (
    PublicationDocument,
    PublicationImage,
    PublicationRendition,
    PublicationSettings,
)
from standfirst.publication.sizes import make_all
from standfirst.publication.tests.telling import topics, wrong_in
from standfirst.stories.tests.factories import make_document, make_front, make_picture

pytestmark = pytest.mark.django_db

ALL = {EVERYTHING}


def change(model: Any, pk: int | None = None, **fields: Any) -> None:
    row = model.objects.get(pk=pk) if pk else model.load()
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


@pytest.fixture
def settings_row() -> PublicationSettings:
    make_front()
    return PublicationSettings.load()


def test_it_tells_everything_of_settings_and_of_the_site(settings_row: PublicationSettings) -> None:
    site, logo = Site.objects.get(), make_picture()
    table = {
        "renamed": (lambda: change(PublicationSettings, name="The Lamp"), ALL),
        "another accent": (lambda: change(PublicationSettings, accent="#102030"), ALL),
        "with a logo": (lambda: change(PublicationSettings, logo=logo), ALL),
        "another address": (lambda: change(Site, site.pk, hostname="example.org"), ALL),
        "site deleted": (lambda: site.delete(), ALL),
        "deleted": (lambda: PublicationSettings.objects.get().delete(), ALL),
    }
    assert wrong_in(table) == []
    PublicationSettings.objects.all().delete()
    assert topics(PublicationSettings.load) == set()


def test_it_tells_of_an_image_and_of_lists(settings_row: PublicationSettings) -> None:
    pk = make_picture().pk
    shown = {image(pk), LISTS}

    def make_anew() -> None:
        PublicationRendition.objects.filter(image_id=pk).delete()
        make_all(PublicationImage.objects.get(pk=pk))

    def take_size() -> None:
        PublicationRendition.objects.filter(image_id=pk).first().delete()

    def another_file() -> None:
        change(PublicationImage, pk, file=file)

    file = make_picture().file

    def upload() -> None:
        PublicationImage.objects.create(title="Another", file=file)

    made = PublicationImage.objects.get(pk=pk)
    table = {
        "uploaded": (upload, set()),
        "with another file": (another_file, shown),
        "described": (lambda: change(PublicationImage, pk, description="A field"), shown),
        "credited": (lambda: change(PublicationImage, pk, credit="C. Lens"), shown),
        "focused": (lambda: change(PublicationImage, pk, focal_point_x=9), shown),
        "deleted": (lambda: PublicationImage.objects.get(pk=pk).delete(), shown),
        "size deleted": (take_size, shown),
        "sizes made anew": (make_anew, shown),
        "sizes there already": (lambda: make_all(made), set()),
        "measured": (
            lambda: PublicationImage.objects.get(pk=pk).save(update_fields=["file_size"]),
            set(),
        ),
    }
    assert wrong_in(table) == []


def test_it_tells_everything_of_the_logo(settings_row: PublicationSettings) -> None:
    logo = make_picture()
    settings_row.logo = logo
    settings_row.save()
    shown = {image(logo.pk), LISTS, EVERYTHING}

    def print_it() -> None:
        assert logo_of(PublicationSettings.load())

    assert topics(print_it) == set()
    print_it()
    of_logo = PublicationRendition.objects.get(filter_spec=SIZE, image=logo)
    table = {
        "edited": (lambda: change(PublicationImage, logo.pk, focal_point_x=9), shown),
        "its size deleted": (lambda: of_logo.delete(), {EVERYTHING}),
        "deleted": (lambda: PublicationImage.objects.get(pk=logo.pk).delete(), shown),
    }
    assert wrong_in(table) == []


def test_it_tells_everything_of_a_document(settings_row: PublicationSettings) -> None:
    pk = make_document().pk
    table = {
        "uploaded": (make_document, set()),
        "renamed": (lambda: change(PublicationDocument, pk, title="The plan"), ALL),
        "deleted": (lambda: PublicationDocument.objects.get(pk=pk).delete(), ALL),
        "measured": (
            lambda: PublicationDocument.objects.get(pk=pk).save(update_fields=["file_size"]),
            set(),
        ),
    }
    assert wrong_in(table) == []


def test_it_saves_each_of_ours_in_one_transaction_with_what_is_told() -> None:
    ours = {it for it in followed() if it.__module__.startswith("standfirst.")}
    assert ours
    assert all(issubclass(it, Followed) for it in ours)
