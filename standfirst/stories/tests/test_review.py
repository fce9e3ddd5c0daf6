"""From a writer's submit to the editor and back, through the admin; and the mails that say so."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.users.models import UserProfile

from standfirst import settings as as_configured
from standfirst.publication.mail.deliver import send_due
from standfirst.publication.models import OutgoingMail
from standfirst.publication.tests.mail_server import Mailbox, smtp_server, use_mail_url
from standfirst.readers.models import Reader
from standfirst.stories.home import Home
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.editor_form import add_address, edit_address, filled
from standfirst.stories.tests.lantern import Lantern

As = Callable[[str], Client]
TITLE = "Rain <at> last & more"


@pytest.fixture
def box(settings: Any) -> Iterator[Mailbox]:
    """Mails as they are configured, to a server of our own."""
    settings.EMAIL_BACKEND = as_configured.EMAIL_BACKEND
    with smtp_server() as (box, port):
        use_mail_url(settings, f"smtp://127.0.0.1:{port}/")
        yield box


@pytest.fixture
def as_(publication: Lantern) -> As:
    """A browser of Wim's, who writes, or of Eli's, who edits."""
    clients = {}
    for name, role in (("wim", "writer"), ("eli", "editor")):
        reader = Reader.objects.create_reader(f"{name}@example.com", name=name.title())
        reader.take_role(role)
        clients[name] = Client()
        clients[name].force_login(reader)
    return clients.__getitem__


def submitted(publication: Lantern, as_: As) -> StoryPage:
    """Wim writes a story and submits it. Scripts tick the box for comments, and fill in the address."""
    address = add_address(publication.world.pk)
    typed = {
        "title": TITLE,
        "slug": "rain",
        "standfirst": "It rains.",
        "comment_notifications": "on",
        "action-submit": "Submit",
    }
    as_("wim").post(address, filled(as_("wim"), address, **typed))
    return StoryPage.objects.get(draft_title=TITLE)


def press(client: Client, story: StoryPage, **typed: Any) -> None:
    address = edit_address(story.pk)
    client.post(address, filled(client, address, **typed))


def review(as_: As, story: StoryPage, action: str, comment: str = "") -> None:
    """Eli presses a button of the review, and says why where it asks."""
    state = WorkflowState.objects.get(object_id=str(story.pk))
    arguments = (story.pk, action, state.current_task_state.pk)
    address = reverse("wagtailadmin_pages:workflow_action", args=arguments)
    as_("eli").post(address, {"comment": comment})


def standfirst_of(story: StoryPage) -> str:
    """As it was saved last."""
    return StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object().standfirst


def mails(box: Mailbox) -> list[tuple[str, str, str]]:
    """What the worker sends now: to whom, the subject, the text."""
    box.raw.clear()
    send_due(timezone.now())
    return [
        (it["To"], it["Subject"].strip(), it.get_body(("plain",)).get_content())
        for it in box.messages
    ]


def test_it_tells_the_editors_what_was_submitted(
    publication: Lantern, as_: As, box: Mailbox
) -> None:
    story = submitted(publication, as_)
    assert box.connections == 0
    [(to, subject, text)] = mails(box)
    assert (to, subject) == ("eli@example.com", f"“{TITLE}” waits for your review")
    assert f"Wim submitted “{TITLE}” for review." in text
    assert f"http://testserver/admin/pages/{story.pk}/edit/" in text
    assert "http://testserver/admin/account/#tab-notifications" in text
    eli = Reader.objects.get(email="eli@example.com")
    assert [row.headline for row in Home(eli, timezone.now()).waiting] == [TITLE]


def test_it_publishes_what_is_approved_and_says_so(
    publication: Lantern, as_: As, box: Mailbox, client: Client
) -> None:
    story = submitted(publication, as_)
    mails(box)
    review(as_, story, "approve")
    story.refresh_from_db()
    assert story.live
    address = f"/world/{story.slug}/"
    assert "It rains." in client.get(address).text
    [(to, subject, text)] = mails(box)
    assert (to, subject) == ("wim@example.com", f"“{TITLE}” is approved")
    assert f"http://testserver{address}" in text


def test_it_returns_what_is_rejected_with_the_comment(
    publication: Lantern, as_: As, box: Mailbox
) -> None:
    story = submitted(publication, as_)
    mails(box)
    review(as_, story, "reject", "Who says so? <Name them>.")
    story.refresh_from_db()
    assert not story.live
    [(to, subject, text)] = mails(box)
    assert (to, subject) == ("wim@example.com", f"“{TITLE}” comes back to you")
    assert f"Eli returned “{TITLE}” to you." in text
    assert "Who says so? <Name them>." in text


def test_it_takes_what_was_mended_to_the_editor_again(
    publication: Lantern, as_: As, box: Mailbox
) -> None:
    story = submitted(publication, as_)
    review(as_, story, "reject", "Who says so?")
    press(as_("wim"), story, standfirst="It rains, says Ana.", **{"action-submit": "Resubmit"})
    eli = Reader.objects.get(email="eli@example.com")
    [row] = Home(eli, timezone.now()).waiting
    page = as_("eli").get(row.compare_url).text
    assert 'class="addition"' in page or "<ins" in page
    assert "says Ana" in page
    review(as_, story, "approve")
    assert "says Ana" in Client().get(f"/world/{story.slug}/").text


def test_it_mails_new_comments_to_whoever_wrote(
    publication: Lantern, as_: As, box: Mailbox
) -> None:
    story = submitted(publication, as_)
    mails(box)
    press(as_("eli"), story, comments=("Which “noon” & <where>?",))
    [(to, subject, text)] = mails(box)
    assert (to, subject) == ("wim@example.com", f"Eli commented on “{TITLE}”")
    assert "Which “noon” & <where>?" in text


def test_it_asks_whoever_wants_no_mail_by_none(publication: Lantern, as_: As, box: Mailbox) -> None:
    eli = Reader.objects.get(email="eli@example.com")
    profile = UserProfile.get_for_user(eli)
    profile.submitted_notifications = False
    profile.save()
    submitted(publication, as_)
    assert not OutgoingMail.objects.exists()


def test_it_lets_the_editor_mend_it_meanwhile_and_not_the_writer(
    publication: Lantern, as_: As
) -> None:
    """What is under review stays as it was submitted, but for its reviewer."""
    story = submitted(publication, as_)
    press(as_("eli"), story, standfirst="Mended by Eli.")
    assert standfirst_of(story) == "Mended by Eli."
    press(as_("wim"), story, standfirst="Changed again.")
    assert standfirst_of(story) == "Mended by Eli."
