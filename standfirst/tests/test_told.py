"""Whatever a shared page reads from the database is told of when it changes, and in the transaction that changes it."""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import get_page_models

from standfirst.gate.access import PUBLIC
from standfirst.gate.models import NoticeWords
from standfirst.membership.models import Grant, Membership, Plan, Price
from standfirst.membership.snapshot import Money
from standfirst.publication import changes, following
from standfirst.publication.following import followed
from standfirst.publication.models import Change, PublicationSettings
from standfirst.publication.sharing import mark_of
from standfirst.readers.models import Reader
from standfirst.record.models import Statement
from standfirst.stories import changed
from standfirst.stories.models import Author, StoryPage, StorySource
from standfirst.stories.opening import open_plain_page
from standfirst.stories.tests import lantern
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.factories import Part, make_picture, make_story, make_storyline
from standfirst.stories.tests.speaking import make_statement
from standfirst.stories.tests.uploads import make_story_with_uploads

# Told of by a handler of its own, or with the row it belongs to.
TOLD_OTHERWISE = {
    "django_session": "readers.changed.session_ended",
    "publication_publicationrendition": "publication.changed.logo_deleted; the rest with their image",
    "stories_frontlead": "with the front page, or with a story that is deleted",
    "stories_storysource": "with its story",
    "stories_storyauthor": "with its story, or as an author takes stories up",
    "stories_storynote": "with its story",
    "stories_storyversion": "with its story",
    "record_statement": "with its story",
    "record_statementcorrection": "with its story",
    "record_findable": "with its story",
}
# Read on the way to a shared page, and nothing of it is printed, nor says who may see it.
NEVER_SHOWN = {
    "record_words": "SQLite's half of record_findable",
    "publication_cache": "what is counted or worked out, from rows that are told of",
    "django_content_type": "names of models: an upgrade changes them, and begins every process anew",
    "wagtailcore_locale": "the one there is: languages of pages are not in use",
    "readers_device": "where somebody is logged in: its session says whether they still are",
}
ADDRESSES = (
    "/",
    "/world/",
    "/world/?page=2",
    "/bells/",
    "/bells/feed.xml",
    "/authors/a-writer/",
    "/authors/a-writer/feed.json",
    "/about/",
    "/archive/",
    "/archive/{month}/",
    "/corrections/",
    "/corrections/feed.xml",
    "/corrections/feed.json",
    "/feed.xml",
    "/feed.json",
    "/world/feed.xml",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/news-sitemap.xml",
    "/robots.txt",
    "/record/",
    "/record/parties/bakers/",
    "/record/people/bo-bun/",
    "/record/storylines/bells/",
    "/record/storylines/bells/since/?from=2000-01-01",
    "/record/storylines/bells/side-by-side/",
)
TABLE = re.compile(r'\b(?:FROM|JOIN)\s+"?([a-z_0-9]+)"?', re.IGNORECASE)


@pytest.fixture
def site(db: None) -> lantern.Lantern:
    """With something of everything that a page may show."""
    made = lantern.publish()
    bells, shown = make_storyline(made.front, "Bells"), make_picture()
    settings = PublicationSettings.load()
    settings.logo = shown
    settings.save()
    about = open_plain_page(made.front, "about", "About", "<p>Us.</p>")
    link = f'<p>Read <a linktype="page" id="{about.pk}">more</a>.</p>'
    make_story(made.world, "It rang", access=PUBLIC, sections=(Part("What rang", link),))
    make_story_with_uploads(made.world, storyline=bells, lead_image=shown)
    for story in made.stories.values():
        said = {"standfirst": "They met at noon.", "storyline": bells, "lead_image": shown}
        publish(story, "update", "They signed.", **said)
        StorySource.objects.create(story=story, url="https://example.org/", publisher="The Beacon")
    said = {"storyline": bells, "party": "Bakers", "person": "Bo Bun", "access": PUBLIC}
    make_statement(made.money, "Bread is dear.", **said)
    return made


@pytest.fixture
def readers(site: lantern.Lantern) -> list[Client]:
    """Signed out, registered only, a member of each plan, and one whose card failed."""
    clients = [Client()]
    for name, reader in lantern.make_cast().items():
        if name != "eli":
            client = Client()
            client.force_login(reader)
            clients.append(client)
    return clients


def addresses(site: lantern.Lantern) -> list[str]:
    stories = [story.url for story in StoryPage.objects.all()]
    month = f"{site.stories['members'].published_at:%Y/%m}"
    lists = [address.format(month=month) for address in ADDRESSES]
    said = [it.url for it in Statement.objects.all()]
    return [*lists, *stories, *said, *(f"{address}changes/" for address in stories)]


def tables_read(clients: Iterable[Client], paths: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for client in clients:
        for path in paths:
            cache.clear()
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(path)
            assert answer.status_code == 200, path
            for query in asked.captured_queries:
                found.update(TABLE.findall(query["sql"]))
    return found & set(connection.introspection.table_names())


def tables_told() -> set[str]:
    """And those of what they inherit from."""
    kinds = {*followed(), *get_page_models()}
    parents = {parent for kind in kinds for parent in kind._meta.all_parents}
    return {it._meta.db_table for it in kinds | parents}


def test_it_is_told_of_every_table_that_a_shared_page_reads(
    site: lantern.Lantern, readers: list[Client]
) -> None:
    """A new table on a page fails here until somebody has decided how its changes are told."""
    read = tables_read(readers, addresses(site))
    decided = {*tables_told(), *TOLD_OTHERWISE, *NEVER_SHOWN}
    assert read - decided == set()
    assert {"stories_storypage", "membership_plan", "gate_noticewords", "stories_author"} <= read
    assert set(TOLD_OTHERWISE) <= read


def test_it_has_decided_of_tables_there_are() -> None:
    """A name that is none any more would hide another."""
    there = {it._meta.db_table for it in apps.get_models(include_auto_created=True)}
    assert not set(TOLD_OTHERWISE) & set(NEVER_SHOWN)
    assert {*TOLD_OTHERWISE, *NEVER_SHOWN} - there == {"publication_cache", "record_words"}


def test_it_reads_what_is_shared(site: lantern.Lantern) -> None:
    for path in addresses(site):
        assert mark_of(Client().get(path)), path


class Away(Exception):
    """Nothing can be told."""


def save(model: type[Model], **fields: Any) -> Callable[[], None]:
    def act() -> None:
        row: Any = model._default_manager.first()
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()

    return act


def give() -> None:
    Grant.give(Reader.objects.get(), Plan.objects.get(), timezone.now(), days=None, why="")


def take_off_sale() -> None:
    Price.objects.get().take_off_sale()


def everywhere() -> None:
    Reader.objects.get().begin_session_epoch()


def log_out() -> None:
    SessionStore().delete(Session.objects.get().session_key)


def take_down() -> None:
    StoryPage.objects.get().unpublish()


def delete_story() -> None:
    StoryPage.objects.get().delete()


ACTS = (
    save(Reader, name="Ana"),
    save(Plan, name="Plain"),
    save(PublicationSettings, name="The Lamp"),
    save(NoticeWords, line="Welcome."),
    save(Author, about="Writes."),
    save(StoryPage, title="Anew"),
    give,
    take_off_sale,
    everywhere,
    log_out,
    take_down,
    delete_story,
)


def rows() -> list[tuple[str, list[dict[str, Any]]]]:
    kinds = (Reader, Plan, Price, Grant, Membership, PublicationSettings, NoticeWords, Author)
    return [
        (it.__name__, list(it._default_manager.order_by("pk").values()))
        for it in (*kinds, StoryPage, Session, Change)
    ]


@pytest.mark.django_db(transaction=True)
def test_it_changes_nothing_that_it_cannot_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its caller has no transaction, too: what is changed and what is told are committed together."""
    made = lantern.publish()
    for name in ("registered", "public", "plus"):
        made.stories[name].delete()
    reader = Reader.objects.create_reader("ana@example.com")
    Plan.objects.offer("basic", name="Basic").set_price(Money(500, "EUR"), "month")
    NoticeWords.objects.create(variant="never_joined", language="en", line="Hello.")
    Client().force_login(reader)
    Session.objects.update(expire_date=timezone.now() + timedelta(days=1))

    def refuse(*topics: str, at: Any = None) -> None:
        raise Away

    before = rows()
    for module in (following, changed):
        monkeypatch.setattr(module, "tell", refuse)
    for name in ("readers.models", "readers.changed", "membership.models.plan"):
        monkeypatch.setattr(f"standfirst.{name}.tell", refuse)
    for act in ACTS:
        with pytest.raises(Away):
            act()
        assert rows() == before, act
    assert changes.Change.objects.exists()
