"""The publication's pages. Each gets frozen values built by allow-list; no page object enters a template.

Page classes call these from `serve`, so nothing here imports the models at run time.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from standfirst.gate.counting import counted
from standfirst.gate.decision import Decision
from standfirst.gate.notices import Notice, Place, notice_for
from standfirst.gate.rules import decide
from standfirst.gate.sharing import share_decided
from standfirst.membership.rows import standing_of
from standfirst.membership.standing import Standing
from standfirst.publication.changes import LISTS
from standfirst.publication.current import settings_for
from standfirst.publication.models import PublicationSettings
from standfirst.publication.sharing import share_with
from standfirst.readers.here import reader_of
from standfirst.readers.pending import pending_since
from standfirst.stories.body import first_gated
from standfirst.stories.counting import StoryPages
from standfirst.stories.metadata import list_head, story_head
from standfirst.stories.reading import Card, card_of, cards_of, desk_of, reading_of
from standfirst.stories.said_here import said_here
from standfirst.stories.storylines import thread_of
from standfirst.stories.topics import topics_of

if TYPE_CHECKING:
    from standfirst.stories.models import DeskPage, FrontPage, StoryPage

LEADING = 9  # stories on the front page before the desks' own blocks
A_DESK = 4
A_PAGE = 20


def front(request: HttpRequest, page: "FrontPage") -> HttpResponse:
    now = timezone.now()
    outline = page.outline()
    top = cards_of(page.top(now, LEADING), outline)
    shown = [card.story_id for card in top]
    rest = page.stories(now).exclude(pk__in=shown).newest_of_each(outline.desks, A_DESK)
    by_desk = cards_of(rest.for_cards(), outline)
    context = {
        "head": list_head(_publication(request)),
        "lead": top[0] if top else None,
        "cards": top[1:],
        "desks": list(outline.desks.values()),
        "desk_blocks": [
            {"desk": desk, "cards": cards}
            for desk in outline.desks.values()
            if (cards := [card for card in by_desk if card.desk == desk])
        ],
    }
    return share_with(request, render(request, "stories/front.html", context), LISTS)


def desk(request: HttpRequest, page: "DeskPage") -> HttpResponse:
    outline = page.front.outline()
    paginator = StoryPages(f"desk {page.pk}", page.stories, A_PAGE)
    part = paginator.get_page(request.GET.get("page"))
    here = desk_of(page)
    context = {
        "head": list_head(_publication(request), here, part.number),
        "desk": here,
        "desks": list(outline.desks.values()),
        "cards": cards_of(part.object_list, outline),
        "page": part,
    }
    return share_with(
        request, render(request, "stories/desk.html", context), LISTS, parameters=("page",)
    )


def story(request: HttpRequest, page: "StoryPage") -> HttpResponse:
    """The story as far as this reader may read it, and the notice that says why if not whole."""
    now = timezone.now()
    if not page.is_published(now):
        raise Http404
    standing = _standing(request, now)
    decision = counted(decide(page.access, standing, now))
    response = render_story(request, page, decision, now)
    return share_decided(request, response, decision, standing, *topics_of(page))


def notice_here(request: HttpRequest, page: "StoryPage", now: datetime) -> Notice | None:
    """The notice that this browser finds on the story's page; None where nothing is to be said."""
    decision = decide(page.access, _standing(request, now), now)
    return notice_for(decision, page.access, _place(page, page.card()), now=now)


def _standing(request: HttpRequest, now: datetime) -> Standing:
    return standing_of(reader_of(request), now, pending_since=pending_since(request, now))


def _place(page: "StoryPage", card: Card) -> Place:
    return Place(url=card.url, anchor=first_gated(page), story_id=page.pk or 0)


def render_story(
    request: HttpRequest, page: "StoryPage", decision: Decision, now: datetime
) -> HttpResponse:
    outline = page.desk.front.outline()
    card = card_of(page, outline)
    previewed = getattr(request, "is_preview", False)
    reading = reading_of(page, card, decision, pending_at=now if previewed else None)
    here = said_here(page, decision, now, drafted=previewed)
    context = {
        "story": card,
        "decision": decision,
        "sections": reading.sections,
        "locked_labels": reading.locked_labels,
        "sources": reading.sources,
        "byline": reading.byline,
        "notes": reading.notes,
        "changes_url": reading.changes_url,
        "said_here": here,
        "thread": thread_of(page, outline, now),
        "notice": notice_for(decision, page.access, _place(page, card), now=now),
        "head": story_head(
            reading, _publication(request), here.statements if here and not previewed else ()
        ),
        "desks": list(outline.desks.values()),
    }
    return render(request, "stories/story.html", context)


def _publication(request: HttpRequest) -> PublicationSettings:
    """The row the context processor prints too: loaded once a request."""
    return settings_for(request)
