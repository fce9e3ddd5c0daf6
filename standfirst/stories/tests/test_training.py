"""Suggestions learn from what this desk has accepted, and from nothing else."""

import pytest
from django.core.management import CommandError, call_command

from standfirst.record.models import TrainedWeights
from standfirst.record.suggest import BY_RULE, Weights
from standfirst.stories.accepting.looking import weights_now
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.factories import Part, make_desk, make_front, make_story
from standfirst.stories.training import examples

pytestmark = pytest.mark.django_db

TEXT = "“We will sign,” said Ana Marin, the port's spokeswoman."


def test_without_anything_accepted_the_rules_stay():
    with pytest.raises(CommandError, match="Nothing to learn from"):
        call_command("train_suggestions")
    assert weights_now() == BY_RULE


def test_it_learns_from_live_stories_and_suggests_by_it():
    desk = make_desk(make_front(), "World")
    story = make_story(desk, "A signing", sections=(Part("The port", f"<p>{TEXT}</p>"),))
    said = {"section": story.sections[0].id, "mode": "direct", "exact": "We will sign,"}
    publish(story, accepted=[{**said, "person": "Ana Marin"}])
    ((text, (span,)),) = examples()
    assert (text[span.start : span.end], span.speaker) == ("We will sign,", "Ana Marin")
    call_command("train_suggestions")
    kept = TrainedWeights.objects.get()
    assert kept.stories == 1
    assert weights_now() == Weights.from_json(kept.weights)
