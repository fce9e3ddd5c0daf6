"""The publication's own words for notices stand on locked pages, whichever those are."""

import pytest

from standfirst.gate.models import NoticeWords
from standfirst.publication.changes import EVERYTHING
from standfirst.publication.tests.telling import wrong_in

pytestmark = pytest.mark.django_db


def word() -> None:
    NoticeWords.objects.create(variant="never_joined", language="en", line="Hello.")


def reword() -> None:
    words = NoticeWords.objects.get()
    words.line = "Welcome."
    words.save()


def test_it_tells_everything_of_other_words() -> None:
    assert wrong_in({"worded": (word, {EVERYTHING})}) == []
    word()
    table = {
        "reworded": (reword, {EVERYTHING}),
        "as by default": (lambda: NoticeWords.objects.get().delete(), {EVERYTHING}),
    }
    assert wrong_in(table) == []
