"""The reports in a sentence."""

from standfirst.record.suggest.event import Event
from standfirst.record.suggest.reader import Reader
from standfirst.record.suggest.reporting import reporting
from standfirst.record.suggest.wordings import wording


def events_in(reader: Reader) -> list[Event]:
    """In order. Those without a subject of their own take that of the main clause."""
    found: list[Event] = []
    for at, token in enumerate(reader.tokens):
        event = (
            (wording(reader, at) or reporting(reader, at, found)) if token.kind == "word" else None
        )
        if event is not None and event.subject is not None:
            found.append(event)
    return found
