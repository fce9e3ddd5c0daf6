"""What answers and jobs cost in one publication: `python -m bench.growing CALLS`, run in its data directory.

Prints JSON: [[CPU ms, queries], ...] by the order of `ROWS`, then this process's start-up and memory.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

BEGAN = time.monotonic()

from django.utils import timezone  # noqa: E402

from bench.making.words import vocabulary  # noqa: E402
from bench.render import Application, answer, cost, hear  # noqa: E402
from bench.rows import STORY  # noqa: E402

COMMON, RARE = vocabulary()[30], vocabulary()[29_000]
JOBS = (
    "publish_due",
    "send_due_mail",
    "make_due_sizes",
    "look_at_due_links",
    "take_up_stories",
    "index_missing",
    "forget",
    "forget_cases",
    "forget_finished_mail",
    "forget_changes",
    "tell",
)


@dataclass(frozen=True)
class Row:
    """A page, or what else is done. `large`: where it is in the large world, if not where the demo has it."""

    name: str
    path: str = ""
    who: str = ""
    large: str = ""
    does: str = ""


ROWS = (
    Row("open story, a member", STORY, "member"),
    Row("locked story, only registered", STORY, "registered"),
    Row("locked story, signed out", STORY),
    Row("story of a long storyline", STORY, large="newest of the storyline"),
    Row("front page", "/"),
    Row("desk", "/world/"),
    Row("desk, page 2", "/world/?page=2"),
    Row("desk, last page", "/world/?page=99999"),
    Row("smallest desk", "/climate/", large="smallest desk"),
    Row("storyline", "/un-climate-talks/", large="/running-event-0/"),
    Row("author", "/authors/mara-lind/"),
    Row("archive", "/archive/"),
    Row("a month", "/archive/2024/08/"),
    Row("corrections", "/corrections/"),
    Row("feed (RSS)", "/feed.xml"),
    Row("feed of a desk", "/world/feed.xml"),
    Row("feed of the corrections", "/corrections/feed.xml"),
    Row("sitemap", "/sitemap.xml"),
    Row("file of the sitemap", "/sitemap-1.xml"),
    Row("last file of the sitemap", "/sitemap-1.xml", large="/sitemap-90.xml"),
    Row("news sitemap", "/news-sitemap.xml"),
    Row("search, a common word", "/search/?q=the", large=f"/search/?q={COMMON}"),
    Row("search, a rare word", "/search/?q=kursk", large=f"/search/?q={RARE}"),
    Row(
        "search, two words, a member", "/search/?q=the+of", "member", f"/search/?q={COMMON}+{RARE}"
    ),
    Row("search, nonsense", "/search/?q=xqzzyxqw"),
    Row("search, misspelt", "/search/?q=incurzion"),
    Row("search, a desk without words", "/search/?desk=world"),
    Row("log-in page", "/log-in/"),
    Row("account page", "/account/", "member"),
    Row("staff look for a reader: an address", does="find_address"),
    Row("staff look for a reader: a part of a name", does="find_part"),
    Row("staff look for a reader: nobody", does="find_nobody"),
    Row("publishing a story", does="publish"),
    *(Row(f"job {it}", does=it) for it in JOBS),
)


def main(calls: int) -> None:
    from standfirst.wsgi import application

    answer(application, "/", "")
    began = time.monotonic() - BEGAN
    hear()
    figures = [_figures(row, application, calls) for row in ROWS]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"figures": figures, "start": began, "memory": memory}))


def _figures(row: Row, application: Application, calls: int) -> tuple[float, int]:
    if row.does:
        return _work(_doing(row.does), calls)
    path = _place(row)
    return cost(application, path, cookies().get(row.who, ""), calls)[:2]


def _work(act: Callable[[], object], calls: int) -> tuple[float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    act()
    with CaptureQueriesContext(connection) as asked:
        act()
    began = time.process_time()
    for _ in range(calls):
        act()
    return (time.process_time() - began) / calls * 1000, len(asked)


def _doing(what: str) -> Callable[[], object]:
    from standfirst.office.finding import find
    from standfirst.publication import worker
    from standfirst.stories.models import StoryPage

    if what == "publish":
        story = StoryPage.objects.at(STORY)
        assert story
        return lambda: story.save_revision().publish()
    looked_for = {"find_address": "ana@example.com", "find_part": "ana", "find_nobody": "xqzzyxqw"}
    if what in looked_for:
        return lambda: find(looked_for[what])
    job = next(it for it in worker.jobs() if it.name == what)
    return lambda: job.run(timezone.now())


def _place(row: Row) -> str:
    """Where the page is in this publication."""
    from standfirst.stories.models import StoryPage

    if not row.large or not StoryPage.objects.filter(slug__endswith="-0").exists():
        return row.path
    match row.large:
        case "smallest desk":
            from standfirst.stories.models import DeskPage

            return f"/{DeskPage.objects.order_by('-path')[0].slug}/"
        case "newest of the storyline":
            now = timezone.now()
            stories = StoryPage.objects.filter(storyline__slug="running-event-0")
            return stories.published(now)[0].card().url
    return row.large


@cache
def cookies() -> dict[str, str]:
    """A session of each who asks, as a Cookie header has it."""
    from django.conf import settings
    from django.test import Client

    from standfirst.readers.models import Reader

    sessions = {}
    for who, address in {"member": "ana@example.com", "registered": "dee@example.com"}.items():
        client = Client()
        client.force_login(Reader.objects.get(email=address))
        name = settings.SESSION_COOKIE_NAME
        sessions[who] = f"{name}={client.cookies[name].value}"
    return sessions


if __name__ == "__main__":
    main(int(sys.argv[1]))
