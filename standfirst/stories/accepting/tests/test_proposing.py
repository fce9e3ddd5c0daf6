"""From suggestions to proposals: where the words stand now, who may have said them, what waits. No database."""

import pytest

from standfirst.record.accepted import Accepted
from standfirst.record.suggest import suggest
from standfirst.stories.accepting.carried import Carried, SetAside, kept, parse
from standfirst.stories.accepting.defaults import CitedSource, Defaults
from standfirst.stories.accepting.kinds import is_body
from standfirst.stories.accepting.proposing import proposed
from standfirst.stories.accepting.register import Entry, Held, Register
from standfirst.stories.accepting.speaking import Speakers, Who, names_around
from standfirst.stories.accepting.texts import SectionText, bare, whole

FIRST = (
    "Pentagon Press Secretary Sabrina Singh said, “It is consistent with our policy, and we will go on.” "
    "Russia claims to have repelled the attack."
)
SECOND = "“We are getting more information about all of it,” Singh said."
DOUBTFUL = "A man at the pier shook his head. “Nobody has told us anything at all about the boats.”"
SAID = "It is consistent with our policy, and we will go on."
PENTAGON = Entry(
    "Department of Defense",
    "dod",
    False,
    ("Department of Defense", "Pentagon"),
    ("department of defense", "pentagon"),
)


NOTHING, REGISTER = Carried(), Register((PENTAGON,))


def looked(*texts, carried=NOTHING, register=REGISTER):
    sections = [SectionText(f"s{number}", f"Label {number}", it) for number, it in enumerate(texts)]
    text = whole("It began.", sections)
    suggestions = suggest(text.text)
    speakers = Speakers(register, is_body, names_around(suggestions))
    return proposed(text, suggestions, carried, speakers)


def accepted(**more):
    fields = {
        "id": "6a1f8f1e-0000-4000-8000-000000000001",
        "section": "s0",
        "mode": "direct",
        "exact": SAID,
    }
    return Accepted(**{**fields, "words": SAID, "person": "Sabrina Singh", **more})


def test_it_knows_in_one_section_whom_another_named():
    sure = [it for it in looked(FIRST, SECOND).proposals if it.state == "sure"]
    assert [(it.section, it.speakers[0].person) for it in sure] == [
        ("s0", "Sabrina Singh"),
        ("s1", "Sabrina Singh"),
    ]
    assert FIRST[slice(*sure[0].name_at)] == "Pentagon Press Secretary Sabrina Singh"
    assert SECOND[slice(*sure[1].name_at)] == "Singh"
    assert sure[0].speakers[0].party_slug == "dod"  # by the office printed before the name


def test_it_fills_in_no_paraphrase_and_no_doubtful_name():
    found = looked(f"{FIRST}\n\n{DOUBTFUL}")
    states = {it.words.exact[:6]: it.state for it in found.proposals}
    assert states == {"It is ": "sure", "Russia": "offered", "Nobody": "doubtful"}
    assert found.waiting == 2


def test_it_offers_the_likeliest_first_and_four_at_most():
    (quote,) = [it for it in looked(f"{FIRST}\n\n{DOUBTFUL}").proposals if it.state == "doubtful"]
    assert quote.speakers[0] == Who(unnamed="A man", unnamed_number="one")
    assert "Sabrina Singh" in {it.name for it in quote.speakers}
    assert len(quote.speakers) <= 4


def test_it_finds_accepted_words_in_the_section_they_were_moved_to():
    found = looked("Nothing.", FIRST, carried=Carried((accepted(),)))
    (it,) = [it for it in found.proposals if it.accepted]
    assert (it.section, it.accepted.section, it.accepted.id) == ("s1", "s1", accepted().id)
    assert not found.lost
    assert SAID not in {one.words.exact for one in found.open}  # not asked about twice


def test_it_tells_accepted_words_that_are_lost_and_keeps_them():
    found = looked("Nothing.", carried=Carried((accepted(),)))
    assert found.lost == (accepted(),)
    assert found.accepted == (accepted(),)


def test_it_asks_nobody_again_about_words_set_aside():
    found = looked(FIRST, carried=Carried(set_aside=(SetAside("s0", SAID),)))
    assert "sure" not in {it.state for it in found.proposals}


def test_it_keeps_a_key_while_other_words_change():
    before = {it.key for it in looked(SECOND).proposals}
    assert before == {it.key for it in looked(f"Rain. {SECOND}").proposals}


def test_it_takes_the_party_of_the_post_held_that_day():
    person = Entry("Ana Marin", "ana-marin", True, ("Ana Marin",), ("ana marin",))
    register = Register(
        (person,), {"ana-marin": (Held("Port of Galle", "port-of-galle", "spokeswoman"),)}
    )
    speakers = Speakers(register, is_body)
    assert speakers.who("Ana Marin") == Who(
        "Ana Marin", "ana-marin", "Port of Galle", "port-of-galle"
    )
    two = Register((person,), {"ana-marin": (Held("A", "a", "x"), Held("B", "b", "y"))})
    assert speakers.who("Russia").party == "Russia"
    assert Speakers(two, is_body).who("Ana Marin").party == ""


@pytest.mark.parametrize(
    ("name", "beside", "kind"),
    [
        ("Microsoft", ("", "Microsoft"), "party"),
        ("Church of the Strait", ("", ""), "party"),
        ("UN", ("", ""), "party"),
        ("Putin", ("President", "President Putin"), "person"),
        ("Modi", ("", "he"), "person"),
        ("Gloria", ("", ""), "person"),
        ("Sabrina Singh", ("", ""), "person"),
        ("pro-Ukrainian accounts", ("", ""), "unnamed"),
    ],
)
def test_it_tells_people_from_parties_nobody_has_registered(name, beside, kind):
    who = Speakers(Register(), is_body).who(name, *beside)
    assert getattr(who, kind) == name
    assert who.is_new is (kind != "unnamed")


def test_it_fills_in_a_source_only_where_there_is_one_to_choose():
    theirs = CitedSource("https://example.org/a", "Port of Galle", date="2024-08-08")
    other = CitedSource("https://example.org/b", "A paper")
    assert Defaults((other,)).source_of(Who(person="Ana")) == other
    assert Defaults((theirs, other)).source_of(Who(person="Ana", party="Port of Galle")) == theirs
    assert Defaults((theirs, other)).source_of(Who(person="Ana")) is None


def test_who_had_not_commented_had_not_by_the_day_of_the_story():
    (it,) = looked("Ukraine has not publicly commented on its operations.").proposals
    row = Defaults(day="2024-08-09").row(it, it.speakers[0], "")
    assert (row["party"], row["stance"], row["looked"]) == (
        "Ukraine",
        "had_not_commented",
        "2024-08-09",
    )
    assert "said" not in row


def test_it_reads_paragraphs_as_the_record_does():
    assert bare([" One\u00a0 two ", "", "Three"]) == "One two\n\nThree"


def test_it_carries_words_set_aside_beside_statements():
    rows = Carried((accepted(),), (SetAside("s0", SAID),)).as_json()
    assert (
        parse(rows)
        == kept([*rows, {"set_aside": "yes"}, 5])
        == Carried((accepted(),), (SetAside("s0", SAID),))
    )
