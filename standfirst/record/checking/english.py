"""English words of saying, denying and keeping silent, as patterns for narration (never for quoted words)."""

import re


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Whole words, in any case."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


def forms(verb: str) -> tuple[str, ...]:
    """Of a regular verb: announces, announced, announcing."""
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if re.search(r"[^aeiou]y\Z", verb):
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    return (
        f"{verb}es" if re.search(r"(?:s|sh|ch)\Z", verb) else f"{verb}s",
        f"{verb}ed",
        f"{verb}ing",
    )


# What people do with words. Wide on purpose: it decides whether a quote has a speaker, which stops a story.
_REGULAR = """acknowledge accuse add allege announce answer apologise apologize appeal argue ask assert believe blame
boast call caution claim comment complain concede conclude condemn confirm contend continue criticise criticize decline
declare demand deny describe dismiss explain hope insist joke label maintain mention note object pledge post praise
predict promise quote recall refuse reject remark repeat reply report respond state suggest testify thank tweet urge vow
warn welcome""".split()  # noqa: SIM905 - a list of words reads better so
_IRREGULAR = (
    "say says said saying tell tells told telling write writes wrote written writing speak speaks spoke speaking"
    " read reads reading think thinks thought admit admits admitted admitting refer refers referred referring"
    " labelled labelling quipped reasoned"
)
SAYING = any_of(
    *(form for verb in _REGULAR for form in forms(verb)),
    *re.findall(r"\w+", _IRREGULAR),
    "according to",
    "(?:went|goes|go) on",
    "put it",
    "in (?:his|her|its|their|the) words",
    "(?:issu|releas|publish)(?:es|ed) (?:a|the|its|his|her|their) (?:statement|letter)",
    r"in (?:an?|the|his|her|its|their) (?:\w+ )?(?:statement|interview|letter|speech|post|e-?mail|memo|address)",
)
NOBODY_SAYS = any_of(r"it (?:was|is|has been) (?:\w+ )?(?:said|reported|claimed|alleged|suggested)")
GIVES_A_WORD = any_of(  # in the label of a section
    "says?|saying|said|tells?|told|speaks?|spoke|answers?|responds?|response|claims?|argues?",
    "thinks?|sees?|view|reply|replies|statement",
)

SPEAKING = any_of(  # what a clause has, and a mere phrase has not
    "i|we|you|he|she|they|am|is|are|was|were|have|has|had|do|does|did|will|would|can|could|may|might|must|shall|should",
    r"\w+n[’']t",
    r"\w+[’'](?:s|re|ll|ve|m|d)",
)

CLAIMING = any_of(
    "(?<!the )(?<!this )(?<!that )(?<!a )(?<!false )(?<!these )claim(?:s|ed)?(?! (?:of|against|about|by))",
    "alleg(?:es|ed)",
    "accus(?:es|ed)",
    "reportedly",
    *(f"{verb}(?:s|ed)?" for verb in ("suggest", "purport", "assert", "contend", "insist")),
)
ACCUSING = re.compile(
    r"\b(?:accus|blam)(?:es|ed|ing)\s+(?:the\s+)?(?P<party>[A-Z][\w-]+(?:\s+[A-Z][\w-]+){0,3})"
    r"(?:[’']s?\b[^.;:]{0,40}?)?\s+(?:of|for)\b"
)

DENIAL = any_of("not|no|never|nor|none|nobody|nothing|neither|cannot|without", r"\w+n[’']t")
NEGATION = any_of(
    DENIAL.pattern,
    "hardly",
    "den(?:y|ies|ied)",
    "(?:refus|dismiss)(?:es|ed)",
    "(?:reject|refut)(?:e?s|ed)",
    "rul(?:es|ed) out",
)

_COMMENT = (
    "(?:comment(?:ed|ing)?|respond(?:ed|ing)?|repl(?:y|ied)|answer(?:ed)?"
    "|ma[dk]e (?:an?y? )?(?:public )?(?:statement|comment))"
)
SILENT = any_of(
    "(?:has|have|had|did|does|do|is|are|was|were)(?: not|n[’']t)(?: yet| publicly| immediately)* "
    rf"{_COMMENT}(?! to (?:the |a )?(?:charge|call|need))",
    f"(?:has|have|had) yet to {_COMMENT}",
    "no comment(?: by| from)?",
)
LOOKED = any_of(
    "when (?:we|asked|reached|contacted)",
    "as of",
    r"by (?:the (?:morning|evening|afternoon|night)|noon|midnight|\d)",
    "at the time",
    "before (?:we|publication)",
    "until we",
)
