"""No surface leaks: every address, as every standing, holds none of the words locked to it.

The words are the Lantern's: one in each locked place, each known to no other. What a reader may read is asked
of the gate; everything else must be missing from all that the site answers them, and from all it writes down.
"""

import json
import logging
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath
from typing import Any

import pytest
from django.test import Client

from standfirst.demo.cast import CAST, Character
from standfirst.gate.access import PUBLIC
from standfirst.gate.rules import decide
from standfirst.membership.models import Interval, Plan
from standfirst.membership.rows import standing_of
from standfirst.membership.snapshot import Money
from standfirst.office.conversation import ask
from standfirst.office.explain import explain
from standfirst.office.models import SupportCase
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader
from standfirst.record.evidence import check_source
from standfirst.record.exports.pace import MACHINES
from standfirst.record.models import Source, Statement
from standfirst.stories import body
from standfirst.stories.models import Author, StoryPage, StorySource
from standfirst.stories.pictures import picture
from standfirst.stories.tests import lantern
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.factories import (
    Part,
    make_desk,
    make_picture,
    make_plans,
    make_story,
    make_storyline,
    sections_of,
)
from standfirst.stories.tests.recorded import record
from standfirst.stories.tests.uploads import Uploads, make_story_with_uploads
from standfirst.stories.versions import difference
from standfirst.stories.versions.sight import WORDS
from standfirst.tests import database
from standfirst.tests.fronted import Fronted
from standfirst.tests.standings import tell_everyone
from standfirst.tests.walk import (
    Answer,
    Method,
    UnknownParameter,
    Visits,
    Walk,
    resolvable,
    staff_addresses,
)

NEVER = "nobodymoth"  # in drafts, revisions and stories dated ahead: readers never meet it
SOURCE_WORD = "sourcekelp"
OLD_WORD = "formerwren"  # in an older version alone
UPLOADED = "shelfnewt"  # in files that no published story uses: for staff alone
SPOKEN_WORD = "verbgull"  # in what the record has of locked words beside them
FILE_WORD = "inkfathom"  # in the bytes of every file that a locked section holds
EVERY_METHOD = tuple(Method)
BESIDE = "/record/storylines/strait-talks/side-by-side/"
STORY = "/world/accord-reached-at-the-strait/"


@dataclass(frozen=True)
class Site:
    known: dict[str, list[object]]
    words: dict[str, StoryPage]  # each locked word, and the story it is locked in
    seeds: list[str]


@pytest.fixture
def site(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Site:
    made = lantern.publish()
    make_plans()
    price = Plan.objects.get(slug="basic").set_price(Money(500, "EUR"), Interval.MONTH)
    # Payments are connected, to where nothing answers.
    settings.STRIPE_KEY, settings.STRIPE_PUBLISHABLE_KEY = "sk_test_nobody", "pk_test_nobody"
    settings.STRIPE_API = settings.STRIPE_SCRIPT = "http://127.0.0.1:9"
    tell_everyone(datetime.now(UTC))
    monkeypatch.setattr(MACHINES, "most", 10**9)  # the walk asks faster than a machine may
    members = made.stories["members"]
    StorySource.objects.create(
        story=members,
        url=f"https://example.org/{SOURCE_WORD}",
        publisher=SOURCE_WORD,
        title=SOURCE_WORD,
    )
    _speak(members, f"The {lantern.MEMBERS_WORD} clause stays.")
    _keep_a_source(Statement.objects.get(story=members))
    _speak(made.stories["public"], f"The {lantern.PUBLIC_WORD} rule.", "Bakers", "said")
    _rewrite(members)
    record(members, f"The {lantern.MEMBERS_WORD} clause stays", section=1)
    held_back = record(made.stories["public"], f"The {lantern.PUBLIC_WORD} rule", topic=NEVER)
    Statement.objects.filter(pk=held_back.pk).update(held_back=True)
    uploads = make_story_with_uploads(made.world)
    _mark(uploads, FILE_WORD)
    unpublished = make_story_with_uploads(made.world, live=False, slug="unpublished-plan")
    _mark(unpublished, UPLOADED)
    hidden = [*_hide_words(made), unpublished.story]
    shown, unseen = make_picture(), make_picture()
    StoryPage.objects.filter(pk=members.pk).update(lead_image=shown)
    StoryPage.objects.filter(pk=hidden[0].pk).update(lead_image=unseen)
    files = [it.file.name.split("/")[1] for image in (shown, unseen) for it in _renditions(image)]
    files += [*_file_names(uploads), *_file_names(unpublished)]
    stories = [*made.stories.values(), uploads.story, *hidden]
    locked = {
        lantern.MEMBERS_WORD: members,
        lantern.MEMBERS_LABEL_WORD: members,
        SOURCE_WORD: members,
        SPOKEN_WORD: members,
        OLD_WORD: members,
        FILE_WORD: uploads.story,
        lantern.REGISTERED_WORD: made.stories["registered"],
        lantern.PLUS_WORD: made.stories["plus"],
    }
    return Site(
        known={
            "name": [*files, "no-such-file.webp"],
            "version": ["0"],
            "shape": ["wide", "no-such-shape"],
            "story_id": [*(it.pk for it in stories), 0],
            "list_slug": ["world", "money", "strait-talks", "not-yet", "draft-line", "nowhere"],
            "author_slug": ["a-writer", "zed-moth", "nobody"],
            "year": [f"{members.published_at:%Y}", "1999"],
            "month": [f"{members.published_at:%m}", "13"],
            "number": [1, 99],
            "pk": [1],
            "token": ["no-such-token"],
            "path": ["", "world/", "no/such/page/", *(it.url_path[7:] for it in stories)],
            "page_view_restriction_id": [1],
            "plan_slug": ["basic", "no-such-plan"],
            "price_id": [price.pk, 0],
            "page_id": [members.pk],
            "uid": [*Statement.objects.values_list("uid", flat=True), uuid.UUID(int=0)],
            "slug": [
                "envoys",
                "bakers",
                "una-envoy",
                "strait-talks",
                "not-yet",
                f"the-{NEVER}",
                "nobody",
            ],
            "code": [_a_case(members).code, "2222-2222"],
        },
        words=locked,
        seeds=[
            *(f"/search/?q={word}" for word in [*locked, NEVER, lantern.FREE_WORD]),
            *(
                f"/search/?q={typed}"
                for word in [*locked, NEVER]
                for typed in (word[:-1], word[1:])
            ),
            *(f"/record/?q={word}" for word in [*locked, NEVER, "envoys"]),
            "/record/?stance=denies",
            *(f"/api/record/statements/?q={word}" for word in [*locked, NEVER]),
            "/api/record/statements/?stance=denies",
            "/record/statements.csv?party=envoys",
            "/record/statements.jsonl?storyline=strait-talks&limit=1",
            "/record/storylines/strait-talks/since/?from=2000-01-01",
            f"{BESIDE}?one=envoys&other=bakers",
            "/search/?q=noon&desk=world&since=2000-01-01",
            "/world/?page=2",
            *_guesses(uploads),
            *(f"{STORY}changes/?from={one}&to={two}" for one in (1, 2) for two in (2, 3)),
            *(f"{it.desk.slug}/{it.slug}/".join(("/", "?preview=1&print=1")) for it in stories),
        ],
    )


def _a_case(story: StoryPage) -> SupportCase:
    """That somebody signed out wrote in."""
    now = datetime.now(UTC)
    case = SupportCase.open(
        reader=None,
        story=story,
        cookies_work=True,
        explanation=explain(None, story, now),
        now=now,
    )
    return ask(case, "Why?", "stranger@example.org", now)


def _mark(uploads: Uploads, word: str) -> None:
    """Put a word into the bytes of each of its locked files: of the document, the original, and every size."""
    image = uploads.locked_image
    for kept in (uploads.locked_document, image, *image.renditions.all()):
        Path(kept.file.path).write_bytes(f"bytes of {word}".encode())


def _file_names(uploads: Uploads) -> list[str]:
    """As a guess might have them: each under every address that takes a name."""
    image = uploads.locked_image
    kept = (uploads.locked_document, image, *image.renditions.all())
    return [PurePath(it.file.name).name for it in kept]


def _guesses(uploads: Uploads) -> list[str]:
    document, image = uploads.locked_document, uploads.locked_image
    return [
        f"/media/{image.file.name}",
        f"/media/{document.file.name}",
        f"/{image.file.name}",
        f"/documents/{document.pk}/{document.filename}",
        f"/images/{image.pk}/width-960/{image.filename}",
    ]


def _speak(story: StoryPage, words: str, who: str = "Envoys", mark: str = SPOKEN_WORD) -> None:
    """Said by somebody for a party; corrected since. `mark`: in what is told of the words."""
    section = next(it for it in story.sections if words in it.value["text"].source)
    said = {
        "id": str(uuid.uuid4()),
        "section": section.id,
        "mode": "direct",
        "exact": words,
        "party": who,
        "person": f"Una {who.removesuffix('s')}",
        "verb": mark,
        "topic": mark,
        "stance": "denies",
        "source": f"https://example.org/{SOURCE_WORD if mark == SPOKEN_WORD else mark}",
    }
    publish(story, accepted=[{**said, "verb": f"{mark}s"}])
    publish(story, accepted=[said])


def _keep_a_source(statement: Statement) -> None:
    """Of its text readers get the words that match, and none beside them."""
    source = Source.objects.get(url__contains=SOURCE_WORD)
    source.text = f"{NEVER}: {statement.words} {NEVER}."
    source.save()
    check_source(source, datetime.now(UTC))
    assert NEVER in statement.evidence.get().prefix


def _rewrite(story: StoryPage) -> None:
    """Other words, and a section more, in a version between; readers are told that they are gone."""
    now = StoryPage.objects.get(pk=story.pk).sections
    raw = [dict(it) for it in now.raw_data]
    raw[1] = {**raw[1], "value": {**raw[1]["value"], "text": f"<p>A {OLD_WORD} clause.</p>"}}
    (more,) = json.loads(sections_of(Part(f"The {OLD_WORD}", f"<p>{OLD_WORD}</p>")))
    publish(story, sections=now.stream_block.to_python([*raw, more]))
    publish(story, "correction", "The clause was another one.", sections=now)


def _hide_words(made: lantern.Lantern) -> list[StoryPage]:
    """What is not out: a draft, a story dated ahead, and an unpublished revision of one that is out."""
    part = (Part(f"The {NEVER}", f"<p>{NEVER}</p>", free=True),)
    ahead = datetime.now(UTC) + timedelta(hours=1)
    draft = make_story(made.world, f"Draft {NEVER}", sections=part, live=False, slug="draft")
    later = make_story(
        made.world,
        f"Later {NEVER}",
        sections=part,
        standfirst=NEVER,
        published_at=ahead,
        slug="later",
        byline="Zed Moth",
        storyline=make_storyline(made.front, NEVER, slug="not-yet"),
    )
    _speak(later, NEVER, f"The {NEVER}")
    Author.objects.filter(name="Zed Moth").update(role=NEVER, about=NEVER)
    _tell_in_a_storyline(made.stories["members"], made.stories["public"], draft)
    revised = StoryPage.objects.get(pk=made.stories["public"].pk)
    revised.standfirst, revised.sections = NEVER, sections_of(*part)
    revised.note_kind, revised.note_text = "update", NEVER
    revised.save_revision()
    return [draft, later, _take_a_desk_down(made)]


def _tell_in_a_storyline(*stories: StoryPage) -> None:
    """One that readers know, and that goes on where they may not follow yet; and one that is a draft."""
    front = stories[0].desk.front
    talks = make_storyline(front, "Strait talks")
    StoryPage.objects.filter(pk__in=[it.pk for it in stories]).update(storyline=talks)
    make_storyline(front, f"Draft {NEVER}", slug="draft-line", live=False, summary=NEVER)
    Statement.objects.update(storyline=talks)


def _take_a_desk_down(made: lantern.Lantern) -> StoryPage:
    """Its stories go with it, live as they are."""
    desk = make_desk(made.front, "Closed")
    story = make_story(
        desk,
        "From the closed desk",
        access=PUBLIC,
        sections=(Part("What", f"<p>{NEVER}</p>", free=True),),
    )
    _speak(story, NEVER, f"The {NEVER}")
    desk.unpublish()
    return story


def _renditions(image: object) -> list:  # type: ignore[type-arg]
    picture(image)  # type: ignore[arg-type]
    return list(image.renditions.all())  # type: ignore[attr-defined]


Browser = Callable[..., Client]


def _client(character: Character, browser: Browser = Client) -> Client:
    """A browser this character reads in. Forms are refused for want of a token: the walk changes nothing."""
    client = browser(enforce_csrf_checks=True)
    if character.pending:
        plain = browser()
        plain.post("/sign-up/", {"email": character.email, "address": character.email})
        client.cookies = plain.cookies
    elif character.email:
        reader = Reader.objects.get(email=character.email)
        client.force_login(reader)
        assert b'href="/account/"' in client.get("/").content
    return client


def _answers(site: Site, character: Character, methods: tuple[Method, ...]) -> Iterator[Answer]:
    return Walk(_client(character), site.known, site.seeds, methods).answers()


def _locked_words(site: Site, character: Character) -> list[bytes]:
    """What this character may not meet, by the gate's own answer."""
    now = datetime.now(UTC)
    reader = Reader.objects.filter(email=character.email).first() if character.email else None
    standing = standing_of(reader, now, pending_since=now if character.pending else None)
    locked = [
        word for word, story in site.words.items() if not decide(story.access, standing, now).open
    ]
    staffs = [] if character.role else [UPLOADED]
    return [word.encode() for word in [*locked, NEVER, *staffs]]


def _leaks(site: Site, character: Character, methods: tuple[Method, ...]) -> list[str]:
    return _leaks_in(_answers(site, character, methods), _locked_words(site, character))


def _leaks_in(answers: Iterable[Answer], words: list[bytes]) -> list[str]:
    """Every answer that holds one of the words; the address that was asked is everyone's to know."""
    found = []
    for answer in answers:
        said = answer.content + json.dumps(dict(answer.headers)).encode()
        for word in words:
            if word in said and word.decode() not in answer.path:
                found.append(f"{answer.method} {answer.path} {answer.status}: {word.decode()}")
    return found


# On PostgreSQL once more what asks the database otherwise there: one who may read next to nothing, and a member.
WALKED = [it for it in CAST if database.is_sqlite() or it.name in {"Cy", "Ana"}]


@pytest.mark.parametrize("character", WALKED, ids=lambda it: it.name)
def test_it_tells_no_standing_what_is_locked_to_it(site: Site, character: Character) -> None:
    thorough = database.is_sqlite() and character.name in {"Cy", "Ana", "Ben", "Dee"}
    methods = EVERY_METHOD if thorough else (Method.GET,)
    assert _leaks(site, character, methods) == []


# Each after somebody who is shown more, or whose page is their own.
BEFORE_ONE_FRONT = ("Ana", "Dee", "Cy", "Pia", "Ben", "Fay", "Rae", "Eli", "Cy")
AGAIN = (Method.HEAD, Method.RANGE, Method.AGAIN)


def test_it_tells_nobody_what_another_was_shown_by_the_same_front(site: Site) -> None:
    """First Ana walks everywhere; then all ask for whatever is kept for anyone, and once more, by every method."""
    fronted = Fronted()
    cast = {it.name: it for it in CAST if it.name in BEFORE_ONE_FRONT}
    clients = {name: _client(it, fronted.browser) for name, it in cast.items()}
    words = {name: _locked_words(site, it) for name, it in cast.items()}
    walk = Walk(clients["Ana"], site.known, site.seeds, ())
    assert _leaks_in(walk.answers(), words["Ana"]) == []
    for methods in ((), AGAIN):
        for name in BEFORE_ONE_FRONT:
            asked = Visits(clients[name], _kept(fronted), methods)
            assert _leaks_in(asked.answers(), words[name]) == [], name
    _assert_kept_for_each(fronted, clients)


def _kept(fronted: Fronted) -> list[str]:
    return sorted(
        {path + (f"?{asked}" if asked else "") for path, asked, _it in fronted.store._variants}
    )


def _assert_kept_for_each(fronted: Fronted, clients: dict[str, Client]) -> None:
    """Or the walk above would prove nothing."""
    kept = _kept(fronted)
    assert len(kept) > 30
    assert STORY in kept
    for name in ("Ana", "Dee", "Cy", "Pia"):
        fronted.asked.clear()
        assert clients[name].get(STORY).status_code == 200
        assert fronted.asked == [], name


@pytest.mark.parametrize("name", ["Cy", "Ana", "Dee"])
def test_it_lets_nobody_but_staff_past_the_staff_door(site: Site, name: str) -> None:
    """All of Wagtail's admin, previews and its API among it, as those without a role."""
    character = next(it for it in CAST if it.name == name)
    client = _client(character)
    story = site.words[lantern.MEMBERS_WORD]
    for path in staff_addresses(story.pk):
        answer = client.get(path)
        if answer.status_code == 200:  # words of the interface, and icons
            assert path in {"/admin/sprite/", "/admin/jsi18n/"}, path
        else:
            assert answer.status_code in {301, 302, 403, 404}, path
            assert not [it for it in _locked_words(site, character) if it in answer.content]


def test_it_walks_to_what_is_open_and_meets_it_there(site: Site) -> None:
    """Or the walk above would prove nothing."""
    ana, cy = (next(it for it in CAST if it.name == name) for name in ("Ana", "Cy"))
    met = list(_answers(site, ana, (Method.GET,)))
    story = next(it for it in met if it.path == STORY)
    old = next(it for it in met if it.path == f"{STORY}changes/")
    assert OLD_WORD.encode() in old.content
    assert lantern.MEMBERS_WORD.encode() in story.content
    assert SOURCE_WORD.encode() in story.content
    spoke = {it.path for it in met if SPOKEN_WORD.encode() in it.content}
    assert {"/record/", "/record/parties/envoys/", "/record/people/una-envoy/"} <= spoke
    assert f"{BESIDE}?one=envoys&other=bakers" in spoke
    assert {"/record/statements.csv", "/record/statements.jsonl"} <= spoke
    assert {"/api/record/statements/", "/api/record/statements/?stance=denies"} <= spoke
    marked = [it.path for it in met if FILE_WORD.encode() in it.content]
    echoes = {"search", "record"}  # what was asked for
    assert {it.split("/")[1] for it in marked} - echoes == {"images", "documents"}
    assert len(marked) > 4, "several sizes"
    outside = [it for it in _answers(site, cy, (Method.GET,)) if it.status == 200]
    assert lantern.OUTSIDE_WORD.encode() in b"".join(it.content for it in outside)
    assert any(it.path.startswith("/images/") for it in outside)


def test_it_catches_a_planted_leak(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "_closed", body._whole)
    dee = next(it for it in CAST if it.name == "Dee")
    assert any("/world/" in leak for leak in _leaks(site, dee, (Method.GET,)))


def test_it_catches_a_leak_of_older_versions(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(difference, "sight_of", lambda *asked, **opened: WORDS)
    dee = next(it for it in CAST if it.name == "Dee")
    assert any("changes/" in leak for leak in _leaks(site, dee, (Method.GET,)))


def test_it_refuses_an_address_it_has_no_values_for(site: Site) -> None:
    with pytest.raises(UnknownParameter, match="story_id"):
        resolvable({**site.known, "story_id": []})


def test_it_prints_nobody_on_a_shared_page(site: Site) -> None:
    """No name, address, form or token where the bytes may be given to the next reader too."""
    personal = [it.email.encode() for it in CAST if it.email]
    for name in ("Cy", "Ana", "Dee"):
        character = next(it for it in CAST if it.name == name)
        for answer in _answers(site, character, (Method.GET,)):
            if _is_shared(answer):
                assert not [it for it in personal if it in answer.content], answer.path
                assert b'method="post"' not in answer.content.lower(), answer.path
                assert b"csrf" not in answer.content.lower(), answer.path


def _is_shared(answer: Answer) -> bool:
    """Stories and lists: what the front may keep for an audience."""
    lists = {"/", "/world/", "/money/", "/corrections/", f"{STORY}changes/"}
    return (
        answer.path in lists
        or answer.path.count("/") == 3
        and answer.path.startswith(("/world/", "/money/"))
    )


def test_it_writes_no_locked_word_into_mails_or_logs(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("Ben", "Rae"):
        character = next(it for it in CAST if it.name == name)
        assert _leaks(site, character, (Method.GET, Method.POST)) == []
    mails = " ".join(f"{it.subject} {it.text} {it.html}" for it in OutgoingMail.objects.all())
    logs = "".join(it for it in caplog.messages if "INSERT" not in it and "SELECT" not in it)
    for word in [*site.words, NEVER, UPLOADED]:
        assert word not in mails
        assert word not in logs
