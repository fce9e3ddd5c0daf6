"""Who said what, folded under a story: gated as the story is, and nothing where nobody is on record."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from standfirst.gate.access import MEMBERS
from standfirst.gate.decision import Decision, Reason
from standfirst.record.models import Challenge, Statement
from standfirst.record.models.statement import Mark
from standfirst.stories.models import StoryPage, StorySource
from standfirst.stories.said_here import said_here
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.factories import (
    Part,
    make_desk,
    make_front,
    make_member,
    make_plans,
    make_story,
)

pytestmark = pytest.mark.django_db

SAID, FREELY = "We will sign on Friday.", "It is a good deal."
PARTS = (
    Part("What the port says", f"<p>“{SAID}” said Ana Marin. The crews had not commented.</p>"),
    Part("What the town says", f"<p>“{FREELY}” said Per Holt.</p>", free=True),
)
ADDRESS = "https://www.port.example/talk"
ID = "6a1f8f1e-0000-4000-8000-00000000000{}"


@pytest.fixture
def story():
    story = make_story(make_desk(make_front(), "World"), "A signing", sections=PARTS)
    story = story.get_latest_revision_as_object()
    port, town = (block.id for block in story.sections)
    signs = {
        "person": "Ana Marin",
        "party": "Port of Varn",
        "office": "spokeswoman",
        "verb": "said",
    }
    silent = {"mode": "paraphrase", "stance": "had_not_commented", "party": "Ferry crews"}
    story.sources = [StorySource(url=ADDRESS, title="Transcript", date=date(2024, 8, 8))]
    story.accepted = [
        {
            "id": ID.format(1),
            "section": port,
            "mode": "direct",
            "exact": SAID,
            "source": ADDRESS,
            **signs,
        },
        {
            **{"id": ID.format(2), "section": port, "exact": "had not commented", **silent},
            **{"looked": "2024-08-09T08:32:00+00:00", "topic": "the signing"},
        },
        {
            "id": ID.format(3),
            "section": town,
            "mode": "direct",
            "exact": FREELY,
            "person": "Per Holt",
        },
    ]
    story.save_revision().publish()
    Statement.objects.filter(words=SAID).update(mark=Mark.VERBATIM)
    return StoryPage.objects.get()


def folded(client: Client) -> str:
    page = client.get("/world/a-signing/").content.decode()
    found = re.search(r'<details class="said-here">.*?</details>', page, re.DOTALL)
    return " ".join(found[0].split()) if found else ""


def member() -> Client:
    make_plans()
    client = Client()
    client.force_login(make_member("ana@example.org", "basic"))
    return client


def test_a_member_reads_who_said_what_and_what_it_matches(story):
    page = folded(member())
    assert SAID in page
    assert "spokeswoman" in page
    assert "Matches" in page
    assert f'<a href="{ADDRESS}"' in page
    assert f"/record/statements/{ID.format(1)}/" in page
    assert (
        page.index("Who had not commented") < page.index("Ferry crews") < page.index("the signing")
    )


def test_outsiders_are_told_who_is_on_record_and_read_what_is_free(story):
    page = folded(Client())
    assert SAID not in page
    assert FREELY in page
    assert "Ana Marin" in page
    assert "Ferry crews" in page
    for told in ("the signing", "Matches", ADDRESS, "had not commented", "Who had not commented"):
        assert told not in page


def test_a_story_without_statements_has_no_list_and_asks_nothing_more(story):
    publish(story, accepted=[])
    assert folded(member()) == ""
    found = StoryPage.objects.for_page().get()
    with CaptureQueriesContext(connection) as asked:
        assert said_here(found, Decision(open=True), datetime.now(UTC)) is None
    assert len(asked) == 0


def test_it_asks_once_and_once_more_where_something_is_disputed(story):
    found, now = StoryPage.objects.for_page().get(), datetime.now(UTC)
    with CaptureQueriesContext(connection) as asked:
        here = said_here(found, Decision(open=True), now)
    assert (len(asked), here.count, here.locked) == (1, 3, False)
    Challenge.objects.create(
        statement=Statement.objects.get(words=SAID), at=now, public=True, shown_as="Ana Marin"
    )
    here = said_here(found, Decision(open=True), now)
    assert here.parties[0].statements[0].disputes[0].by == "Ana Marin"


def test_what_is_held_back_is_not_listed(story):
    Statement.objects.filter(words=SAID).update(held_back=True)
    assert "Ana Marin" not in folded(member())


def test_a_draft_shows_what_its_editor_accepted_without_a_row(story):
    draft = story.get_latest_revision_as_object()
    draft.accepted = [
        {**draft.accepted[0], "stance": "denies"},
        {**draft.accepted[2], "exact": "Gone."},
    ]
    locked = Decision(open=False, reason=Reason.SIGNED_OUT)
    now = datetime.now(UTC)
    (port,) = said_here(draft, Decision(open=True), now, drafted=True).parties
    assert (port.name, port.statements[0].stance.value) == ("Port of Varn", "denies")
    (port,) = said_here(draft, locked, now, drafted=True).parties
    assert port.statements[0].locked
    assert draft.access == MEMBERS
