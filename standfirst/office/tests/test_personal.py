"""What the office keeps of a reader is exported, erased, and goes along when two accounts are joined."""

from django.utils import timezone

from standfirst.membership.models import Grant
from standfirst.office import personal
from standfirst.office.conversation import answer
from standfirst.office.models import StaffAct, SupportCase, SupportMessage
from standfirst.office.tests.test_support import case_of
from standfirst.readers.models import Reader
from standfirst.stories.tests.lantern import Lantern


def note(reader: Reader, by: Reader) -> None:
    StaffAct.note(
        reader=reader, by=by, act="close", what="", reason="She asked.", now=timezone.now()
    )


def test_it_exports_what_was_written_and_done(
    publication: Lantern, cast: dict[str, Reader]
) -> None:
    dee, eli = cast["dee"], cast["eli"]
    answer(case_of(publication, dee), "Because.", eli, timezone.now())
    case_of(publication, None, dee.email)
    case_of(publication, None, "stranger@example.org")
    note(dee, eli)
    data = personal.personal_data(dee)
    said = sorted((it["by"], it["text"]) for it in data["support_messages"])
    assert said == [("staff", "Because."), ("you", "Why?"), ("you", "Why?")]
    assert [(it["act"], it["reason"]) for it in data["acts_of_staff"]] == [("close", "She asked.")]
    assert "eli" not in str(data)


def test_nothing_is_left_of_who_is_erased(publication: Lantern, cast: dict[str, Reader]) -> None:
    dee, eli = cast["dee"], cast["eli"]
    case_of(publication, dee)
    case_of(publication, None, dee.email)
    kept = case_of(publication, None, "stranger@example.org")
    answer(kept, "Soon.", dee, timezone.now())
    note(dee, eli)
    note(eli, dee)
    personal.erase(dee, timezone.now())
    Grant.objects.of(dee).delete()
    dee.delete()
    assert SupportCase.objects.get() == kept
    assert kept.messages.last().by is None
    assert [(it.reader, it.by) for it in StaffAct.objects.all()] == [(eli, None)]


def test_it_goes_along_to_the_account_that_is_kept(
    publication: Lantern, cast: dict[str, Reader]
) -> None:
    """What they did while they were staff, too: else it would be nobody's."""
    ana, ben, dee, eli = (cast[name] for name in ("ana", "ben", "dee", "eli"))
    answer(case_of(publication, ben), "Because.", dee, timezone.now())
    note(dee, eli)
    note(ben, dee)
    personal.join(ana, dee, timezone.now())
    dee.delete()
    acts = StaffAct.objects.order_by("pk")
    assert [(it.reader, it.by) for it in acts] == [(ana, eli), (ben, ana)]
    assert SupportMessage.objects.get(from_staff=True).by == ana
