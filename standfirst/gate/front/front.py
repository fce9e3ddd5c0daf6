"""The front itself: a request's answer from memory, or on to Django. Called by granian with each request.

What it sends was rendered by Django for this host, path and audience, and is sent with the headers it was rendered
with. Nothing else of a request changes what is sent but its method, its encodings and If-None-Match.
"""

import time
from dataclasses import dataclass

from standfirst.gate.front import counting
from standfirst.gate.front.admission import Admissions
from standfirst.gate.front.behind import Behind, Captured, Headers, Proto, Scope
from standfirst.gate.front.bodies import Bodies, TooLarge, has_body
from standfirst.gate.front.encoding import chosen
from standfirst.gate.front.store import Store
from standfirst.gate.front.variant import Variant
from standfirst.publication.hearing import Hearing
from standfirst.publication.probes import INSTANCE_HEADER, LIVE, LIVE_BODY, instance
from standfirst.publication.sharing import SIGNED_IN, SIGNED_OUT

MISS = "standfirst.front"  # in the request's environment, for gate/front/middleware.py
BUSY = 503
BUSY_HEADERS = [
    ("content-type", "text/html; charset=utf-8"),
    ("cache-control", "no-store"),
    ("retry-after", "3"),
    ("x-content-type-options", "nosniff"),
]


LONGEST = 2000  # characters of an address; of longer ones nothing is kept
LIVE_HEADERS = [
    ("content-type", "text/plain; charset=utf-8"),
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
]
NONE: Headers = []


@dataclass(slots=True)
class Miss:
    """A request that went on to Django. `audience`: by its pass, else empty. `began` by the monotonic clock, `at` in
    Unix time: whatever is read for the answer is read later."""

    front: "Front"
    path: str
    query: str
    audience: str
    began: float
    at: float
    only_pass: bool = False  # a pass is all that is wanted: the page itself is kept
    admitted_as: str = ""
    kept: bool = False
    late: bool = False

    @property
    def admitted(self) -> bool:
        return bool(self.audience)

    def keep(self, variant: Variant, audience: str) -> None:
        store = self.front.store
        self.kept = store.keep(self.path, self.query, audience, variant, self.began)
        self.late = not self.kept and not store.is_too_large(variant)
        if self.kept:
            self.front.behind.is_shared(self.key)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.path, self.query, self.audience

    def was_kept(self) -> bool:
        return self.kept

    def was_late(self) -> bool:
        return self.late

    def go_on(self, proto: Proto, scope: Scope) -> None:
        self.front.go_on(proto, scope, late=self.late)


class Front:
    def __init__(
        self, behind: Behind, *, host: str, hearing: Hearing, memory: int, trust: float
    ) -> None:
        """`host`: the only one that answers are kept of. `memory` in bytes. `trust`: seconds without news of
        changes after which nothing kept is believed."""
        self._host, self._hearing, self._trust = host, hearing, trust
        self.store = Store(memory, hearing)
        self.admissions = Admissions()
        self.behind = behind
        self._bodies = Bodies()
        self._live_headers = [(INSTANCE_HEADER, instance()), *LIVE_HEADERS]
        self.busy_page = b""
        hearing.listen(self.store.hear)
        hearing.listen(self.admissions.hear)
        hearing.listen(behind.hear)

    def __call__(self, proto: Proto, scope: Scope) -> None:
        now = time.time()
        audience = self._audience(scope, now)
        if audience:
            variant = self._find(scope, audience)
            if variant is not None:
                variant.used_at = now
                count(variant, sent=send(proto, scope, variant))
                return
        self._pass_on(proto, scope, audience, now)

    def _audience(self, scope: Scope, now: float) -> str:
        """Empty where Django has to answer."""
        if not self._may_be_kept(scope):
            return ""
        cookies = scope.get("HTTP_COOKIE")
        return self.admissions.audience(cookies, now) if cookies else SIGNED_OUT

    def _may_be_kept(self, scope: Scope) -> bool:
        """Whether what is shared of the answer may be kept, and what is kept be sent."""
        return (
            scope["REQUEST_METHOD"] in {"GET", "HEAD"}
            and scope["HTTP_HOST"] == self._host
            and len(scope["PATH_INFO"]) + len(scope["QUERY_STRING"]) <= LONGEST
            and self._hearing.is_fresh(self._trust)
        )

    def _find(self, scope: Scope, audience: str) -> Variant | None:
        path, query = scope["PATH_INFO"], scope["QUERY_STRING"]
        asked = self.store.asked(path, query) if query else ""
        if asked is None:
            return None
        variant = self.store.get(path, asked, audience)
        if variant is None and audience != SIGNED_OUT:
            variant = self.store.get(path, asked, SIGNED_IN)
        if query and variant is not None and self.store.asked(path, query) != asked:
            return None  # only now it is known what of the query counts
        return variant

    def go_on(self, proto: Proto, scope: Scope, *, late: bool) -> None:
        """With somebody who waited for what another asked for first: looked at anew, for things may have changed."""
        now = time.time()
        audience = self._audience(scope, now)
        variant = self._find(scope, audience) if audience else None
        if variant is not None:
            count(variant, sent=send(proto, scope, variant))
            counting.waited()
        elif late:
            self._pass_on(proto, scope, audience, now)
        elif not self.behind.run(proto, self._marked(scope, audience, now)[0]):
            self._turn_away(proto)

    def _pass_on(self, proto: Proto, scope: Scope, audience: str, now: float) -> None:
        """To Django; but for the probe that asks whether we are alive, whatever Django does."""
        if scope["PATH_INFO"] == LIVE and scope["REQUEST_METHOD"] in {"GET", "HEAD"}:
            proto.response_bytes(200, self._live_headers, LIVE_BODY)
            return
        if has_body(scope) and not self._takes_in(proto, scope):
            return
        if not self._runs(proto, scope, audience, now):
            self._turn_away(proto)

    def _runs(self, proto: Proto, scope: Scope, audience: str, now: float) -> bool:
        if not audience and self._needs_only_a_pass(scope):
            return self._admit(proto, scope, now)
        marked, miss = self._marked(scope, audience, now)
        if audience:
            return self.behind.run_once(miss.key, proto, marked, miss)
        return self.behind.run(proto, marked)

    def _takes_in(self, proto: Proto, scope: Scope) -> bool:
        """The body; where it does not, it has said why."""
        try:
            if self._bodies.take_in(scope):
                return True
            self._turn_away(proto)
        except TooLarge:
            proto.response_bytes(413, BUSY_HEADERS[1:], b"")
        return False

    def _marked(self, scope: Scope, audience: str, now: float) -> tuple[Scope, Miss]:
        """For the middleware to know what may be kept."""
        path, query = scope["PATH_INFO"], scope["QUERY_STRING"]
        miss = Miss(self, path, query, audience, time.monotonic(), now)
        return ({**scope, MISS: miss} if self._may_be_kept(scope) else scope), miss

    def _turn_away(self, proto: Proto) -> None:
        counting.turned_away()
        proto.response_bytes(BUSY, BUSY_HEADERS, self.busy_page)

    def _needs_only_a_pass(self, scope: Scope) -> bool:
        """Somebody signed in who has none, and a page that is kept for such readers."""
        path, query = scope["PATH_INFO"], scope["QUERY_STRING"]
        asked = self.store.asked(path, query) if query else ""
        return asked is not None and self._may_be_kept(scope) and self.store.has(path, asked)

    def _admit(self, proto: Proto, scope: Scope, now: float) -> bool:
        """Have Django say who it is, and no more; with the pass that it gives the page comes from memory."""
        captured = Captured()
        marked, miss = self._marked(scope, "", now)
        miss.only_pass = True

        def go_on() -> None:
            if not miss.admitted_as:
                proto.response_bytes(captured.status, captured.headers, captured.body)
                return
            variant = self._find(scope, miss.admitted_as)
            if variant is not None:
                cookies = [it for it in captured.headers if it[0].lower() == "set-cookie"]
                count(variant, sent=send(proto, scope, variant, cookies))
                counting.admitted()
            elif not self.behind.run(proto, self._marked(scope, "", time.time())[0]):
                self._turn_away(proto)

        return self.behind.run_then(captured, marked, go_on)


def count(variant: Variant, *, sent: bool) -> None:
    if sent:
        variant.tally.sent += 1
    else:
        variant.tally.unchanged += 1


def send(proto: Proto, scope: Scope, variant: Variant, more: Headers = NONE) -> bool:
    """Whether the body was sent: not to who has it already. `more`: headers for this reader."""
    known = scope.get("HTTP_IF_NONE_MATCH")
    if known is not None and (variant.tag in known or known == "*"):
        proto.response_bytes(304, [*variant.not_modified, *more], b"")
        return False
    accepted = scope.get("HTTP_ACCEPT_ENCODING")
    bodies = variant.bodies
    headers, body = bodies.get(chosen(accepted) if accepted else "") or bodies[""]
    proto.response_bytes(200, [*headers, *more] if more else headers, body)
    return True
