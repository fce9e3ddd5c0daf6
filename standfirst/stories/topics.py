"""What a story's page depends on besides what all pages do: told of any of it, the front forgets the page."""

from typing import TYPE_CHECKING

from wagtail.models import Page

from standfirst.publication import changes
from standfirst.publication.models import PublicationImage
from standfirst.stories.body import named_in

if TYPE_CHECKING:
    from standfirst.stories.models import StoryPage


def topics_of(story: "StoryPage") -> set[str]:
    """The story, what it links to and shows, and its storyline, for what came earlier there."""
    pages = {story.pk, story.storyline_id, *named_in(story, Page)} - {None}
    images = {story.lead_image_id, *named_in(story, PublicationImage)} - {None}
    return {*map(changes.page, pages), *map(changes.image, images)}


def told_of(story: "StoryPage") -> set[str]:
    """What to tell when something of a story that readers see has changed."""
    pages = {story.pk, story.storyline_id} - {None}
    return {changes.LISTS, *map(changes.page, pages)}
