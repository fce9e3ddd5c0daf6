"""Drafts to check, made from short texts."""

import datetime
import re
from pathlib import Path

from standfirst.record.checking import Draft, DraftSection, DraftSource, DraftStatement

TODAY = datetime.date(2026, 3, 12)
URL = "https://example.org/transcript"
BARE = Draft("A headline", "", (), TODAY)


def section(
    text: str, label: str = "What’s the deal", id_: str = "s1", **said: object
) -> DraftSection:
    return DraftSection(id_, label, text, **said)


def draft(text: str, standfirst: str = "", label: str = "What’s the deal", **said: object) -> Draft:
    """One section."""
    return Draft("A headline", standfirst, (section(text, label),), TODAY, **said)


def statement(exact: str, **said: object) -> DraftStatement:
    facts = {"person": "Ada Obi", "source": URL, **said}
    return DraftStatement("q1", "s1", exact, **facts)


def source(text: str = "", **said: object) -> DraftSource:
    return DraftSource(URL, "Harbour Ministry", "Transcript", text=text, **said)


def plain_brief(text: str) -> Draft:
    """A text as people paste it: the standfirst, then a paragraph for each section, led by its label."""
    standfirst, *below = [line for line in text.splitlines() if line.strip()]
    led = [line.split(": ", 1) for line in below]
    sections = tuple(section(body, label, str(number)) for number, (label, body) in enumerate(led))
    return Draft("", standfirst, sections, TODAY)


def markdown_brief(path: Path) -> Draft:
    """A brief file, with the day it went out, or was last changed, as today."""
    front, body = path.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
    facts = dict(re.findall(r'^(\w+): "?(.*?)"?$', front, re.MULTILINE))
    urls = re.findall(r"- url: (\S+)", front)
    sections = re.findall(
        r"^## ([^\n{]+?)(?: \{[^\n]*)?\n(.*?)(?=^## |\Z)", body, re.MULTILINE | re.DOTALL
    )
    return Draft(
        facts["headline"],
        facts["standfirst"],
        tuple(_markdown(str(at), *it) for at, it in enumerate(sections)),
        datetime.date.fromisoformat((facts.get("updated") or facts["published"])[:10]),
        tuple(DraftSource(it) for it in urls),
    )


def _markdown(id_: str, label: str, body: str) -> DraftSection:
    text = re.sub(r"\*+|\[(.*?)\]\(.*?\)", r"\1", body)
    lines, blocks, at = [], [], 0
    for line in filter(str.strip, text.splitlines()):
        bare = re.sub(r"^(?:> |- |\d+\. )", "", line)
        if line.startswith("> "):
            blocks.append((at, at + len(bare)))
        lines.append(bare)
        at += len(bare) + 1
    return DraftSection(id_, label, "\n".join(lines), tuple(blocks))
