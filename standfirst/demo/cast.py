"""The demo's readers: one in every standing, each with the story that shows it."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from standfirst.billing import catalogue, closing
from standfirst.billing.gateway import is_connected
from standfirst.billing.paying import paying_of
from standfirst.demo import histories, till
from standfirst.demo.histories import History, Visit
from standfirst.gate.decision import Reason, Warning
from standfirst.membership.models import Grant, GrantKind, Plan
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
    """`email` empty: a browser nobody is signed in with. `pending`: its code is not entered yet.

    `card`: of nobody else here, so that visitors can join with the numbers that everybody knows. `shows`: what the
    gate is to say before the story; empty where it opens without a word.
    """

    name: str
    email: str
    history: History | None = None
    card: str = ""
    shows: Reason | Warning | None = None
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


def _paying(
    name: str,
    history: History,
    card: str,
    shows: Reason | Warning | None = None,
    story: str = MEMBERS_STORY,
) -> Character:
    return Character(name, f"{name.lower()}@example.com", history, card, shows, story=story)


CAST: tuple[Character, ...] = (
    _paying("Ana", histories.paying, "4111111111111111"),
    _paying("Ben", histories.card_expired, "4012888888881881", Reason.CARD_EXPIRED),
    Character("Cy", "", shows=Reason.SIGNED_OUT),
    Character("Dee", "dee@example.com", shows=Reason.NEVER_JOINED),
    Character("Eli", "eli@example.com", role="editor"),
    _paying("Fay", histories.in_grace, "5105105105105100", Warning.GRACE),
    _paying("Gil", histories.awaiting_news, "4222222222222"),
    _paying("Hal", histories.card_declined, "2223003122003222", Reason.CARD_DECLINED),
    _paying("Ivy", histories.approval_wanted, "4000056655665556", Reason.CONFIRM_PAYMENT),
    _paying("Jo", histories.on_pause, "371449635398431", Reason.PAUSED),
    _paying("Kit", histories.left, "6011111111111117", Reason.ENDED),
    _paying("Lea", histories.ended_unpaid, "3566002020360505", Reason.ENDED),
    Character(
        "Max",
        "max@example.com",
        grant=GivenGrant(GrantKind.SEAT, "Acme", 90, 12),
        shows=Reason.SEAT_REMOVED,
    ),
    Character(
        "Nia",
        "nia@example.com",
        grant=GivenGrant(GrantKind.GIFT, "Ana", 90, 12),
        shows=Reason.GRANT_ENDED,
    ),
    _paying("Oz", histories.paying, "5200828282828210", Reason.PLAN_TOO_LOW, PLUS_STORY),
    _paying("Pia", histories.paying_for_plus, "4917610000000000", story=PLUS_STORY),
    Character("Quinn", "quinn@example.com", grant=GivenGrant(GrantKind.COMPLIMENTARY, "", 90)),
    Character("Rae", "rae@example.com", shows=Reason.UNVERIFIED, pending=True),
    _paying("Sam", histories.pending_at_the_bank, histories.BANK_ACCOUNT),
    _paying("Tess", histories.refunded, "30569309025904", Reason.ENDED),
    _paying("Uri", histories.disputed, "6011000990139424", Reason.ENDED),
    Character("Vera", "vera@example.com", role="publisher"),
)


def bring_up_to_date(now: datetime) -> None:
    """Make the cast, and begin again with each whose standing has gone on since. Asks the sandbox, so outside of
    transactions; where there is none, nobody has a card."""
    readers = {it: reader for it in CAST if (reader := introduce(it, now))}
    if not is_connected():
        return
    catalogue.push_all()
    for character, reader in readers.items():
        _lead(character, reader, now)
    till.hush()


def introduce(character: Character, now: datetime) -> Reader | None:
    """The account, with its role and grant; None where there is none yet."""
    if not character.email or character.pending:
        return None
    reader = Reader.objects.with_address(character.email).first()
    if reader is None:
        reader = Reader.objects.create_reader(character.email, name=character.name)
        if character.role:
            reader.take_role(character.role)
        if character.grant:
            _give(reader, character.grant, now)
    return reader


def _lead(character: Character, reader: Reader, now: datetime) -> None:
    """To where this character is to stand, by a card."""
    if not character.history or _stands(character, reader, now):
        return
    if (paying := paying_of(reader)) and not paying.subscription.is_over:
        closing.end_now(paying.subscription, now, refund=False)
    character.history(Visit(reader, character.card, now))


def _stands(character: Character, reader: Reader, now: datetime) -> bool:
    shown = _row(character, now)
    return paying_of(reader) is not None and (shown.reason or shown.warning) == character.shows


def _give(reader: Reader, given: GivenGrant, now: datetime) -> None:
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
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
