"""The examples of docs/record-api.md, asked as they stand there."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from standfirst.gate.access import PUBLIC
from standfirst.record.exports.values import COLUMNS
from standfirst.record.models import Party, Person, Post, Source, Tenure
from standfirst.record.tests.rows import WHEN, make_page, make_statement

PAGE = (Path(__file__).parents[3] / "docs/record-api.md").read_text()
EXAMPLES = re.findall(r"```\nGET (\S+)\n```\n(?:\n```json\n(.*?)```)?", PAGE, re.DOTALL)
UID = "6a1f8f1e-0000-4000-8000-{:012d}"


@pytest.fixture
def record(story):
    """What the page tells of."""
    kinds = {"kind": "public_body", "also_called": "The port"}
    port = Party.objects.create(name="Port of Galle", **kinds)
    ana = Person.objects.create(name="Ana Marin")
    post = Post.objects.create(party=port, title="spokeswoman")
    Tenure.objects.create(post=post, person=ana, starts=date(2024, 1, 1))
    source = Source.objects.create(
        url="https://example.org/t",
        title="Briefing",
        publisher="The port",
        date=date(2024, 8, 9),
        language="en",
    )
    said = {
        "person": ana,
        "party": port,
        "office": "spokeswoman",
        "where": "Galle",
        "section": "5f2d7f0a-0000-4000-8000-000000000001",
        "prefix": "“",
        "suffix": "” she said",
        "source": source,
        "mark": "verbatim",
        "storyline": make_page("Port talks"),
        "published_at": datetime(2024, 8, 9, 7, 10, tzinfo=UTC),
    }
    make_statement(story, uid=UUID(UID.format(1)), **said)
    tomorrow = WHEN.replace(day=9)
    make_statement(story, uid=UUID(UID.format(2)), access=PUBLIC, said_at=tomorrow, **said)


def without_numbers(text):
    """Those of rows are another database's."""
    text = re.sub(r'"number": \d+', '"number": 0', text)
    return json.loads(re.sub(r"after=(\d+)-\d+", r"after=\1-0", text))


def test_the_page_has_examples_of_everything():
    paths = {re.split(r"[?]", path)[0].split("/")[3] for path, _json in EXAMPLES if "/api/" in path}
    assert paths == {"statements", "parties", "people", "storylines"}


@pytest.mark.parametrize(("path", "answer"), EXAMPLES, ids=[path for path, _json in EXAMPLES])
def test_it_is_answered_as_the_page_says(client, record, path, answer):
    response = client.get(path)
    if answer:
        assert without_numbers(response.content.decode()) == without_numbers(answer)
    else:
        first, second = response.getvalue().decode().splitlines()
        assert first == ",".join(COLUMNS)
        assert "Ana Marin" in second


def test_the_page_names_every_field_of_a_statement(client, record):
    said = client.get("/api/record/statements/?limit=1").json()["statements"][0]
    assert [it for it in said if f'"{it}"' not in PAGE] == []
