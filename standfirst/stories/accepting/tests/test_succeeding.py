"""Whose words changed stays the statement it was. No database."""

from dataclasses import replace

import pytest

from standfirst.record.accepted import Accepted
from standfirst.stories.accepting.succeeding import succeeded
from standfirst.stories.accepting.texts import SectionText, whole

OLD, NEW = "We will sign on Monday at noon.", "We will sign on Tuesday at noon."
WAS = Accepted(
    "1", "s", "direct", OLD, OLD, person="Ana Marin", party="Port", verb="promised", said="2024"
)
ANEW = Accepted("2", "s", "direct", NEW, NEW, person="Ana Marin", verb="said")
TEXT = whole("", [SectionText("s", "What they say", f"“{NEW}” said Ana Marin.")])


@pytest.mark.parametrize("given", [(WAS, ANEW), (ANEW,)], ids=["both sent", "the new alone"])
def test_it_keeps_its_id_and_what_was_set_by_hand(given):
    assert succeeded(given, [WAS], TEXT) == (replace(WAS, exact=NEW, words=NEW),)


def test_sent_once_more_by_the_same_page_it_is_the_same():
    once = succeeded((WAS, ANEW), [WAS], TEXT)
    assert succeeded((WAS, ANEW), once, TEXT) == once


def test_an_answer_follows_it():
    answer = Accepted("3", "s", "direct", "No.", "No.", person="Bo Lind", reply_to="2")
    assert succeeded((WAS, ANEW, answer), [WAS], TEXT)[1].reply_to == "1"


@pytest.mark.parametrize(
    "new",
    [
        replace(ANEW, person="Bo Lind"),
        replace(ANEW, section="other"),
        replace(ANEW, exact="Nobody asked us about it.", words="Nobody asked us about it."),
    ],
    ids=["another speaker", "another section", "other words"],
)
def test_what_is_another_statement_has_an_id_of_its_own(new):
    assert succeeded((WAS, new), [WAS], TEXT) == (WAS, new)


def test_what_still_stands_gives_its_place_to_nobody():
    both = whole("", [SectionText("s", "What they say", f"“{OLD}” said Ana Marin. “{NEW}”")])
    assert succeeded((WAS, ANEW), [WAS], both) == (WAS, ANEW)
