"""What the desk check stops goes out by no way: form, bulk action, workflow, schedule, command, shell."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.messages.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from standfirst.readers.models import Reader
from standfirst.record.models import Source
from standfirst.stories.door import Stopped, TellStopped
from standfirst.stories.importing import import_files
from standfirst.stories.models import HeldPage, StoryPage, StorySource
from standfirst.stories.schedule import publish_due
from standfirst.stories.tests.editing import draft_of, publish
from standfirst.stories.tests.editor_form import add_address, edit_address, filled
from standfirst.stories.tests.factories import Part, make_desk, make_front, make_story, sections_of

pytestmark = pytest.mark.django_db

ADDRESS = "https://example.org/transcript"
HELD = "MS. MARIN: We will not sign before the spring."
ALTERED = "We will sign before the spring."


def text_with(quote):
    return f"<p>Ana Marin, the port's spokeswoman, said: “{quote}”</p>"


@pytest.fixture
def desk():
    Source.objects.create(url=ADDRESS, publisher="The port", text=HELD)
    return make_desk(make_front(), "World")


@pytest.fixture
def editor():
    reader = Reader.objects.create_reader("eli@example.com", name="Eli Ward")
    reader.take_role("editor")
    return reader


@pytest.fixture
def story(desk):
    """A draft whose quote is not what the source says."""
    made = make_story(
        desk, "A signing", sections=(Part("What they say", "<p>Nothing yet.</p>"),), live=False
    )
    return altered(made)


def altered(story):
    draft = draft_of(story)
    sections = json.loads(sections_of(Part("What they say", text_with(ALTERED))))
    sections[0]["id"] = story.sections[0].id
    draft.sections = json.dumps(sections)
    draft.sources = [StorySource(url=ADDRESS, publisher="The port")]
    draft.accepted = [
        {
            "section": sections[0]["id"],
            "mode": "direct",
            "exact": ALTERED,
            "person": "Ana Marin",
            "source": ADDRESS,
            "id": "6a1f8f1e-0000-4000-8000-000000000001",
        }
    ]
    draft.save_revision()
    return StoryPage.objects.get(pk=story.pk)


def is_out(story):
    return StoryPage.objects.get(pk=story.pk).live


def test_a_revision_that_is_published(story):
    with pytest.raises(Stopped, match="differ from the source"):
        story.get_latest_revision().publish()
    assert not is_out(story)


def test_a_page_that_is_saved_live(story):
    draft = draft_of(story)
    draft.live = True
    with pytest.raises(Stopped):
        draft.save()


def test_one_that_is_made_live_at_once(desk):
    with pytest.raises(Stopped):
        make_story(
            desk,
            "Another",
            sections=(Part("What they say", "<p>“We will never sign this,” it was heard.</p>"),),
        )


def test_at_its_second_it_is_held_alone_and_told(story, desk):
    other = make_story(desk, "A calm day", live=False)
    at = timezone.now() - timedelta(seconds=1)
    for it in (story, other):
        draft_of(it, go_live_at=at).save_revision(approved_go_live_at=at)
    publish_due(timezone.now())
    assert not is_out(story)
    assert is_out(other)
    assert "differ from the source" in HeldPage.objects.get().reason


def test_in_bulk_it_leads_back_to_the_story(story, client, editor):
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={story.pk}", follow=True)
    assert not is_out(story)
    assert answer.status_code == 200
    assert "differ from the source" in answer.content.decode()


def typed(client, story, **more):
    """The form, as it is sent with the story's own words."""
    part = Part("What they say", text_with(ALTERED))
    return filled(client, edit_address(story.pk), parts=(part,), **more)


def test_in_the_form_it_is_said_beside_the_sections_and_the_reason_lets_it_out(
    story, client, editor
):
    client.force_login(editor)
    address, button = edit_address(story.pk), {"action-publish": "yes"}
    answer = client.post(address, typed(client, story, **button))
    assert answer.status_code == 200
    assert "differ from the source" in answer.content.decode()
    assert not is_out(story)
    reason = "The port sent a corrected transcript."
    client.post(address, typed(client, story, overridden=reason, **button))
    assert is_out(story)
    kept = StoryPage.objects.get(pk=story.pk).overrides.get()
    assert (kept.reason, kept.by, kept.findings[0]["code"]) == (reason, editor, "quote_altered")
    told = client.get(address).text.partition('data-desk-check="overrides"')[2]
    assert reason in told
    assert str(editor) in told


def new_one(client, desk, quote):
    """A story that is written and published in one go, with its statement."""
    row = {"section": "a", "mode": "direct", "exact": quote, "person": "Ana Marin"}
    part = Part("What they say", text_with(quote))
    sent = filled(client, add_address(desk.pk), parts=(part,), title="New", standfirst="A day.")
    sent.update(
        {
            "slug": "new",
            "sections-0-id": "a",
            "accepted": json.dumps([{**row, "source": ADDRESS}]),
            "sources-TOTAL_FORMS": "1",
            "sources-0-url": ADDRESS,
            "sources-0-ORDER": "1",
            "action-publish": "yes",
        }
    )
    return client.post(add_address(desk.pk), sent)


def test_a_new_story_is_checked_with_the_statements_that_are_sent(desk, client, editor):
    client.force_login(editor)
    answer = new_one(client, desk, "Sign it.")
    assert answer.status_code == 200
    assert "differ from the source" in answer.content.decode()
    assert new_one(client, desk, "We will not sign").status_code == 302
    assert StoryPage.objects.get(slug="new").live


def test_a_mended_quote_goes_out_with_its_statement_confirmed_anew(story, client, editor):
    client.force_login(editor)
    right = "We will not sign before the spring."
    section, rows = story.get_latest_revision_as_object().sections[0].id, draft_of(story).accepted
    sent = filled(
        client,
        edit_address(story.pk),
        parts=(Part("What they say", text_with(right)),),
        accepted=json.dumps([{**rows[0], "exact": right}]),
        **{"sections-0-id": section, "action-publish": "yes"},
    )
    client.post(edit_address(story.pk), sent)
    assert is_out(story)


def test_what_is_stopped_before_it_has_a_row_leads_back_to_its_form(rf, desk):
    request = rf.post("/admin/pages/add/stories/storypage/5/")
    request.session = {}
    request._messages = default_storage(request)
    answer = TellStopped(lambda it: None).process_exception(request, Stopped(StoryPage(), ()))
    assert (answer.status_code, answer.url) == (302, request.path)


@pytest.mark.parametrize(
    "words", [{"title": "“We will sign before spring.”"}, {"standfirst": "“We will sign it all.”"}]
)
def test_headline_and_standfirst_go_through_it_too(desk, words):
    live = make_story(desk, "Calm", sections=(Part("What they say", "<p>Nothing.</p>"),))
    draft = draft_of(live, **words)
    draft.sources = [StorySource(url=ADDRESS)]
    Source.objects.filter(url=ADDRESS).update(
        text="We will not sign before spring. We will not sign it all."
    )
    with pytest.raises(Stopped):
        draft.save_revision().publish()


def test_a_source_that_comes_to_a_live_story_is_asked(desk):
    live = make_story(desk, "Calm", sections=(Part("What they say", text_with(ALTERED)),))
    draft = draft_of(live)
    draft.sources = [StorySource(url=ADDRESS)]
    with pytest.raises(Stopped):
        draft.save_revision().publish()


def test_who_may_not_publish_gives_no_reason_and_keeps_none(story, client):
    wes = Reader.objects.create_reader("wes@example.com")
    wes.take_role("writer")
    StoryPage.objects.filter(pk=story.pk).update(owner=wes)
    draft_of(story, overridden="Because.").save_revision()
    client.force_login(wes)
    page = client.get(edit_address(story.pk))
    assert "overridden" not in page.context["form"].fields
    client.post(edit_address(story.pk), typed(client, story, overridden="Because."))
    assert draft_of(story).overridden == ""
    client.post(add_address(story.get_parent().pk), typed_new(client, story))
    assert StoryPage.objects.get(slug="new").overridden == ""


def typed_new(client, story):
    sent = filled(client, add_address(story.get_parent().pk), title="New")
    sent.update({"overridden": "Because.", "slug": "new"})
    return sent


def test_a_draft_of_it_is_kept_and_its_form_tells_what_was_found(story, client, editor):
    client.force_login(editor)
    address = edit_address(story.pk)
    answer = client.post(address, typed(client, story))
    assert answer.status_code == 302
    assert "<del>not</del>" in client.get(address).content.decode()


def test_a_reason_counts_once(story):
    publish(story, overridden="Heard again on the tape.")
    live = StoryPage.objects.get(pk=story.pk)
    assert live.overrides.get().reason == "Heard again on the tape."
    draft = draft_of(live, standfirst="Other words.", title="Another headline")
    assert draft.overridden == ""
    draft.save_revision().publish()  # its sections say what they said
    again = draft_of(live)
    again.accepted = [{**again.accepted[0], "office": "spokeswoman"}]
    with pytest.raises(Stopped):
        again.save_revision().publish()


def test_a_copy_leaves_the_reason_behind(story, client, editor):
    story.overridden = "The minister asked for it in writing."
    story.save_revision()
    client.force_login(editor)
    sent = {"new_title": "Another", "new_slug": "another", "new_parent_page": story.desk.pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[story.pk]), sent)
    copy = StoryPage.objects.get(slug="another")
    assert draft_of(copy).overridden == ""
    assert draft_of(StoryPage.objects.get(pk=story.pk)).overridden


def test_a_command_publishes_and_says_why(desk, tmp_path):
    path = tmp_path / "brief.md"
    path.write_text(
        "---\nheadline: A signing\nstandfirst: Both sides met at noon.\ndesk: world\n---\n\n"
        "## What they say\n\n“We will never sign this,” it was heard.\n"
    )
    (imported,) = import_files([path], publish=True, now=timezone.now())
    assert imported.story.live
    assert imported.story.overrides.get().reason == "imported"


def test_desk_check_prints_it_and_fails(story):
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("desk_check", str(story.pk), "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert [it["code"] for it in told["findings"] if it["stops"]] == ["quote_altered"]
    assert {"kind": "source", "words": "not"} in told["findings"][0]["differences"]
