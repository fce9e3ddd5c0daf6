"""What an editor accepted becomes rows when the story goes out, and follows it from then on."""

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.signals import page_published

from standfirst.gate.access import MEMBERS, PUBLIC
from standfirst.membership.standing import Standing
from standfirst.publication.changes import LISTS
from standfirst.publication.models import Change as ToldChange
from standfirst.readers.models import Reader
from standfirst.record.correcting import Change, corrections_of
from standfirst.record.evidence import check_source, follow_address
from standfirst.record.merging import merge
from standfirst.record.models import Party, Person, Source, Statement, StatementCorrection
from standfirst.record.projecting import hide
from standfirst.record.reading import Sight, for_reading
from standfirst.stories.models import StoryPage, StorySource
from standfirst.stories.recording import follow_desks
from standfirst.stories.tests.editing import draft_of, publish
from standfirst.stories.tests.editor_form import edit_address, filled
from standfirst.stories.tests.factories import Part, make_desk, make_front, make_story

pytestmark = pytest.mark.django_db

SAID = "We will sign."
ADDRESS = "https://example.org/transcript"


@pytest.fixture
def eli():
    return Reader.objects.create_reader("eli@example.com")


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
    ToldChange.objects.all().delete()
    live.unpublish()
    assert not Statement.objects.published(timezone.now()).exists()
    assert ToldChange.objects.filter(topic=LISTS).exists()


def test_what_is_kept_of_its_pages_is_forgotten_after_it_is_hidden(story):
    """And not before: a page made in between would show it on."""
    publish(story, accepted=[accepted(story)])
    ToldChange.objects.all().delete()
    hide(story.pk)
    assert ToldChange.objects.get().topic == LISTS
    hide(story.pk)
    assert ToldChange.objects.count() == 1


def test_a_desk_taken_down_takes_its_statements_with_it(story):
    publish(story, accepted=[accepted(story)])
    desk = story.get_parent().specific
    for live in (False, True):
        ToldChange.objects.all().delete()
        type(desk).objects.filter(pk=desk.pk).update(live=live)
        follow_desks(desk)
        assert Statement.objects.published(timezone.now()).exists() is live
        assert ToldChange.objects.get().topic == LISTS


def test_a_name_leads_to_whoever_has_it_and_makes_them_where_nobody_has(story):
    known = Person.objects.create(name="Ana Márin", also_called="A. Marin")
    publish(story, accepted=[accepted(story)])
    assert Statement.objects.get().person == known


def test_words_of_one_who_was_merged_do_not_become_anothers(story, eli):
    Person.objects.create(name="John Smith")
    gone = Person.objects.create(name="John Smith")
    said = accepted(story, person="John Smith", person_slug=gone.slug)
    publish(story, accepted=[said])
    kept = Person.objects.create(name="Jonathan Smith")
    merge(gone, kept, eli)
    publish(story)
    assert Statement.objects.get().person == kept
    Statement.objects.all().delete()
    publish(story)
    assert Statement.objects.get().person == kept


def test_an_address_is_not_believed_of_another_name(story):
    bob = Person.objects.create(name="Bob Perera")
    publish(story, accepted=[accepted(story, person_slug=bob.slug)])
    assert Statement.objects.get().person.name == "Ana Marin"


def test_whoever_is_renamed_keeps_their_words(story):
    publish(story, accepted=[accepted(story, person_slug="ana-marin")])
    ana = Statement.objects.get().person
    ana.name = "Ana Perera"
    ana.save()
    publish(story)
    assert Statement.objects.get().person == ana


def test_a_name_that_another_publish_makes_at_the_same_time_is_one_person(db):
    twin = Person(name="Ana Marin", slug="ana-marin", keys="\nana marin\n")

    def meanwhile(execute, sql, *rest):
        if sql.startswith("SAVEPOINT") and twin.pk is None:
            Person.objects.bulk_create([twin])
        return execute(sql, *rest)

    with connection.execute_wrapper(meanwhile):
        assert Person.named("Ana Marin") == twin
    assert Person.objects.get() == twin


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


def cited(story, *addresses, **more):
    """On record, and its source not named."""
    draft = story.get_latest_revision_as_object()
    draft.sources = [StorySource(url=url) for url in addresses]
    draft.accepted = [accepted(story, **more)]
    draft.save_revision().publish()
    return Statement.objects.get()


def kept(url, text):
    source, _made = Source.objects.get_or_create(url=url)
    source.text = text
    source.save()
    check_source(source, timezone.now())


OTHER = "https://example.org/other"


def test_a_source_nobody_named_is_its_source_while_it_matches(story):
    Source.objects.create(url=ADDRESS, text=TEXT)
    Source.objects.create(url=OTHER, text="Nothing of the kind. Good night.")
    row = cited(story, ADDRESS, OTHER)
    assert row.source.url == ADDRESS
    kept(OTHER, TEXT)
    kept(ADDRESS, "")
    row.refresh_from_db()
    assert (row.mark, row.source.url) == ("verbatim", OTHER)
    kept(OTHER, "")
    row.refresh_from_db()
    assert (row.mark, row.source) == ("", None)


def test_a_source_that_is_named_stays_whatever_its_text_says(story):
    Source.objects.create(url=ADDRESS, text=TEXT)
    row = cited(story, ADDRESS, source=ADDRESS)
    kept(ADDRESS, "")
    row.refresh_from_db()
    assert (row.mark, row.source.url) == ("", ADDRESS)


@pytest.mark.parametrize("named", [{}, {"source": ADDRESS}], ids=["matched", "named"])
def test_a_source_at_another_address_vouches_no_more(story, named):
    source = Source.objects.create(url=ADDRESS, text=TEXT)
    row = cited(story, ADDRESS, **named)
    assert row.mark == "verbatim"
    source.url = OTHER
    source.save()
    follow_address(source, ADDRESS, timezone.now())
    row.refresh_from_db()
    assert row.mark == ""
    assert not row.evidence.exists()
    assert (row.source.url if row.source else None) == named.get("source")


def test_of_what_is_partly_quoted_only_the_quoted_words_are_held_to_the_source(story):
    desk = story.get_parent()
    exact = "the port “will not sign before the spring” and would wait"
    part = Part("What they say", f"<p>She said {exact}.</p>")
    Source.objects.create(url=ADDRESS, text="MS. MARIN: We will not sign before the spring.")
    other = make_story(desk, "Another", sections=(part,))
    row = cited(other, ADDRESS, exact=exact, mode="mixed", source=ADDRESS)
    assert (row.mark, row.evidence.get().exact) == ("verbatim", "will not sign before the spring")


def test_a_copied_story_has_statements_of_its_own(story):
    copied = publish(story, accepted=[accepted(story)]).copy(
        update_attrs={"slug": "a-copy", "title": "A copy"}, copy_revisions=False, keep_live=False
    )
    for _ in range(2):
        copied.get_latest_revision_as_object().save_revision().publish()
    assert Statement.objects.filter(story=story.pk).count() == 1
    assert Statement.objects.filter(story=copied.pk).count() == 1


def fail(**_):
    raise RuntimeError("The disk is full.")


@pytest.mark.parametrize("in_the_form", [True, False])
def test_what_fails_as_it_goes_out_leaves_all_as_it_was(story, eli, client, in_the_form):
    eli.take_role("editor")
    client.force_login(eli)
    address = edit_address(story.pk)
    draft = draft_of(story, title="A quarrel", accepted=[accepted(story)])
    revision = draft.save_revision()
    sent = filled(client, address, **{"action-publish": "yes"})
    page_published.connect(fail, sender=StoryPage)
    try:
        with pytest.raises(RuntimeError):
            client.post(address, sent) if in_the_form else revision.publish()
    finally:
        page_published.disconnect(fail, sender=StoryPage)
    assert StoryPage.objects.get(pk=story.pk).title == "A signing"
    assert not Statement.objects.exists()


def second(story, **more):
    return accepted(story, id="6a1f8f1e-0000-4000-8000-000000000002", **more)


def test_words_held_back_stay_so_when_they_are_accepted_anew(story):
    publish(story, accepted=[accepted(story)])
    Statement.objects.update(held_back=True)
    publish(story, accepted=[second(story)])
    assert not Statement.objects.filter(held_back=False).exists()
    Statement.objects.filter(shown=True).update(held_back=False)
    publish(story)
    assert Statement.objects.get(shown=True).held_back is False
    publish(story, accepted=[accepted(story), second(story, person="Ben Perera")])
    assert {it.held_back for it in Statement.objects.filter(person__name="Ana Marin")} == {True}


def copy_of(story):
    copied = story.copy(
        update_attrs={"slug": "a-copy", "title": "A copy"}, copy_revisions=False, keep_live=False
    )
    copied.get_latest_revision_as_object().save_revision().publish()
    return StoryPage.objects.get(pk=copied.pk)


def test_words_held_back_stay_so_in_a_copied_story(story):
    live = publish(story, accepted=[accepted(story)])
    Statement.objects.update(held_back=True)
    assert Statement.objects.get(story=copy_of(live).pk).held_back


def test_a_copied_storys_statements_keep_their_ids_and_answer_each_other(story):
    answering = second(story, exact="sign", reply_to=accepted(story)["id"])
    live = publish(story, accepted=[accepted(story), answering])
    copied = copy_of(live)
    of_copy = Statement.objects.filter(story=copied.pk)
    assert of_copy.get(exact="sign").reply_to == of_copy.get(exact=SAID)
    uids = set(of_copy.values_list("uid", flat=True))
    live.delete()
    publish(copied)
    assert set(of_copy.values_list("uid", flat=True)) == uids


def test_a_correction_keeps_who_was_named_before_a_merge(story, eli):
    publish(story, accepted=[accepted(story)])
    publish(story, accepted=[accepted(story, person="Ben Perera")])
    merge(Person.objects.get(name="Ana Marin"), Person.objects.create(name="Ann Marin"), eli)
    [corrected] = corrections_of(Statement.objects.get())
    assert corrected.changes == (Change("Person", "Ana Marin", "Ben Perera"),)
