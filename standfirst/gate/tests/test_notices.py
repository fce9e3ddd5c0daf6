"""What each standing is told, word for word, and the steps it is offered."""

from dataclasses import replace

import pytest

from standfirst.gate.access import MEMBERS, REGISTERED, Access
from standfirst.gate.decision import Decision, Reason, Warning
from standfirst.gate.notices import Notice, Place, compose
from standfirst.gate.rules import decide
from standfirst.gate.saying import SAYINGS, Case, Shop, say
from standfirst.gate.tests.cast import EITHER, PLUS, STANDINGS, locked_out
from standfirst.gate.wording import Wording
from standfirst.gate.words import VARIANTS, Words
from standfirst.membership.offers import Offer
from standfirst.membership.snapshot import EndCause, FailureKind, State
from standfirst.membership.standing import Standing
from standfirst.membership.tests.cast import (
    FIVE,
    GOOD,
    NINE,
    NOW,
    ana,
    ben,
    facts,
    failed,
    grant,
    kit,
    on,
    standing,
)

pytestmark = pytest.mark.urls("standfirst.gate.tests.addresses")

PLACE = Place("/world/kursk/", "s-1a2b3c4d", 12)
NEXT = "?next=%2Fworld%2Fkursk%2F%23s-1a2b3c4d"
SHOP = Shop(
    {"basic": "Basic", "plus": "Plus"},
    (Offer("basic", FIVE, "month"), Offer("plus", NINE, "month")),
)
SOLD, UNSOLD = Wording(shop=SHOP), Wording()
S = STANDINGS


def in_grace(kind: FailureKind) -> Standing:
    return standing(facts(ben(failure=failed(kind)), grace_until=on(17)))


SIGNED_OUT, DEE = S["Cy, signed out"], S["Dee, registered only"]
LOG_IN = ("Log in", "/log-in/")
JOIN = ("Join, €5 a month", "/join/")
UPDATE, SORT = ("Update card", "/card/"), ("Sort out payment", "/card/")
OTHERWISE = ("Pay another way", "/card/")
APPROVE = ("Review and approve", "/approve/")
RESUME, REJOIN = ("Resume", "/resume/"), ("See how to rejoin", "/rejoin/")
PLANS, ANOTHER = ("See plans", "/join/"), ("Another address?", "/another/")

Step = tuple[str, str]
# Variant: the access and the standing that lead to it; the line; the step that mends; the other, if any.
TOLD: dict[str, tuple[Access, Standing, str, Step, Step | None]] = {
    "signed_out": (MEMBERS, SIGNED_OUT, "Members can read the rest.", LOG_IN, JOIN),
    "signed_out_unpriced": (
        MEMBERS,
        SIGNED_OUT,
        "Members can read the rest.",
        LOG_IN,
        ("Join", "/join/"),
    ),
    "signed_out_plan": (
        PLUS,
        SIGNED_OUT,
        "Members on Plus can read the rest.",
        LOG_IN,
        ("Join, €9 a month", "/join/"),
    ),
    "signed_out_plan_unpriced": (
        PLUS,
        SIGNED_OUT,
        "Members on plus can read the rest.",
        LOG_IN,
        ("Join", "/join/"),
    ),
    "signed_out_registered": (
        REGISTERED,
        SIGNED_OUT,
        "Free with an account. Log in or sign up to read the rest.",
        LOG_IN,
        ("Sign up", "/sign-up/"),
    ),
    "unverified": (
        MEMBERS,
        S["Rae, code pending"],
        "We sent a code to the address you gave at 07:00.",
        ("Enter code", "/code/"),
        ("Send again", "/code/"),
    ),
    "never_joined": (
        MEMBERS,
        DEE,
        "You're signed in, without a membership.",
        PLANS,
        ("Joined with another address?", "/another/"),
    ),
    "plan_too_low": (
        PLUS,
        S["Ana, paying"],
        "This story is in Plus. You have Basic.",
        ("See the difference", "/plan/"),
        None,
    ),
    "card_expired": (
        MEMBERS,
        S["Ben, card expired"],
        "Your €5 payment on 3 August didn't go through. "
        "Card on file: Visa 4242, expired July 2026.",
        UPDATE,
        OTHERWISE,
    ),
    "card_expired_by_bank": (
        MEMBERS,
        standing(facts(ben(card=GOOD, fetched_at=on(6)), grace_until=on(5))),
        "Your €5 payment on 3 August didn't go through; the card has expired.",
        UPDATE,
        OTHERWISE,
    ),
    "card_declined": (
        MEMBERS,
        locked_out(FailureKind.DECLINED, next_attempt=on(10)),
        "Your bank didn't approve €5 on 3 August. We'll try once more on 10 August.",
        SORT,
        None,
    ),
    "card_declined_last": (
        MEMBERS,
        S["Hal, declined"],
        "Your bank didn't approve €5 on 3 August.",
        SORT,
        None,
    ),
    "confirm_payment": (
        MEMBERS,
        S["Ivy, approval wanted"],
        "Your bank needs your approval for €5.",
        APPROVE,
        None,
    ),
    "paused": (
        MEMBERS,
        S["Jo, paused"],
        "Paused until 1 September; nothing is charged.",
        RESUME,
        None,
    ),
    "paused_open": (
        MEMBERS,
        standing(facts(ana(state=State.PAUSED, paid_until=on(1)))),
        "Paused; nothing is charged.",
        RESUME,
        None,
    ),
    "ended_by_reader": (
        MEMBERS,
        S["Kit, left"],
        "Your membership ended on 1 August, as you asked.",
        REJOIN,
        None,
    ),
    "ended_unpaid": (
        MEMBERS,
        S["Lea, ended unpaid"],
        "Your membership ended on 1 August, after three unpaid attempts.",
        REJOIN,
        None,
    ),
    "ended_refunded": (
        MEMBERS,
        S["Tess, refunded"],
        "Your membership ended on 1 August, when your payment was refunded.",
        REJOIN,
        None,
    ),
    "ended_disputed": (
        MEMBERS,
        S["Uri, disputed"],
        "Your membership ended on 1 August, when your payment was disputed with your bank.",
        REJOIN,
        None,
    ),
    "ended_unconfirmed": (
        MEMBERS,
        S["Wim, no news at all"],
        "We haven't been able to confirm your payment since 1 August. That may be our fault.",
        REJOIN,
        None,
    ),
    "seat_removed": (
        MEMBERS,
        S["Max, seat removed"],
        "Your place through Acme ended on 1 August.",
        PLANS,
        ANOTHER,
    ),
    "seat_removed_unnamed": (
        MEMBERS,
        standing(grant(ends_at=on(1), through="")),
        "Your place ended on 1 August.",
        PLANS,
        ANOTHER,
    ),
    "grant_ended": (
        MEMBERS,
        standing(grant(ends_at=on(1), seat=False)),
        "Your place through Acme ended on 1 August.",
        PLANS,
        ANOTHER,
    ),
    "grant_ended_unnamed": (
        MEMBERS,
        S["Nia, gift over"],
        "Your place ended on 1 August.",
        PLANS,
        ANOTHER,
    ),
    "grace_expired": (
        MEMBERS,
        in_grace(FailureKind.EXPIRED),
        "Your €5 payment on 3 August failed; the card has expired. You can read until 17 August.",
        UPDATE,
        None,
    ),
    "grace_declined": (
        MEMBERS,
        in_grace(FailureKind.DECLINED),
        "Your €5 payment on 3 August failed; your bank didn't approve it. "
        "You can read until 17 August.",
        SORT,
        None,
    ),
    "grace_approval": (
        MEMBERS,
        in_grace(FailureKind.NEEDS_APPROVAL),
        "Your bank needs your approval for €5. You can read until 17 August.",
        APPROVE,
        None,
    ),
}


def wording(variant: str) -> Wording:
    return UNSOLD if variant.endswith("unpriced") else SOLD


def decision(variant: str) -> Decision:
    access, who, *_ = TOLD[variant]
    return decide(access, who, NOW)


def notice(variant: str, words: Wording | None = None) -> Notice:
    access = TOLD[variant][0]
    composed = compose(decision(variant), access, PLACE, words or wording(variant), NOW)
    assert composed is not None
    return composed


@pytest.mark.parametrize("variant", TOLD)
def test_it_says_just_this_and_offers_one_step_and_at_most_one_other(variant: str) -> None:
    _, _, line, step, other = TOLD[variant]
    told = notice(variant)
    assert told.line == line
    assert (told.action.label, told.action.url) == (step[0], step[1] + NEXT)
    second = (told.second.label, told.second.url) if told.second else None
    assert second == ((other[0], other[1] + NEXT) if other else None)


@pytest.mark.parametrize("variant", TOLD)
def test_it_is_headed_and_named_and_offers_help(variant: str) -> None:
    told, decided = notice(variant), decision(variant)
    assert told.heading
    assert told.level == ("grace" if decided.open else "locked")
    assert told.reason == (decided.reason or decided.warning)
    assert told.help_url == f"/help/12/{NEXT}"


def test_it_has_words_for_every_reason_and_warning_and_shows_all_of_them() -> None:
    assert SAYINGS.keys() == {*Reason, *Warning}
    assert TOLD.keys() == VARIANTS.keys()
    assert {notice(it).reason for it in TOLD} == {*Reason, *Warning}


@pytest.mark.parametrize("variant", TOLD)
def test_it_gives_each_variant_just_the_facts_it_declares(variant: str) -> None:
    saying = say(Case(decision(variant), TOLD[variant][0], wording(variant).shop, NOW))
    assert saying is not None
    assert (saying.variant, saying.values.keys()) == (variant, VARIANTS[variant].facts)


@pytest.mark.parametrize(
    "name",
    ["Ana, paying", "Gil, no news for a day", "Sam, pending at the bank", "Ned, left but paid up"],
)
def test_it_says_nothing_to_who_may_read(name: str) -> None:
    assert compose(decide(MEMBERS, S[name], NOW), MEMBERS, PLACE, SOLD, NOW) is None


def test_it_says_the_publications_own_words_where_it_has_some() -> None:
    own = {"card_declined_last": Words("{amount} did not come, {date}.", "")}
    told = notice("card_declined_last", Wording(own))
    assert (told.line, told.action.label) == ("€5 did not come, 3 August.", "Sort out payment")


def test_it_does_not_promise_an_attempt_whose_day_has_passed() -> None:
    hal = locked_out(FailureKind.DECLINED, next_attempt=on(8))
    told = compose(decide(MEMBERS, hal, NOW), MEMBERS, PLACE, SOLD, NOW)
    assert told is not None
    assert "once more" not in told.line


def test_it_does_not_pause_until_a_day_that_has_passed() -> None:
    jo = standing(facts(ana(state=State.PAUSED, paid_until=on(1), paused_until=on(8))))
    told = compose(decide(MEMBERS, jo, NOW), MEMBERS, PLACE, SOLD, NOW)
    assert told is not None
    assert told.line == "Paused; nothing is charged."


@pytest.mark.parametrize(
    ("attempts", "end"),
    [
        (0, "after an unpaid renewal."),
        (1, "after one unpaid attempt."),
        (12, "after 12 unpaid attempts."),
    ],
)
def test_it_makes_up_no_number_of_attempts(attempts: int, end: str) -> None:
    failure = failed(attempts=attempts) if attempts else None
    lea = standing(facts(kit(EndCause.UNPAID, failure=failure)))
    told = compose(decide(MEMBERS, lea, NOW), MEMBERS, PLACE, SOLD, NOW)
    assert told is not None
    assert told.line.endswith(end)


def test_it_names_every_plan_a_story_is_in_and_all_that_one_holds() -> None:
    told = compose(decide(EITHER, SIGNED_OUT, NOW), EITHER, PLACE, SOLD, NOW)
    assert told is not None
    assert told.line == "Members on Basic or Plus can read the rest."
    pro = Access(EITHER.level, frozenset({"pro"}))
    holds = standing(facts(ana()), grant(plan="plus"))
    told = compose(decide(pro, holds, NOW), pro, PLACE, SOLD, NOW)
    assert told is not None
    assert told.line == "This story is in pro. You have Basic and Plus."


def test_it_names_the_year_of_a_day_long_past() -> None:
    kit_ = standing(facts(kit(ended_at=NOW.replace(year=2024), paid_until=None)))
    told = compose(decide(MEMBERS, kit_, NOW), MEMBERS, PLACE, SOLD, NOW)
    assert told is not None
    assert told.line == "Your membership ended on 9 August 2024, as you asked."


def test_it_comes_back_to_the_story_when_no_section_is_locked() -> None:
    assert replace(PLACE, anchor="").address == "/world/kursk/"


def test_it_carries_no_fact_of_one_reader_where_the_bytes_are_shared() -> None:
    for variant in TOLD:
        if decision(variant).shared:
            assert VARIANTS[variant].facts <= {"price", "plan"}
