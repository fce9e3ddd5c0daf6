"""manage.py suggest [--json]: read text on standard input, and print who may have said what in it.

It reads no settings and needs neither Django nor a database, so that it starts quickly and on a machine with neither.
"""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from standfirst.record.suggest import Suggestion, suggest


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(
        prog="suggest", description="Read text on standard input; print the statements it may hold."
    )
    parser.add_argument(
        "--json", action="store_true", help="a JSON array; offsets count characters"
    )
    asked = parser.parse_args(arguments)
    found = suggest(_read())
    if asked.json:
        _write(json.dumps([_row(it) for it in found], ensure_ascii=False, indent=1))
    else:
        _write("\n".join(_line(it) for it in found) or "No statements found.")


def _read() -> str:
    """Standard input as text. Line ends stay as they are, for offsets count them."""
    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as why:
        sys.exit(f"Standard input is not UTF-8: byte {why.start} cannot be read.")
    if not text.strip():
        sys.exit("Standard input is empty. Give the text of a story or a section.")
    return text


def _write(text: str) -> None:
    """UTF-8 whatever the terminal's language: what reads JSON counts on it."""
    sys.stdout.buffer.write(f"{text}\n".encode())


def _row(it: Suggestion) -> dict[str, Any]:
    row = asdict(it)
    del row["key"]  # the caller's, and the command knows no register
    return row


def _line(it: Suggestion) -> str:
    """direct  Jane Doe (the senator said) 0.95 fill in: The words."""
    who = it.speaker or it.mention or "nobody named"
    beside = f" ({it.mention} {it.cue})" if it.mention else ""
    sure = "fill in" if it.prefill else "choose"
    return f"{it.mode:<10} {who}{beside} {it.confidence:.2f} {sure}: {' '.join(it.text.split())}"
