"""Beside the form: the story as each kind of reader would find it, and no word more than that reader would get."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from standfirst.gate.decision import Reason
from standfirst.gate.sample_standings import KINDS
from standfirst.readers.models import Reader
from standfirst.stories.models import PlainPage, StorylinePage, StoryPage
from standfirst.stories.tests import lantern
from standfirst.stories.tests.editor_form import add_address, edit_address, filled
from standfirst.stories.tests.factories import Part, make_plans, make_story
from standfirst.stories.tests.lantern import Lantern

LOCKED = [lantern.MEMBERS_WORD, lantern.MEMBERS_LABEL_WORD, lantern.PLUS_WORD]
NEW = "draftquail"  # in the draft alone


@pytest.fixture
def eli(client: Client, db: None) -> Client:
    make_plans()
    eli = Reader.objects.create_reader("eli@example.com", name="Eli")
    eli.take_role("editor")
    client.force_login(eli)
    return client


def show(client: Client, story: StoryPage, **typed: Any) -> None:
    """As the panel does: what is in the form goes to the server before anything is shown."""
    address = edit_address(story.pk)
    parts = tuple(
        Part(
            it.value["label"], it.value["text"].source, it.value["free"], it.value["outside_label"]
        )
        for it in story.sections
    )
    answer = client.post(f"{address}preview/", filled(client, address, **{"parts": parts, **typed}))
    assert answer.json() == {"is_valid": True, "is_available": True}


def seen(client: Client, story: StoryPage, kind: str) -> str:
    answer = client.get(f"{edit_address(story.pk)}preview/", {"mode": kind})
    assert answer.status_code == 200, kind
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    return answer.text


@pytest.mark.parametrize("kind", list(KINDS))
def test_it_shows_each_kind_what_the_gate_opens_to_it(
    publication: Lantern, eli: Client, kind: str
) -> None:
    """A story for members on Plus, which is where every reason can be met."""
    opens = kind in {"member", "grace"}
    story = publication.stories["plus"]
    show(eli, story)
    html = seen(eli, story, kind)
    assert (lantern.PLUS_WORD in html) is opens
    assert ('class="notice locked"' in html) is (not opens)


@pytest.mark.parametrize("kind", [*Reason])
def test_it_holds_no_locked_word_in_a_locked_preview(
    publication: Lantern, eli: Client, kind: str
) -> None:
    """A draft that is not out yet, too: its words are in no row that readers meet."""
    story = publication.stories["plus"]
    parts = [Part(f"{NEW} label", f"<p>{NEW} {it}</p>", outside_label="A") for it in LOCKED]
    show(eli, story, parts=tuple(parts))
    html = seen(eli, story, kind)
    assert not [word for word in [*LOCKED, NEW] if word in html]
    assert NEW in seen(eli, story, "")


def test_it_shows_staff_the_whole(publication: Lantern, eli: Client) -> None:
    story = publication.stories["members"]
    show(eli, story)
    html = seen(eli, story, "")
    assert lantern.MEMBERS_WORD in html
    assert 'id="notice"' not in html


def test_it_follows_the_storys_own_access(publication: Lantern, eli: Client) -> None:
    registered, public = (publication.stories[it] for it in ("registered", "public"))
    show(eli, registered)
    assert lantern.REGISTERED_WORD not in seen(eli, registered, Reason.SIGNED_OUT)
    assert "Free with an account." in seen(eli, registered, Reason.SIGNED_OUT)
    assert lantern.REGISTERED_WORD in seen(eli, registered, Reason.CARD_DECLINED)
    show(eli, public)
    assert lantern.PUBLIC_WORD in seen(eli, public, Reason.SIGNED_OUT)
    show(eli, public, access_level="members")
    assert lantern.PUBLIC_WORD not in seen(eli, public, Reason.SIGNED_OUT)


def test_it_offers_the_log_in_to_whom_it_would(publication: Lantern, eli: Client) -> None:
    story = publication.stories["members"]
    show(eli, story)
    assert 'href="/account/"' not in seen(eli, story, Reason.SIGNED_OUT)
    assert 'href="/account/"' in seen(eli, story, Reason.CARD_EXPIRED)


def test_it_warns_in_grace(publication: Lantern, eli: Client) -> None:
    story = publication.stories["members"]
    show(eli, story)
    html = seen(eli, story, "grace")
    assert 'class="notice grace"' in html
    assert lantern.MEMBERS_WORD in html


def test_it_shows_a_new_story_that_has_no_row_yet(publication: Lantern, eli: Client) -> None:
    address = add_address(publication.world.pk)
    part = Part("What", f"<p>{NEW}</p>")
    typed = filled(eli, address, parts=(part,), title="Just typed", access_level="members")
    assert eli.post(f"{address}preview/", typed).json()["is_valid"]
    assert NEW in eli.get(f"{address}preview/", {"mode": ""}).text
    locked = eli.get(f"{address}preview/", {"mode": "signed_out"}).text
    assert "Just typed" in locked
    assert NEW not in locked


def test_it_knows_no_reader_of_another_kind(publication: Lantern, eli: Client) -> None:
    story = publication.stories["members"]
    show(eli, story)
    answer = eli.get(f"{edit_address(story.pk)}preview/", {"mode": "everyone"})
    assert answer.status_code == 404
    assert lantern.MEMBERS_WORD not in answer.text


def test_it_shows_no_other_story_before_its_second(publication: Lantern, eli: Client) -> None:
    """Not among what came earlier in the storyline either, or wherever else a page lists others."""
    event = publication.front.add_child(instance=StorylinePage(title="The strait", slug="strait"))
    ahead = datetime.now(UTC) + timedelta(hours=1)
    before = ahead - timedelta(hours=3)
    make_story(publication.world, "Earlier on", storyline=event, published_at=before)
    make_story(publication.world, f"Still {NEW}", storyline=event, published_at=ahead)
    make_story(publication.world, f"Draft {NEW}", storyline=event, live=False)
    story = publication.stories["members"]
    StoryPage.objects.filter(pk=story.pk).update(storyline=event)
    show(eli, story)
    for kind in ["", *KINDS]:
        html = seen(eli, story, kind)
        assert NEW not in html, kind
    assert "Earlier on" in html


def test_it_shows_the_other_pages_as_everyone_sees_them(publication: Lantern, eli: Client) -> None:
    front = publication.front
    about = front.add_child(instance=PlainPage(title="About us", slug="about", text="<p>We.</p>"))
    event = front.add_child(instance=StorylinePage(title="The strait", slug="strait"))
    for page in (front, publication.world, about, event):
        address = edit_address(page.pk)
        fields = querydict_from_html(eli.get(address).text, form_id="page-edit-form")
        eli.post(f"{address}preview/", fields)
        answer = eli.get(f"{address}preview/", {"mode": ""})
        assert answer.status_code == 200
        assert page.title in answer.text


@pytest.mark.parametrize("kind", ["deskpage", "storylinepage", "plainpage"])
def test_it_shows_one_that_is_not_there_yet(publication: Lantern, eli: Client, kind: str) -> None:
    address = f"/admin/pages/add/stories/{kind}/{publication.front.pk}/"
    fields = querydict_from_html(eli.get(address).text, form_id="page-edit-form")
    fields["title"], fields["slug"] = "Sport", "sport"
    assert eli.post(f"{address}preview/", fields).json()["is_valid"]
    answer = eli.get(f"{address}preview/", {"mode": ""})
    assert answer.status_code == 200
    assert "Sport" in answer.text


@pytest.mark.parametrize("role", ["support", ""])
def test_it_is_for_whoever_may_edit(publication: Lantern, client: Client, role: str) -> None:
    dee = Reader.objects.create_reader("dee@example.com")
    if role:
        dee.take_role(role)
    client.force_login(dee)
    page = publication.stories["members"].pk
    answer = client.get(f"/admin/pages/{page}/edit/preview/", {"mode": ""})
    assert answer.status_code in {302, 403}
    assert lantern.MEMBERS_WORD not in answer.text
