"""register.yaml into rows of the record, and back. Bringing the same register in twice changes nothing."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from standfirst.record.evidence import check_source
from standfirst.record.models import Party, Person, Post, Source, Tenure
from standfirst.record.models.register import Named, key_of
from standfirst.stories.briefs.links import canonical_href
from standfirst.stories.briefs.register import (
    NAME,
    Listed,
    ListedPost,
    ListedSource,
    ListedTenure,
    Register,
    read_register,
)
from standfirst.stories.refusal import Refusal, refusals_as_brief_errors

Row = TypeVar("Row", bound=models.Model)
AnyNamed = TypeVar("AnyNamed", bound=Named)


def registers_in(paths: Iterable[Path]) -> list[Path]:
    """Those beside the briefs that are named, and in the folders that are named and below; each once."""
    found: dict[Path, Path] = {}
    for path in paths:
        for each in _below(path) if path.is_dir() else [path.parent / NAME]:
            if each.is_file():
                found.setdefault(each.resolve(), each)
    return list(found.values())


def import_register(path: Path, now: datetime) -> None:
    """All of it, or nothing: raises BriefError. What the file leaves out stays as it is."""
    register = read_register(path)
    with refusals_as_brief_errors(str(path), ""), transaction.atomic():
        parties = [
            (it, _named(Party, it, kind=it.kind.replace(" ", "_"))) for it in register.parties
        ]
        for said, party in parties:
            _put_below(party, said)
        for person in register.people:
            _named(Person, person)
        for post in register.posts:
            _post(post)
        for source in register.sources:
            _source(source, now)


def the_register() -> Register:
    """As it is now, in the order of names, and of addresses."""
    tenures = Tenure.objects.select_related("person")
    posts = Post.objects.select_related("party").prefetch_related(
        models.Prefetch("tenures", tenures, to_attr="held")
    )
    return Register(
        tuple(map(_party_listed, Party.objects.select_related("parent"))),
        tuple(_listed(it) for it in Person.objects.all()),
        tuple(map(_post_listed, posts.order_by("party__name", "title", "pk"))),
        tuple(map(_source_listed, Source.objects.order_by("url"))),
    )


def _below(folder: Path) -> list[Path]:
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(here, NAME)] if NAME in names else []
    return found


def _named(model: type[AnyNamed], it: Listed, **more: str) -> AnyNamed:
    row = model.objects.called(it.name, it.slug)
    assert row is None or isinstance(row, model)
    row = row or model(name=it.name, slug=it.slug)
    others: dict[str, str] = {}
    for name in (*row.names(), it.name, *it.also_called):
        if key_of(name) != key_of(row.name):
            others.setdefault(key_of(name), name)
    said = {"also_called": "\n".join(others.values()), "wikidata": it.wikidata, **more}
    _save(row, said, it.line)
    return row


def _put_below(party: Party, it: Listed) -> None:
    if not it.part_of:
        return
    above = Party.objects.called(it.part_of)
    if above is None:
        raise _refusal(it, f"there is no party “{it.part_of}”", "List it among the parties too.")
    _save(party, {"parent": above}, it.line)


def _post(it: ListedPost) -> None:
    party = Party.objects.called(it.party)
    if party is None:
        raise _refusal(it, f"there is no party “{it.party}”", "List it among the parties.")
    post = Post.objects.filter(party=party, title=it.title).first()
    post = post or Post(party=party, title=it.title)
    names = dict.fromkeys([*post.titles()[1:], *it.also_called])
    _save(post, {"also_called": "\n".join(names)}, it.line)
    for tenure in it.held_by:
        _tenure(post, tenure)


def _tenure(post: Post, it: ListedTenure) -> None:
    """That which began the same day, or one that does not say when it began."""
    person = Person.objects.called(it.who)
    if person is None:
        raise _refusal(it, f"there is no person “{it.who}”", "List them among the people.")
    known = list(Tenure.objects.filter(post=post, person=person))
    found = next((row for row in known if row.starts == it.starts), None)
    found = found or next((row for row in known if None in (row.starts, it.starts)), None)
    row = found or Tenure(post=post, person=person)
    _save(row, {"starts": it.starts, "ends": it.ends}, it.line)


def _source(it: ListedSource, now: datetime) -> None:
    row = Source.objects.filter(url=it.url).first() or Source(url=it.url)
    said: dict[str, Any] = {
        name: getattr(it, name)
        for name in ("publisher", "title", "date", "language", "translator", "text")
    }
    new = {name for name in ("text", "language") if said[name] not in ("", getattr(row, name))}
    if "text" in new:
        said["text_kept_at"] = now
    _save(row, said, it.line)
    if new:
        check_source(row, now)


def _save(row: models.Model, said: Mapping[str, Any], line: int) -> None:
    """With what is said; nothing is written where that is known. Raises Refusal for what a field cannot hold."""
    new = {name: value for name, value in said.items() if value and getattr(row, name) != value}
    if row.pk and not new:
        return
    for name, value in new.items():
        setattr(row, name, value)
    try:
        row.full_clean(exclude=["slug", "keys"])
        row.save()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        reason = f"{field}: {messages[0].rstrip('.')}"
        raise Refusal("register", reason, "Mend it, and try again.", line=line) from None


def _refusal(it: Listed | ListedPost | ListedTenure, reason: str, remedy: str) -> Refusal:
    return Refusal("register", reason, remedy, line=it.line)


def _listed(it: Named) -> Listed:
    return Listed(it.name, it.slug, tuple(it.names()[1:]), it.wikidata)


def _party_listed(it: Party) -> Listed:
    above = it.parent.name if it.parent else ""
    return replace(_listed(it), kind=it.kind.replace("_", " "), part_of=above)


def _post_listed(it: Post) -> ListedPost:
    held: list[Tenure] = getattr(it, "held", [])
    tenures = tuple(ListedTenure(row.person.name, row.starts, row.ends) for row in held)
    return ListedPost(it.title, it.party.name, tuple(it.titles()[1:]), tenures)


def _source_listed(it: Source) -> ListedSource:
    return ListedSource(
        canonical_href(it.url) or it.url,
        it.publisher,
        it.title,
        it.date,
        it.language,
        it.translator,
        it.text.strip("\n"),
    )
