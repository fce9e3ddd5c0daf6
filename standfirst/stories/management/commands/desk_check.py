"""manage.py desk_check [STORY] [--json]: what the desk check says of a story's draft, or of every live story."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from standfirst.record.checking import Finding
from standfirst.stories.checking import findings_of
from standfirst.stories.models import StoryPage

STOPPED = 1  # exit status


class Command(BaseCommand):
    help = "Say what keeps a story from being published, and what its editor should look at."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("story", nargs="?", help="a story's address, path or number")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = False
        for story in _stories(options["story"]):
            findings = findings_of(story, timezone.localdate())
            stopped = stopped or any(it.stops for it in findings)
            tell = self._as_json if options["json"] else self._in_words
            tell(story, findings)
        if stopped:
            raise SystemExit(STOPPED)

    def _as_json(self, story: StoryPage, findings: Iterable[Finding]) -> None:
        """A line for each story."""
        told = {"story": story.url_path, "findings": [_plain(it) for it in findings]}
        self.stdout.write(json.dumps(told, ensure_ascii=False))

    def _in_words(self, story: StoryPage, findings: Iterable[Finding]) -> None:
        self.stdout.write(story.title)
        for it in sorted(findings, key=lambda finding: not finding.stops):
            kind = "stops" if it.stops else "warns"
            self.stdout.write(f"  {kind} {it.code}: {it.reason} {it.mend}")


def _plain(it: Finding) -> dict[str, Any]:
    return {
        "code": it.code,
        "stops": it.stops,
        "part": it.place.part,
        "section": it.place.section,
        "start": it.place.start,
        "end": it.place.end,
        "words": it.place.words,
        "reason": it.reason,
        "mend": it.mend,
        "differences": [{"kind": piece.kind, "words": piece.words} for piece in it.differences],
        "statement": it.statement,
    }


def _stories(named: str | None) -> Iterable[StoryPage]:
    if named is None:
        return StoryPage.objects.live().order_by("-published_at", "-pk").iterator(chunk_size=100)
    story = StoryPage.objects.filter(pk=named).first() if named.isdigit() else _at(named)
    if story is None:
        raise CommandError(f"STORY: there is no story at {named!r}. Give its address or number.")
    return [story.get_latest_revision_as_object()]


def _at(address: str) -> StoryPage | None:
    """A whole address, or the path of one."""
    path = address.split("://", 1)[-1]
    return StoryPage.objects.at(path[path.find("/") :] if "/" in path else path)
