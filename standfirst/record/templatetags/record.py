"""What templates print of a statement. All of it is in the `Said` already: nothing here asks the database."""

from collections.abc import Collection

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from standfirst.publication.marks import marked
from standfirst.record import moments
from standfirst.record.facts import facts_of
from standfirst.record.reading import Linked, Said

register = template.Library()


@register.simple_tag
def said_when(said: Said) -> SafeString:
    return moments.said_when(said)


@register.filter
def facts(said: Said) -> list[str]:
    return facts_of(said)


@register.simple_tag(takes_context=True)
def said_words(context: dict[str, object], said: Said) -> SafeString:
    """As HTML; a page that looked for words has them as `terms`, and they are marked."""
    terms = context.get("terms") or ()
    return marked(said.words or "", terms if isinstance(terms, Collection) else ())


@register.filter
def record_of(storyline: Linked) -> str:
    """The address of a storyline's record: its own page's is that of its stories."""
    return reverse("record_storyline", args=[storyline.url.strip("/")])
