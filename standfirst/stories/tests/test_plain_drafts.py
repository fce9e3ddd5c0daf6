"""A plain page does not go out with what is still to be filled in."""

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html, rich_text

from standfirst.readers.models import Reader
from standfirst.stories.models import PlainPage
from standfirst.stories.tests.lantern import Lantern


@pytest.fixture
def imprint(publication: Lantern) -> PlainPage:
    text = "<p>[Name of whoever runs it]</p>"
    return publication.front.add_child(
        instance=PlainPage(title="Imprint", slug="imprint", text=text, live=False)
    )


@pytest.fixture
def vera(db: None, client: Client) -> Client:
    reader = Reader.objects.create_reader("vera@example.com")
    reader.take_role("publisher")
    client.force_login(reader)
    return client


def send(client: Client, page: PlainPage, text: str, **act: str) -> object:
    address = f"/admin/pages/{page.pk}/edit/"
    fields = querydict_from_html(client.get(address).text, form_id="page-edit-form")
    fields["text"] = rich_text(text)
    fields.update(act)
    return client.post(address, fields)


def test_it_names_what_is_still_to_be_filled_in(vera: Client, imprint: PlainPage) -> None:
    refused = send(vera, imprint, imprint.text, **{"action-publish": "1"})
    assert "taken out: [Name of whoever runs it]" in refused.text
    assert not PlainPage.objects.get().live


def test_a_draft_may_wait_and_a_finished_page_goes_out(vera: Client, imprint: PlainPage) -> None:
    assert send(vera, imprint, imprint.text).status_code == 302
    assert send(vera, imprint, "<p>Nora Field</p>", **{"action-publish": "1"}).status_code == 302
    assert PlainPage.objects.get().live
