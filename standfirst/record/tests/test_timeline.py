"""The plot of a storyline: pure layout, and a picture that is safe, gated, and as large on a phone."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.record.models.statement import Mode, Stance
from standfirst.record.reading import Linked
from standfirst.record.tests.rows import make_page, make_statement
from standfirst.record.tests.said import WHEN, locked, said
from standfirst.record.timeline.layout import COLUMNS, DOT, LANES, STACKED, Kind, timeline_of

SVG = "{http://www.w3.org/2000/svg}"
NAVY = Linked("Navy", "/record/parties/navy/")
PHONE = 390 - 2 * 16  # pixels of a column of words


def dots(plot):
    return [dot for lane in plot.lanes for dot in lane.dots]


def test_each_party_has_a_lane_and_its_dots_stand_in_the_order_of_time():
    days = [
        said(it, party=party, person=None, said_at=WHEN + timedelta(days=day))
        for it, (party, day) in enumerate([(NAVY, 9), (NAVY, 0), (None, 4), (NAVY, 5)])
    ]
    others, plot = days[2], timeline_of(days)
    assert [lane.name for lane in plot.lanes] == ["Navy", "Others"]
    navy, rest = ([dot.url for dot in lane.dots] for lane in plot.lanes)
    assert navy == [days[1].url, days[3].url, days[0].url]
    assert rest == [others.url]
    assert (plot.begins, plot.ends) == ("8 Aug 2024", "17 Aug 2024")
    assert [it.pk for it in plot.statements] == [1, 2, 3, 0]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(0, 20)), min_size=1, max_size=120, unique=True
    )
)
def test_no_dot_lies_on_another_and_none_is_lost(places):
    told = [
        said(number, party=Linked(f"Party {party}", "/"), said_at=WHEN + timedelta(minutes=minutes))
        for number, (minutes, party) in enumerate(places)
    ]
    plot = timeline_of(told)
    more = [it for lane in plot.lanes for it in lane.more]
    assert len(dots(plot)) + sum(it.count for it in more) == len(told)
    assert len(plot.lanes) <= LANES + 1
    assert all(0 < dot.x < 100 and lane.top <= dot.y <= lane.line
               for lane in plot.lanes for dot in lane.dots)  # fmt: skip
    spots = [(dot.x, dot.y) for dot in dots(plot)] + [(it.x, it.y) for it in more]
    assert len(set(spots)) == len(spots)
    columns = sorted({x for x, _y in spots})
    near = min((b - a for a, b in zip(columns, columns[1:], strict=False)), default=100)
    assert near * PHONE / 100 > 2 * DOT
    assert plot.lanes[-1].line < plot.height


def test_more_at_once_than_can_be_drawn_are_counted():
    plot = timeline_of([said(it) for it in range(STACKED + 3)])
    (lane,) = plot.lanes
    assert len(lane.dots) == STACKED
    assert [it.count for it in lane.more] == [3]
    assert {dot.x for dot in lane.dots} == {dots(plot)[0].x}


def test_a_dot_says_who_and_when_and_what_only_where_it_may_be_read():
    silent = said(2, "Russia had not commented.", mode=Mode.PARAPHRASE, stance=Stance.NOT_COMMENTED)
    plot = timeline_of([said(1), silent, locked(3)])
    assert [dot.kind for dot in dots(plot)] == [Kind.SPOKE, Kind.NOT_COMMENTED, Kind.LOCKED]
    assert [dot.title for dot in dots(plot)] == [
        "Sabrina Singh, Pentagon, 8 Aug 2024: It is consistent.",
        "Sabrina Singh, Pentagon, 8 Aug 2024: Russia had not commented.",
        "Sabrina Singh, Pentagon, 8 Aug 2024",
    ]
    assert [it.kind for it in plot.legend] == [Kind.NOT_COMMENTED, Kind.LOCKED]


def test_nothing_on_record_is_no_plot():
    assert timeline_of([]).lanes == ()
    assert COLUMNS > 1


@pytest.fixture
def line(story):
    line = make_page("Port <talks> \x07", slug="port-talks")
    make_statement(story, "We <b>deny</b> it.", stance="had_not_commented", storyline=line)
    make_statement(story, "Free.", storyline=line, free=True)
    return line


def test_it_draws_for_each_standing_what_that_may_read(client, staff, line):
    address = "/record/storylines/port-talks/timeline.svg"
    outside, inside = client.get(address), staff.get(address)
    assert outside.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert outside.headers["Cache-Control"] == "private, no-cache"
    assert outside.headers["ETag"] != inside.headers["ETag"]
    assert b"deny" not in outside.content
    assert b'fill-opacity="0"' not in outside.content
    assert b"deny" in inside.content
    assert b'fill-opacity="0"' in inside.content
    root = ElementTree.fromstring(inside.content)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Port <talks> "
    assert root.findtext(f"{SVG}desc") == "2 statements, 8 Aug 2024."
    assert root.get("aria-labelledby") == "timeline-title timeline-desc"


def test_its_colours_follow_the_reader_and_its_style_is_the_only_one_allowed(client, line):
    response = client.get("/record/storylines/port-talks/timeline.svg")
    assert b"prefers-color-scheme:dark" in response.content
    policy = response.headers["Content-Security-Policy"]
    assert "style-src 'self' 'sha256-" in policy
    assert "unsafe-inline" not in policy


def test_it_is_not_there_for_a_storyline_without_statements(client, story):
    make_page("Quiet", slug="quiet")
    response = client.get("/record/storylines/quiet/timeline.svg", raise_request_exception=False)
    assert response.status_code == 404
