"""The address of a drawn picture. Its version is what is drawn: it never changes under an address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from standfirst.publication.current import settings_for
from standfirst.publication.files import answer
from standfirst.stories.models import DrawnPicture, StoryPage
from standfirst.stories.reading import desk_of
from standfirst.stories.social.drawing import SHAPES, Drawn, draw, drawn_of


@require_safe
def social(request: HttpRequest, story_id: int, version: str, shape: str) -> HttpResponseBase:
    story = StoryPage.objects.published(timezone.now()).filter(id=story_id).first()
    if story is None or shape not in SHAPES:
        raise Http404
    publication = settings_for(request)
    drawn = drawn_of(story.title, desk_of(story.desk), publication)
    if version != drawn.version:
        return _moved(story_id, drawn, shape)
    return answer(request, _kept(story, drawn, shape).file, public=True)


def _kept(story: StoryPage, drawn: Drawn, shape: str) -> DrawnPicture:
    known = DrawnPicture.objects.filter(story=story, shape=shape, version=drawn.version).first()
    return known or DrawnPicture.keep(story, shape, drawn.version, draw(drawn, SHAPES[shape]))


def _moved(story_id: int, drawn: Drawn, shape: str) -> HttpResponse:
    """Asked for as it was before the headline, or the publication's look, changed."""
    response = redirect("social", story_id, drawn.version, shape)
    patch_cache_control(response, no_store=True)
    return response
