"""Pages of the record carry their statements as data, their feeds, and on a storyline its plot; gated as they are."""

import json
import re

import pytest
from django.utils import timezone

from standfirst.record.models import Evidence, Source
from standfirst.record.tests.rows import WHEN, make_page, make_statement

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
PAGES = ("/record/parties/port-of-galle/", "/record/people/ana-marin/", "/record/storylines/talks/")
MATCHED = "We will sign, he said."  # in the source


@pytest.fixture
def row(story):
    source = Source.objects.create(url="https://example.org/t", text=f"Before. {MATCHED} Behind.")
    row = make_statement(story, source=source, mark="marked", storyline=make_page("Talks"))
    Evidence.objects.create(
        statement=row,
        source=source,
        mark="marked",
        exact=MATCHED,
        prefix="Before. ",
        suffix=" Behind.",
        checked_at=timezone.now(),
    )
    return row


def data_of(response):
    (text,) = SCRIPT.findall(response.content.decode())
    return json.loads(text)


def test_each_page_has_its_statements_once_as_far_as_they_may_be_read(client, staff, row):
    for address in (*PAGES, row.url):
        (outside,), (inside,) = (data_of(it.get(address))["@graph"] for it in (client, staff))
        assert outside["@id"] == inside["@id"] == f"http://testserver{row.url}"
        assert outside["@type"] == "CreativeWork"
        assert {"text", "annotation", "citation"}.isdisjoint(outside)
        assert inside["text"] == "We will sign."
        in_story, in_source = (it["target"] for it in inside["annotation"])
        assert in_story["selector"]["exact"] == "We will sign."
        assert in_source["selector"] == {"@type": "TextQuoteSelector", "exact": MATCHED}


def test_of_a_source_readers_get_the_matched_words_and_no_more(staff, row):
    for address in (*PAGES, row.url):
        said = staff.get(address).content.decode()
        assert "Before. " not in said
        assert "Behind." not in said


def test_it_names_its_feeds(client, row):
    for address in PAGES:
        page = client.get(address).content.decode()
        for form in ("feed.xml", "feed.json"):
            assert page.count(f'href="{address}{form}"') == 2


def test_a_storyline_is_drawn_on_its_page_with_the_same_as_a_table(client, staff, row):
    address = "/record/storylines/talks/"
    outside, inside = (it.get(address).content.decode() for it in (client, staff))
    for page in (outside, inside):
        figure = page[page.index('<figure class="timeline"') : page.index("</figure>")]
        svg = figure[: figure.index("</svg>")]
        assert 'role="group"' in svg
        assert f'<a href="{row.url}" tabindex="-1">' in svg
        assert "<style" not in svg
        assert 'style="' not in svg
        assert "<table" in figure
    assert "We will sign." in inside[inside.index("<table") :]
    assert "We will sign" not in outside
    later = client.get(f"{address}?before={int(WHEN.timestamp() * 1e6) + 1}-{row.pk}")
    assert "<figure" not in later.content.decode()
