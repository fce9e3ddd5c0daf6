"""Dates, figures and superlatives in English prose, as patterns."""

import re

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = f"(?:{'|'.join(MONTHS)})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"\b(?:{_DAY} (?:and |to |[–-] ?))?{_DAY} {_MONTH}(?: \d{{4}})?\b"
    rf"|\b{_MONTH} (?:{_DAY}(?:,? \d{{4}})?|\d{{4}})\b"
    r"|\b(?:1[5-9]|20)\d\ds?\b"
    r"|\b\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: (?:UTC|GMT|CET|ET))?(?![\d%])"
)

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
NUMBERS = {word: str(number) for number, word in enumerate(re.findall(r"\w+", _WORDS), start=1)}
_SPELT = (
    f"(?:(?:{'|'.join(NUMBERS)}|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozens?)"
    "(?:[ -](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand))*)"
)
_MANY = "(?:thousand|million|billion|trillion)"
_UNIT = (
    "(?:miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|feet|acres|hectares|tonnes?|tons|barrels|pounds|dollars|euros"
    "|percent|per cent|points|people|soldiers|troops|guards|prisoners|hostages|civilians|children|women|men|dead|killed"
    "|wounded|injured|deaths|cases|jobs|homes|houses|buildings|towns|villages|settlements|drones|missiles|tanks"
    "|aircraft|ships|votes)"
)
FIGURE = re.compile(
    r"(?:(?:at least|more than|less than|fewer than|up to|nearly|almost|about|some|around|over|roughly)\s+)?"
    rf"(?:(?<![\w.,/-])[$€£]?\d[\d,]*(?:\.\d+)?(?!\d|/|st\b|nd\b|rd\b|th\b)(?:\s?%|\s(?:{_MANY}|{_UNIT})\b)?"
    rf"|\b{_SPELT}\s+(?:{_MANY}\b|(?:[a-z]+\s+)?{_UNIT}\b))",
    re.IGNORECASE,
)

# Words in -est that compare nothing: arrest, conquest, contest, …
_NO_MOST = "arr|conqu|cont|for|gu|harv|hon|inter|inv|lat|manif|mod|northw|pri|prot|qu|r|requ|southw|sugg|t|v|w"
_MOST = rf"(?:first|only|worst|best|(?!(?:{_NO_MOST})est\b)\w+est|(?:most|least) \w+)"
SUPERLATIVE = re.compile(
    rf"\b(?:(?:the|its|his|her|their|[’']s)\s+(?:\w+[ -]){{0,2}}?{_MOST}\s+\w+(?:\s+\w+)?"
    r"|unprecedented|never before|(?:for )?the first time|more than ever|on record"
    r"|in (?:living memory|history|(?:\w+ )?decades))\b"
)
