"""Deleting an account leaves no trace of it, in any table, whoever it was."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from wagtail.models import Comment, CommentReply, Page, PageSubscription, UploadedFile
from wagtail.users.models import UserProfile

from standfirst.demo.cast import CAST
from standfirst.demo.models import KeptMail
from standfirst.membership.models import Membership, MembershipEvent
from standfirst.office.deleting import delete_account
from standfirst.publication.mail.deliver import send_due
from standfirst.publication.models import OutgoingMail, PublicationImage
from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.tests.mailbox import code_for
from standfirst.record.models import Challenge, Source, Statement
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import make_picture, make_plans
from standfirst.stories.tests.recorded import record
from standfirst.tests.standings import tell_everyone
from standfirst.tests.traces import naming, pointing_at

NAMED = [it for it in CAST if it.email and not it.pending]
# The publication's log keeps who did it as a number, which leads to nobody.
LOGS = {"wagtailcore.ModelLogEntry.user", "wagtailcore.PageLogEntry.user"}

Leave = Callable[[Reader], None]


@pytest.fixture
def site(db: None) -> lantern.Lantern:
    made = lantern.publish()
    make_plans()
    tell_everyone(datetime.now(UTC))
    return made


def use_everything(reader: Reader, site: lantern.Lantern) -> None:
    """Log in by a code, ask about a story, challenge a statement, ask for a code again; wait for mails."""
    story = site.stories["members"]
    client = Client()
    client.post("/log-in/", {"email": reader.email})
    client.post("/log-in/code/", {"code": code_for(reader.email)})
    client.get(f"/help/reading/{story.pk}/")
    Client().post("/log-in/", {"email": reader.email})
    LogInLink.token_for(reader, datetime.now(UTC))
    said = Statement.objects.first() or record(story, "clause stays", section=1)
    typed = {"name": reader.name, "email": reader.email, "text": f"Not what {reader.name} said."}
    client.post(f"/record/statements/{said.uid}/challenge/", typed)
    KeptMail.objects.create(to=reader.email, text=reader.name, kept_at=datetime.now(UTC))
    if reader.is_staff:
        work(reader, story)


def work(reader: Reader, page: Page) -> None:
    """Traces of a day at the desk, signed so that they are found."""
    said = f"Says {reader.name}"
    comment = Comment.objects.create(page=page, user=reader, text=said, contentpath="title")
    comment.log_create(user=reader)
    draft = page.get_latest_revision_as_object()
    draft.save_revision(user=reader, log_action=True).publish(user=reader)
    page.refresh_from_db()
    page.owner = page.locked_by = reader
    page.locked = True
    page.save()
    other = Reader.objects.exclude(pk=reader.pk).staff().first()
    CommentReply.objects.create(comment=comment, user=other, text="Yes").log_create(user=other)
    PageSubscription.objects.create(page=page, user=reader, comment_notifications=True)
    UserProfile.objects.create(user=reader, avatar=ContentFile(png(), f"{reader.name}.png"))
    UploadedFile.objects.create(
        uploaded_by_user=reader, file=ContentFile(b"1", f"{reader.name}.txt")
    )
    Source.objects.create(url="https://example.org/kept", text="A.", text_kept_by=reader)
    Challenge.objects.update(settled_by=reader)
    PublicationImage.objects.filter(pk=make_picture().pk).update(uploaded_by_user=reader)


def png() -> bytes:
    file = BytesIO()
    Image.new("RGB", (1, 1)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("character", NAMED, ids=lambda it: it.name)
def test_it_leaves_no_trace(
    site: lantern.Lantern, character, django_capture_on_commit_callbacks
) -> None:
    Reader.objects.create_reader("zoe@example.net").take_role("publisher")
    reader = Reader.objects.get(email=character.email)
    reader.name = f"{character.name} Quillfeather"
    reader.save()
    use_everything(reader, site)
    paid = list(Membership.objects.of(reader).values_list("pk", flat=True))
    cards = set(Membership.objects.of(reader).values_list("card_last4", flat=True)) - {""}
    assert len({table for table, _row in naming("quillfeather", reader.email)}) > 3

    with django_capture_on_commit_callbacks(execute=True):
        delete_account(reader, datetime.now(UTC))
    assert OutgoingMail.objects.get(to=reader.email).kind == "account_deleted"
    send_due(datetime.now(UTC))

    assert naming("quillfeather", reader.email) == []
    assert set(pointing_at(reader.pk)) <= LOGS
    kept = repr(list(MembershipEvent.objects.filter(membership__in=paid).values_list("change")))
    assert not [it for it in cards if f"'{it}'" in kept]
    assert not Page.objects.filter(locked=True).exists()


def test_it_keeps_nothing_of_staff_on_the_disk(
    site: lantern.Lantern, settings, django_capture_on_commit_callbacks
) -> None:
    eli = Reader.objects.get(email="eli@example.com")
    work(eli, site.stories["members"])
    kept = [Path(UserProfile.objects.get().avatar.path), Path(UploadedFile.objects.get().file.path)]
    assert all(it.exists() for it in kept)
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(eli, datetime.now(UTC))
    assert not any(it.exists() for it in kept)


def test_it_leaves_the_others_as_they_were(site: lantern.Lantern) -> None:
    others = Reader.objects.filter(name__in=["Ben", "Dee", "Eli", "Quinn"])
    for reader in others:
        use_everything(reader, site)
    before = {it.email: len(naming(it.email)) for it in others}
    delete_account(Reader.objects.get(email="ana@example.com"), datetime.now(UTC))
    assert {it.email: len(naming(it.email)) for it in others} == before
