"""One page as one audience gets it: its bytes in each encoding, made once, with their headers."""

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import brotli

Headers = list[tuple[str, str]]

# All that a kept answer says of itself. Cookies above all are not among it.
KEPT_HEADERS = frozenset(
    {
        "cache-control",
        "content-language",
        "content-security-policy",
        "content-type",
        "cross-origin-opener-policy",
        "permissions-policy",
        "referrer-policy",
        "strict-transport-security",
        "x-content-type-options",
        "x-frame-options",
        "x-robots-tag",
    }
)
# A 304 repeats what caches go by (RFC 9110, 15.4.5).
NOT_MODIFIED = frozenset({"cache-control", "content-language"})
VARY = ("vary", "Cookie, Accept-Encoding")
# Of what is not worth compressing: a packet holds it anyway.
SMALL = 860
OVERHEAD = 4000  # bytes a variant takes besides its bodies, by tracemalloc


@dataclass
class Tally:
    """How often a kind of page was sent, by the thread that sends; read by another."""

    sent: int = 0
    unchanged: int = 0


class Variant:
    """Nothing in it is personal: it is compressed as it is, for its length tells nothing (BREACH)."""

    __slots__ = (
        "bodies",
        "not_modified",
        "parameters",
        "size",
        "tag",
        "tally",
        "topics",
        "used_at",
        "_headers",
    )

    def __init__(
        self,
        headers: Iterable[tuple[str, str]],
        body: bytes,
        topics: frozenset[str],
        parameters: tuple[str, ...],
        tally: Tally,
    ) -> None:
        kept = [(name.lower(), value) for name, value in headers]
        self._headers = [*(it for it in kept if it[0] in KEPT_HEADERS), VARY]
        self.tag = hashlib.sha256(body).hexdigest()[:24]
        self.topics, self.parameters, self.tally = topics, parameters, tally
        self.bodies: dict[str, tuple[Headers, bytes]] = {}
        self.not_modified = [
            *(it for it in self._headers if it[0] in NOT_MODIFIED),
            VARY,
            ("etag", self.etag),
        ]
        self.used_at = 0.0
        self.size = OVERHEAD
        self._add("", body)

    @property
    def etag(self) -> str:
        """Weak: one for all encodings."""
        return f'W/"{self.tag}"'

    def compress(self) -> None:
        body = self.bodies[""][1]
        if len(body) < SMALL:
            return
        for encoding, packed in (
            ("gzip", gzip.compress(body, compresslevel=6, mtime=0)),
            ("br", brotli.compress(body, quality=5)),
        ):
            if len(packed) < len(body):
                self._add(encoding, packed)

    def _add(self, encoding: str, body: bytes) -> None:
        headers = [*self._headers, ("etag", self.etag), ("content-length", str(len(body)))]
        if encoding:
            headers.append(("content-encoding", encoding))
        self.bodies[encoding] = (headers, body)
        self.size += len(body)
