"""Who may see which words of old versions: the rule, as a table."""

import pytest

from standfirst.stories.versions.said import Said, SaidSection
from standfirst.stories.versions.sight import WORDS, Sight, sight_of

ID = "a"
GONE = None
FREE = SaidSection(ID, "What Ana said", "", free=True, text="She agreed.")
LOCKED = SaidSection(ID, "What Ana said", "", free=False, text="She agreed.")
VEILED = SaidSection(ID, "What Ana said", "Behind it", free=False, text="She agreed.")
CHANGED = Sight(words=False, label="What Ana said")
CHANGED_BEHIND = Sight(words=False, label="Behind it")
ANOTHER = Sight(words=False, label="")


def saying(section: SaidSection | None) -> Said:
    return Said("Accord", "They met.", (section,) if section else ())


@pytest.mark.parametrize(
    ("live", "before", "after", "opened", "closed"),
    [
        (FREE, FREE, FREE, WORDS, WORDS),
        (FREE, GONE, FREE, WORDS, WORDS),
        (FREE, FREE, GONE, WORDS, WORDS),
        (FREE, LOCKED, FREE, WORDS, CHANGED),
        (FREE, FREE, LOCKED, WORDS, CHANGED),
        (FREE, VEILED, LOCKED, WORDS, CHANGED),
        (FREE, GONE, LOCKED, WORDS, CHANGED),
        (LOCKED, FREE, FREE, WORDS, CHANGED),
        (LOCKED, FREE, LOCKED, WORDS, CHANGED),
        (LOCKED, LOCKED, LOCKED, WORDS, CHANGED),
        (LOCKED, VEILED, LOCKED, WORDS, CHANGED),
        (VEILED, FREE, FREE, WORDS, CHANGED_BEHIND),
        (VEILED, LOCKED, VEILED, WORDS, CHANGED_BEHIND),
        (VEILED, GONE, VEILED, WORDS, CHANGED_BEHIND),
        (GONE, FREE, FREE, WORDS, ANOTHER),
        (GONE, FREE, GONE, WORDS, ANOTHER),
        (GONE, LOCKED, GONE, WORDS, ANOTHER),
        (GONE, VEILED, LOCKED, WORDS, ANOTHER),
    ],
)
def test_it_shows_words_only_where_they_are_free_now_and_were_then(
    live: SaidSection | None,
    before: SaidSection | None,
    after: SaidSection | None,
    opened: Sight,
    closed: Sight,
) -> None:
    compared = (saying(before), saying(after))
    assert sight_of(ID, saying(live), compared, opened=True) == opened
    assert sight_of(ID, saying(live), compared, opened=False) == closed
