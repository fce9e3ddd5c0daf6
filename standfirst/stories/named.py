"""What a brief names in the publication: its story, its desk, its storyline, who may read it. All raise Refusal."""

import hashlib

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

from standfirst.gate.access import MEMBERS, Access
from standfirst.membership.models import Plan
from standfirst.stories.briefs import Brief
from standfirst.stories.models import DeskPage, StorylinePage, StoryPage
from standfirst.stories.refusal import Refusal, one_of

LONGEST_SLUG = 255  # characters


def slug_of(brief: Brief) -> str:
    """The brief's, or one from its headline, put into Latin letters."""
    latin = slugify(string_to_ascii(brief.headline))[:LONGEST_SLUG].strip("-_")
    digest = hashlib.sha256(brief.headline.encode()).hexdigest()
    return brief.slug or latin or f"story-{digest[:8]}"


def story_called(slug: str, desk: str = "") -> StoryPage | None:
    """The story of this slug: the one on that desk, or else the only one there is."""
    found = list(StoryPage.objects.filter(slug=slug))
    on_desk = [story for story in found if story.desk.slug == desk]
    if len(found) > 1 and not on_desk:
        raise Refusal(
            "slug",
            f"{len(found)} stories have the slug {slug}",
            f"Name the desk of the one you mean: {one_of([it.desk.slug for it in found])}.",
        )
    return next(iter(on_desk or found), None)


def desk_called(slug: str) -> DeskPage:
    desk: DeskPage | None = DeskPage.objects.filter(slug=slug).first()
    if desk is None:
        raise Refusal("desk", f"there is no desk “{slug}”", _desks())
    return desk


def desk_for(slug: str, story: StoryPage | None) -> DeskPage:
    """The desk that is named, or else the one the story is on."""
    if slug:
        return desk_called(slug)
    if story is None:
        raise Refusal("desk", "no desk is named", f"Pass --desk, or write it on top. {_desks()}")
    return story.desk


def storyline_called(name: str) -> StorylinePage | None:
    """The storyline of this name, made if there is none."""
    if not name:
        return None
    found: StorylinePage | None = StorylinePage.objects.called(name)
    return found or StorylinePage.start(name)


def access_called(text: str) -> Access:
    try:
        access = Access.parse(text.lower())
    except ValueError:
        remedy = 'Use public, registered, members or, in quotation marks, "plans: basic, plus".'
        raise Refusal("access", f"access “{text}” is none we know", remedy) from None
    plans = list(Plan.objects.values_list("slug", flat=True))
    if missing := sorted(access.plans - set(plans)):
        remedy = f"Use {one_of(plans)}." if plans else "Make the plan first; there are none yet."
        raise Refusal("access", f"there is no plan “{missing[0]}”", remedy)
    return access


def access_of(text: str, story: StoryPage | None) -> Access:
    """What is asked for, or else what the story has: silence never opens one."""
    if text:
        return access_called(text)
    return story.access if story else MEMBERS


def address_of(story: StoryPage) -> str:
    """The whole address."""
    return settings.ADDRESS + iri_to_uri(f"/{story.desk.slug}/{story.slug}/")


def _desks() -> str:
    slugs = list(DeskPage.objects.order_by("slug").values_list("slug", flat=True))
    return f"Use {one_of(slugs)}." if slugs else "Make the desk in the editor first."
