#!/usr/bin/env python3
"""Annotated news through the story's own form in Chromium: keys and seconds a story, and what pressing on would cost.

    python3 bench/accepting.py [--stories N]

Seconds are the form's: what a person reads meanwhile comes on top. A click counts as a key.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - before an import that an older Python would stumble over
    sys.exit("Standfirst needs Python 3.11 or newer.")

import argparse
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

import bootstrap  # noqa: E402


def main() -> None:
    asked = arguments()
    bootstrap.enter(dev=True)
    from bench import annotated, confirming  # only now does this interpreter have Django

    found = annotated.documents()
    if not found:
        sys.exit(
            "The annotated news (shared/attribution/gum_news.jsonl) is not beside this project."
        )
    news = [it for it in found if it.is_news]
    print(confirming.pressing_on(news, "news, by the rules alone"))
    print(confirming.pressing_on(found, "news and interviews, by the rules alone"))
    print(confirming.through_the_form(news[: asked.stories]))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=10, help="that go through the form")
    return parser.parse_args()


if __name__ == "__main__":
    main()
