"""The form of a story: drafts are kept as they are, and only what is published has to be whole."""

from itertools import chain, count
from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page

from standfirst.stories.accepting.field import AcceptsStatements
from standfirst.stories.checked import ChecksDesk
from standfirst.stories.models.house import HouseStyle
from standfirst.stories.storyline_field import ChoosesStoryline
from standfirst.stories.telling import TellsReaders
from standfirst.stories.writing.sections import ready


class StoryForm(ChecksDesk, TellsReaders, ChoosesStoryline, AcceptsStatements):
    """`is_deferred_validation` is Wagtail's word for a draft being saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.live and self.instance.title == _untitled():
            self.initial.update(title="", slug="")

    def clean_title(self) -> str:
        """A draft is kept before it has a headline; Wagtail wants one for its lists."""
        given: str = self.cleaned_data["title"]
        return given or self.instance.title or _untitled()

    def clean_slug(self) -> str:
        """Two drafts may begin with one headline: what has not been out yet steps aside."""
        given: str = self.cleaned_data["slug"]
        if self.instance.first_published_at is not None:
            return given
        endings = chain([""], (f"-{number}" for number in count(2)))
        return next(it for ending in endings if self._is_free(it := f"{given}{ending}"))

    def _is_free(self, slug: str) -> bool:
        there: bool = Page._slug_is_available(slug, self.parent_page, self.instance)
        return there or not slug

    def clean_sections(self) -> StreamValue:
        sections = self.cleaned_data["sections"]
        if self.is_deferred_validation:
            return sections
        return ready(sections, {label.text for label in HouseStyle.labels_offered()})


def _untitled() -> str:
    return _("Untitled story")
