"""What the record keeps of a reader is exported, erased, and goes along when two accounts are joined."""

from datetime import timedelta

import pytest
from django.utils import timezone

from standfirst.publication import worker
from standfirst.readers.models import Reader
from standfirst.record import challenging, personal
from standfirst.record.models import Challenge, Source, Statement
from standfirst.record.models.challenge import Outcome
from standfirst.stories.tests.lantern import Lantern
from standfirst.stories.tests.recorded import record


@pytest.fixture
def said(publication: Lantern) -> Statement:
    return record(publication.stories["members"], "clause stays", section=1)


def challenge(said: Statement, email: str, reader: Reader | None = None) -> Challenge:
    typed = {"name": "Dee Roe", "capacity": "The port", "email": email, "text": "Not so."}
    return challenging.challenge(said, typed, reader, timezone.now())


def work(reader: Reader, said: Statement) -> None:
    """As an editor does."""
    Source.objects.create(
        url="https://example.org/a", text="A.", text_kept_by=reader, text_kept_at=timezone.now()
    )
    made = challenge(said, "other@example.org")
    challenging.settle(made, Outcome.DECLINED, "The transcript.", reader, timezone.now())


def test_it_exports_what_was_challenged_signed_in_or_not(
    said: Statement, cast: dict[str, Reader]
) -> None:
    dee = cast["dee"]
    challenge(said, "work@example.org", dee)
    challenge(said, dee.email)
    challenge(said, "stranger@example.org")
    work(dee, said)
    data = personal.personal_data(dee)
    assert [it["email"] for it in data["challenges"]] == ["work@example.org", dee.email]
    assert data["challenges"][0]["text"] == "Not so."
    assert [it["outcome"] for it in data["challenges_settled"]] == ["declined"]
    assert [it["of"] for it in data["source_texts_kept"]] == ["https://example.org/a"]
    assert personal.personal_data(cast["ana"]) == {}


def test_nothing_is_left_but_what_readers_see(said: Statement, cast: dict[str, Reader]) -> None:
    dee, eli = cast["dee"], cast["eli"]
    kept = challenge(said, "stranger@example.org")
    signed_out, public = challenge(said, dee.email), challenge(said, "work@example.org", dee)
    shown = {"shown_as": "The port", "reply": "Not so.", "answered_in": None}
    challenging.show(signed_out, {**shown, "public": False}, eli)
    challenging.show(public, {**shown, "public": True}, eli)
    work(dee, said)
    personal.erase(dee, timezone.now())
    dee.delete()
    signed_out, public = (Challenge.objects.get(pk=it.pk) for it in (signed_out, public))
    for it in (signed_out, public):
        assert (it.reader, it.name, it.capacity, it.email, it.text) == (None, "", "", "", "")
    assert (signed_out.shown_as, signed_out.reply) == ("", "")
    assert (public.shown_as, public.reply) == ("The port", "Not so.")
    assert Challenge.objects.get(pk=kept.pk).name == "Dee Roe"
    assert Source.objects.get().text_kept_by is None
    assert not challenging.settle(signed_out, Outcome.DECLINED, "", eli, timezone.now())


def test_who_challenged_is_forgotten_a_year_after_the_outcome(
    said: Statement, cast: dict[str, Reader]
) -> None:
    eli, now = cast["eli"], timezone.now()
    made = [challenge(said, f"{name}@example.org") for name in ("old", "new", "open")]
    shown = {"public": True, "shown_as": "The port", "reply": "Not so.", "answered_in": None}
    challenging.show(made[0], shown, eli)
    for it, days in zip(made, (366, 364), strict=False):
        challenging.settle(it, Outcome.DECLINED, "", eli, now - timedelta(days=days))
    Challenge.objects.update(at=now - timedelta(days=900))
    (job,) = (it for it in worker.jobs() if it.name == "forget_challenges")
    job.run(now)
    old, new, still_open = Challenge.objects.order_by("pk")
    assert (old.name, old.capacity, old.email, old.text) == ("", "", "", "")
    assert (old.public, old.shown_as, old.reply) == (True, "The port", "Not so.")
    assert (new.email, still_open.email) == ("new@example.org", "open@example.org")


def test_it_goes_along_to_the_account_that_is_kept(
    said: Statement, cast: dict[str, Reader]
) -> None:
    ana, dee = cast["ana"], cast["dee"]
    made = challenge(said, "work@example.org", dee)
    work(dee, said)
    personal.join(ana, dee, timezone.now())
    dee.delete()
    made.refresh_from_db()
    assert made.reader == ana
    assert Challenge.objects.get(settled_by=ana).outcome == "declined"
    assert Source.objects.get().text_kept_by == ana
