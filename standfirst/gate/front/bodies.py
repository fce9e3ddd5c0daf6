"""What comes with a request, such as a form: taken in before Django is asked.

granian gives no more of it once we let go of its thread. So it is read here, in that thread, whole; and Django's
threads never wait for a slow sender.
"""

import threading
from tempfile import SpooledTemporaryFile
from typing import IO

from standfirst.gate.front.behind import Scope

# As many of granian's threads may wait for senders; it has some more, for what needs none (serving/web.py).
MOST_HELD = 16
LARGEST = 100_000_000  # bytes; uploads are refused at 20 MB with words of their own
IN_MEMORY = 1_000_000
PIECE = 65_536


class TooLarge(Exception):
    """More than anybody sends us."""


class Bodies:
    def __init__(self) -> None:
        self._threads = threading.BoundedSemaphore(MOST_HELD)

    def take_in(self, scope: Scope) -> bool:
        """Put it in the place of what has to be waited for. False where too many are waited for already.

        Raises TooLarge.
        """
        if not self._threads.acquire(blocking=False):
            return False
        try:
            scope["wsgi.input"] = _read(scope["wsgi.input"], _length(scope))
        finally:
            self._threads.release()
        return True


def has_body(scope: Scope) -> bool:
    return bool(_length(scope)) or "HTTP_TRANSFER_ENCODING" in scope


def _length(scope: Scope) -> int | None:
    said = scope.get("CONTENT_LENGTH") or ""
    return int(said) if said.isdecimal() else None


def _read(source: IO[bytes], length: int | None) -> IO[bytes]:
    """As much as was announced, or as comes."""
    left = LARGEST + 1 if length is None else length
    if length is not None and length > LARGEST:
        raise TooLarge
    taken: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - Django reads it
    while left and (piece := source.read(min(left, PIECE))):
        taken.write(piece)
        left -= len(piece)
    if length is None and not left:
        raise TooLarge
    taken.seek(0)
    return taken
