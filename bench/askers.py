"""Those who ask a site: its readers with the cookies they hold, as files of requests for wrk."""

from collections.abc import Sequence
from itertools import count, cycle, islice
from pathlib import Path

from bench.asking import Answer, Browser, whole_request, with_news
from bench.load import write_requests
from bench.rows import DJANGO_ONLY, Row
from bench.sites import Site

WARM_UP = 4
# Where a few seconds ask for more, the first come again; the front knows fewer (MOST_READ in gate/front/admission.py).
UNKNOWN = 40_000


class Askers:
    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.port, self._folder = site, site.port, folder
        self._cookies = {who: list(those) for who, those in site.cookies.items()}
        self._visits = count()
        folder.mkdir()

    def greet(self, row: Row) -> None:
        """Let each of the row's readers ask once, and keep the cookies that come with the answer."""
        with Browser(self.port) as browser:
            self._cookies[row.who] = [
                with_news(cookie, self._get(browser, row, cookie))
                for cookie in self._cookies[row.who]
            ]

    def answer(self, row: Row) -> Answer:
        """What one of them gets of a page that was asked for before."""
        path, cookie = self.ask(row)
        with Browser(self.port) as browser:
            for _ in range(WARM_UP):
                browser.get(path, cookie, plain=row.plain)
            self._get(browser, row, cookie)
            return browser.get(path, cookie, plain=row.plain)

    def ask(self, row: Row) -> tuple[str, str]:
        """The path, and one reader's cookies."""
        return self.site.paths[row.page], self._cookies[row.who][0]

    def requests(self, row: Row) -> Path:
        """One of each reader, who take turns. Of those whose cookies were never seen, others each time."""
        cookies = self._never_seen(row.who) if row.unknown else self._cookies[row.who]
        return self._write(row.name, self.site.paths[row.page], cookies, plain=row.plain)

    def requests_to_django(self) -> Path:
        return self._write("django", DJANGO_ONLY, [""], plain=False)

    def _never_seen(self, who: str) -> list[str]:
        """Each with a cookie of somebody else's beside ours."""
        cookies = islice(cycle(self._cookies[who]), UNKNOWN)
        return [f"{it}; visit={number}" for it, number in zip(cookies, self._visits, strict=False)]

    def _write(self, name: str, path: str, cookies: Sequence[str], *, plain: bool) -> Path:
        whole = [whole_request(path, self.port, it, plain=plain) for it in cookies]
        return write_requests(self._folder / name.replace(" ", "-"), whole)

    def _get(self, browser: Browser, row: Row, cookie: str) -> Answer:
        """Not compressed. Raises RuntimeError unless the story is as whole as the row says."""
        answer = browser.get(self.site.paths[row.page], cookie, plain=True)
        if row.whole is not None and (self.site.words.encode() in answer.body) is not row.whole:
            raise RuntimeError(f"{row.name}: the story is {'not ' if row.whole else ''}whole.")
        return answer
