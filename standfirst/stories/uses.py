"""Which stories use an upload, and so who may have it: the one place that says.

Everyone, where a published story shows it in a free section, or is open to everyone; else whoever may read
one of the published stories that use it. The rows are written each time a story goes out.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import HttpRequest

from standfirst.gate.access import PUBLIC
from standfirst.gate.rules import decide
from standfirst.membership.rows import standing_of
from standfirst.publication.files import Upload
from standfirst.publication.models import PublicationDocument, PublicationImage
from standfirst.readers.here import reader_of
from standfirst.stories.inserted import ids_in
from standfirst.stories.models import DocumentUse, ImageUse, StoryPage

if TYPE_CHECKING:
    from standfirst.stories.projecting import Publishing
    from standfirst.stories.published import StoryQuerySet


def keep_uses(publishing: "Publishing") -> None:
    story = publishing.story
    forget_uses(story)
    ImageUse.objects.bulk_create(
        ImageUse(story=story, image_id=pk, free=free)
        for pk, free in _used_in(story, PublicationImage).items()
    )
    DocumentUse.objects.bulk_create(
        DocumentUse(story=story, document_id=pk, free=free)
        for pk, free in _used_in(story, PublicationDocument).items()
    )


def forget_uses(story: StoryPage) -> None:
    """Once it is taken down, for whatever reason."""
    ImageUse.objects.filter(story=story).delete()
    DocumentUse.objects.filter(story=story).delete()


def shown_to_everyone(upload: Upload, now: datetime) -> bool:
    in_a_free_section = Q(pk__in=upload.uses.filter(free=True).values("story"))
    return _using(upload, now).filter(in_a_free_section | Q(access=PUBLIC)).exists()


def shown_to(upload: Upload, request: HttpRequest, now: datetime) -> bool:
    """Whether this reader's own standing opens a story that uses it."""
    accesses = set(_using(upload, now).order_by().values_list("access", flat=True))
    if not accesses:
        return False
    standing = standing_of(reader_of(request), now)
    return any(decide(access, standing, now).open for access in accesses)


def _using(upload: Upload, now: datetime) -> "StoryQuerySet":
    stories: StoryQuerySet = StoryPage.objects.published(now)
    return stories.filter(pk__in=upload.uses.values("story"))


def _used_in(
    story: StoryPage, model: type[PublicationImage] | type[PublicationDocument]
) -> dict[int, bool]:
    """By id, whether a free section names it. What is gone is left out."""
    used: dict[int, bool] = {}
    for block in story.sections:
        for pk in ids_in(block.value["text"].source, model):
            used[pk] = used.get(pk, False) or block.value["free"]
    there = model.objects.filter(pk__in=used).values_list("pk", flat=True)
    return {pk: used[pk] for pk in there}
