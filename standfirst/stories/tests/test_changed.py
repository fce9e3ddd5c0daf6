"""What is told when a page changes for readers, and that nothing is told of drafts and of reading."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from standfirst.gate.access import PUBLIC
from standfirst.publication.changes import EVERYTHING, LISTS, page
from standfirst.publication.tests.telling import heard, topics, wrong_in
from standfirst.readers.models import Reader
from standfirst.stories.briefs import read_brief
from standfirst.stories.importing import import_brief
from standfirst.stories.models import (
    Author,
    DeskPage,
    FrontPage,
    PlainPage,
    StorylinePage,
    StoryPage,
)
from standfirst.stories.opening import open_plain_page
from standfirst.stories.placing import place, take_off
from standfirst.stories.schedule import publish_due
from standfirst.stories.signing import adopt
from standfirst.stories.sitemaps import NEWS_HOURS
from standfirst.stories.tests.editing import draft_of, publish
from standfirst.stories.tests.editor_form import add_address, edit_address, filled
from standfirst.stories.tests.factories import make_story, make_storyline
from standfirst.stories.tests.lantern import Lantern

HOUR = timedelta(hours=1)
OLD = timedelta(days=9)  # no news any more: nothing of it is told ahead


@dataclass
class Desk:
    """What there is to be changed, all of it live but `draft`."""

    lantern: Lantern
    eli: Reader
    bells: StorylinePage
    horns: StorylinePage
    story: StoryPage
    draft: StoryPage
    about: PlainPage
    editor: Client

    @property
    def told(self) -> set[str]:
        return {page(self.story.pk), page(self.bells.pk), LISTS}


@pytest.fixture
def desk(publication: Lantern) -> Desk:
    front, world = publication.front, publication.world
    eli = Reader.objects.create_reader("eli@example.com", name="Eli")
    eli.take_role("publisher")
    editor = Client()
    editor.force_login(eli)
    bells = make_storyline(front, "Bells")
    at = timezone.now() - OLD
    made = Desk(
        publication,
        eli,
        bells,
        make_storyline(front, "Horns"),
        make_story(world, "It rang", storyline=bells, published_at=at),
        make_story(world, "It will ring", published_at=None, live=False),
        open_plain_page(front, "about", "About", "<p>Us.</p>"),
        editor,
    )
    for each in (made.story, made.draft, made.about, made.bells, world):
        each.save_revision()
    return made


def again(it: Page) -> Any:
    return it.specific_class.objects.get(pk=it.pk)


def republish(it: Page, **said: object) -> None:
    draft = again(it).get_latest_revision_as_object()
    for name, value in said.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def in_bulk(desk: Desk, action: str, story: StoryPage, **typed: object) -> None:
    address = f"/admin/bulk/wagtailcore/page/{action}/?id={story.pk}&next=/admin/"
    assert desk.editor.post(address, typed).status_code == 302


def send(desk: Desk, address: str, **typed: object) -> None:
    assert desk.editor.post(address, filled(desk.editor, address, **typed)).status_code == 302


def test_it_tells_of_a_story(desk: Desk) -> None:
    story, told = desk.story, desk.told
    pk, money = story.pk, desk.lantern.money
    of_draft = {page(desk.draft.pk), LISTS}
    table = {
        "edited": (lambda: publish(story, standfirst="Anew."), told),
        "edited by hand": (
            lambda: send(desk, edit_address(pk), **{"action-publish": "1", "title": "Anew"}),
            told,
        ),
        "noted": (lambda: publish(story, "correction", "Not so."), told),
        "opened": (lambda: publish(story, access=PUBLIC), told),
        "renamed": (lambda: publish(story, slug="rang"), told),
        "in another storyline": (
            lambda: publish(story, storyline=desk.horns),
            told | {page(desk.horns.pk)},
        ),
        "in no storyline": (lambda: publish(story, storyline=None), told),
        "taken down": (lambda: again(story).unpublish(), told),
        "taken down unasked what it is": (lambda: Page.objects.get(pk=pk).unpublish(), told),
        "taken down in bulk": (lambda: in_bulk(desk, "unpublish", story), told),
        "deleted": (lambda: again(story).delete(), told),
        "deleted in bulk": (lambda: in_bulk(desk, "delete", story), told),
        "moved": (lambda: again(story).move(money, pos="last-child"), told),
        "moved in bulk": (lambda: in_bulk(desk, "move", story, chooser=money.pk), told),
        "saved as it is": (lambda: again(story).save(), told),
        "saved in part": (lambda: again(story).save(update_fields=["title"]), told),
        "published": (lambda: again(desk.draft).save_revision().publish(), of_draft),
        "published in bulk": (lambda: in_bulk(desk, "publish", desk.draft), of_draft),
    }
    assert wrong_in(table) == []


def test_it_tells_of_what_is_made_live_at_once(desk: Desk, tmp_path: Any) -> None:
    def copied() -> None:
        again(desk.story).copy(update_attrs={"slug": "copy", "title": "It rang twice"})

    def imported() -> None:
        path = tmp_path / "it-rang-once.md"
        path.write_text("# It rang once\n\nOnce, at noon.\n\n## When\n\nAt noon.\n")
        brief = read_brief(path)
        import_brief(brief, publish=True, now=timezone.now(), desk="world", access="public")

    for act in (copied, imported):
        told = topics(act) - desk.told
        assert len(told) == 1, act
        assert told != {page(desk.draft.pk)}


def test_it_tells_of_the_scheduled_as_it_happens(desk: Desk) -> None:
    now, second = timezone.now(), timezone.now() + HOUR
    assert topics(lambda: republish(desk.draft, go_live_at=second)) == set()
    republish(desk.draft, go_live_at=second)
    StoryPage.objects.filter(pk=desk.story.pk).update(expire_at=second)
    assert topics(lambda: publish_due(now)) == set()
    # Wagtail asks the clock, and not the worker, whether it is time: it is only now.
    draft = again(desk.draft).get_latest_revision_as_object()
    draft.go_live_at = now - HOUR
    draft.save_revision(approved_go_live_at=now - HOUR)
    assert topics(lambda: publish_due(now)) == {page(desk.draft.pk), LISTS}
    assert desk.told <= topics(lambda: publish_due(second))


def test_it_tells_ahead_what_the_clock_will_change(desk: Desk) -> None:
    now, second = timezone.now(), timezone.now().replace(microsecond=0) + HOUR
    told = heard(lambda: publish(desk.story, published_at=second), now + timedelta(minutes=10))
    assert told.now == desk.told
    no_news = second + timedelta(hours=NEWS_HOURS)
    assert told.ahead == {
        page(desk.story.pk): {second},
        page(desk.bells.pk): {second},
        LISTS: {second, no_news},
    }
    fresh = heard(lambda: publish(desk.story, published_at=now - HOUR), now + HOUR)
    assert fresh.ahead == {LISTS: {now - HOUR + timedelta(hours=NEWS_HOURS)}}


def test_it_tells_everything_of_what_every_page_may_show(desk: Desk) -> None:
    world, money, front = desk.lantern.world, desk.lantern.money, desk.lantern.front
    all_of_it = {EVERYTHING}
    table = {
        "desk renamed": (lambda: republish(world, title="Planet"), all_of_it),
        "desk at another address": (lambda: republish(world, slug="planet"), all_of_it),
        "desk described": (lambda: republish(world, description="All."), all_of_it),
        "desk moved": (lambda: again(money).move(world, pos="left"), all_of_it),
        "desk taken down": (lambda: again(money).unpublish(), all_of_it),
        "desk opened": (lambda: front.add_child(instance=DeskPage(title="Sea")), all_of_it),
        "storyline renamed": (lambda: republish(desk.bells, title="Chimes"), all_of_it),
        "storyline started": (lambda: StorylinePage.start("Drums", desk.eli), all_of_it),
        "storyline deleted": (lambda: again(desk.bells).delete(), all_of_it),
        "plain page edited": (lambda: republish(desk.about, text="<p>All of us.</p>"), all_of_it),
        "plain page out of the menus": (
            lambda: republish(desk.about, show_in_menus=False),
            all_of_it,
        ),
        "plain page deleted": (lambda: again(desk.about).delete(), all_of_it),
        "front renamed": (lambda: republish(front, title="The Lamp"), all_of_it),
        "story placed": (
            lambda: place(FrontPage.objects.get(), desk.story, desk.eli),
            all_of_it,
        ),
        "story taken off": (
            lambda: take_off(FrontPage.objects.get(), desk.story, desk.eli),
            all_of_it,
        ),
    }
    assert wrong_in(table) == []
    whole = topics(lambda: again(world).delete())
    assert {EVERYTHING, *desk.told} <= whole


def test_it_tells_of_authors(desk: Desk) -> None:
    author = Author.objects.get(name="A. Writer")

    def edited() -> None:
        it = Author.objects.get(pk=author.pk)
        it.about = "Writes."
        it.save()

    def made() -> None:
        adopt(Author.objects.create(name="B. Writer"))

    table = {
        "edited": (edited, {EVERYTHING}),
        "made, and adopts": (made, {EVERYTHING}),
        "deleted": (lambda: Author.objects.get(pk=author.pk).delete(), {EVERYTHING}),
        "made by a byline": (lambda: publish(desk.story, byline="Jo Ade"), desk.told),
    }
    assert wrong_in(table) == []


def lock(desk: Desk, story: StoryPage, action: str) -> None:
    assert desk.editor.post(f"/admin/pages/{story.pk}/{action}/").status_code == 302
    assert again(story).locked is (action == "lock")


def quiet(desk: Desk) -> dict[str, Callable[[], Any]]:
    story, draft, world = desk.story, desk.draft, desk.lantern.world
    return {
        "draft of a live story": lambda: draft_of(story, title="Other").save_revision(),
        "draft of a desk": lambda: again(world).save_revision(),
        "draft saved by hand": lambda: send(desk, edit_address(story.pk), title="Other"),
        "draft never out saved by hand": lambda: send(desk, edit_address(draft.pk), title="Other"),
        "draft begun": lambda: send(desk, add_address(world.pk), title="New", slug="new"),
        "draft moved": lambda: again(draft).move(desk.lantern.money, pos="last-child"),
        "copied as a draft": lambda: again(story).copy(
            keep_live=False, update_attrs={"slug": "copy"}
        ),
        "set to its time": lambda: republish(draft, go_live_at=timezone.now() + HOUR),
        "locked": lambda: lock(desk, story, "lock"),
        "locked and unlocked": lambda: (lock(desk, story, "lock"), lock(desk, story, "unlock")),
    }


def test_it_tells_nothing_of_drafts_and_locks(desk: Desk) -> None:
    assert wrong_in({name: (act, set()) for name, act in quiet(desk).items()}) == []


@pytest.mark.parametrize(
    "path",
    ["/", "/world/", "/world/it-rang/", "/world/it-rang/changes/", "/bells/", "/about/"]
    + ["/authors/a-writer/", "/archive/", "/corrections/", "/feed.xml", "/sitemap.xml"],
)
def test_it_tells_nothing_of_reading(desk: Desk, client: Client, path: str) -> None:
    def read() -> None:
        assert client.get(path).status_code == 200
        assert desk.editor.get(path).status_code == 200

    assert topics(read) == set()
