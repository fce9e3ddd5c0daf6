"""The forms of a regular English verb, so that the lists hold each verb once."""

import re

_DOUBLED = {
    "quip",
    "slam",
    "blog",
    "rip",
    "pan",
    "refer",
    "admit",
    "tip",
    "rap",
    "sum",
    "stun",
    "deadpan",
    "regret",
}


def forms(verb: str) -> tuple[str, str, str, str]:
    """announce: announce, announces, announced, announcing."""
    if verb in _DOUBLED:
        return verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if re.search(r"[^aeiou]y$", verb):
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if re.search(r"(?:s|sh|ch|x|z)$", verb) else "s")
    return verb, third, verb + "ed", verb + "ing"
