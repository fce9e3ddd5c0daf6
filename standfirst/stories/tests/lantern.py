"""The Lantern: a story of each access, a word of its own in each place, and the cast to look for them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from standfirst.gate.access import PUBLIC, REGISTERED, Access, Level
from standfirst.membership.snapshot import Card, Failure, FailureKind, Money, State
from standfirst.readers.models import Reader
from standfirst.stories.models import DeskPage, FrontPage, StoryPage
from standfirst.stories.tests.factories import (
    Part,
    make_desk,
    make_front,
    make_member,
    make_plans,
    make_story,
)

PLUS_ONLY = Access(Level.PLANS, frozenset({"plus"}))

# One word for each place. No reader may meet one outside of what is open to them.
MEMBERS_WORD = "quokkafern"
MEMBERS_LABEL_WORD = "umbrafax"
REGISTERED_WORD = "regisloam"
PLUS_WORD = "plussilt"
LOCKED_WORDS = (MEMBERS_WORD, MEMBERS_LABEL_WORD, REGISTERED_WORD, PLUS_WORD)
FREE_WORD = "openbrook"
OUTSIDE_WORD = "veilreed"
PUBLIC_WORD = "commonweal"
NONSENSE = "zyxxyvolt"


@dataclass
class Lantern:
    """`stories` by their access: members, registered, public, plus."""

    front: FrontPage
    world: DeskPage
    money: DeskPage
    stories: dict[str, StoryPage] = field(default_factory=dict)


def publish() -> Lantern:
    front = make_front()
    world = make_desk(front, "World", "Beyond the river.")
    made = Lantern(front, world, make_desk(front, "Money"))
    _write_stories(made)
    return made


def make_cast() -> dict[str, Reader]:
    """Ana pays for Basic, Pia for Plus, Ben's card failed, Dee is registered only, Eli edits; Cy is nobody's row."""
    make_plans()
    now = datetime.now(UTC)
    failure = Failure(FailureKind.DECLINED, Money(500, "EUR"), now - timedelta(days=30))
    return {
        "ana": make_member("ana@example.com", "basic"),
        "pia": make_member("pia@example.com", "plus"),
        "ben": make_member(
            "ben@example.com",
            "basic",
            state=State.PAST_DUE,
            paid_until=now - timedelta(days=30),
            card=Card("visa", "4242", 7, 2026),
            failure=failure,
        ),
        "dee": Reader.objects.create_reader("dee@example.com"),
        "eli": Reader.objects.create_reader("eli@example.com", is_staff=True),
    }


def _write_stories(made: Lantern) -> None:
    made.stories["members"] = make_story(
        made.world,
        "Accord reached at the strait",
        sections=(
            Part("What everyone knows", f"<p>The {FREE_WORD} was calm.</p>", free=True),
            Part("What the envoy said", f"<p>The {MEMBERS_WORD} clause stays.</p>"),
            Part(
                f"Why {MEMBERS_LABEL_WORD} gave way",
                "<p>It was late.</p>",
                outside_label=f"Behind the {OUTSIDE_WORD}",
            ),
        ),
    )
    made.stories["registered"] = make_story(
        made.world,
        "Ferries run again",
        access=REGISTERED,
        sections=(Part("When", f"<p>From the {REGISTERED_WORD} pier.</p>"),),
    )
    made.stories["public"] = make_story(
        made.money,
        "Bread costs less",
        access=PUBLIC,
        sections=(
            Part(
                "How much",
                f'<p>The {PUBLIC_WORD} rule. <a href="/world/?a=1&amp;b=2">More</a>,'
                ' <a href="https://example.org/x">there</a>.</p>',
            ),
        ),
    )
    made.stories["plus"] = make_story(
        made.money,
        "Inside the mint",
        access=PLUS_ONLY,
        sections=(Part("The ledger", f"<p>A {PLUS_WORD} entry.</p>"),),
    )
