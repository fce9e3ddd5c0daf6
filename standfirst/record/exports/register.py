"""Parties, people and storylines as JSON: what everyone may know of them."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import Page

from standfirst.publication.addresses import whole
from standfirst.record.models import Party, Person, Tenure
from standfirst.record.models.register import Named
from standfirst.record.reading import page_link


def party_said(party: Party) -> dict[str, Any]:
    parent = party.parent
    return {
        **_named(party),
        "kind": party.kind,
        "part_of": {"name": parent.name, "slug": parent.slug} if parent else None,
        **_around("party", party.slug),
    }


def person_said(person: Person) -> dict[str, Any]:
    return {
        **_named(person),
        "posts": [_held(it) for it in person.tenures.all()],
        **_around("person", person.slug),
    }


def with_posts(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.prefetch_related("tenures__post__party")


def storyline_said(page: Page) -> dict[str, Any]:
    """`url` is its page among the stories; `record` what was said on it."""
    return {
        "name": page.title,
        "slug": page.slug,
        "url": whole(page_link(page).url),
        "record": whole(reverse("record_storyline", args=[page.slug])),
        **_around("storyline", page.slug),
        "timeline": whole(reverse("record_timeline", args=[page.slug])),
    }


def _named(row: Named) -> dict[str, Any]:
    return {
        "name": row.name,
        "slug": row.slug,
        "url": whole(row.url),
        "also_called": row.names()[1:],
        "wikidata": row.wikidata,
    }


def _held(tenure: Tenure) -> dict[str, str]:
    return {
        "title": tenure.post.title,
        "party": tenure.post.party.name,
        "from": tenure.starts.isoformat() if tenure.starts else "",
        "to": tenure.ends.isoformat() if tenure.ends else "",
    }


def _around(kind: str, slug: str) -> dict[str, Any]:
    """Where its statements are, here and as feeds."""
    statements = f"{reverse('record_api_statements')}?{urlencode({kind: slug})}"
    feeds = {
        form: whole(reverse(f"record_{kind}_feed_{form}", args=[slug])) for form in ("rss", "json")
    }
    return {
        "api": whole(reverse(f"record_api_{kind}", args=[slug])),
        "statements": whole(statements),
        "feeds": feeds,
    }
