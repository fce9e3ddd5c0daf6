"""What the desk keeps of its staff: told, taken out of, and moved to another account."""

import pytest
from django.utils import timezone
from wagtail.models import APIToken, Comment, CommentReply, PageSubscription
from wagtail.users.models import UserProfile

from standfirst.readers.models import Reader
from standfirst.stories.models import StoryPage, StoryVersion
from standfirst.stories.personal import erase, join, personal_data
from standfirst.stories.tests.lantern import Lantern

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(publication: Lantern) -> StoryPage:
    return publication.stories["members"]


@pytest.fixture
def eli() -> Reader:
    reader = Reader.objects.create_reader("eli@example.com", name="Eli")
    reader.take_role("editor")
    return reader


@pytest.fixture
def wil() -> Reader:
    reader = Reader.objects.create_reader("wil@example.com", name="Wil")
    reader.take_role("editor")
    return reader


def write(reader: Reader, story: StoryPage, said: str) -> None:
    """Another version, published, with a comment in it."""
    draft = story.get_latest_revision_as_object()
    draft.standfirst = f"Anew, by {reader.pk}."
    comment = Comment(user=reader, text=said, contentpath="title")
    draft.wagtail_admin_comments.add(comment)
    draft.save_revision(user=reader, log_action=True).publish(user=reader)
    comment = Comment.objects.get(text=said)
    comment.log_create(user=reader)
    story.refresh_from_db()


def test_it_tells_what_was_done_and_written(eli: Reader, story: StoryPage) -> None:
    write(eli, story, "Is that so?")
    told = personal_data(eli)
    assert {it["act"] for it in told["acts_on_pages"]} == {
        "wagtail.edit",
        "wagtail.publish",
        "wagtail.comments.create",
    }
    assert told["acts_of_others_on_you"][0]["said"] == {"role": "editor"}
    assert [it["text"] for it in told["comments"]] == ["Is that so?"]
    assert told["drafts_saved"][0]["of"] == story.title
    assert told["stories_published"][0]["story"] == story.title


def test_it_tells_a_reader_of_no_work(story: StoryPage) -> None:
    assert personal_data(Reader.objects.create_reader("dee@example.com")) == {}


def test_it_tells_of_tokens_without_them(eli: Reader) -> None:
    token, plain = APIToken.create_token(user=eli, name="Laptop")
    told = str(personal_data(eli))
    assert "Laptop" in told
    assert plain not in told
    assert token.key_hash not in told


def test_it_takes_words_out_of_drafts_and_log_and_leaves_those_of_others(
    eli: Reader, wil: Reader, story: StoryPage
) -> None:
    write(eli, story, "Eli asks.")
    write(wil, story, "Wil asks.")
    kept = Comment.objects.get(text="Wil asks.")
    CommentReply.objects.create(comment=kept, user=eli, text="Eli answers.").log_create(user=eli)
    draft = story.get_latest_revision_as_object()
    draft.save_revision(user=wil)
    assert "Eli answers." in str(draft.revisions.latest("pk").content)

    erase(eli, timezone.now())
    erase(eli, timezone.now())
    eli.delete()

    drafts = [str(it.content) for it in story.revisions.all()]
    assert not [it for it in drafts if "Eli" in it]
    assert [it for it in drafts if "Wil asks." in it]
    assert personal_data(wil)["acts_on_pages"] != []
    reopened = story.get_latest_revision_as_object()
    assert [it.text for it in reopened.wagtail_admin_comments.all()] == ["Wil asks."]
    assert StoryVersion.objects.filter(story=story, by=None).exists()


def test_it_opens_what_was_locked(eli: Reader, story: StoryPage) -> None:
    story.locked, story.locked_by = True, eli
    story.save()
    erase(eli, timezone.now())
    story.refresh_from_db()
    assert (story.locked, story.locked_by) == (False, None)


def test_it_moves_all_of_it_to_another_account(eli: Reader, wil: Reader, story: StoryPage) -> None:
    write(wil, story, "Is that so?")
    UserProfile.objects.create(user=wil, preferred_language="de")
    PageSubscription.objects.create(page=story, user=wil, comment_notifications=True)
    had = personal_data(wil)

    join(eli, wil, timezone.now())
    join(eli, wil, timezone.now())

    assert personal_data(wil) == {}
    has = personal_data(eli)
    for name, rows in had.items():
        assert all(row in has[name] for row in rows), name


def test_it_keeps_what_only_one_can_have(eli: Reader, wil: Reader, story: StoryPage) -> None:
    for reader, language in ((eli, "en"), (wil, "de")):
        UserProfile.objects.create(user=reader, preferred_language=language)
        PageSubscription.objects.create(page=story, user=reader, comment_notifications=True)
    join(eli, wil, timezone.now())
    wil.delete()
    assert UserProfile.objects.get().preferred_language == "en"
    assert PageSubscription.objects.get().user == eli
