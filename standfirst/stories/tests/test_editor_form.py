"""What the editor's form says of who may read: the gate's word, not Wagtail's own."""

from django.test import Client

from standfirst.readers.models import Reader
from standfirst.stories.tests.lantern import Lantern


def form_of(client: Client, page_id: int) -> str:
    eli = Reader.objects.create_reader("eli@example.com")
    eli.take_role("editor")
    client.force_login(eli)
    return client.get(f"/admin/pages/{page_id}/edit/").text


def test_it_says_whom_the_gate_lets_in(publication: Lantern, client: Client) -> None:
    form = form_of(client, publication.stories["members"].pk)
    assert "For members" in form
    assert "Once live anyone can view" not in form
    assert "Change privacy" not in form


def test_it_says_that_everyone_sees_a_desk(publication: Lantern, client: Client) -> None:
    assert "For everyone" in form_of(client, publication.world.pk)
