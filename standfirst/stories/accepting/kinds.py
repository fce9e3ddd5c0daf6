"""Whether a name that nobody has registered yet is a party's: by the words it is made of."""

from standfirst.record.models.register import key_of
from standfirst.record.suggest.words.given import MEN, WOMEN
from standfirst.record.suggest.words.people import BODY_NOUNS, GROUP_NOUNS
from standfirst.record.suggest.words.places import COUNTRIES, STATES


def is_body(name: str) -> bool:
    words = key_of(name).split()
    if not words:
        return False
    if len(words) == 1 and words[0] not in MEN | WOMEN:
        return True  # people are named in full somewhere in the text; Microsoft is not
    whole = " ".join(words)
    places = whole in COUNTRIES or whole in STATES
    return places or words[0] == "the" or any(it in BODY_NOUNS or it in GROUP_NOUNS for it in words)
