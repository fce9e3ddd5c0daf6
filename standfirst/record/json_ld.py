"""Statements for machines that read pages: schema.org says who said what, W3C Web Annotation where it stands.

https://schema.org/Quotation, https://schema.org/Claim, https://www.w3.org/TR/annotation-model/#text-quote-selector

The context stands in the data, so that nobody has to fetch one. Of a locked statement there is nothing but that
somebody spoke. Nothing of a statement gets lost on the way.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC
from types import MappingProxyType
from typing import Any

from django.utils.safestring import SafeString

from standfirst.gate.access import PUBLIC
from standfirst.publication.addresses import whole
from standfirst.publication.json_script import script
from standfirst.record.found import Found
from standfirst.record.models.statement import Mode, Precision
from standfirst.record.reading import Cited, Dispute, Linked, Said

OURS = "urn:standfirst:record:"  # what schema.org has no word for
CONTEXT: Mapping[str, Any] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "record": OURS,
    "Annotation": "oa:Annotation",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "annotation": {"@reverse": "oa:hasBody"},
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "url": {"@type": "@id"},
}
_KNOWN_TO = {Precision.YEAR: "%Y", Precision.MONTH: "%Y-%m", Precision.DAY: "%Y-%m-%d"}


def block(
    statements: Iterable[Said], found: Mapping[int, Iterable[Found]] = MappingProxyType({})
) -> SafeString | None:
    """For one <script type="application/ld+json"> of a page; None for a page without statements.

    `found`: of `record.found`, by their number.
    """
    graph = [node(it, found.get(it.pk, ())) for it in statements]
    return script({"@context": CONTEXT, "@graph": graph}) if graph else None


def alone(said: Said, found: Iterable[Found] = ()) -> dict[str, Any]:
    return {"@context": CONTEXT, **node(said, found)}


def node(said: Said, found: Iterable[Found] = ()) -> dict[str, Any]:
    """Of a locked one not even whether its words are quoted."""
    quoted = said.mode in (Mode.DIRECT, Mode.MIXED)
    kind = "CreativeWork" if said.locked else "Quotation" if quoted else "Claim"
    return {
        "@id": whole(said.url),
        "@type": kind,
        "spokenByCharacter" if quoted else "creator": _speaker(said),
        **_known(_who_and_when(said)),
        **({} if said.locked else {"text": said.words, **_known(_what(said, found))}),
    }


def _who_and_when(said: Said) -> dict[str, Any]:
    return {
        "identifier": f"urn:uuid:{said.uid}",
        "record:number": said.pk,
        "url": whole(said.url),
        "record:side": said.side and _party(said.side),
        "record:office": "" if _is_person(said) else said.office,
        "dateCreated": _as_known(said),
        "record:saidAt": said.said_at.isoformat(),
        "record:precision": str(said.precision),
        "locationCreated": said.where and {"@type": "Place", "name": said.where},
        "datePublished": said.published_at.isoformat(),
        "isPartOf": {"@type": "NewsArticle", **_page(said.story), "headline": said.story.name},
        "record:place": {"@id": whole(said.place)},
        "about": said.storyline
        and {"@type": "Event", **_page(said.storyline), "name": said.storyline.name},
        "isAccessibleForFree": said.free or said.access == PUBLIC,
        "record:access": str(said.access),
        "record:free": said.free,
    }


def _what(said: Said, found: Iterable[Found]) -> dict[str, Any]:
    looked = said.looked_at
    return {
        "record:mode": str(said.mode),
        "record:stance": str(said.stance),
        "record:verb": said.verb,
        "record:topic": said.topic,
        "record:lookedAt": looked and looked.isoformat(),
        "record:unnamedWhy": said.unnamed_why,
        "record:mark": said.mark and str(said.mark),
        "record:replyTo": said.reply_to,
        "citation": said.source and _source(said.source),
        "appearance": _page(said.story) if said.mode is Mode.PARAPHRASE else None,
        "comment": [_dispute(number, it) for number, it in enumerate(said.disputes)],
        "annotation": [_in_story(said), *map(_in_source, found)],
    }


def _speaker(said: Said) -> dict[str, Any]:
    """Without an @id: the office and whom they spoke for are of this statement, not of the person ever after."""
    if said.party and not _is_person(said):
        return _party(said.party)
    speaker = {
        "name": said.person and said.person.name,
        "url": said.person and whole(said.person.url),
        "description": said.unnamed,
        "record:unnamedNumber": said.unnamed_number,
        "jobTitle": said.office,
        "affiliation": said.party and _party(said.party),
    }
    return {"@type": "Person", **_known(speaker)}


def _is_person(said: Said) -> bool:
    """Or several, described and not named."""
    return bool(said.person or said.unnamed or not said.party)


def _in_story(said: Said) -> dict[str, Any]:
    words = {"exact": said.exact, "prefix": said.prefix, "suffix": said.suffix}
    return _annotation(whole(said.place), words)


def _in_source(found: Found) -> dict[str, Any]:
    """Where the text has no such words there is no place to point at."""
    checked = {"record:mark": str(found.mark), "record:checkedAt": found.checked_at.isoformat()}
    return {**_annotation(found.source, {"exact": found.exact}), **checked}


def _dispute(number: int, dispute: Dispute) -> dict[str, Any]:
    """That somebody named says it is wrong. `number`: two of them may say the same, and stand in an order."""
    values = {
        "creator": dispute.by and {"@type": "Person", "name": dispute.by},
        "dateCreated": dispute.at.isoformat(),
        "text": dispute.reply,
    }
    return {"@type": "Comment", "position": number, **_known(values)}


def _annotation(source: str, words: Mapping[str, str]) -> dict[str, Any]:
    selector = {"@type": "TextQuoteSelector", **_known(words)} if words["exact"] else None
    target = {"source": source, "selector": selector}
    return {"@type": "Annotation", "target": _known(target)}


def _source(cited: Cited) -> dict[str, Any]:
    values = {
        "url": cited.url,
        "name": cited.name,
        "publisher": cited.publisher and {"@type": "Organization", "name": cited.publisher},
        "datePublished": cited.date,
        "inLanguage": cited.language,
    }
    return {"@type": "CreativeWork", **_known(values)}


def _party(party: Linked) -> dict[str, Any]:
    return {"@type": "Organization", "name": party.name, "url": whole(party.url)}


def _page(page: Linked) -> dict[str, str]:
    return {"@id": whole(page.url)}


def _as_known(said: Said) -> str:
    """As far as it is known: "2024-08"; "" where it is not."""
    if said.precision is Precision.UNKNOWN:
        return ""
    layout = _KNOWN_TO.get(said.precision)
    return f"{said.said_at.astimezone(UTC):{layout}}" if layout else said.said_at.isoformat()


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what there is nothing to say of. False is something."""
    return {name: it for name, it in values.items() if it is False or it}
