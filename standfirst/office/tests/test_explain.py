import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from standfirst.readers.models import Reader
from standfirst.stories.tests.lantern import Lantern

STORY = "/world/accord-reached-at-the-strait/"


def told(*arguments: str) -> Any:
    out = StringIO()
    call_command("explain", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_it_names_the_rows_the_rules_and_the_answer(
    publication: Lantern, cast: dict[str, Reader]
) -> None:
    it = told("ben@example.com", STORY)
    assert set(it) == {"standing", "rows", "rules", "decision", "payments"}
    assert it["rows"][0]["state"] == "past_due"
    assert it["decision"]["open"] is False
    assert it["decision"]["reason"] == "card_declined"
    assert it["decision"]["remedy"] == "mend"
    assert it["decision"]["facts"]["payment"]["card"]["last4"] == "4242"
    assert [rule["rule"] for rule in it["rules"]][-1] == "card_declined"


def test_it_takes_nobody_and_a_whole_address(publication: Lantern) -> None:
    assert told("-", f"https://news.example.org{STORY}")["decision"]["reason"] == "signed_out"


def test_it_takes_a_number(publication: Lantern, cast: dict[str, Reader]) -> None:
    number = str(publication.stories["members"].pk)
    assert told("ana@example.com", number)["decision"]["open"] is True


def test_it_prints_lines_for_people(
    publication: Lantern, cast: dict[str, Reader], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("explain", "dee@example.com", STORY)
    assert capsys.readouterr().out.startswith("locked: never_joined\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("no@example.com", STORY), "READER"), (("-", "/world/no-such/"), "STORY")],
)
def test_it_names_what_is_wrong(
    publication: Lantern, arguments: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("explain", *arguments)
