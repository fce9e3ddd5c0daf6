"""The one hard door for publishing. What the desk check stops goes out by no way, unless an editor says why it should.

The story's own save is the door: form, bulk action, workflow, schedule, command and shell all come through it.
"""

from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.record.checking import Finding, Part
from standfirst.record.checking.marks import OPENING
from standfirst.stories.carrying import write
from standfirst.stories.checking import Cited, findings_of

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage
    from standfirst.stories.projecting import Publishing

GetResponse = Callable[[HttpRequest], HttpResponseBase]
IMPORTED = "imported"  # the reason that is kept of what a command publishes


class Stopped(ValidationError):
    """Raised in place of publishing. Its words name each place, and what to do."""

    def __init__(self, story: "StoryPage", stops: Iterable[Finding]) -> None:
        self.story = story
        super().__init__({"sections": [in_words(it) for it in stops]})


def stops_of(story: "StoryPage", sources: Iterable[Cited] | None = None) -> tuple[Finding, ...]:
    return tuple(it for it in findings_of(story, timezone.localdate(), sources) if it.stops)


def in_words(finding: Finding) -> str:
    return f"{finding.reason} {finding.mend}"


def stop_unready(story: "StoryPage") -> None:
    """Raises Stopped for a story that is about to be live saying something new, and should not be."""
    if story.live and not story.overridden and _may_quote(story) and (new := _new_in(story)):
        stops = [it for it in stops_of(story) if it.place.part in new]
        if stops:
            raise Stopped(story, stops)


def _may_quote(story: "StoryPage") -> bool:
    """Whether there is anything that could stop it: most of what is saved is asked no more than this."""
    html = "".join(block.value["text"].source for block in story.sections)
    words = f"{story.title}{story.standfirst}{unescape(html)}"
    return bool(story.accepted) or "<blockquote" in html or not OPENING.isdisjoint(words)


def _new_in(story: "StoryPage") -> frozenset[Part]:
    """The parts that say something new: all of them where a section, a statement or a source came to it."""
    said = ("live", "title", "standfirst", "sections", "accepted")
    before = type(story).objects.filter(pk=story.pk).values(*said).first()
    if before is None or not before["live"] or _has_new_body(story, before):
        return frozenset(Part)
    parts = {"title": Part.HEADLINE, "standfirst": Part.STANDFIRST}
    return frozenset(part for name, part in parts.items() if before[name] != getattr(story, name))


def _has_new_body(story: "StoryPage", before: Mapping[str, Any]) -> bool:
    stored = type(story)._meta.get_field("sections").get_prep_value
    if stored(before["sections"]) != stored(story.sections) or before["accepted"] != story.accepted:
        return True
    cited = type(story).objects.filter(pk=story.pk).values_list("sources__url", flat=True)
    return not {it.url for it in story.sources.all()} <= set(cited)


def keep_override(publishing: "Publishing") -> None:
    """Once, with what it overrode; the next time somebody has to say why again."""
    story = publishing.story
    if not story.overridden:
        return
    stops = stops_of(story)
    if stops:
        story.overrides.create(
            at=publishing.at,
            by=publishing.by,
            reason=story.overridden,
            findings=[{"code": it.code, "what": in_words(it)} for it in stops],
        )
    carrying = story.revisions.filter(content__overridden=story.overridden)
    write(story, list(carrying), overridden="")


class TellStopped:
    """Wherever in the admin it was stopped: back to the story, with the reasons."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, Stopped):
            return None
        story = exception.story
        said = _("“%(title)s” was not published.") % {"title": story.title}
        messages.error(request, " ".join([said, *exception.messages]))
        if story.pk is None:
            return redirect(request.get_full_path())
        return redirect("wagtailadmin_pages:edit", story.pk)
