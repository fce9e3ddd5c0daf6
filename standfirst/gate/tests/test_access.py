import pytest

from standfirst.gate.access import MEMBERS, PUBLIC, REGISTERED, Access, Level


@pytest.mark.parametrize(
    ("text", "access"),
    [
        ("public", PUBLIC),
        ("registered", REGISTERED),
        (" members ", MEMBERS),
        ("plans:plus", Access(Level.PLANS, frozenset({"plus"}))),
        ("plans: pro , plus", Access(Level.PLANS, frozenset({"plus", "pro"}))),
    ],
)
def test_it_reads_what_it_writes(text: str, access: Access) -> None:
    assert Access.parse(text) == access
    assert Access.parse(str(access)) == access


def test_it_writes_plans_in_one_order() -> None:
    assert str(Access(Level.PLANS, frozenset({"pro", "plus"}))) == "plans:plus,pro"


@pytest.mark.parametrize("text", ["", "everyone", "plans", "plans:", "plans: ,", "members:plus"])
def test_it_says_what_it_takes(text: str) -> None:
    with pytest.raises(ValueError, match="Give public, registered, members, or plans"):
        Access.parse(text)


def test_it_is_locked_to_members_unless_told_otherwise() -> None:
    assert Access() == MEMBERS
