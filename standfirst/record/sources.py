"""The texts that staff keep of sources: whoever pastes one, everything that cites the source is held to it."""

from datetime import datetime

from standfirst.readers.models import Reader
from standfirst.record.models import Source


def note_text(source: Source, by: Reader, now: datetime) -> None:
    """Before it is saved: who has just pasted or taken away its text."""
    source.text_kept_at, source.text_kept_by = (now, by) if source.text else (None, None)
