"""Links of published stories that lead nowhere are found, told to those who can mend them, and go once mended."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from wagtail.documents import get_document_model

from standfirst.publication import worker
from standfirst.readers.models import Reader
from standfirst.stories import broken_links
from standfirst.stories.broken_links import look_at_due_links, own_path, take_up_stories
from standfirst.stories.models import BrokenLink, LinkCheck, StoryPage
from standfirst.stories.tests.factories import Part, make_story
from standfirst.stories.tests.lantern import Lantern

A_DAY = timedelta(days=1)
BREAD = "/money/bread-costs-less/"


def linking(publication: Lantern, *anchors: str, headline: str = "Links") -> StoryPage:
    text = "".join(f"<p>See {anchor}.</p>" for anchor in anchors)
    return make_story(publication.world, headline, sections=(Part("What", text),))


def look(later: timedelta = timedelta()) -> None:
    """As often as it takes to have looked at every story that is due by then."""
    now = datetime.now(UTC) + later
    while LinkCheck.objects.filter(due_at__lte=now, story__live=True).exists():
        look_at_due_links(now)


def broken() -> set[str]:
    return set(BrokenLink.objects.values_list("href", flat=True))


def test_it_is_a_job_of_the_worker() -> None:
    assert {"look_at_due_links", "take_up_stories"} <= {job.name for job in worker.jobs()}


def test_it_finds_addresses_of_ours_with_nothing_there(publication: Lantern) -> None:
    publication.stories["plus"].unpublish()
    story = linking(
        publication,
        '<a href="/world/no-such-story/">this <b>story</b></a>',
        '<a href="/money/inside-the-mint/#s-1">that</a>',
        f'<a href="{settings.ADDRESS}/nowhere/feed.xml">a feed</a>',
        '<a href="../neither/">there</a>',
        '<a href="/authors/nobody/">somebody</a>',
    )
    look()
    assert set(BrokenLink.objects.values_list("story", "href", "words")) == {
        (story.pk, "/world/no-such-story/", "this story"),
        (story.pk, "/money/inside-the-mint/#s-1", "that"),
        (story.pk, f"{settings.ADDRESS}/nowhere/feed.xml", "a feed"),
        (story.pk, "../neither/", "there"),
        (story.pk, "/authors/nobody/", "somebody"),
    }


def test_it_finds_nothing_where_something_is(publication: Lantern) -> None:
    publication.stories["public"].move(publication.world, pos="last-child")
    linking(
        publication,
        '<a href="/">home</a>',
        '<a href="/world/?page=1#top">a desk</a>',
        '<a href="/world/accord-reached-at-the-strait/">a locked story</a>',
        f'<a href="{BREAD}">a story that moved</a>',
        '<a href="/world/feed.xml">a feed</a>',
        '<a href="/search/?q=tide">a search</a>',
        '<a href="/account/">a page of one reader</a>',
        '<a href="https://example.org/no/such/page">elsewhere</a>',
        '<a href="mailto:desk@example.org">a mail</a>',
        '<a href="#s-1">further down</a>',
        '<a href="http://[">nothing at all</a>',
        f'<a linktype="page" id="{publication.world.pk}">a page</a>',
    )
    look()
    assert broken() == set()


def test_it_finds_links_to_pages_that_are_not_out_or_gone(publication: Lantern) -> None:
    draft = make_story(publication.money, "Draft", live=False)
    ahead = make_story(publication.money, "Later", published_at=datetime.now(UTC) + A_DAY)
    anchors = [f'<a linktype="page" id="{pk}">x</a>' for pk in (draft.pk, ahead.pk, 99999)]
    linking(publication, *anchors, '<a linktype="document" id="99999">a file</a>')
    look()
    assert broken() == {"/money/draft/", "/money/later/", "page:99999", "document:99999"}


def test_it_finds_a_document_that_is_there(publication: Lantern) -> None:
    document = get_document_model().objects.create(title="Minutes", file="minutes.pdf")
    linking(publication, f'<a linktype="document" id="{document.pk}">the minutes</a>')
    look()
    assert broken() == set()


def test_it_looks_again_when_a_page_is_taken_down(publication: Lantern) -> None:
    bread = publication.stories["public"]
    number = bread.pk
    linking(publication, f'<a linktype="page" id="{number}">bread</a>')
    look()
    assert broken() == set()
    bread.unpublish()
    look(timedelta(seconds=1))
    assert broken() == {BREAD}
    bread.save_revision().publish()
    look(timedelta(seconds=1))
    assert broken() == set()
    bread.delete()
    look(timedelta(seconds=1))
    assert broken() == {f"page:{number}"}


def test_it_lets_go_of_what_was_mended(publication: Lantern) -> None:
    story = linking(publication, '<a href="/nowhere/">one</a>', '<a href="/neither/">two</a>')
    look()
    first = BrokenLink.objects.get(href="/neither/")
    story.sections = linking(
        publication, '<a href="/world/">one</a>', '<a href="/neither/">two</a>', headline="Other"
    ).sections
    story.save_revision().publish()
    look(timedelta(seconds=1))
    kept = BrokenLink.objects.get(story=story)
    assert (kept.pk, kept.href, kept.found_at) == (first.pk, "/neither/", first.found_at)


def test_it_lets_go_of_a_story_that_is_taken_down(publication: Lantern) -> None:
    story = linking(publication, '<a href="/nowhere/">one</a>')
    look()
    story.unpublish()
    assert broken() == set()


def test_it_looks_once_a_day(publication: Lantern) -> None:
    bread = publication.stories["public"]
    linking(publication, f'<a href="{BREAD}">bread, by its address</a>')
    look()
    bread.delete()
    look(timedelta(hours=23))
    assert broken() == set()
    look(timedelta(hours=25))
    assert broken() == {BREAD}


def test_it_goes_on_where_it_was_stopped(
    publication: Lantern, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker killed over a story leaves it to the next, and has lost none of the others."""
    linking(publication, '<a href="/nowhere/">one</a>')
    whole = broken_links.look

    def die(story: StoryPage, now: datetime) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(broken_links, "look", die)
    with pytest.raises(KeyboardInterrupt):
        look()
    monkeypatch.setattr(broken_links, "look", whole)
    look()
    look(timedelta(minutes=6))
    assert broken() == {"/nowhere/"}


def test_it_takes_up_stories_nobody_has_looked_at(publication: Lantern) -> None:
    linking(publication, '<a href="/nowhere/">one</a>')
    LinkCheck.objects.all().delete()
    take_up_stories(datetime.now(UTC))
    look()
    assert broken() == {"/nowhere/"}


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("/world/", "/world/"),
        ("?q=1", "/world/a/?q=1"),
        ("b/", "/world/a/b/"),
        (f"{settings.ADDRESS}", "/"),
        ("http://testserver.example/", None),
        ("//testserver/x/", "/x/"),
        ("tel:112", None),
        ("", None),
        ("#top", None),
    ],
)
def test_it_knows_its_own_addresses(href: str, path: str | None) -> None:
    assert own_path(href, "/world/a/") == path


# The report


def as_a(role: str, client: Client) -> Reader:
    reader = Reader.objects.create_reader("eli@example.com", is_staff=True)
    reader.take_role(role)
    client.force_login(reader)
    return reader


def test_it_is_listed_for_an_editor(publication: Lantern, client: Client) -> None:
    story = linking(
        publication, '<a href="/nowhere/">no way</a>', '<a linktype="page" id="99999">gone</a>'
    )
    look()
    as_a("editor", client)
    page = client.get("/admin/reports/broken-links/").content.decode()
    assert f"/admin/pages/{story.pk}/edit/" in page
    for said in ("Links", "no way", "/nowhere/", "gone", "a page that was deleted"):
        assert said in page
    sheet = client.get("/admin/reports/broken-links/?export=csv")
    assert b"/nowhere/" in b"".join(sheet.streaming_content)


def test_it_is_in_the_menu_of_reports(publication: Lantern, client: Client) -> None:
    as_a("editor", client)
    assert "/admin/reports/broken-links/" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("path", ["", "results/"])
def test_it_is_shut_to_support(publication: Lantern, client: Client, path: str) -> None:
    as_a("support", client)
    assert client.get(f"/admin/reports/broken-links/{path}").status_code == 302


@pytest.mark.parametrize("path", ["//[link]", "//[link]/changes/?a=b"])
def test_it_looks_at_a_path_that_resembles_a_host(publication: Lantern, path: str) -> None:
    story = linking(publication, f'<a href="{settings.ADDRESS}{path}">there</a>')
    broken_links.look(story, datetime.now(UTC))
    assert broken() == {f"{settings.ADDRESS}{path}"}
