"""What we tell machines of a statement is read back by somebody else's parser, and nothing of it is lost."""

import json
from datetime import datetime, timedelta
from urllib.parse import unquote
from uuid import UUID

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.namespace import RDF

from standfirst.gate.access import MEMBERS, PUBLIC, Access, Level
from standfirst.publication.json_script import script
from standfirst.record.found import Found
from standfirst.record.json_ld import OURS, alone
from standfirst.record.models.statement import Mark, Mode, Precision, Stance
from standfirst.record.reading import Cited, Dispute, Linked, Said
from standfirst.record.tests.said import PENTAGON, SINGH, SOURCE, WHEN, locked, said

# rdflib warns of a class of its own.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

SCHEMA, OA = Namespace("https://schema.org/"), Namespace("http://www.w3.org/ns/oa#")
RECORD = Namespace(OURS)


class Parsed:
    """A statement out of a graph of triples."""

    def __init__(self, one: Said, *found: Found) -> None:
        text = script(alone(one, found))
        self.graph = Graph().parse(data=str(text), format="json-ld")
        self.it = URIRef(settings.ADDRESS + one.url)
        self.place = self.value(RECORD.place)

    def value(self, name, of=None):
        return self.graph.value(of if of is not None else self.it, name)

    def text(self, name, of=None):
        value = self.value(name, of)
        return "" if value is None else str(value)

    def moment(self, name):
        text = self.text(name)
        return datetime.fromisoformat(text) if text else None

    def linked(self, node, name=SCHEMA.name):
        """Pages by their id, parties and people by their address."""
        if node is None or not self.text(name, node):
            return None
        if isinstance(node, BNode):
            return Linked(self.text(name, node), path(self.text(SCHEMA.url, node)))
        return Linked(self.text(name, node), unquote(path(str(node))))

    def target(self, source):
        """What is pointed at in it: exact, prefix, suffix."""
        for annotation in self.graph.subjects(OA.hasBody, self.it):
            target = self.value(OA.hasTarget, annotation)
            if self.value(OA.hasSource, target) == source:
                selector = self.value(OA.hasSelector, target)
                return [self.text(it, selector) for it in (OA.exact, OA.prefix, OA.suffix)]
        return ["", "", ""]

    @property
    def said(self) -> Said:
        speaker = self.value(SCHEMA.spokenByCharacter) or self.value(SCHEMA.creator)
        party = self.value(SCHEMA.affiliation, speaker)
        is_party = (speaker, RDF.type, SCHEMA.Organization) in self.graph
        words = self.value(SCHEMA.text)
        exact, prefix, suffix = self.target(self.place)
        return Said(
            pk=self.value(RECORD.number).toPython(),
            uid=UUID(self.text(SCHEMA.identifier)),
            url=path(str(self.it)),
            person=None if is_party else self.linked(speaker),
            party=self.linked(speaker if is_party else party),
            side=self.linked(self.value(RECORD.side)),
            unnamed=self.text(SCHEMA.description, speaker),
            unnamed_number=self.text(RECORD.unnamedNumber, speaker),
            office=self.text(SCHEMA.jobTitle, speaker) or self.text(RECORD.office),
            said_at=self.moment(RECORD.saidAt),
            precision=Precision(self.text(RECORD.precision)),
            where=self.text(SCHEMA.name, self.value(SCHEMA.locationCreated) or BNode()),
            story=self.linked(self.value(SCHEMA.isPartOf), SCHEMA.headline),
            storyline=self.linked(self.value(SCHEMA.about)),
            place=unquote(path(str(self.place))),
            published_at=self.moment(SCHEMA.datePublished),
            access=Access.parse(self.text(RECORD.access)),
            free=self.value(RECORD.free).toPython(),
            words=None if words is None else str(words),
            mode=choice(Mode, self.text(RECORD.mode)),
            stance=choice(Stance, self.text(RECORD.stance)),
            verb=self.text(RECORD.verb),
            topic=self.text(RECORD.topic),
            looked_at=self.moment(RECORD.lookedAt),
            unnamed_why=self.text(RECORD.unnamedWhy),
            source=self.cited(self.value(SCHEMA.citation)),
            mark=choice(Mark, self.text(RECORD.mark)),
            exact=exact,
            prefix=prefix,
            suffix=suffix,
            disputes=self.disputes,
            reply_to=getattr(self.value(RECORD.replyTo), "value", None),
        )

    @property
    def disputes(self):
        found = sorted(
            self.graph.objects(self.it, SCHEMA.comment),
            key=lambda it: self.value(SCHEMA.position, it).value,
        )
        return tuple(
            Dispute(
                by=self.text(SCHEMA.name, self.value(SCHEMA.creator, it) or BNode()),
                at=datetime.fromisoformat(self.text(SCHEMA.dateCreated, it)),
                reply=self.text(SCHEMA.text, it),
            )
            for it in found
        )

    def cited(self, node):
        if node is None:
            return None
        publisher = self.value(SCHEMA.publisher, node)
        return Cited(
            url=self.text(SCHEMA.url, node),
            name=self.text(SCHEMA.name, node),
            publisher=self.text(SCHEMA.name, publisher) if publisher else "",
            date=self.text(SCHEMA.datePublished, node),
            language=self.text(SCHEMA.inLanguage, node),
        )


def path(address):
    return address.removeprefix(settings.ADDRESS)


def choice(kind, text):
    return kind(text) if text else None


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WORDS = TEXTS.filter(bool)
MOMENTS = st.integers(-(10**15), 10**15).map(lambda it: WHEN + timedelta(microseconds=it))
PAGES = st.builds(Linked, WORDS, st.sampled_from(["/world/a-signing/", "/wélt/日本/"]))
OPEN = st.builds(
    said,
    st.integers(1, 10**12),
    WORDS,
    person=st.sampled_from([None, SINGH]),
    party=st.sampled_from([None, PENTAGON]),
    side=st.sampled_from([None, PENTAGON]),
    unnamed=TEXTS,
    unnamed_number=st.sampled_from(["", "one", "several"]),
    office=TEXTS,
    said_at=MOMENTS,
    precision=st.sampled_from(Precision),
    where=TEXTS,
    story=PAGES,
    storyline=st.none() | PAGES,
    access=st.sampled_from([PUBLIC, MEMBERS, Access(Level.PLANS, frozenset({"plus", "pro"}))]),
    free=st.booleans(),
    mode=st.sampled_from(Mode),
    stance=st.sampled_from(Stance),
    verb=TEXTS,
    topic=TEXTS,
    looked_at=st.none() | MOMENTS,
    unnamed_why=TEXTS,
    source=st.none() | st.builds(Cited, st.just(SOURCE.url), WORDS, TEXTS, TEXTS, TEXTS),
    mark=st.none() | st.sampled_from(Mark),
    exact=WORDS,
    prefix=TEXTS,
    suffix=TEXTS,
    disputes=st.lists(st.builds(Dispute, TEXTS, MOMENTS, TEXTS), max_size=2).map(tuple),
    reply_to=st.none() | st.integers(1, 99),
)


def is_possible(one: Said) -> bool:
    """How many is said of those without a name alone."""
    return bool(one.unnamed) or not one.unnamed_number


@hypothesis_settings(max_examples=60, deadline=None)
@given(OPEN.filter(is_possible))
def test_it_loses_nothing_of_a_statement(one):
    assert Parsed(one).said == one


@pytest.mark.parametrize(
    "fields",
    [{}, {"person": None}, {"person": None, "party": None, "unnamed": "a diplomat"}],
)
def test_it_loses_nothing_of_a_locked_one_and_tells_no_more(fields):
    one = locked(**fields)
    parsed = Parsed(one)
    assert parsed.said == one
    assert (parsed.it, RDF.type, SCHEMA.CreativeWork) in parsed.graph
    assert parsed.value(SCHEMA.isAccessibleForFree).toPython() is False
    assert not list(parsed.graph.subjects(RDF.type, OA.TextQuoteSelector))


def test_quoted_words_are_a_quotation_and_ours_a_claim():
    for mode, kind, by in (
        (Mode.DIRECT, SCHEMA.Quotation, SCHEMA.spokenByCharacter),
        (Mode.MIXED, SCHEMA.Quotation, SCHEMA.spokenByCharacter),
        (Mode.PARAPHRASE, SCHEMA.Claim, SCHEMA.creator),
    ):
        parsed = Parsed(said(mode=mode))
        assert (parsed.it, RDF.type, kind) in parsed.graph
        speaker = parsed.value(by)
        assert parsed.text(SCHEMA.name, speaker) == "Sabrina Singh"
        assert parsed.text(SCHEMA.jobTitle, speaker) == "deputy press secretary"
    assert parsed.value(SCHEMA.appearance) == parsed.value(SCHEMA.isPartOf)


def test_it_says_when_as_far_as_that_is_known():
    known = {it: Parsed(said(precision=it)).text(SCHEMA.dateCreated) for it in Precision}
    assert known == {
        Precision.MINUTE: WHEN.isoformat(),
        Precision.DAY: "2024-08-08",
        Precision.MONTH: "2024-08",
        Precision.YEAR: "2024",
        Precision.UNKNOWN: "",
    }


def test_it_points_at_the_words_in_their_source_and_shows_no_more_of_that():
    there = Found(SOURCE.url, Mark.VERBATIM, "It is consistent.", WHEN)
    gone = Found("https://example.org/x", Mark.ABSENT, "", WHEN)
    parsed = Parsed(said(), there, gone)
    assert parsed.target(URIRef(SOURCE.url)) == ["It is consistent.", "", ""]
    assert parsed.target(URIRef(gone.source)) == ["", "", ""]
    assert len(list(parsed.graph.subjects(OA.hasBody, parsed.it))) == 3


def test_words_cannot_end_the_script_they_stand_in():
    text = script(alone(said(words="</script><script>alert(1)")))
    assert "</script" not in text
    assert json.loads(text)["text"] == "</script><script>alert(1)"
