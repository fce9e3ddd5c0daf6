"""Lighthouse on the pages that matter: `python3 e2e/lighthouse.py`. It comes from npm, for this run only."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import bootstrap  # noqa: E402 - found only from the checkout's root
from e2e.demo_site import demo, session  # noqa: E402

STORY = "/world/pentagon-kursk-us-policy/"
PAGES = (
    ("front page", "/", ""),
    ("open story", STORY, "ana@example.com"),
    ("locked story", STORY, ""),
    ("log-in", "/log-in/", ""),
)


def main() -> None:
    bootstrap.enter(dev=True)
    with tempfile.TemporaryDirectory() as tools, tempfile.TemporaryDirectory() as data:
        subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--prefix", tools, "lighthouse"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with demo(data) as address:
            print(
                "| page | performance | accessibility | best practices | SEO |\n|---|---|---|---|---|"
            )
            for name, path, reader in PAGES:
                scores = look(
                    Path(tools), address.rstrip("/") + path, cookies(address, data, reader)
                )
                print(f"| {name} | {' | '.join(str(score) for score in scores)} |", flush=True)


def cookies(address: str, data: str, reader: str) -> str:
    from playwright.sync_api import sync_playwright

    from standfirst.testing import chromium
    from standfirst.tests.browser import FLAGS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        state = session(browser, address, data, reader)
        browser.close()
    return "; ".join(f"{it['name']}={it['value']}" for it in state["cookies"])


def look(tools: Path, address: str, cookie: str) -> list[int]:
    """The four scores, as Lighthouse gives them to a slow phone."""
    from standfirst.testing import chromium
    from standfirst.tests.browser import FLAGS

    report, headers = tools / "report.json", tools / "headers.json"
    headers.write_text(json.dumps({"Cookie": cookie} if cookie else {}))
    command = [
        str(tools / "node_modules" / ".bin" / "lighthouse"),
        address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--extra-headers={headers}",
        f"--chrome-flags={' '.join(FLAGS)}",
    ]
    subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": chromium() or ""})
    told = json.loads(report.read_text())["categories"]
    return [round(it["score"] * 100) for it in told.values()]


if __name__ == "__main__":
    main()
