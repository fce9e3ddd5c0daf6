"""Whether a name that nobody has registered yet is a party's: by the words it is made of."""

from standfirst.record.models.register import key_of
from standfirst.record.suggest.words.people import BODY_NOUNS, GROUP_NOUNS
from standfirst.record.suggest.words.places import COUNTRIES, STATES


def is_body(name: str) -> bool:
    words = key_of(name).split()
    if not words:
        return False
    whole = " ".join(words)
    places = whole in COUNTRIES or whole in STATES
    return places or words[0] == "the" or any(it in BODY_NOUNS or it in GROUP_NOUNS for it in words)
