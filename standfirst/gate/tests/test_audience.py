"""What is kept for an audience may be given to all of it."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.gate.access import Access
from standfirst.gate.audience import audience_of
from standfirst.gate.rules import decide
from standfirst.gate.tests.cast import ACCESSES, STANDINGS
from standfirst.gate.tests.test_decide_properties import accesses, nobody
from standfirst.membership.standing import Standing, work_out
from standfirst.membership.tests.cast import NOW, TRUST
from standfirst.membership.tests.test_standing_properties import grants, memberships

PERSONAL = "personal"
some_memberships, some_grants = (st.lists(it, max_size=2) for it in (memberships, grants))


def signed_in(staff: bool) -> st.SearchStrategy[Standing]:
    return st.builds(
        lambda *rows: work_out(*rows, NOW, trust=TRUST, staff=staff), some_memberships, some_grants
    )


readers = st.one_of(signed_in(False), signed_in(True), nobody)


def answers(access: Access, standings: list[Standing]) -> dict[str, set[object]]:
    """By audience, all that its readers are answered."""
    found = defaultdict(set)
    for it in standings:
        decision = decide(access, it, NOW)
        shared = (decision.open, decision.reason)
        found[audience_of(it)].add(shared if decision.shared else PERSONAL)
    found.pop("", None)
    return found


@given(accesses, st.lists(readers, min_size=2, max_size=4))
def test_it_answers_all_of_an_audience_alike_or_each_alone(
    access: Access, standings: list[Standing]
) -> None:
    assert all(len(it) == 1 for it in answers(access, standings).values())


@pytest.mark.parametrize("access", ACCESSES.values(), ids=ACCESSES)
def test_it_answers_the_cast_so_too(access: Access) -> None:
    found = answers(access, list(STANDINGS.values()))
    assert set(found) == {"out", "none", "own", "plans:basic", "plans:plus"}
    assert all(len(it) == 1 for it in found.values())


@given(signed_in(True))
def test_it_has_no_audience_for_staff(standing: Standing) -> None:
    assert audience_of(standing) == ""


@pytest.mark.parametrize(
    ("name", "audience"),
    [
        ("Cy, signed out", "out"),
        ("Rae, code pending", ""),
        ("Eli, staff", ""),
        ("Dee, registered only", "none"),
        ("Ana, paying", "plans:basic"),
        ("Gil, no news for a day", "plans:basic"),
        ("Ned, left but paid up", "plans:basic"),
        ("Quinn, complimentary", "plans:basic"),
        ("Pia, paying for Plus", "plans:plus"),
        ("Fay, in grace", "own"),
        ("Ben, card expired", "own"),
        ("Kit, left", "own"),
    ],
)
def test_it_names_audiences(name: str, audience: str) -> None:
    assert audience_of(STANDINGS[name]) == audience
