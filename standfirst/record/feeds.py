"""The newest statements of a party, a person or a storyline as feeds: what a signed-out reader may read, for everyone.

In the order in which they were recorded: one said long ago is news to whoever follows.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standfirst.membership.standing import Standing
from standfirst.publication.addresses import whole
from standfirst.publication.changes import LISTS
from standfirst.publication.current import settings_for
from standfirst.publication.feeds import json_feed, rss
from standfirst.publication.feeds.feed import Feed, Item
from standfirst.publication.sharing import share_with
from standfirst.record import on_record
from standfirst.record.models import Statement
from standfirst.record.models.statement import Mode
from standfirst.record.moments import when_words
from standfirst.record.reading import Said, Sight, for_reading

NEWEST = 30
SIGNED_OUT = Standing()
LONGEST = 120  # characters of what was said, in a title

Finding = Callable[[str, datetime], tuple[str, str, QuerySet[Statement]]]


def of_party(slug: str, now: datetime) -> tuple[str, str, QuerySet[Statement]]:
    """Its name, its page, and what it said."""
    party = on_record.party_called(slug, now)
    if party is None or party.slug != slug:
        raise Http404
    theirs = [party.pk, *on_record.below_pks(party)]
    said = Statement.objects.published(now).filter(Q(party__in=theirs) | Q(side__in=theirs))
    return party.name, party.url, said


def of_person(slug: str, now: datetime) -> tuple[str, str, QuerySet[Statement]]:
    person = get_object_or_404(on_record.people(now), slug=slug)
    return person.name, person.url, Statement.objects.published(now).filter(person=person)


def of_storyline(slug: str, now: datetime) -> tuple[str, str, QuerySet[Statement]]:
    page = get_object_or_404(on_record.storylines(now), slug=slug)
    said = Statement.objects.published(now).filter(storyline=page)
    return page.title, reverse("record_storyline", args=[slug]), said


@require_safe
def as_rss(request: HttpRequest, slug: str, find: Finding) -> HttpResponse:
    text = rss.write(_feed(request, slug, find))
    response = HttpResponse(text, content_type="application/rss+xml; charset=utf-8")
    return share_with(request, response, LISTS)


@require_safe
def as_json(request: HttpRequest, slug: str, find: Finding) -> HttpResponse:
    text = json_feed.write(_feed(request, slug, find))
    return share_with(request, HttpResponse(text, content_type="application/feed+json"), LISTS)


def _feed(request: HttpRequest, slug: str, find: Finding) -> Feed:
    now = timezone.now()
    name, url, statements = find(slug, now)
    newest = for_reading(statements).order_by("-pk")[:NEWEST]
    return Feed(
        title=f"{settings_for(request).name}: {name}",
        description=_("What is on record of %(name)s.") % {"name": name},
        page=whole(url),
        items=tuple(map(_item, Sight(SIGNED_OUT, now).all_said(newest))),
    )


def _item(said: Said) -> Item:
    html = render_to_string("record/feed_item.html", {"said": said, "place": whole(said.place)})
    party = said.party or said.side
    return Item(
        address=whole(said.url),
        title=_title(said),
        summary=", ".join(filter(None, (said.speaker, said.office, when_words(said), said.where))),
        html=html.strip(),
        published_at=said.published_at,
        byline=said.speaker,
        tag=party.name if party else "",
    )


def _title(said: Said) -> str:
    if said.words is None:
        return _("%(who)s, on record") % {"who": said.speaker}
    words = Truncator(said.words).chars(LONGEST)
    quoted = f"“{words}”" if said.mode is Mode.DIRECT else words
    return f"{said.speaker}: {quoted}"
