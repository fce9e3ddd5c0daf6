"""The front itself: a request's answer from memory, or on to Django. Called by granian with each request.

What it sends was rendered by Django for this host, path and audience, and is sent with the headers it was rendered
with. Nothing else of a request changes what is sent but its method, its encodings and If-None-Match.
"""

import time
from dataclasses import dataclass

from standfirst.gate.front import counting
from standfirst.gate.front.admission import Admissions
from standfirst.gate.front.behind import Behind, Captured, Headers, Proto, Scope
from standfirst.gate.front.encoding import chosen
from standfirst.gate.front.store import Store
from standfirst.gate.front.variant import Variant
from standfirst.publication.hearing import Hearing
from standfirst.publication.sharing import SIGNED_IN, SIGNED_OUT

MISS = "standfirst.front"  # in the request's environment, for gate/front/middleware.py
BUSY = 503
BUSY_HEADERS = [
    ("content-type", "text/html; charset=utf-8"),
    ("cache-control", "no-store"),
    ("retry-after", "3"),
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
    kept: bool = False

    @property
    def admitted(self) -> bool:
        return bool(self.audience)

    def keep(self, variant: Variant, audience: str) -> None:
        self.kept = self.front.store.keep(self.path, self.query, audience, variant, self.began)
        if self.kept:
            self.front.behind.is_shared(self.key)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.path, self.query, self.audience

    def was_kept(self) -> bool:
        return self.kept

    def answer(self, proto: Proto, scope: Scope) -> bool:
        return self.front.answer_waiting(proto, scope)


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
        self.busy_page = b""
        hearing.listen(self.store.hear)
        hearing.listen(self.admissions.hear)

    def __call__(self, proto: Proto, scope: Scope) -> None:
        now = time.time()
        audience = self._audience(scope, now)
        if audience:
            variant = self._find(scope, audience)
            if variant is not None:
                variant.used_at = now
                if send(proto, scope, variant):
                    variant.tally.sent += 1
                else:
                    variant.tally.unchanged += 1
                return
        self._pass_on(proto, scope, audience, now)

    def _audience(self, scope: Scope, now: float) -> str:
        """Empty where Django has to answer."""
        if not self._may_be_kept(scope):
            return ""
        cookies = scope.get("HTTP_COOKIE")
        return self.admissions.audience(cookies, now) if cookies else SIGNED_OUT

    def _may_be_kept(self, scope: Scope) -> bool:
        return (
            scope["REQUEST_METHOD"] in {"GET", "HEAD"}
            and scope["HTTP_HOST"] == self._host
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
        return variant

    def _pass_on(self, proto: Proto, scope: Scope, audience: str, now: float) -> None:
        if self.behind.is_full():
            counting.turned_away()
            proto.response_bytes(BUSY, BUSY_HEADERS, self.busy_page)
            return
        path, query = scope["PATH_INFO"], scope["QUERY_STRING"]
        miss = Miss(self, path, query, audience, time.monotonic(), now)
        if not audience and self._needs_only_a_pass(scope):
            self._admit(proto, scope, miss)
            return
        scope[MISS] = miss
        if audience:
            self.behind.run_once(miss.key, proto, scope, miss)
        else:
            self.behind.run(proto, scope)

    def _needs_only_a_pass(self, scope: Scope) -> bool:
        """Somebody signed in who has none, and a page that is kept for such readers."""
        path, query = scope["PATH_INFO"], scope["QUERY_STRING"]
        asked = self.store.asked(path, query) if query else ""
        return asked is not None and self._may_be_kept(scope) and self.store.has(path, asked)

    def _admit(self, proto: Proto, scope: Scope, miss: Miss) -> None:
        """Have Django say who it is, and no more; with the pass that it gives the page comes from memory."""
        captured = Captured()
        miss.only_pass = True

        def go_on() -> None:
            variant = self._find(scope, miss.audience) if miss.audience else None
            if variant is None:
                scope[MISS] = Miss(self, miss.path, miss.query, "", time.monotonic(), time.time())
                self.behind.run(proto, scope)
                return
            counting.admitted()
            cookies = [it for it in captured.headers if it[0].lower() == "set-cookie"]
            send(proto, scope, variant, cookies)

        self.behind.run_then(captured, {**scope, MISS: miss}, go_on)

    def answer_waiting(self, proto: Proto, scope: Scope) -> bool:
        """Somebody who waited for what another asked for first: asked anew, for things may have changed."""
        audience = self._audience(scope, time.time())
        variant = self._find(scope, audience) if audience else None
        if variant is None:
            return False
        counting.waited()
        send(proto, scope, variant)
        return True


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
