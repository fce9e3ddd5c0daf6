"""Pictures of the demo's pages for the documents: `python3 e2e/screenshots.py [--all] [--to DIR]`.

Starts a demo of its own on a free port, logs in through one-use links, and takes each page at the widths
of a phone, a tablet and a desk, in light and in dark. `--all` keeps every one; the documents need fewer.
"""

import argparse
import io
import sys
import tempfile
from dataclasses import dataclass
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import bootstrap  # noqa: E402 - found only from the checkout's root
from e2e.demo_site import demo, session  # noqa: E402

LOCKED = "/world/pentagon-kursk-us-policy/"
LISTED = "/admin/pages/search/?q=Pentagon"
EDITOR = "eli@example.com"
PUBLISHER = "vera@example.com"
WIDTHS = (390, 820, 1280)
SCHEMES = ("light", "dark")
IN_DOCUMENTS = {(390, "dark"), (1280, "light")}


@dataclass(frozen=True)
class Shot:
    name: str
    path: str
    reader: str = ""  # an address; empty: signed out
    whole: bool = False  # the whole page, not the first screen
    act: str = ""  # what is done there first: a function of e2e/desk_pictures.py


SHOTS = (
    Shot("front", "/", whole=True),
    Shot("desk", "/world/"),
    Shot("story-open", LOCKED, "ana@example.com", whole=True),
    Shot("story-signed-out", LOCKED, whole=True),
    Shot("story-card-expired", LOCKED, "ben@example.com", whole=True),
    Shot("story-never-joined", LOCKED, "dee@example.com", whole=True),
    Shot("story-in-grace", LOCKED, "fay@example.com"),
    Shot("log-in", "/log-in/"),
    Shot("account", "/account/", "fay@example.com"),
    Shot("account-keys", "/account/keys/", "ana@example.com"),
    Shot("account-devices", "/account/devices/", "ana@example.com"),
    Shot("account-data", "/account/data/", "ana@example.com", whole=True),
    Shot("help-reading", "/help/reading/", "ben@example.com"),
    Shot("search", "/search/?q=court"),
    Shot("storyline", "/kursk-incursion/"),
    Shot("author", "/authors/mara-lind/"),
    Shot("archive", "/archive/"),
    Shot("corrections", "/corrections/"),
    Shot("changes", "/technology/crowdstrike-microsoft-commission/changes/", "ana@example.com"),
    Shot("desk-home", "/admin/", EDITOR, act="as_it_opens"),
    Shot("desk-new-story", "/admin/paste/", EDITOR, act="new_story"),
    Shot("desk-pasted", "/admin/paste/", EDITOR, act="pasted"),
    Shot("desk-tell-readers", LISTED, EDITOR, act="tell_readers"),
    Shot("desk-preview-locked", LISTED, EDITOR, act="preview_locked"),
    Shot("staff-reader", "/admin/readers/", PUBLISHER, act="reader_found"),
    Shot("staff-plans", "/admin/plans/", PUBLISHER, act="as_it_opens"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--all", action="store_true", help="every width and scheme")
    options = parser.parse_args()
    bootstrap.enter(dev=True)
    options.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, demo(data) as address:
        take_all(address, data, options.to, keep_all=options.all)


def take_all(address: str, data: str, folder: Path, *, keep_all: bool) -> None:
    from playwright.sync_api import sync_playwright

    from standfirst.testing import chromium
    from standfirst.tests.browser import FLAGS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        readers = {shot.reader for shot in SHOTS}
        sessions = {reader: session(browser, address, data, reader) for reader in readers}
        for width, scheme in product(WIDTHS, SCHEMES):
            if keep_all or (width, scheme) in IN_DOCUMENTS:
                for shot in SHOTS:
                    context = browser.new_context(
                        base_url=address,
                        viewport={"width": width, "height": 844 if width == 390 else 900},
                        color_scheme=scheme,
                        storage_state=sessions[shot.reader],
                    )
                    take(context.new_page(), shot, folder / f"{shot.name}-{width}-{scheme}.png")
                    context.close()


def take(page, shot: Shot, path: Path) -> None:  # type: ignore[no-untyped-def]
    page.goto(shot.path, wait_until="load")
    page.evaluate("document.fonts.ready")
    if shot.act:
        from e2e import desk_pictures

        getattr(desk_pictures, shot.act)(page)
    keep(page.screenshot(full_page=shot.whole), path)


def keep(png: bytes, path: Path) -> None:
    """With 128 colours: a third of the size, and no difference to be seen on pages of text."""
    from PIL import Image

    Image.open(io.BytesIO(png)).convert("RGB").quantize(128).save(path, optimize=True)
    print(path, flush=True)


if __name__ == "__main__":
    main()
