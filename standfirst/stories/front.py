"""The front page for what stands beside it: feeds, sitemaps, search."""

from datetime import datetime

from django.http import Http404

from standfirst.publication.remembering import Remembered
from standfirst.stories.models import FrontPage, StorylinePage
from standfirst.stories.published import StoryQuerySet
from standfirst.stories.reading import Listing, desk_of
from standfirst.stories.storylines import storyline_of


def the_front() -> FrontPage:
    """Kept between changes, with its desks: to be read, and never to be changed."""
    front = the_front_if_any()
    if front is None:
        raise Http404
    return front


def _load() -> FrontPage | None:
    return FrontPage.objects.live().first()


the_front_if_any = Remembered(_load)


def listed_at(slug: str, front: FrontPage, now: datetime) -> tuple[Listing, StoryQuerySet]:
    """The desk or storyline of this slug, and its stories. Raises Http404 where readers find none."""
    if desk := next((it for it in front.desks if it.slug == slug), None):
        return desk_of(desk), desk.stories(now)
    page = StorylinePage.objects.child_of(front).published(now).filter(slug=slug).first()
    if page is None:
        raise Http404
    return storyline_of(page), page.stories.published(now)
