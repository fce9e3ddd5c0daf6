"""Publishers word the notices in the admin; other staff do not."""

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.gate.models import NoticeWords
from standfirst.gate.words import VARIANTS
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_gate_noticewords:add"


def staff(role: str) -> Client:
    reader = Reader.objects.create_reader(f"{role}@example.com")
    reader.take_role(role)
    client = Client()
    client.force_login(reader)
    return client


def test_it_shows_every_default_and_its_placeholders_with_samples() -> None:
    page = staff("publisher").get(reverse(ADD)).content.decode()
    for variant in VARIANTS.values():
        assert str(variant.title) in page
    assert "{amount} (€5), {date} (3 August)" in page


def test_it_keeps_words_that_can_be_said_and_refuses_others() -> None:
    client, sent = staff("publisher"), {"variant": "never_joined", "language": "en", "button": ""}
    refused = client.post(reverse(ADD), {**sent, "line": "Hello {name}.", "second": ""})
    assert "Not known here: {name}." in refused.content.decode()
    assert not NoticeWords.objects.exists()
    client.post(reverse(ADD), {**sent, "line": "Hello.", "second": ""})
    assert NoticeWords.objects.get().line == "Hello."


@pytest.mark.parametrize("role", ["writer", "editor", "support"])
def test_it_is_not_for_other_staff(role: str) -> None:
    client = staff(role)
    client.post(reverse(ADD), {"variant": "never_joined", "language": "en", "line": "Hello."})
    assert not NoticeWords.objects.exists()
