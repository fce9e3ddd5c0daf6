"""Briefs into stories. A story is known by its slug: importing again updates, never doubles."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from standfirst.stories.briefs import Brief, BriefError, read_brief
from standfirst.stories.brought_images import brought_images
from standfirst.stories.drafting import Wanted, begun, brought_up_to_date, save
from standfirst.stories.models import DeskPage, StoryPage
from standfirst.stories.named import (
    access_of,
    address_of,
    desk_for,
    slug_of,
    story_called,
    storyline_called,
)
from standfirst.stories.refusal import Refusal, refusals_as_brief_errors

SUFFIXES = {".md", ".markdown", ".txt"}


@dataclass(frozen=True)
class Imported:
    """`address` is the whole address; `changed` is False if the story said all this already."""

    story: StoryPage
    address: str
    changed: bool


def import_files(
    paths: Iterable[Path],
    *,
    publish: bool,
    now: datetime,
    desk: str = "",
    access: str = "",
    headline: str = "",
    skip: int = 0,
) -> Iterator[Imported | BriefError]:
    """Each brief in these files and folders, one after the other; a refused one stops no other."""
    origins: dict[str, Path] = {}
    for path in briefs_in(paths):
        try:
            brief = read_brief(path, headline=headline, skip=skip)
            text = path.read_text(encoding="utf-8")
            with refusals_as_brief_errors(str(path), text):
                _refuse_second(slug_of(brief), path, origins)
            imported = import_brief(
                brief,
                publish=publish,
                now=now,
                desk=desk,
                access=access,
                folder=path.parent,
                name=str(path),
                text=text,
            )
        except BriefError as refused:
            yield refused
        else:
            origins[imported.story.slug] = path
            yield imported


def briefs_in(paths: Iterable[Path]) -> list[Path]:
    """Files as they are named; of folders the .md, .markdown and .txt in them and below, sorted, but no README.md.

    Each once. Hidden folders and links to folders are passed by.
    """
    found = [each for path in paths for each in (_below(path) if path.is_dir() else [path])]
    once: dict[Path, Path] = {}
    for path in found:
        once.setdefault(path.resolve(), path)
    return list(once.values())


def import_brief(
    brief: Brief,
    *,
    publish: bool,
    now: datetime,
    desk: str = "",
    access: str = "",
    folder: Path | None = None,
    name: str = "",
    text: str = "",
) -> Imported:
    """The story this brief is, made or brought up to date, in a transaction of its own.

    `desk` (a slug) and `access` count where the brief names none; `folder` holds its images; `name`
    and `text` (the whole file) tell errors the file and line. A storyline is made where its name is
    new. Desk, access, storyline and time of publishing stay the story's where nothing names them.
    Without `publish` there is a draft, and a live story stays as readers know it. Raises BriefError,
    and then leaves nothing behind.
    """
    with refusals_as_brief_errors(name, text), transaction.atomic():
        named = brief.desk or desk
        before = story_called(slug_of(brief), named)
        on = desk_for(named, before)
        may_read = access_of(brief.access or access, before)
        with brought_images(folder, brief) as (lead, inside):
            wanted = Wanted(brief, may_read, lead, storyline_called(brief.storyline), inside)
            if before is None:
                story, changed = begun(wanted), True
            else:
                moved = _move(before, on, publish=publish)
                placed = StoryPage.objects.get(pk=before.pk)
                story, changed = brought_up_to_date(placed, wanted, publish=publish)
                changed = changed or moved
            if changed:
                save(story, on, publish_at=now if publish else None)
    kept = StoryPage.objects.get(pk=story.pk)
    return Imported(kept, address_of(kept), changed)


def _below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(here, name) for name in names if _is_brief(name)]
    return sorted(found)


def _is_brief(name: str) -> bool:
    path = Path(name)
    return (
        path.suffix.lower() in SUFFIXES
        and path.stem.lower() != "readme"
        and not name.startswith(".")
    )


def _refuse_second(slug: str, path: Path, origins: dict[str, Path]) -> None:
    """Two files that are one story would each undo the other at every import."""
    first = origins.get(slug, path)
    if first != path:
        raise Refusal(
            "slug", f"{first} is the story {slug} already", "Give this one a slug of its own."
        )


def _move(story: StoryPage, desk: DeskPage, *, publish: bool) -> bool:
    if story.is_child_of(desk):
        return False
    if story.live and not publish:
        raise Refusal(
            "desk",
            f"the story is live on the desk {story.desk.slug}, and a draft cannot move it",
            f"Pass --publish, or name the desk {story.desk.slug}.",
        )
    story.move(desk, pos="last-child")
    return True
