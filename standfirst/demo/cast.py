"""The demo's readers: one in every standing, each with the story that shows it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from standfirst.membership.tests import histories as snapshots
from standfirst.membership.tests.histories import History
from standfirst.membership.models import Grant, GrantKind, Membership, Plan
from standfirst.office.explain import explain
from standfirst.readers.models import Reader
from standfirst.stories.models import StoryPage

MEMBERS_STORY = "/world/pentagon-kursk-us-policy/"
PLUS_STORY = "/technology/tiktok-supreme-court-stunt/"


@dataclass(frozen=True)
class GivenGrant:
    kind: GrantKind
    through: str
    starts: int  # days before the demo's day
    ends: int | None = None


@dataclass(frozen=True)
class Character:
    """`email` empty: a browser nobody is signed in with. `pending`: its code is not entered yet."""

    name: str
    email: str
    history: Callable[[datetime], History] | None = None
    grant: GivenGrant | None = None
    role: str = ""
    pending: bool = False
    story: str = MEMBERS_STORY


@dataclass(frozen=True)
class CastRow:
    name: str
    email: str
    story: str
    open: bool
    reason: str | None
    warning: str | None


def _named(name: str, history: Callable[[datetime], History] | None = None) -> Character:
    return Character(name, f"{name.lower()}@example.com", history)


CAST: tuple[Character, ...] = (
    _named("Ana", snapshots.paying),
    _named("Ben", snapshots.card_expired),
    Character("Cy", ""),
    _named("Dee"),
    Character("Eli", "eli@example.com", role="editor"),
    _named("Fay", snapshots.in_grace),
    _named("Gil", snapshots.awaiting_news),
    _named("Hal", snapshots.card_declined),
    _named("Ivy", snapshots.approval_wanted),
    _named("Jo", snapshots.on_pause),
    _named("Kit", snapshots.left),
    _named("Lea", snapshots.ended_unpaid),
    Character("Max", "max@example.com", grant=GivenGrant(GrantKind.SEAT, "Acme", 90, 12)),
    Character("Nia", "nia@example.com", grant=GivenGrant(GrantKind.GIFT, "Ana", 90, 12)),
    Character("Oz", "oz@example.com", snapshots.paying, story=PLUS_STORY),
    Character("Pia", "pia@example.com", snapshots.paying_for_plus, story=PLUS_STORY),
    Character("Quinn", "quinn@example.com", grant=GivenGrant(GrantKind.COMPLIMENTARY, "", 90)),
    Character("Rae", "rae@example.com", pending=True),
    _named("Sam", snapshots.pending_at_the_bank),
    _named("Tess", snapshots.refunded),
    _named("Uri", snapshots.disputed),
    Character("Vera", "vera@example.com", role="publisher"),
)


def bring_up_to_date(now: datetime) -> None:
    """Make the cast, or tell what has happened to it since; memberships only through snapshots."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for character in CAST:
        if character.email and not character.pending:
            _make(character, day, now)


def _make(character: Character, day: datetime, now: datetime) -> None:
    reader = Reader.objects.with_address(character.email).first()
    if reader is None:
        reader = Reader.objects.create_reader(character.email, name=character.name)
        if character.role:
            reader.take_role(character.role)
        if character.grant:
            _give(reader, character.grant, day)
    if character.history:
        _tell(reader, character.history(day), now)


def _give(reader: Reader, given: GivenGrant, day: datetime) -> None:
    starts = day - timedelta(days=given.starts)
    Grant.objects.create(
        reader=reader,
        plan=Plan.objects.on_sale()[0],
        kind=given.kind,
        through=given.through,
        given_at=starts,
        starts_at=starts,
        ends_at=None if given.ends is None else day - timedelta(days=given.ends),
    )


def _tell(reader: Reader, history: History, now: datetime) -> None:
    membership = Membership.objects.of(reader).first()
    for snapshot in history:
        if membership is None:
            membership = Membership.begin(reader, snapshot, now)
        else:
            membership.apply(snapshot, now)


def cast_table(now: datetime) -> list[CastRow]:
    """Each of the cast before the story that shows their standing, as the gate decides now."""
    return [_row(character, now) for character in CAST]


def _row(character: Character, now: datetime) -> CastRow:
    story = StoryPage.objects.at(character.story)
    if story is None:
        raise LookupError(f"The demo has no story at {character.story}; load the demo first.")
    reader = Reader.objects.with_address(character.email).first() if character.email else None
    pending = now if character.pending and reader is None else None
    decision = explain(reader, story, now, pending_since=pending)["decision"]
    return CastRow(
        name=character.name,
        email=character.email,
        story=character.story,
        open=decision["open"],
        reason=decision["reason"],
        warning=decision["warning"],
    )


def as_json(rows: list[CastRow]) -> list[dict[str, object]]:
    return [asdict(row) for row in rows]
