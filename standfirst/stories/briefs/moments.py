"""Dates and times as front matter writes them."""

import datetime
import re

_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:(?:[Tt]|\s+)(?P<time>\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?)"
    r"\s*(?P<zone>Z|UTC|GMT|[-+]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_UTC = {"", "z", "utc", "gmt"}


def moment(text: str) -> datetime.datetime | None:
    """Aware, in UTC; None if this is no time. No time zone means UTC, no time means midnight."""
    match = _MOMENT.fullmatch(text.strip())
    if not match:
        return None
    clock = match["time"] or "00:00"
    clock = f"0{clock}" if clock[1] == ":" else clock
    zone = match["zone"] or ""
    zone = "+00:00" if zone.lower() in _UTC else zone
    try:
        when = datetime.datetime.fromisoformat(f"{match['day']}T{clock}{zone}")
        return when.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None


def day(text: str) -> datetime.date | None:
    """None if this is not YYYY-MM-DD."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def when(text: str) -> str | None:
    """A year, a month, a day or an instant, in one spelling each; None if it is none of these."""
    if re.fullmatch(r"\d{4}(-\d\d)?", text, re.ASCII):
        return text if day(f"{text}-01"[:10] if len(text) == 7 else f"{text}-01-01") else None
    if day(text):
        return text
    instant = moment(text)
    return instant.isoformat() if instant else None
