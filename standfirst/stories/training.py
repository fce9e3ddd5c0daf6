"""What the desk has accepted so far, as examples for `record.suggest` to learn from."""

from collections.abc import Iterator

from standfirst.record.models import TrainedWeights
from standfirst.record.suggest import Accepted, learn
from standfirst.record.suggest.learning import Example
from standfirst.stories.accepting import carried, texts
from standfirst.stories.accepting.proposing import anchored
from standfirst.stories.models import StoryPage

MOST = 2000  # stories, the newest: what the desk does now, and what fits in memory


def examples() -> Iterator[Example]:
    """The live stories with accepted statements, oldest first. Others tell nothing: nobody may have looked at them."""
    newest = StoryPage.objects.live().exclude(accepted=[]).order_by("-published_at", "-pk")
    for story in reversed(newest[:MOST]):
        if example := _example(story):
            yield example


def train() -> TrainedWeights | None:
    """None where nothing was accepted yet: the rules stay as they are."""
    found = list(examples())
    if not found:
        return None
    return TrainedWeights.objects.create(stories=len(found), weights=learn(found).as_json())


def _example(story: StoryPage) -> Example | None:
    text = texts.of_story(story)
    starts = dict(zip((it.id for it in text.sections), text.starts, strict=True))
    spans = []
    for it in carried.kept(story.accepted).statements:
        place = anchored(text, it.section, carried.selector_of(it))
        if place:
            begins = starts[place.section]
            speaker = it.person or it.party or None
            spans.append(Accepted(begins + place.start, begins + place.end, it.mode, speaker))
    return (text.text, spans) if spans else None
