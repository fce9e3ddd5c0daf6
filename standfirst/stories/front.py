"""The front page and its desks for what stands beside them: feeds, sitemaps, search."""

from django.http import Http404

from standfirst.stories.models import DeskPage, FrontPage


def the_front() -> FrontPage:
    front = FrontPage.objects.live().first()
    if front is None:
        raise Http404
    return front


def live_desk(slug: str, front: FrontPage) -> DeskPage:
    desk = DeskPage.objects.child_of(front).live().filter(slug=slug).first()
    if desk is None:
        raise Http404
    return desk
