"""What pages of the record cost in one publication: `python -m bench.asking_record TIMES`, run in its data directory.

Each page is made anew, without the front, each time with another question. Prints JSON: for each row the milliseconds
that its answers took, by the clock and of CPU time here, and how many queries one asked.
"""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from django.core.wsgi import get_wsgi_application

from bench.making.words import vocabulary
from bench.render import Application, answer, hear

NEAR = 10_000  # statements of the storyline that is asked for
AHEAD = 5  # answers before the first that counts


@dataclass(frozen=True)
class Asked:
    """`whole`: how many statements there are in what the row asks for, 0 where that is not one list."""

    name: str
    times: list[float]
    cpu: float
    queries: int
    whole: int = 0


@dataclass(frozen=True)
class Kind:
    name: str
    paths: Callable[[], Iterator[str]]
    whole: Callable[[], int] = lambda: 0


def main(times: int) -> None:
    application: Application = get_wsgi_application()
    logging.disable(logging.INFO)
    hear()
    for _ in range(AHEAD):
        answer(application, "/record/", "")
    cookie = _member()
    rows = []
    for kind in kinds():
        for who, cookies in (("signed out", ""), ("a member", cookie)):
            rows.append(_asked(application, f"{kind.name}, {who}", kind, cookies, times))
    print(json.dumps([asdict(row) for row in rows]))


def _asked(application: Application, name: str, kind: Kind, cookie: str, times: int) -> Asked:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    paths = list(islice(kind.paths(), times + 2))
    if not paths:
        raise RuntimeError(f"{name}: this publication has no such page.")
    queries = 0
    for path in paths[:2]:  # the first learns what every page needs
        with CaptureQueriesContext(connection) as asked:
            answer(application, path, cookie)
        queries = len(asked)
    began, counted = time.process_time(), paths[2:] or paths
    took = [_took(application, path, cookie) for path in counted]
    cpu = (time.process_time() - began) * 1000 / len(counted)
    return Asked(name, took, cpu, queries, kind.whole())


def _took(application: Application, path: str, cookie: str) -> float:
    began = time.perf_counter()
    answer(application, path, cookie)
    return (time.perf_counter() - began) * 1000


def kinds() -> tuple[Kind, ...]:
    words = vocabulary()
    line = _storyline()
    on = f"/record/storylines/{line.slug}/"
    return (
        Kind("newest of the record", lambda: _again("/record/")),
        Kind("search, a common word", lambda: _search(words[20:400])),
        Kind("search, a rare word", lambda: _search(words[20_000:])),
        Kind(
            "search, two words",
            lambda: _search(map(" ".join, zip(words[20:], words[300:], strict=False))),
        ),
        Kind("search, nonsense", lambda: _search(f"xqzz{it}" for it in words)),
        Kind("search, a word and a stance", lambda: _search(words[60:], "&stance=denies")),
        Kind("search, a word of a party", lambda: _search(words[60:], f"&party={_largest()[0]}")),
        Kind(
            "search, a word in one year",
            lambda: _search(words[60:], "&from=2021-01-01&to=2021-12-31"),
        ),
        Kind(
            "largest parties",
            lambda: _of("parties", _largest()),
            lambda: _count(party__slug=_largest()[0]),
        ),
        Kind(
            "a party, pages on",
            lambda: _pages(f"/record/parties/{_largest()[0]}/", party__slug=_largest()[0]),
        ),
        Kind("people", lambda: _of("people", _people())),
        Kind("a long storyline", lambda: _again(on), lambda: _count(storyline=line)),
        Kind("a long storyline, pages on", lambda: _pages(on, storyline=line)),
        Kind("since a day", lambda: _again(f"{on}since/?from=2022-01-01")),
        Kind("side by side", lambda: _again(f"{on}side-by-side/?{_two(line)}")),
        Kind("a statement", lambda: _statements()),
        Kind("a story with statements", lambda: _stories()),
    )


def _again(path: str) -> Iterator[str]:
    while True:
        yield path


def _search(words: Any, more: str = "") -> Iterator[str]:
    return (f"/record/?q={word.replace(' ', '+')}{more}" for word in words)


def _of(what: str, slugs: list[str]) -> Iterator[str]:
    return (f"/record/{what}/{slug}/" for slug in slugs)


def _pages(path: str, **of: Any) -> Iterator[str]:
    """At places all over the list, the last page among them."""
    from standfirst.record.paging import Cursor

    keys = list(_out().filter(**of).newest_first().values_list("said_at", "pk"))
    for at in range(1, 200):
        said_at, pk = keys[len(keys) * at // 200]
        yield f"{path}?before={Cursor(said_at, pk)}"


def _statements() -> Iterator[str]:
    return (f"/record/statements/{uid}/" for uid in _some().values_list("uid", flat=True))


def _stories() -> Iterator[str]:
    from standfirst.record.reading import page_link

    for row in _some().select_related("story"):
        yield page_link(row.story).url


def _some() -> Any:
    from django.db.models import F

    return _out().annotate(rest=F("id") % 997).filter(rest=7)[:400]


def _storyline() -> Any:
    """The one whose record is nearest to ten thousand statements."""
    from django.db.models import Count
    from wagtail.models import Page

    counted = _out().exclude(storyline=None).order_by().values("storyline").annotate(n=Count("pk"))
    nearest = min(counted, key=lambda it: abs(it["n"] - NEAR))
    return Page.objects.get(pk=nearest["storyline"])


def _largest() -> list[str]:
    return _most("party")


def _people() -> list[str]:
    return _most("person")


def _most(what: str) -> list[str]:
    from django.db.models import Count

    counted = _out().exclude(**{what: None}).order_by().values(f"{what}__slug")
    most = counted.annotate(n=Count("pk")).order_by("-n")
    return [row[f"{what}__slug"] for row in most[:100]]


def _two(line: Any) -> str:
    from django.db.models import Count

    counted = _out().filter(storyline=line).order_by().values("party__slug")
    one, other = counted.annotate(n=Count("pk")).order_by("-n")[:2]
    return f"one={one['party__slug']}&other={other['party__slug']}"


def _count(**of: Any) -> int:
    return int(_out().filter(**of).count())


def _out() -> Any:
    from django.utils import timezone

    from standfirst.record.models import Statement

    return Statement.objects.published(timezone.now())


def _member() -> str:
    from django.conf import settings
    from django.test import Client

    from standfirst.readers.models import Reader

    client = Client()
    client.force_login(Reader.objects.get(email="ana@example.com"))
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
