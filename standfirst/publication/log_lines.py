"""How a line of the log is written, as text or as JSON, and what never stands in one.

Deny by default: whatever has the shape of an address, a query, a code or a token is masked, whoever wrote it.
"""

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar

from pythonjsonlogger.core import LogData
from pythonjsonlogger.json import JsonFormatter

HIDDEN = "…"
# In the log's own words for a request, none of which a reader chose.
FIELDS = {
    "timestamp",
    "level",
    "logger",
    "message",
    "exc_info",
    "request_id",
    "method",
    "route",
    "status",
    "ms",
    "bytes",
    "path",
}
request_id: ContextVar[str] = ContextVar("request_id", default="")

# Below these, every part of a path but plain words.
_DOORS = re.compile(r"/(?:log-in|log-out|sign-up|account|outbox|-)(?:/[^\s\"'?#<>]*)?")
_PLAIN = re.compile(r"[a-z][a-z-]{0,23}")
# An address of mail, looked for from the beginning of a run alone: from each of its letters, a long one takes seconds.
_MAIL = re.compile(r"(?<![^\s\"'<>()=,;:/])[^\s\"'<>()=,;:/]+(?:@|%40)[^\s\"'<>()=,;/]+")
_Hide = str | Callable[[re.Match[str]], str]


def _hide_parts(found: re.Match[str]) -> str:
    return "/".join(
        it if not it or it == "-" or _PLAIN.fullmatch(it) else HIDDEN
        for it in found.group().split("/")
    )


_MASKS: tuple[tuple[re.Pattern[str], _Hide], ...] = (
    (_MAIL, HIDDEN),
    (re.compile(r"(?<=[\w/.-])\?[^\s\"'<>]+"), f"?{HIDDEN}"),  # a query
    (_DOORS, _hide_parts),
    # As secrets.token_urlsafe, django.core.signing and hashes have them: no address of a page does.
    (re.compile(r"(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[\d_-])(?=[\w-]*[a-z])[\w-]{16,}"), HIDDEN),
    (re.compile(r"\b[0-9a-f]{20,}\b"), HIDDEN),
    (re.compile(r"(?<![\w.])\d{4}[ -]?\d{4}(?![\w.])"), HIDDEN),  # a code
)


def mask(text: str) -> str:
    for shape, hidden in _MASKS:
        text = shape.sub(hidden, text)
    return text


def add_request_id(record: logging.LogRecord) -> bool:
    """A filter: the id of the request in whose course something was said."""
    record.request_id = request_id.get()
    return True


class TextLines(logging.Formatter):
    """Tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


class JsonLines(JsonFormatter):
    """One object a line, of the fields above alone: what others add to a record may hold a whole request."""

    def process_log_record(self, log_data: LogData) -> LogData:
        kept = {name: value for name, value in log_data.items() if name in FIELDS and value != ""}
        return {
            name: mask(value) if name in {"message", "exc_info", "path"} else value
            for name, value in kept.items()
        }
