"""What is never kept, whatever a view says of it; and that nothing kept is anybody's own."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path

from standfirst.demo.cast import CAST, Character
from standfirst.gate.front.variant import Variant
from standfirst.membership.models import Membership
from standfirst.office.conversation import ask
from standfirst.office.explain import explain
from standfirst.office.models import SupportCase
from standfirst.publication import changes
from standfirst.publication.sharing import share_with
from standfirst.readers.models import Reader
from standfirst.stories.models import StoryPage
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import make_plans, make_storyline
from standfirst.tests.fronted import PLAIN, Fronted, FrontedClient
from standfirst.tests.standings import tell_everyone

PAGE = "<p>The harbour is open.</p>" * 60
during: list[Callable[[], object]] = []  # what happens while a page is rendered


def shared(request: HttpRequest) -> HttpResponse:
    for happens in during:
        happens()
    return share_with(request, HttpResponse(PAGE), changes.LISTS)


def with_token(request: HttpRequest) -> HttpResponse:
    return share_with(request, HttpResponse(PAGE + get_token(request)), changes.LISTS)


def with_cookie(request: HttpRequest) -> HttpResponse:
    response = shared(request)
    response.set_cookie("csrftoken", "a" * 32)
    return response


def streaming(request: HttpRequest) -> StreamingHttpResponse:
    return share_with(request, StreamingHttpResponse([PAGE.encode()]), changes.LISTS)


def with_status(status: int) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        return share_with(request, HttpResponse(PAGE, status=status), changes.LISTS)

    return view


def moved(request: HttpRequest) -> HttpResponse:
    return share_with(request, redirect("/shared/", permanent=True), changes.LISTS)


def raises(why: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise why

    return view


STATUSES = (201, 204, 206, 400, 403, 404, 410, 500, 503)
NEVER = ("token", "cookie", "streaming", "moved", "gone", "refused", "broken")
urlpatterns = [
    path("shared/", shared),
    path("token/", with_token),
    path("cookie/", with_cookie),
    path("streaming/", streaming),
    path("moved/", moved),
    path("gone/", raises(Http404())),
    path("refused/", raises(PermissionDenied())),
    path("broken/", raises(ZeroDivisionError())),
    *(path(f"{status}/", with_status(status)) for status in STATUSES),
]
handler404 = handler403 = handler500 = lambda request, *args, **kwargs: HttpResponse(status=404)


@pytest.fixture(autouse=True)
def _nothing_happens() -> Iterator[None]:
    yield
    during.clear()


@pytest.fixture
def fronted(db: None) -> Fronted:
    lantern.publish()
    return Fronted()


@pytest.mark.urls(__name__)
def test_it_keeps_what_is_marked_as_shared(fronted: Fronted) -> None:
    """Or the others here would prove nothing."""
    browser = fronted.browser()
    assert browser.get("/shared/").content == browser.get("/shared/").content == PAGE.encode()
    assert fronted.asked == ["/shared/"]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("name", [*NEVER, *STATUSES])
def test_it_never_keeps(fronted: Fronted, name: str) -> None:
    browser = fronted.browser(raise_request_exception=False)
    for _ in range(2):
        browser.get(f"/{name}/")
    assert len(fronted.store) == 0
    assert len(fronted.asked) == 2


@pytest.mark.urls(__name__)
def test_it_hands_on_no_token_though_its_browser_has_the_cookie(fronted: Fronted) -> None:
    browser = fronted.browser()
    for _ in range(2):
        browser.get("/token/")
    assert len(fronted.store) == 0


@pytest.mark.parametrize(
    ("path", "status"),
    [("/no/such/page/", 404), ("/world", 301), ("/admin/", 302), ("/search/?q=x&desk=y", 400)],
)
def test_it_keeps_no_error_and_no_redirect_of_ours(
    fronted: Fronted, path: str, status: int
) -> None:
    browser = fronted.browser()
    assert [browser.get(path).status_code for _ in range(2)] == [status, status]
    assert len(fronted.store) == 0


@pytest.mark.urls(__name__)
def test_it_keeps_no_page_that_changed_while_it_was_rendered(fronted: Fronted) -> None:
    browser = fronted.browser()
    during[:] = [lambda: changes.tell(changes.LISTS), lambda: fronted.hearing.read()]
    browser.get("/shared/")
    assert len(fronted.store) == 0
    during.clear()
    browser.get("/shared/")
    assert len(fronted.store) == 1


@pytest.mark.urls(__name__)
def test_it_keeps_a_page_that_nothing_has_changed_of(fronted: Fronted) -> None:
    during[:] = [lambda: changes.tell("page:99"), lambda: fronted.hearing.read()]
    fronted.browser().get("/shared/")
    assert len(fronted.store) == 1


# --- Nothing kept is anybody's own -----------------------------------------------------------------


def browser_of(fronted: Fronted, character: Character) -> FrontedClient:
    browser = fronted.browser()
    if character.pending:
        browser.post("/sign-up/", {"email": character.email})
    elif character.email:
        browser.force_login(Reader.objects.get(email=character.email))
    return browser


def shared_paths(stories: list[StoryPage]) -> list[str]:
    of_stories = [f"/{it.desk.slug}/{it.slug}/" for it in stories]
    lists = ["/", "/world/", "/money/", "/strait-talks/", "/authors/a-writer/", "/corrections/"]
    feeds = ["/feed.xml", "/feed.json", "/world/feed.xml", "/sitemap.xml", "/robots.txt"]
    month = f"/archive/{stories[0].published_at:%Y/%m}/"
    return [
        *of_stories,
        *(f"{it}changes/" for it in of_stories),
        *lists,
        *feeds,
        "/archive/",
        month,
        "/world/?page=2",
        "/search/?q=noon",
        "/help/reading/",
    ]


def whole(variant: Variant) -> bytes:
    """All that a kept page may ever send."""
    bodies = [PLAIN[encoding](body) for encoding, (_headers, body) in variant.bodies.items()]
    headers = [
        *variant.not_modified,
        *(it for kept, _body in variant.bodies.values() for it in kept),
    ]
    return b"\n".join(bodies) + repr(headers).encode()


def own_words(browsers: list[FrontedClient], case: SupportCase) -> set[str]:
    """What is some reader's alone."""
    words = {it.email for it in CAST if it.email} | {case.code}
    words |= {name for it in Reader.objects.all() if (name := it.name) and len(name) > 3}
    cards = Membership.objects.exclude(card_last4="").values_list("card_brand", "card_last4")
    for brand, last4 in cards:
        words |= {last4, brand}
    for browser in browsers:
        words |= {it.value for it in browser.cookies.values() if len(it.value) > 9}
    return words


def test_nothing_personal_is_in_anything_it_keeps(db: None) -> None:
    made, now = lantern.publish(), datetime.now(UTC)
    make_plans()
    tell_everyone(now)
    talks = make_storyline(made.front, "Strait talks")
    StoryPage.objects.filter(pk=made.stories["members"].pk).update(storyline=talks)
    fronted = Fronted()
    browsers = [browser_of(fronted, it) for it in CAST]
    ana, story = Reader.objects.get(email="ana@example.com"), made.stories["members"]
    explained = explain(ana, story, now)
    case = SupportCase.open(
        reader=ana, story=story, cookies_work=True, explanation=explained, now=now
    )
    ask(case, "Why?", ana.email, now)
    paths = shared_paths(list(made.stories.values()))
    for browser in browsers:
        for address in paths:
            browser.get(address)
    kept = fronted.store._variants
    assert {audience for _path, _asked, audience in kept} >= {
        "in",
        "out",
        "none",
        "plans:basic",
        "own",
    }
    assert {path for path, _asked, _audience in kept} >= set(paths[:10])
    words = [it.encode() for it in own_words(browsers, case)]
    assert len(words) > len(CAST)
    for key, variant in kept.items():
        sent = whole(variant)
        assert not [it for it in words if it in sent], key
        assert b"csrf" not in sent.lower(), key
        assert b'method="post"' not in sent.lower(), key
        assert b"set-cookie" not in sent.lower(), key
