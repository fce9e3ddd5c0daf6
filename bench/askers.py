"""Those who ask a site: its readers with the cookies they hold, as files of requests for wrk."""

from collections.abc import Sequence
from pathlib import Path

from bench.asking import Answer, Browser, whole_request, with_news
from bench.load import write_requests
from bench.rows import DJANGO_ONLY, Row
from bench.sites import Site

WARM_UP = 4
UNKNOWN = 25_000  # the front keeps what it read of fewer: MOST_READ in gate/front/admission.py


class Askers:
    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.port, self._folder = site, site.port, folder
        self._cookies = {who: list(those) for who, those in site.cookies.items()}
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
        """One of each reader, who take turns."""
        cookies = self._cookies[row.who]
        return self._write(
            row.name,
            self.site.paths[row.page],
            _never_seen(cookies) if row.unknown else cookies,
            plain=row.plain,
        )

    def requests_to_django(self) -> Path:
        return self._write("django", DJANGO_ONLY, [""], plain=False)

    def _write(self, name: str, path: str, cookies: Sequence[str], *, plain: bool) -> Path:
        whole = [whole_request(path, self.port, it, plain=plain) for it in cookies]
        return write_requests(self._folder / name.replace(" ", "-"), whole)

    def _get(self, browser: Browser, row: Row, cookie: str) -> Answer:
        """Not compressed. Raises RuntimeError unless the story is as whole as the row says."""
        answer = browser.get(self.site.paths[row.page], cookie, plain=True)
        if row.whole is not None and (self.site.words.encode() in answer.body) is not row.whole:
            raise RuntimeError(f"{row.name}: the story is {'not ' if row.whole else ''}whole.")
        return answer


def _never_seen(cookies: Sequence[str]) -> list[str]:
    """So many that a header is forgotten before it comes again: with a cookie of somebody else's beside ours."""
    return [f"{cookies[it % len(cookies)]}; visit={it}" for it in range(UNKNOWN)]
