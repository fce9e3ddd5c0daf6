"""An editor at the story's form: one who decides each quote rightly, and one who presses on."""

import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import django
from playwright.sync_api import Locator, Page, sync_playwright

from bench.annotated import Document, Verdict
from e2e.demo_site import demo, log_in
from standfirst import datadir, testing

EDITOR = "eli@example.com"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PANEL = "#who-said-panel li"
_OPEN = f"{PANEL}[data-state=sure], {PANEL}[data-state=doubtful]"
QUIET = 1.5  # seconds without a change, until the list counts as whole
MOST_KEYS = 400  # more than any story takes: the form would be at fault


@dataclass
class Story:
    """`keys` and `seconds` of the editor who decides rightly; `confirmed`: what pressing on would have recorded."""

    words: int
    quotes: int
    proposed: int
    keys: int = 0
    seconds: float = 0.0
    confirmed: Counter[Verdict] = field(default_factory=Counter)


def pressing_on(documents: Sequence[Document], of: str) -> str:
    """Whoever confirms all that is filled in, and looks at none of it."""
    _set_up()
    from standfirst.record.suggest import suggest

    total: Counter[Verdict] = Counter()
    for document in documents:
        for it in suggest(document.text):
            if it.prefill and it.mode != "paraphrase":
                total[document.verdict(it.start, it.end, it.speaker or "")] += 1
    return _pressed(of, len(documents), sum(len(it.gold["quotes"]) for it in documents), total)


def through_the_form(documents: Sequence[Document]) -> str:
    with tempfile.TemporaryDirectory() as data, demo(data) as address, sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=testing.chromium(), args=FLAGS)
        page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 1000})
        log_in(page, data, EDITOR)
        page.goto("/admin/paste/")
        form = page.get_by_role("main").get_by_role("link", name="World").get_attribute("href")
        stories = [_replayed(page, str(form), it) for it in documents]
        browser.close()
    return _told(stories)


def _replayed(page: Page, form: str, document: Document) -> Story:
    page.goto(form.partition("?")[0])
    _write(page, document)
    _settled(page)
    story = Story(len(document.text.split()), len(document.gold["quotes"]), _left(page))
    for row in _rows(page.locator(f"{PANEL}[data-state=sure] [data-row]:first-child")):
        story.confirmed[document.verdict(*_place(document, row), _name(row))] += 1
    began = time.perf_counter()
    story.keys = _decided(page, document)
    story.seconds = time.perf_counter() - began
    page.evaluate("document.querySelector('[data-edit-form]').remove()")  # nothing asks to stay
    return story


def _write(page: Page, document: Document) -> None:
    page.locator("[name=title]").fill(str(document.gold["title"])[:200])
    box = page.locator("#sections-root [role=textbox]").first
    box.click()
    for number, paragraph in enumerate(document.text.split("\n\n")):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(paragraph)


def _settled(page: Page) -> None:
    """Until the list has been the same for a while."""
    before, since = "", time.monotonic()
    while time.monotonic() - since < QUIET:
        now = page.evaluate("document.querySelector('[data-who-said-list]').innerText")
        if now != before:
            before, since = now, time.monotonic()
        page.wait_for_timeout(100)


def _decided(page: Page, document: Document) -> int:
    """How many keys it takes to have every quote recorded as the set says it."""
    keys = _looked(page)
    for key in page.locator(f"{PANEL}[data-state=sure]").evaluate_all(
        "all => all.map(it => it.dataset.key)"
    ):
        keys += _mended(page, document, key)
    while keys < MOST_KEYS:
        if page.locator(f"{PANEL}[data-state=sure]").count():
            keys += _press(page, "Alt+c")
        elif page.locator(f"{PANEL}[data-state=doubtful]").count():
            keys += _chosen(page, document)
        else:
            return keys
    raise RuntimeError(f"{document.gold['id']}: more than {MOST_KEYS} keys")


def _looked(page: Page) -> int:
    """Past each of them."""
    keys = 0
    while page.locator(".who-said-confirm.who-said-waits").count():
        page.keyboard.press("Alt+c")
        page.wait_for_timeout(400)  # a look
        keys += 1
    return keys


def _mended(page: Page, document: Document, key: str) -> int:
    """One that is filled in wrong: a click to it, and another choice."""
    item = page.locator(f'{PANEL}[data-key="{key}"]')
    if _wanted(document, item) == "1":
        return 0
    item.click(position={"x": 5, "y": 5})
    return 1 + _choose(page, document, item)


def _chosen(page: Page, document: Document) -> int:
    item = page.locator(f"{PANEL}[data-state=doubtful]").first
    keys = 0 if item.evaluate("it => it === document.activeElement") else _press(page, "Alt+c")
    return keys + _choose(page, document, page.locator(f"{PANEL}:focus"))


def _choose(page: Page, document: Document, item: Locator) -> int:
    wanted = _wanted(document, item)
    if len(wanted) == 1:
        return _press(page, wanted)
    page.keyboard.type(wanted)
    return len(wanted) + _press(page, "Enter")


def _press(page: Page, key: str) -> int:
    """And wait until the form has taken it in. Alt + C alone may only move on."""
    before = _left(page)
    page.keyboard.press(key)
    if key != "Alt+c" or page.locator(f"{PANEL}[data-state=sure]").count():
        page.wait_for_function(f"document.querySelectorAll('{_OPEN}').length < {before}")
    page.wait_for_timeout(50)
    return 1


def _left(page: Page) -> int:
    return page.locator(_OPEN).count()


def _wanted(document: Document, item: Locator) -> str:
    """The key, or the name to type."""
    rows = _rows(item.locator("[data-row]"))
    place = _place(document, rows[0]) if rows else (0, 0)
    quote = document.quote_at(*place)
    if quote is None:
        return "x"
    if not quote["speaker"]:
        return "1"  # whoever is described beside it
    names = [_name(row) for row in rows]
    right = [number for number, it in enumerate(names, 1) if document.same(it, quote["speaker"])]
    return str(right[0]) if right else str(quote["speaker"])


def _rows(found: Locator) -> list[dict[str, str]]:
    return [json.loads(it) for it in found.evaluate_all("all => all.map(it => it.dataset.row)")]


def _name(row: dict[str, str]) -> str:
    return row.get("person") or row.get("party") or row.get("unnamed", "")


def _place(document: Document, row: dict[str, str]) -> tuple[int, int]:
    from standfirst.record.anchoring import Selector, find

    words = Selector(row["exact"], row.get("prefix", ""), row.get("suffix", ""))
    found = find(document.text, words)
    if found is None:
        raise RuntimeError(f"{document.gold['id']}: not in the text: {row['exact'][:60]}")
    return found


def _told(stories: Sequence[Story]) -> str:
    keys, seconds = [it.keys for it in stories], [it.seconds for it in stories]
    lines = [
        "Through the form in Chromium",
        f"{'words':>6} {'quotes':>7} {'proposed':>9} {'keys':>5} {'seconds':>8}  pressing on",
        *(_line(it) for it in stories),
        f"keys: median {median(keys):.0f}, most {max(keys)}; six or fewer in {_share(keys, 6)}",
        f"seconds: median {median(seconds):.1f}, most {max(seconds):.1f}; "
        f"30 or fewer in {_share(seconds, 30)}",
    ]
    total = sum((it.confirmed for it in stories), Counter())
    quotes = sum(it.quotes for it in stories)
    return "\n".join([*lines, _pressed("these, through the form", len(stories), quotes, total)])


def _line(it: Story) -> str:
    said = ", ".join(f"{count} {verdict}" for verdict, count in sorted(it.confirmed.items()))
    return f"{it.words:>6} {it.quotes:>7} {it.proposed:>9} {it.keys:>5} {it.seconds:>8.1f}  {said or '-'}"


def _share(figures: Iterable[float], most: float) -> str:
    found = list(figures)
    return f"{sum(it <= most for it in found)} of {len(found)} stories"


def _pressed(of: str, stories: int, quotes: int, total: Counter[Verdict]) -> str:
    wrong, filled = total[Verdict.WRONG], sum(total.values())
    judged = wrong + total[Verdict.RIGHT]
    return (
        f"Pressing on ({of}): {stories} stories, {quotes} quotes, {filled} filled in; "
        f"of {judged} judged {wrong} wrong: {1000 * wrong / stories:.0f} wrong in 1,000 stories"
    )


def _set_up() -> None:
    """Django, for what reads a text; no database is asked."""
    if "STANDFIRST_DATA" in os.environ:
        return
    folder = Path(tempfile.mkdtemp())
    datadir.prepare(folder, "http://testserver")
    os.environ |= {"STANDFIRST_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "standfirst.settings"}
    django.setup()
