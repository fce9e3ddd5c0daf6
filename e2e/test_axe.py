"""axe-core on the readers' pages and on the admin pages that are ours, in light and in dark."""

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from standfirst.membership.models import Membership, Plan
from standfirst.membership.snapshot import Money
from standfirst.membership.tests import histories as snapshots
from standfirst.office.conversation import answer, ask
from standfirst.office.explain import explain
from standfirst.office.models import SupportCase
from standfirst.publication.models import PublicationSettings
from standfirst.readers.links import LogInLink
from standfirst.readers.models import AuthenticatorApp, Reader
from standfirst.readers.roles import ensure_roles
from standfirst.record.models import Source
from standfirst.stories.models import BrokenLink, HouseStyle, PlainPage, StorylinePage, StorySource
from standfirst.stories.tests import lantern
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.factories import Part, make_picture, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = ("light", "dark")
COLOURS_HAVE_CHANGED = "Promise.allSettled(document.getAnimations().map(it => it.finished))"
MEMBERS = "/world/accord-reached-at-the-strait/"
REGISTERED = "/world/ferries-run-again/"
PLUS = "/money/inside-the-mint/"
MISSING = "/no-such-page/"
EVERYONES = (
    "/",
    "/world/",
    MEMBERS,
    REGISTERED,
    PLUS,
    "/money/bread-costs-less/",
    "/the-strait/",
    f"{MEMBERS}changes/",
    "/authors/a-writer/",
    "/archive/",
    "/corrections/",
    "/about/",
    "/search/",
    "/search/?q=openbrook",
    f"/search/?q={lantern.NONSENSE}",
    "/log-in/",
    "/log-in/code/",
    "/log-in/password/",
    "/sign-up/",
    "/join/",
    "/help/reading/",
    "/account/deleted/",
    MISSING,
)
DEVICES = ("/account/devices/", "/account/approve/")
# One address for each kind of notice, and each page that is one reader's own.
OWN = {
    "ana": (
        MEMBERS,
        PLUS,
        "/account/",
        "/account/keys/",
        "/account/mails/",
        "/account/data/",
        "/account/delete/",
        "/help/reading/",
        "/log-out/",
        *DEVICES,
    ),
    "ben": (MEMBERS, "/account/", "/card/"),
    "dee": (
        MEMBERS,
        "/account/",
        "/log-in/another-address/",
        "/log-in/passkey/offer/",
        "/help/reading/{story}/",
    ),
    "fay": (MEMBERS, "/account/"),
    "jo": (MEMBERS, "/membership/resume/"),
    "kit": (MEMBERS, "/membership/rejoin/"),
}
HISTORIES = {"fay": snapshots.in_grace, "jo": snapshots.on_pause, "kit": snapshots.left}


@pytest.fixture
def publication(db):
    """With something in every part of the pages that are looked at."""
    made = lantern.publish()
    PublicationSettings.objects.update(contact_email="readers@example.com")
    event = made.front.add_child(instance=StorylinePage(title="The strait", slug="the-strait"))
    members = made.stories["members"]
    members.lead_image, members.storyline = make_picture(), event
    members.save_revision().publish()
    members.note_kind, members.note_text = "correction", "An earlier version named another strait."
    members.standfirst = "Both sides met at one."
    members.save_revision().publish()
    made.front.add_child(instance=PlainPage(title="About", slug="about", text="<p>Us.</p>"))
    before = datetime.now(UTC) - timedelta(hours=3)
    make_story(made.world, "Earlier on", storyline=event, published_at=before)
    StorySource.objects.create(story=members, url="https://example.org/", title="The accord")
    return made


@pytest.fixture
def logged_in(browser_page):
    def log_in(reader, **options):
        page = browser_page(**options)
        page.goto(f"/log-in/link/{LogInLink.token_for(reader, datetime.now(UTC))}/")
        page.get_by_role("main").get_by_role("button").click()
        return page

    return log_in


def look(page, path):
    answer = page.goto(path, wait_until="load")
    assert answer.status == (404 if path == MISSING else 200), path
    return look_here(page)


def look_here(page):
    """What axe finds on the whole page, in light and in dark, in words."""
    page.wait_for_load_state()  # a link may have been followed just now
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(COLOURS_HAVE_CHANGED)
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        told = Axe().run(page, options=options).response
        for rule in told["violations"]:
            found += [f"{page.url} {scheme} {rule['id']}: {node['html']}" for node in rule["nodes"]]
    return found


def look_at_all(page, paths):
    return [fault for path in paths for fault in look(page, path)]


@pytest.mark.parametrize("width", [390, 1280])
def test_it_finds_no_fault_for_who_is_signed_out(browser_page, publication, width):
    lantern.make_cast()
    page = browser_page(width=width)
    found = look_at_all(page, EVERYONES)
    assert not found, "\n".join(found)


def test_it_finds_no_fault_on_a_readers_own_pages(logged_in, publication):
    cast, now = lantern.make_cast(), datetime.now(UTC)
    for name, history in HISTORIES.items():
        cast[name] = Reader.objects.create_reader(f"{name}@example.com")
        first, *later = history(now)
        membership = Membership.begin(cast[name], first, now)
        for snapshot in later:
            membership.apply(snapshot, now)
    found = []
    for name, paths in OWN.items():
        own = [path.format(story=publication.stories["members"].pk) for path in paths]
        found += look_at_all(logged_in(cast[name], width=390), own)
    assert not found, "\n".join(found)


def test_it_would_find_a_fault(browser_page, publication):
    page = browser_page()
    page.goto("/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert all("image-alt: <img>" in fault for fault in look_here(page))
    assert len(look_here(page)) == len(SCHEMES)


@pytest.fixture
def vera(db):
    ensure_roles()
    vera = Reader.objects.create_reader("vera@example.com", name="Vera")
    vera.take_role("publisher")
    return vera


def test_it_finds_no_fault_where_staff_add_and_show_a_second_factor(logged_in, publication, vera):
    page = logged_in(vera, width=390)
    found = look_at_all(page, ("/log-in/factor/add/", "/account/keys/app/"))
    AuthenticatorApp.objects.create(reader=vera, secret="A" * 32, added_at=datetime.now(UTC))
    found += look_at_all(page, ("/log-in/factor/", "/account/keys/"))
    page.get_by_role("button", name="Make new recovery codes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep these recovery codes")
    found += look_here(page)
    assert not found, "\n".join(found)


def a_case(story, reader):
    """That a reader wrote in, and staff answered."""
    now = datetime.now(UTC)
    told = explain(reader, story, now)
    case = SupportCase.open(
        reader=reader, story=story, cookies_work=True, explanation=told, now=now
    )
    ask(case, "Why?", "", now)
    answer(case, "Because.", reader, now)
    return case


def admin_pages(publication):
    story, desk = publication.stories["members"], publication.world
    revision = story.save_revision()
    case = a_case(story, lantern.make_cast()["ben"])
    return (
        "/admin/",
        "/admin/paste/",
        "/admin/plans/",
        "/admin/plans/add/",
        "/admin/plans/of/basic/",
        "/admin/staff/",
        "/admin/readers/",
        f"/admin/readers/{case.reader.pk}/?story={story.pk}",
        "/admin/support/",
        f"/admin/support/{case.pk}/",
        f"/admin/settings/stories/housestyle/{HouseStyle.load().pk}/",
        f"/admin/pages/{story.pk}/edit/",
        f"/admin/pages/{story.pk}/revisions/compare/live...{revision.pk}/",
        f"/admin/pages/add/stories/storypage/{desk.pk}/",
    )


def test_it_finds_no_fault_in_the_admin(logged_in, publication, vera):
    """On pages of ours, and on Wagtail's with parts of ours: whole, with Wagtail's parts."""
    story = publication.stories["public"]
    basic = Plan.objects.offer("basic", name="Basic")
    basic.set_price(Money(500, "EUR"), "month")
    basic.set_price(Money(600, "EUR"), "month")
    BrokenLink.objects.create(story=story, href="/x/", words="x", found_at=datetime.now(UTC))
    found = look_at_all(logged_in(vera), admin_pages(publication))
    assert not found, "\n".join(found)


def test_it_finds_no_fault_where_statements_are_confirmed(logged_in, publication, vera):
    said = "<p>“We are going to sign it on Tuesday,” said Ana Marin, the port's spokeswoman.</p>"
    asked = "<p>A man shook his head. “Nobody has told us anything at all about it.”</p>"
    story = make_story(publication.world, "A signing", sections=(Part("Said", said + asked),))
    section = story.sections[0].id
    row = {"section": section, "mode": "direct", "exact": "Nobody has told us anything at all"}
    ids = {"id": "6a1f8f1e-0000-4000-8000-000000000001", "unnamed": "a man"}
    publish(story, accepted=[{**row, **ids, "source": "https://example.org/transcript"}])
    page = logged_in(vera)
    page.goto(f"/admin/pages/{story.pk}/edit/")
    expect(page.locator("#who-said-panel li[data-state=sure]")).to_have_count(1, timeout=15_000)
    found = look_here(page)
    found += look_at_all(
        page,
        (
            f"/admin/stories/{story.pk}/who-said-what/",
            "/admin/stories/who-said-what/",
            f"/admin/stories/sources/{Source.objects.get().pk}/text/",
        ),
    )
    assert not found, "\n".join(found)
