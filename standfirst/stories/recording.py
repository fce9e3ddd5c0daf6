"""The record of a story: its statements as rows, from what its editor accepted, each time it goes out."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page

from standfirst.publication.changes import EVERYTHING, LISTS, tell
from standfirst.record import accepted, projecting
from standfirst.record.models import Source, Statement
from standfirst.record.projecting import SectionOut, StoryOut
from standfirst.stories.models import StoryPage, StorySource
from standfirst.stories.section_text import text_of

if TYPE_CHECKING:
    from standfirst.stories.projecting import Publishing


def record(publishing: "Publishing") -> None:
    story = publishing.story
    out = StoryOut(
        story_id=story.pk,
        storyline_id=story.storyline_id,
        access=story.access,
        published_at=story.published_at or publishing.at,
        sections=sections_out(story),
        sources=sources_of(story),
        on_live_desk=StoryPage.objects.on_live_desks().filter(pk=story.pk).exists(),
    )
    statements = accepted.kept(story.accepted)
    if statements and not Statement.objects.published(publishing.at).exists():
        tell(EVERYTHING)  # every page ends with a link to the record, once there is one
    projecting.project(out, statements, publishing.at)


def follow_desks(page: Page) -> None:
    """A desk or the front was taken down or put back, or a story moved: statements are out where stories are."""
    path = Page.objects.values_list("path", flat=True).get(pk=page.pk)
    statements = Statement.objects.filter(story__path__startswith=path)
    out = StoryPage.objects.on_live_desks().filter(path__startswith=path).values("pk")
    away, back = Q(on_live_desk=True) & ~Q(story__in=out), Q(on_live_desk=False, story__in=out)
    with transaction.atomic():
        moved = statements.filter(away).update(on_live_desk=False)
        moved += statements.filter(back).update(on_live_desk=True)
        if moved:
            tell(LISTS)


def sections_out(story: StoryPage) -> tuple[SectionOut, ...]:
    """For staff and the record: what readers get of a section goes through `stories.body`."""
    return tuple(
        SectionOut(block.id, text_of(block.value["text"].source), block.value["free"])
        for block in story.sections
    )


def sources_of(story: StoryPage) -> dict[str, Source]:
    """By address, made where there is none: what a story says of one fills what is not known of it yet."""
    found: dict[str, Source] = {}
    for cited in story.sources.all():
        source, _made = Source.objects.get_or_create(url=cited.url)
        new = {
            name: value
            for name in ("publisher", "title", "date")
            if (value := getattr(cited, name)) and not getattr(source, name)
        }
        if new:
            for name, value in new.items():
                setattr(source, name, value)
            source.save(update_fields=[*new])
        found[cited.url] = source
    return found


def cited_by(source: Source) -> dict[int, list[Source]]:
    """The live stories that cite a source, each with all it cites: for `record.evidence`."""
    rows = StorySource.objects.filter(story__live=True, url=source.url)
    stories = set(rows.values_list("story_id", flat=True))
    cited = StorySource.objects.filter(story__in=stories).values_list("story_id", "url")
    known = Source.objects.in_bulk({url for _story, url in cited}, field_name="url")
    found: dict[int, list[Source]] = {pk: [] for pk in stories}
    for pk, url in cited:
        if url in known:
            found[pk].append(known[url])
    return found
