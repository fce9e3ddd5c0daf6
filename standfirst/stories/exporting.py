"""Stories as brief files, which import back as the same stories."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from standfirst.publication.models import PublicationImage
from standfirst.stories.briefs import (
    Brief,
    BriefError,
    BriefImage,
    BriefSource,
    images_in,
    read_brief,
    write_brief,
)
from standfirst.stories.briefs.links import canonical_href
from standfirst.stories.briefs.register import NAME, Register
from standfirst.stories.briefs.register_writer import write_register
from standfirst.stories.models import StoryPage, StorySource
from standfirst.stories.registering import the_register
from standfirst.stories.sections import Paths, images_of, written
from standfirst.stories.statements import stated

LONGEST_NAME = 200  # bytes; file systems end at 255


@dataclass(frozen=True)
class Files:
    """The paths of a story's images beside its brief: of the lead image ("" if it has none), of the sections' by id."""

    lead: str
    inside: Paths
    images: Mapping[str, PublicationImage]


def export_stories(stories: Iterable[StoryPage], folder: Path) -> Iterator[Path | BriefError]:
    """Each as folder/<desk>/<slug>.md, its images under images/ beside; yields the file, or why there is none.

    What is not ours is never written over; files of stories that are gone stay too.
    """
    for story in stories:
        path = folder / story.desk.slug / f"{file_name(story.slug)}.md"
        try:
            _export(story, path)
            yield path
        except BriefError as error:
            yield error


def export_register(folder: Path) -> None:
    """What stories and statements name, as folder/register.yaml; no file where there is nothing."""
    register = the_register()
    if register != Register():
        _write(folder / NAME, write_register(register).encode())


def brief_of(story: StoryPage, image: str = "", inside: Paths | None = None) -> Brief:
    """`image` is the path its lead image has beside the brief, if it is to have one; `inside` its sections'."""
    return Brief(
        headline=story.title,
        standfirst=story.standfirst,
        sections=written(story.sections, inside),
        desk=story.desk.slug,
        access=str(story.access).replace(":", ": ").replace(",", ", "),
        byline=story.byline,
        storyline=story.storyline.title if story.storyline else "",
        published=story.published_at,
        updated=story.updated_at,
        image=_brief_image(story, image),
        slug=story.slug,
        sources=tuple(map(_source, story.sources.all())),
        statements=stated(story),
    )


def file_name(slug: str) -> str:
    """Without suffix. The slug, unless it is too long for a file."""
    if len(slug.encode()) <= LONGEST_NAME:
        return slug
    start = slug.encode()[: LONGEST_NAME - 17].decode(errors="ignore")
    return f"{start}-{hashlib.sha256(slug.encode()).hexdigest()[:16]}"


def _brief_image(story: StoryPage, path: str) -> BriefImage | None:
    image = story.lead_image
    return BriefImage(path, image.description, image.credit) if image and path else None


def _source(source: StorySource) -> BriefSource:
    url = canonical_href(source.url) or source.url
    return BriefSource(url, source.publisher, source.title, source.date)


def _export(story: StoryPage, path: Path) -> None:
    files = _files(story, path)
    text = _text(story, files, path)
    _keep_others(path, story, files)
    for name, image in files.images.items():
        _write(path.parent / name, _contents(image, path))
    _write(path, text.encode())


def _files(story: StoryPage, path: Path) -> Files:
    """One for the lead image, and one for each of the sections', in the order of the text."""
    lead = _name(path.stem, story.lead_image) if story.lead_image else ""
    images = {lead: story.lead_image} if story.lead_image else {}
    inside: dict[int, str] = {}
    for number, image in enumerate(images_of(story.sections), start=1):
        inside[image.pk] = _name(f"{path.stem}-{number}", image)
        images[inside[image.pk]] = image
    return Files(lead, inside, images)


def _name(stem: str, image: PublicationImage) -> str:
    return f"images/{stem}{PurePath(image.file.name).suffix}"


def _contents(image: PublicationImage, path: Path) -> bytes:
    try:
        with image.file.open("rb") as file:
            held: bytes = file.read()
            return held
    except OSError:
        reason = f"the file of its image “{image.title}” is gone"
        raise BriefError(str(path), 1, reason, "Choose the image anew in the editor.") from None


def _text(story: StoryPage, files: Files, path: Path) -> str:
    try:
        return write_brief(brief_of(story, files.lead, files.inside))
    except BriefError as error:
        reason = f"the story cannot be written as a brief: {error.reason}"
        raise BriefError(str(path), 1, reason, "Mend it in the editor.") from None


def _keep_others(path: Path, story: StoryPage, files: Files) -> None:
    """Refuses to write over what is not this story: its brief, and the images that brief names."""
    before = _brief_at(path)
    if path.exists() and (before is None or before.slug != story.slug):
        _refuse_to_replace(path)
    known = _paths_in(before) if before else set()
    for name, image in files.images.items():
        picture, contents = path.parent / name, _contents(image, path)
        if name not in known and picture.exists() and picture.read_bytes() != contents:
            _refuse_to_replace(picture)


def _paths_in(brief: Brief) -> set[str]:
    inside = {it.path for section in brief.sections for it in images_in(section.html)}
    return inside | ({brief.image.path} if brief.image else set())


def _refuse_to_replace(path: Path) -> None:
    reason = "there is another file of this name, and it is not this story"
    raise BriefError(str(path), 1, reason, "Move it away, or name another folder.")


def _brief_at(path: Path) -> Brief | None:
    try:
        return read_brief(path)
    except BriefError:
        return None


def _write(path: Path, contents: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.read_bytes() == contents:
        return
    half = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        half.write_bytes(contents)
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)
