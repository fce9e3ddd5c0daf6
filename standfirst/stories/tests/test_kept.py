"""What is kept between changes: the same for every page, until a change is told."""

import pytest
from django.test import Client, RequestFactory

from standfirst.publication.changes import EVERYTHING, tell
from standfirst.publication.current import settings_for
from standfirst.publication.hearing import HERE
from standfirst.publication.models import PublicationSettings
from standfirst.publication.tests.heard import hearing
from standfirst.stories.models import DeskPage
from standfirst.stories.tests import lantern

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lantern() -> None:
    lantern.publish()


def _front(client: Client) -> str:
    return client.get("/").content.decode()


def _change() -> None:
    """In the rows alone: who changes them is to tell."""
    PublicationSettings.objects.update(name="The Candle")
    DeskPage.objects.filter(slug="world").update(title="Abroad")


def test_it_keeps_what_every_page_needs_until_it_is_told(client: Client) -> None:
    with hearing():
        before = _front(client)
        _change()
        assert _front(client) == before
        tell(EVERYTHING)
        HERE.read()
        after = _front(client)
    assert "The Candle" in after
    assert "Abroad" in after
    assert "The Lantern" not in after


def test_it_keeps_nothing_where_nobody_hears(client: Client) -> None:
    _front(client)
    _change()
    assert "The Candle" in _front(client)


def test_it_gives_a_form_a_row_of_its_own(rf: RequestFactory) -> None:
    with hearing():
        kept = settings_for(rf.get("/"))
        assert settings_for(rf.get("/")) is kept
        assert PublicationSettings.load(request_or_site=rf.get("/")) is not kept
