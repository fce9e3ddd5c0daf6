"""Who a request is from, as far as the front needs to know: by its cookies alone."""

from dataclasses import dataclass
from math import inf

from django.conf import settings
from django.http.cookie import parse_cookie

from standfirst.gate.front.passes import COOKIE, LONGEST, Pass
from standfirst.publication import changes
from standfirst.publication.changes import SKEW
from standfirst.publication.sharing import SIGNED_OUT
from standfirst.readers.sessions import digest_of

MOST_READ = 20_000
LONGEST_READ = 1000  # characters: ours take half of that
MOST_VOID = 50_000


@dataclass(frozen=True, slots=True)
class Admission:
    """`audience`: empty where Django has to say. `reader`, `session`: topics of `publication.changes`."""

    audience: str
    reader: str = ""
    session: str = ""
    issued_at: float = inf
    until: float = inf


OUTSIDE = Admission(SIGNED_OUT)
ASK = Admission("")


class Admissions:
    """Reads each Cookie header once. What is heard of a reader or a session voids the passes from before."""

    def __init__(self) -> None:
        self._read: dict[str, Admission] = {}
        self._void: dict[str, float] = {}

    def audience(self, cookies: str, now: float) -> str:
        """`cookies`: as the header has them."""
        found = self._read.get(cookies) or self._remember(cookies)
        if found.until <= now:
            return ""
        void = self._void
        if void:
            issued = found.issued_at
            for topic in (found.reader, found.session, changes.EVERYONE):
                if void.get(topic, 0.0) >= issued:
                    return ""
        return found.audience

    def hear(self, topic: str, void_until: float) -> None:
        if topic.startswith(("reader:", "session:")) or topic == changes.EVERYONE:
            self._void[topic] = void_until + SKEW
            if len(self._void) > MOST_VOID:
                over = void_until - LONGEST
                self._void = {topic: at for topic, at in self._void.items() if at > over}

    def _remember(self, cookies: str) -> Admission:
        """Not what anybody could fill the memory with: long headers, and passes that are none."""
        found = _read(cookies)
        if found.audience and len(cookies) <= LONGEST_READ:
            if len(self._read) >= MOST_READ:
                self._read.clear()
            self._read[cookies] = found
        return found


def _read(cookies: str) -> Admission:
    """Read as Django reads them."""
    given = parse_cookie(cookies)
    session, signed = given.get(settings.SESSION_COOKIE_NAME), given.get(COOKIE)
    if session is None and signed is None:
        return OUTSIDE
    kept = Pass.read(signed) if signed else None
    if not session or kept is None or kept.session != digest_of(session):
        return ASK
    topics = changes.reader(kept.reader), changes.session(kept.session)
    return Admission(kept.audience, *topics, kept.issued_at, kept.until)
