"""What changed in a story since it was published: its versions, and the difference of any two."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from standfirst.gate.counting import counted
from standfirst.gate.rules import decide
from standfirst.gate.sharing import share_decided
from standfirst.membership.rows import standing_of
from standfirst.readers.here import reader_of
from standfirst.readers.pending import pending_since
from standfirst.stories.reading import card_of
from standfirst.stories.told import Note, notes_of
from standfirst.stories.topics import topics_of
from standfirst.stories.versions.difference import Difference, difference
from standfirst.stories.versions.pair import pair_of
from standfirst.stories.versions.said import Said, said_by

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage, StoryVersion


CHANGES = "changes"  # what follows a story's own address


@dataclass(frozen=True)
class Line:
    """A version in the list. `notes` came out with it, or while nothing else was said."""

    number: int
    at: datetime
    notes: tuple[Note, ...]

    @property
    def before(self) -> int:
        return self.number - 1


def changes(request: HttpRequest, page: "StoryPage") -> HttpResponse:
    """For everyone, each as far as the gate opens the story for them now."""
    now = timezone.now()
    if not page.is_published(now):
        raise Http404
    standing = standing_of(reader_of(request), now, pending_since=pending_since(request, now))
    decision = counted(decide(page.access, standing, now))
    outline = page.desk.front.outline()
    versions = {it.number: it for it in page.versions.out(now).defer("said")}
    pair = pair_of(sorted(versions), request.GET.get("from", ""), request.GET.get("to", ""))
    context = {
        "story": card_of(page, outline),
        "lines": _lines(list(versions.values()), notes_of(page)),
        "pair": [versions[number] for number in pair] if pair else [],
        "difference": _difference(page, versions, pair, opened=decision.open) if pair else None,
        "opened": decision.open,
        "desks": list(outline.desks.values()),
    }
    response = render(request, "stories/changes.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return share_decided(
        request, response, decision, standing, *topics_of(page), parameters=("from", "to")
    )


def _difference(
    page: "StoryPage",
    versions: "dict[int, StoryVersion]",
    pair: tuple[int, int],
    *,
    opened: bool,
) -> Difference:
    before, after = (Said.kept(versions[number].said) for number in pair)
    return difference(before, after, said_by(page), opened=opened)


def _lines(versions: "list[StoryVersion]", notes: tuple[Note, ...]) -> list[Line]:
    """Newest first."""
    ends = [*(it.at for it in versions[1:]), None]
    return [
        Line(it.number, it.at, tuple(n for n in notes if it.at <= n.at and (not end or n.at < end)))
        for it, end in zip(versions, ends, strict=True)
    ][::-1]
