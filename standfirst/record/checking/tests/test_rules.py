"""Each rule that warns: what it finds, and what is near it and fine."""

import dataclasses
import datetime

import pytest

from standfirst.record.checking import Code, DraftParty, DraftPerson, check

from .drafts import TODAY, draft, section, source, statement


def words(of, code):
    return [it.place.words for it in check(of) if it.code is code]


def facts(of, code):
    return [dict(it.facts) for it in check(of) if it.code is code]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ship sailed yesterday.", ["yesterday"]),
        ("It is now at sea, and recently was not.", ["now", "recently"]),
        ("Earlier this week it rained; until now it had not.", ["Earlier this week", "until now"]),
        ("Talks are ongoing at present.", ["ongoing", "at present"]),
        ("They meet next Monday, or in the coming days.", ["next Monday", "in the coming days"]),
        ("It sank three days ago.", ["days ago"]),
        ("“We will leave now,” she said.", []),
        ("She knows that the snow fell on 3 March 2026.", []),
        ("The next meeting is on 6 November. That week it snowed.", []),
    ],
)
def test_words_that_rot(text, found):
    assert words(draft(text), Code.WORDS_THAT_ROT) == found


def test_headline_and_standfirst_rot_as_well():
    of = dataclasses.replace(draft("It rained.", "It rained today."), headline="Rain now")
    assert words(of, Code.WORDS_THAT_ROT) == ["now", "today"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It took 60 prisoners and $8 billion.", ["60 prisoners", "$8 billion"]),
        ("They walked six miles.", ["six miles"]),
        ("About 3.5% of nearly 2,000 ships sank.", ["About 3.5%", "nearly 2,000 ships"]),
        ("Two dozen soldiers fell.", ["Two dozen soldiers"]),
        ("The board said that 60 ships sank.", []),
        ("According to the board, 60 ships sank.", []),
        ("It began on 8 March 2026, at 08:30 UTC, and ended in May 2026, in the 1990s style.", []),
        ("Both of them met one of the two.", []),
        ("COP28 met under Article II. It was the 135th, after 9/11.", []),
        ("It read “60 ships” on the wall.", []),
    ],
)
def test_figures_without_a_source(text, found):
    assert words(draft(text), Code.FIGURE_WITHOUT_SOURCE) == found


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        ("They walked 6 miles.", []),
        ("Six miles it was.", []),
        ("Seven miles.", ["six miles"]),
        ("Seven miles. […]", []),
        ("", []),
    ],
)
def test_a_source_has_the_figure_or_is_not_held(kept, found):
    of = draft("They walked six miles.", sources=(source(kept),))
    assert words(of, Code.FIGURE_WITHOUT_SOURCE) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was the first direct attack.", ["the first direct attack"]),
        ("It is the country’s largest port.", ["’s largest port"]),
        ("The damage was unprecedented.", ["unprecedented"]),
        ("Obi called it the largest port in the world.", []),
        (
            "At first it rained. The interest of the rest was modest. The contest was on the west side.",
            [],
        ),
    ],
)
def test_superlatives_without_a_source(text, found):
    assert words(draft(text), Code.SUPERLATIVE_WITHOUT_SOURCE) == found


def test_claims_without_a_source():
    text = "The board claims to know. Reports suggest otherwise. They rejected the claim."
    assert words(draft(text), Code.CLAIM_WITHOUT_SOURCE) == ["claims", "suggest"]
    assert words(draft(text, sources=(source(),)), Code.CLAIM_WITHOUT_SOURCE) == []
    told = statement("The board claims to know", mode="paraphrase", stance="claims")
    assert words(draft(text, statements=(told,)), Code.CLAIM_WITHOUT_SOURCE) == ["suggest"]


SECTIONS = "Ada Obi, the minister, closed the lock. Kyiv fears an escalation. 60 ships wait."


@pytest.mark.parametrize(
    ("standfirst", "found"),
    [
        ("Ada Obi closed the lock, and ships wait.", []),
        ("The minister closed the lock. Ukraine fears that it escalates.", []),
        ("The lock is closed and is not an escalation.", ["is not an escalation"]),
        ("The lock is closed and 80 ships wait.", ["80"]),
        ("The lock is closed, says Bo Lind.", ["Bo Lind"]),
        ("Moscow fears an escalation.", ["Moscow"]),
        (
            "The lock is closed; fishermen burn tyres outside parliament.",
            ["fishermen burn tyres outside parliament"],
        ),
        ("", []),
    ],
)
def test_what_the_standfirst_says_is_in_a_section(standfirst, found):
    assert words(draft(SECTIONS, standfirst), Code.STANDFIRST_NOT_CARRIED) == found


@pytest.mark.parametrize(
    ("standfirst", "text"),
    [
        ("The ship belongs to the UN.", "It is a ship of the United Nations."),
        ("The lock is closed by the Federal Reserve.", "The Fed closed the lock."),
        ("The lock was closed by President Obi on Monday.", "Obi closed the lock on 9 March."),
        (
            "The lock is closed to French ships.",
            "No ship from France passes the lock, which is closed.",
        ),
        ("The lock is closed to 6 ships.", "The lock is closed. Six ships wait."),
        ("The Kremlin closed the lock.", "Russia has closed the lock."),
        (
            "The lock is closed, says Ada Obi’s ministry.",
            "The ministry of Ada Obi says the lock is closed.",
        ),
    ],
)
def test_names_and_figures_have_several_forms(standfirst, text):
    assert words(draft(text, standfirst), Code.STANDFIRST_NOT_CARRIED) == []


def test_a_denial_in_a_section_carries_one_in_the_standfirst():
    text = "Some see an escalation. “It is in no way escalatory,” said Ada Obi."
    of = draft(text, "The lock’s closing is not an escalation.")
    assert words(of, Code.STANDFIRST_NOT_CARRIED) == []


UNION = DraftParty("Skippers’ Union", ("the union",))


@pytest.mark.parametrize(
    ("text", "label", "heard"),
    [
        ("The union said no.", "", True),
        ("On 3 March the union had not commented when we checked.", "", True),
        ("It rained.", "What the union is saying", True),
        ("The union, founded in 1931, has a house. Its letter says no.", "", True),
        ("The union has a house. It rained. The minister said so.", "", False),
        ("The minister said no. The union has a house.", "", False),
        ("The reunion said no.", "", False),
    ],
)
def test_each_party_of_the_storyline_has_its_word(text, label, heard):
    of = draft(text, label=label, parties=(UNION,))
    assert facts(of, Code.PARTY_WITHOUT_LINE) == ([] if heard else [{"party": UNION.name}])


def test_a_statement_is_a_partys_word():
    told = statement("nothing doing", party=UNION.name, mode="paraphrase")
    of = draft("They had nothing doing.", parties=(UNION,), statements=(told,))
    assert facts(of, Code.PARTY_WITHOUT_LINE) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Obi accuses the Pilots Guild of lying.", ["Pilots Guild"]),
        ("Obi accused the Pilots Guild’s men of lying. She said so twice.", ["Pilots Guild"]),
        ("Obi accuses the Pilots Guild of lying, which it denies.", []),
        ("Obi accuses the Pilots Guild of lying.\nThe Pilots Guild denied it.", []),
        ("Obi accuses the Pilots Guild of lying.\nThe Pilots Guild did not respond.", []),
        ("Obi accuses Moscow of lying. Russia calls that absurd.", []),
        ("Obi accused nobody of anything.", []),
    ],
)
def test_the_accused_answer(text, found):
    assert words(draft(text), Code.ACCUSED_WITHOUT_RESPONSE) == found


def test_a_party_known_to_be_accused_answers_too():
    accused = dataclasses.replace(UNION, accused=True)
    of = draft("It rained.", parties=(accused,))
    assert facts(of, Code.ACCUSED_WITHOUT_RESPONSE) == [{"party": UNION.name}]
    by_section = dataclasses.replace(
        draft(""), sections=(section("It rained.", accused=("Guild",)),)
    )
    assert facts(by_section, Code.ACCUSED_WITHOUT_RESPONSE) == [{"party": "Guild"}]


@pytest.mark.parametrize(
    ("office", "posts", "held"),
    [
        ("Press Secretary", ("Deputy Pentagon Press Secretary",), False),
        ("deputy Pentagon press secretary", ("Deputy Press Secretary",), True),
        ("the chairwoman", ("Chair of the Federal Reserve",), True),
        ("foreign minister", ("Minister of Foreign Affairs",), True),
        ("prime minister", ("Foreign minister",), False),
        ("vice president", ("President",), False),
        ("former president", (), True),
        ("president-elect", (), True),
        ("chief executive until it failed", (), True),
        ("who chairs the commission", ("Chair",), True),
        ("president", (), False),
        ("president", None, True),
        ("", ("President",), True),
    ],
)
def test_an_office_is_one_held_that_day(office, posts, held):
    told = statement("We go.", office=office, posts=posts)
    of = draft("Ada Obi said: “We go.”", statements=(told,), sources=(source(),))
    assert (facts(of, Code.OFFICE_NOT_HELD) == []) is held


def test_the_prose_is_held_to_the_register():
    obi = (DraftPerson("Ada Obi", ("Deputy Harbour Minister",)),)
    assert words(draft("Harbour Minister Ada Obi spoke.", people=obi), Code.OFFICE_NOT_HELD) == [
        "Harbour Minister"
    ]
    assert words(
        draft("Ada Obi, the harbour minister, spoke.", people=obi), Code.OFFICE_NOT_HELD
    ) == ["the harbour minister"]
    assert (
        words(
            draft("Ada Obi, the deputy harbour minister, spoke.", people=obi), Code.OFFICE_NOT_HELD
        )
        == []
    )


def test_the_prose_is_held_to_what_its_sources_call_somebody():
    titled = dataclasses.replace(source(), title="Deputy Harbour Minister Ada Obi Meets the Press")
    told = (statement("“We go.”"),)
    of = draft("Harbour Minister Ada Obi said: “We go.”", statements=told, sources=(titled,))
    assert words(of, Code.OFFICE_NOT_HELD) == ["Harbour Minister"]
    for other in ("", "Founder and director Ada Obi speaks", "ADA OBI, HARBOUR MINISTER, speaks"):
        of = dataclasses.replace(of, sources=(dataclasses.replace(titled, title=other),))
        assert words(of, Code.OFFICE_NOT_HELD) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Russia has labeled the raid a “major provocation”, and ordered troops there.",
            ["major provocation"],
        ),
        ("“A fine day for fish,” Iceland said.", ["A fine day for fish,"]),
        ("Northland called it an “affront”.", ["affront"]),
        ("Bo Lind said: “We go.” Peru called it a shame.", []),
        ("Russia’s foreign ministry called it a “provocation”.", []),
        ("Asked whether Russia says so, Ada Obi answered: “No.”", []),
        ("Russia called it a provocation.", []),
        ("The prime minister of Northland called it “mad”.", []),
    ],
)
def test_a_state_does_not_speak(text, found):
    of = draft(text, parties=(DraftParty("Northland", state=True),))
    assert words(of, Code.QUOTE_OF_A_STATE) == found


def test_nor_does_it_in_a_statement():
    text = "It was an “affront”, Northland said."
    alone = statement(
        "an “affront”", person="", party="Northland", party_is_state=True, mode="mixed"
    )
    assert len(words(draft(text, statements=(alone,)), Code.QUOTE_OF_A_STATE)) == 1
    by_somebody = dataclasses.replace(alone, unnamed="a spokeswoman")
    assert words(draft(text, statements=(by_somebody,)), Code.QUOTE_OF_A_STATE) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The union has not publicly commented.", [Code.NO_COMMENT_UNDATED]),
        ("The union did not respond.", [Code.NO_COMMENT_UNDATED]),
        ("The union had not commented when we checked, 12 March 2026, 07:00 UTC.", []),
        ("The union had not commented when we checked, 2 March 2026.", [Code.NO_COMMENT_AGED]),
        ("The union had not commented when we checked, 31 June 2026.", []),
        ("The union declined to comment.", []),
        ("“She has not commented,” said Bo Lind.", []),
    ],
)
def test_a_silence_says_when_and_ages(text, codes):
    found = [it.code for it in check(draft(text)) if it.code.startswith("no_comment")]
    assert found == codes


@pytest.mark.parametrize(
    ("days", "stance", "codes"),
    [
        (None, "had_not_commented", [Code.NO_COMMENT_UNDATED]),
        (None, "declined", []),
        (1, "had_not_commented", []),
        (9, "had_not_commented", [Code.NO_COMMENT_AGED]),
    ],
)
def test_a_recorded_silence_ages_by_when_we_looked(days, stance, codes):
    noon = datetime.datetime.combine(TODAY, datetime.time(12), datetime.UTC)
    looked = noon - datetime.timedelta(days=days) if days else None
    line = "The union had not commented."
    told = statement(
        line, party="Union", person="", stance=stance, looked_at=looked, mode="paraphrase"
    )
    of = draft(line, statements=(told,))
    assert [it.code for it in check(of)] == codes
    archived = check(dataclasses.replace(of, is_archived=True))
    assert [it.code for it in archived] == [it for it in codes if it != Code.NO_COMMENT_AGED]
