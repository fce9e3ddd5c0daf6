"""Django's threads behind the front: one render for all who wait for a page, and nobody left without an answer."""

import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from standfirst.gate.front import behind as behind_module
from standfirst.gate.front.behind import Behind, Proto, Scope
from standfirst.gate.front.front import MISS, Front
from standfirst.gate.front.variant import Tally, Variant
from standfirst.publication import changes
from standfirst.publication.hearing import Hearing

pytestmark = pytest.mark.django_db
LONG = 20  # seconds after which a test has failed
BODY = b"the page " * 200
Render = Callable[[Proto, Scope], None]


class Asked:
    """Somebody who waits for an answer."""

    def __init__(self) -> None:
        self.status, self.headers, self.body = 0, {}, b""
        self.times, self.answered = 0, threading.Event()

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = status, dict(headers), body
        self.times += 1
        self.answered.set()


class Site:
    """A front, and four threads in which `render` stands for Django. It counts how often that was asked."""

    def __init__(self, render: Render, pool: ThreadPoolExecutor) -> None:
        self.render, self.renders = render, 0
        self.hearing = Hearing()
        self.hearing.read()
        self._lock = threading.Lock()
        self.front = Front(
            Behind(self._run, pool, pool), host="a", hearing=self.hearing, memory=10**7, trust=1000
        )

    def _run(self, proto: Proto, scope: Scope) -> None:
        with self._lock:
            self.renders += 1
        self.render(proto, scope)

    def settle(self) -> None:
        """Until nobody waits any more, and every thread is done."""
        behind, until = self.front.behind, time.monotonic() + LONG
        while behind.waiting or behind._flights:
            assert time.monotonic() < until
            time.sleep(0.001)

    def ask(self, path: str = "/", cookies: str = "", query: str = "") -> Asked:
        asked = Asked()
        scope = {
            "REQUEST_METHOD": "GET",
            "HTTP_HOST": "a",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_COOKIE": cookies,
            "asked": asked,
        }
        self.front(asked, scope)
        return asked


def answered(some: list[Asked]) -> list[Asked]:
    for it in some:
        assert it.answered.wait(LONG)
        assert it.times == 1
    return some


def share(proto: Proto, scope: Scope) -> None:
    topics = frozenset({changes.EVERYTHING, "page:1"})
    scope[MISS].keep(Variant([], BODY, topics, (), Tally()), "out")
    proto.response_bytes(200, [], BODY)


def answer_alone(proto: Proto, scope: Scope) -> None:
    proto.response_bytes(200, [], str(id(scope["asked"])).encode())


def not_found(proto: Proto, scope: Scope) -> None:
    proto.response_bytes(404, [], b"")


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as threads:
        yield threads


@pytest.fixture
def gate() -> threading.Event:
    """Shut: what is to pass it waits."""
    return threading.Event()


def after(gate: threading.Event, render: Render) -> Render:
    def wait(proto: Proto, scope: Scope) -> None:
        assert gate.wait(LONG)
        render(proto, scope)

    return wait


def test_it_renders_once_for_a_thousand_first_readers(
    pool: ThreadPoolExecutor, gate: threading.Event
) -> None:
    site = Site(after(gate, share), pool)
    readers = [site.ask() for _ in range(1000)]
    gate.set()
    assert {(it.status, it.body) for it in answered(readers)} == {(200, BODY)}
    assert site.renders == 1
    site.settle()


def test_it_answers_each_alone_where_nothing_is_shared_and_has_nobody_wait_again(
    pool: ThreadPoolExecutor, gate: threading.Event
) -> None:
    site = Site(after(gate, answer_alone), pool)
    readers = [site.ask() for _ in range(100)]
    gate.set()
    for it in answered(readers):
        assert it.body == str(id(it)).encode()
    assert site.renders == 100
    together = threading.Barrier(4)  # opens to four at once, and to fewer never

    def meet(proto: Proto, scope: Scope) -> None:
        together.wait(LONG)
        answer_alone(proto, scope)

    site.render = meet
    answered([site.ask() for _ in range(4)])
    site.settle()


@pytest.mark.parametrize("first", [not_found, answer_alone])
def test_it_renders_once_what_is_shared_since_it_was_asked_for_in_vain(
    pool: ThreadPoolExecutor, gate: threading.Event, first: Render
) -> None:
    """Somebody tried the address before the story was out; then everyone comes."""
    site = Site(first, pool)
    answered([site.ask()])
    site.settle()
    changes.tell(changes.LISTS, "page:1")
    site.hearing.read()
    site.render = after(gate, share)
    readers = [site.ask() for _ in range(50)]
    gate.set()
    answered(readers)
    assert site.renders == 2


@pytest.mark.parametrize("came", ["before", "after"])
def test_it_renders_once_again_after_a_render_that_came_too_late(
    pool: ThreadPoolExecutor, gate: threading.Event, came: str
) -> None:
    """The story changed while it was rendered: that render is kept by nobody, the next is for all."""
    rendering = threading.Event()

    def late(proto: Proto, scope: Scope) -> None:
        rendering.set()
        after(gate, share)(proto, scope)

    site = Site(late, pool)
    first = site.ask()
    assert rendering.wait(LONG)
    readers = [site.ask() for _ in range(50)] if came == "before" else []
    changes.tell("page:1")
    site.hearing.read()
    again = threading.Event()
    site.render = after(again, share)
    gate.set()
    answered([first])
    if not readers:
        site.settle()
        readers = [site.ask() for _ in range(50)]
    again.set()
    answered(readers)
    assert site.renders == 2


def test_it_fails_one_reader_for_an_exception_and_no_other(
    pool: ThreadPoolExecutor, gate: threading.Event
) -> None:
    def fail_once(proto: Proto, scope: Scope) -> None:
        if site.renders == 1:
            raise ZeroDivisionError
        answer_alone(proto, scope)

    site = Site(after(gate, fail_once), pool)
    readers = [site.ask() for _ in range(20)]
    gate.set()
    assert [it.status for it in answered(readers)] == [500, *[200] * 19]
    site.settle()


def test_it_tells_more_than_can_wait_to_come_again(
    pool: ThreadPoolExecutor, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind_module, "MOST_WAITING", 30)
    site = Site(after(gate, answer_alone), pool)
    site.front.busy_page = b"Come again."
    readers = [site.ask(f"/{number}/") for number in range(40)]
    late = readers[30:]
    assert {(it.status, it.body) for it in answered(late)} == {(503, b"Come again.")}
    assert {it.headers["retry-after"] for it in late} == {"3"}
    assert {it.headers["cache-control"] for it in late} == {"no-store"}
    gate.set()
    assert {it.status for it in answered(readers[:30])} == {200}
    assert answered([site.ask()])[0].status == 200


def test_it_answers_from_memory_while_django_is_busy(
    pool: ThreadPoolExecutor, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind_module, "MOST_WAITING", 8)
    site = Site(share, pool)
    answered([site.ask()])
    site.render = after(gate, answer_alone)
    busy = [site.ask(f"/{number}/") for number in range(8)]
    now = site.ask()
    assert (now.status, now.body, now.times) == (200, BODY, 1)
    gate.set()
    answered(busy)


def test_it_does_not_have_one_audience_wait_for_another(
    pool: ThreadPoolExecutor, gate: threading.Event
) -> None:
    """With a session and no pass: nobody knows yet whose page it is."""
    site = Site(after(gate, answer_alone), pool)
    readers = [site.ask(cookies=it) for it in ("", "session=one", "session=two")]
    gate.set()
    for it in answered(readers):
        assert it.body == str(id(it)).encode()


def test_it_remembers_no_long_addresses(pool: ThreadPoolExecutor) -> None:
    """Of what is not shared it keeps a note: one that whoever asks can make no longer than it is."""
    site = Site(not_found, pool)
    tracemalloc.start()
    for number in range(100):
        answered([site.ask(f"/{number}/", query=f"{number}{'x' * 60_000}")])
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 2_000_000
