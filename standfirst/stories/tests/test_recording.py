"""What an editor accepted becomes rows when the story goes out, and follows it from then on."""

import pytest
from django.utils import timezone

from standfirst.gate.access import MEMBERS, PUBLIC
from standfirst.membership.standing import Standing
from standfirst.publication.changes import LISTS
from standfirst.publication.models import Change
from standfirst.record.evidence import check_source
from standfirst.record.models import Party, Person, Source, Statement, StatementCorrection
from standfirst.record.projecting import hide
from standfirst.record.reading import Sight, for_reading
from standfirst.stories.models import StorySource
from standfirst.stories.recording import follow_desks
from standfirst.stories.tests.editing import publish
from standfirst.stories.tests.factories import Part, make_desk, make_front, make_story

pytestmark = pytest.mark.django_db

SAID = "We will sign."
ADDRESS = "https://example.org/transcript"


@pytest.fixture
def story():
    desk = make_desk(make_front(), "World")
    part = Part("What they say", f"<p>“{SAID}” said Ana Marin, the port's spokeswoman.</p>")
    return make_story(desk, "A signing", sections=(part,))


def accepted(story, **more):
    return {
        "id": "6a1f8f1e-0000-4000-8000-000000000001",
        "section": story.sections[0].id,
        "mode": "direct",
        "exact": SAID,
        "person": "Ana Marin",
        "party": "Port of Galle",
        "said": "2024-08-08",
        **more,
    }


def test_a_draft_records_nothing_and_publishing_does(story):
    story.accepted = [accepted(story)]
    story.save_revision()
    assert not Statement.objects.exists()
    publish(story)
    row = Statement.objects.get()
    assert (row.person.name, row.party.name, row.words) == ("Ana Marin", "Port of Galle", SAID)
    assert row.access == MEMBERS
    assert not row.free


def test_twice_the_same_changes_nothing(story):
    story = publish(story, accepted=[accepted(story)])
    publish(story)
    assert (Statement.objects.count(), Person.objects.count(), Party.objects.count()) == (1, 1, 1)
    assert not StatementCorrection.objects.exists()


def test_other_words_append_a_correction(story):
    publish(story, accepted=[accepted(story)])
    publish(story, accepted=[accepted(story, office="spokeswoman", stance="denies")])
    correction = StatementCorrection.objects.get()
    assert correction.before == {"stance": "states", "office": ""}
    assert correction.after == {"stance": "denies", "office": "spokeswoman"}
    with pytest.raises(TypeError):
        correction.delete()


def test_words_the_story_does_not_carry_any_more_are_hidden_and_come_back(story):
    publish(story, accepted=[accepted(story)])
    publish(story, accepted=[])
    assert not Statement.objects.get().shown
    publish(story, accepted=[accepted(story)])
    assert Statement.objects.get().shown


def test_taken_down_it_is_hidden(story):
    live = publish(story, accepted=[accepted(story)])
    Change.objects.all().delete()
    live.unpublish()
    assert not Statement.objects.published(timezone.now()).exists()
    assert Change.objects.filter(topic=LISTS).exists()


def test_what_is_kept_of_its_pages_is_forgotten_after_it_is_hidden(story):
    """And not before: a page made in between would show it on."""
    publish(story, accepted=[accepted(story)])
    Change.objects.all().delete()
    hide(story.pk)
    assert Change.objects.get().topic == LISTS
    hide(story.pk)
    assert Change.objects.count() == 1


def test_a_desk_taken_down_takes_its_statements_with_it(story):
    publish(story, accepted=[accepted(story)])
    desk = story.get_parent().specific
    for live in (False, True):
        Change.objects.all().delete()
        type(desk).objects.filter(pk=desk.pk).update(live=live)
        follow_desks(desk)
        assert Statement.objects.published(timezone.now()).exists() is live
        assert Change.objects.get().topic == LISTS


def test_a_name_leads_to_whoever_has_it_and_makes_them_where_nobody_has(story):
    known = Person.objects.create(name="Ana Márin", also_called="A. Marin")
    publish(story, accepted=[accepted(story)])
    assert Statement.objects.get().person == known


def test_its_sources_are_the_records(story):
    draft = story.get_latest_revision_as_object()
    draft.sources = [StorySource(url=ADDRESS, publisher="The port")]
    draft.accepted = [accepted(story, source=ADDRESS)]
    draft.save_revision().publish()
    source = Source.objects.get()
    assert (source.publisher, Statement.objects.get().source) == ("The port", source)


def test_outsiders_are_told_that_somebody_spoke_and_not_what(story):
    publish(story, accepted=[accepted(story, stance="denies", verb="denied", topic="the deal")])
    row = for_reading(Statement.objects.published(timezone.now())).get()
    said = Sight(Standing(), timezone.now()).said(row)
    assert said.locked
    assert said.speaker == "Ana Marin"
    assert (said.verb, said.stance, said.topic, said.exact, said.mark) == ("", None, "", "", None)


def test_opened_to_everyone_its_words_are_too(story):
    publish(story, accepted=[accepted(story)])
    publish(story, access=PUBLIC)
    row = for_reading(Statement.objects.all()).get()
    assert Sight(Standing(), timezone.now()).said(row).words == SAID


TEXT = "MS. MARIN: We will sign. Thank you."


def test_quotes_are_held_to_the_sources_of_their_story(story):
    Source.objects.create(url=ADDRESS, text=TEXT)
    draft = story.get_latest_revision_as_object()
    draft.sources = [StorySource(url=ADDRESS)]
    draft.accepted = [accepted(story)]
    draft.save_revision().publish()
    row = Statement.objects.get()
    assert (row.mark, row.source.url) == ("verbatim", ADDRESS)
    assert row.evidence.get().prefix == "MS. MARIN: "


def test_a_text_kept_later_checks_everything_that_cites_it_again(story):
    draft = story.get_latest_revision_as_object()
    draft.sources = [StorySource(url=ADDRESS)]
    draft.accepted = [accepted(story)]
    draft.save_revision().publish()
    assert Statement.objects.get().mark == ""
    source = Source.objects.get()
    source.text = TEXT.replace("will", "will not")
    source.save()
    assert check_source(source, timezone.now()) == 1
    assert Statement.objects.get().mark == "altered"
    source.text = ""
    source.save()
    check_source(source, timezone.now())
    assert Statement.objects.get().mark == ""


def test_a_copied_story_has_statements_of_its_own(story):
    copied = publish(story, accepted=[accepted(story)]).copy(
        update_attrs={"slug": "a-copy", "title": "A copy"}, copy_revisions=False, keep_live=False
    )
    for _ in range(2):
        copied.get_latest_revision_as_object().save_revision().publish()
    assert Statement.objects.filter(story=story.pk).count() == 1
    assert Statement.objects.filter(story=copied.pk).count() == 1
