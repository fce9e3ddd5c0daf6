"""What staff may do with a reader's account: each act as each role, what it leaves, and what it refuses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from standfirst.membership.models import Grant, Plan
from standfirst.membership.rows import standing_of
from standfirst.office.acts import ACTS
from standfirst.office.models import StaffAct
from standfirst.office.tests.test_payment_acts import TABLE as AT_STRIPE
from standfirst.publication.mail import send
from standfirst.publication.models import OutgoingMail
from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import Role

WHY = "She asked by telephone."


@dataclass
class Try:
    client: Client
    dee: Reader
    grant: Grant
    failed: OutgoingMail
    wrong: EmailAddress

    def post(self, name: str, **fields: object) -> object:
        return act(self.client, self.dee, name, **fields)


def act(client: Client, reader: Reader, name: str, **fields: object):
    return client.post(f"/admin/readers/{reader.pk}/{name}/", {"reason": WHY, **fields})


def give_days(it: Try) -> bool:
    it.post("give-grant", plan=Plan.objects.get(slug="plus").pk, days=30)
    return Grant.objects.filter(reader=it.dee, plan__slug="plus").exists()


def end_a_grant(it: Try) -> bool:
    it.post("end-grant", grant=it.grant.pk)
    return not Grant.objects.filter(pk=it.grant.pk, ends_at=None).exists()


def mail_a_link(it: Try) -> bool:
    it.post("mail-link", address=it.dee.emailaddress_set.get(verified=True).pk)
    return LogInLink.objects.filter(reader=it.dee).exists()


def send_a_mail_again(it: Try) -> bool:
    it.post("send-again", sent=it.failed.pk)
    return OutgoingMail.objects.get(pk=it.failed.pk).state == "queued"


def log_out_one_device(it: Try) -> bool:
    note_device(it)
    it.post("end-session", device=it.dee.devices.get().pk)
    return not it.dee.devices.exists()


def log_out_all_devices(it: Try) -> bool:
    note_device(it)
    it.post("end-sessions")
    return not it.dee.devices.exists()


def note_device(it: Try) -> None:
    """As a log-in leaves one."""
    token = LogInLink.token_for(it.dee, timezone.now())
    Client().post(f"/log-in/link/{token}/")
    assert it.dee.devices.exists()


def close(it: Try) -> bool:
    it.post("close")
    return not Reader.objects.get(pk=it.dee.pk).is_active


def reopen(it: Try) -> bool:
    it.dee.close()
    it.post("reopen")
    return Reader.objects.get(pk=it.dee.pk).is_active


BOTH = {Role.SUPPORT, Role.PUBLISHER}
TABLE: dict[Callable[[Try], bool], set[Role]] = {
    give_days: BOTH,
    end_a_grant: BOTH,
    mail_a_link: BOTH,
    send_a_mail_again: BOTH,
    log_out_one_device: BOTH,
    log_out_all_devices: BOTH,
    close: {Role.PUBLISHER},
    reopen: {Role.PUBLISHER},
}


@pytest.fixture
def tried(cast: dict[str, Reader]) -> Callable[[Client], Try]:
    def with_all(client: Client) -> Try:
        dee, now = cast["dee"], timezone.now()
        basic = Plan.objects.get(slug="basic")
        context = {"plan": "Basic", "day": "9 August"}
        mail = send(
            to=dee.email, template="office/mail/grant_given", context=context, kind="grant_given"
        )
        mail.fail("550 5.1.1")
        return Try(
            client=client,
            dee=dee,
            grant=Grant.give(dee, basic, now, days=None, why=""),
            failed=mail,
            wrong=EmailAddress.objects.create(user=dee, email="typo@example.org"),
        )

    return with_all


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("attempt", list(TABLE), ids=lambda it: it.__name__)
def test_it_lets_a_role_do_what_the_table_says(
    tried: Callable[[Client], Try],
    logged_in: Callable[[str], Client],
    attempt: Callable[[Try], bool],
    role: Role,
) -> None:
    """And each leaves who did what, when and why; what was refused leaves nothing."""
    allowed = role in TABLE[attempt]
    it = tried(logged_in(role))
    assert attempt(it) is allowed
    kept = [(done.reader, done.by.email, done.reason) for done in StaffAct.objects.all()]
    assert kept == ([(it.dee, f"{role}@example.com", WHY)] if allowed else [])


def test_the_table_has_every_act() -> None:
    """But for those about payments, which have one of their own."""
    assert len(TABLE) == len(set(ACTS) - set(AT_STRIPE))


def test_it_lets_no_reader_do_anything(tried: Callable[[Client], Try], cast) -> None:
    client = Client()
    client.force_login(cast["ana"])
    it = tried(client)
    assert [attempt.__name__ for attempt in TABLE if attempt is not reopen and attempt(it)] == []


@pytest.mark.parametrize("name", list(ACTS))
def test_it_does_nothing_without_a_reason(
    tried: Callable[[Client], Try], vera: Client, name: str
) -> None:
    it = tried(vera)
    if name == "reopen":
        it.dee.close()
    said = it.post(
        name, reason=" ", plan=Plan.objects.get(slug="basic").pk, days=1, grant=it.grant.pk
    )
    assert said.status_code == 422
    assert "Say why: it is kept with what you do." in said.text
    assert not StaffAct.objects.exists()


def test_it_tells_the_reader_what_was_given(tried: Callable[[Client], Try], sue: Client) -> None:
    it = tried(sue)
    give_days(it)
    mail = OutgoingMail.objects.latest("pk")
    assert (mail.to, mail.kind) == ("dee@example.com", "grant_given")
    assert "Plus until" in mail.text
    assert WHY not in mail.text
    page = " ".join(sue.get(f"/admin/readers/{it.dee.pk}/").text.split())
    assert "Give days to read: Plus for 30 days, until" in page
    assert WHY in page
    assert Grant.objects.get(plan__slug="plus").why == WHY


@pytest.mark.parametrize("days", ["0", "-1", "3661", "soon", "", "9" * 40])
def test_it_gives_no_days_that_are_none(
    tried: Callable[[Client], Try], sue: Client, days: str
) -> None:
    it = tried(sue)
    said = it.post("give-grant", plan=Plan.objects.get(slug="plus").pk, days=days)
    assert said.status_code == 422
    assert f'value="{WHY}"' in said.text
    assert not Grant.objects.filter(plan__slug="plus").exists()


def test_it_ends_a_grant_at_once_and_keeps_its_row(
    tried: Callable[[Client], Try], sue: Client
) -> None:
    it = tried(sue)
    end_a_grant(it)
    standing = standing_of(it.dee, timezone.now())
    assert standing.plans == frozenset()
    assert standing.lost


def test_it_ends_no_grant_of_somebody_else(
    tried: Callable[[Client], Try], cast: dict[str, Reader], sue: Client
) -> None:
    it = tried(sue)
    for grant in (it.grant.pk, "x", "9" * 40, "\0", ""):
        assert act(sue, cast["ana"], "end-grant", grant=grant).status_code == 422
    assert Grant.objects.get(pk=it.grant.pk).ends_at is None


def test_it_mails_a_link_that_staff_never_see(tried: Callable[[Client], Try], sue: Client) -> None:
    it = tried(sue)
    address = it.dee.emailaddress_set.get(verified=True).pk
    said = sue.post(
        f"/admin/readers/{it.dee.pk}/mail-link/", {"reason": WHY, "address": address}, follow=True
    )
    mail = OutgoingMail.objects.latest("pk")
    token = mail.text.split("/log-in/link/")[1].split("/")[0]
    assert token not in said.text
    assert token not in "".join(f"{it.what}{it.reason}" for it in StaffAct.objects.all())
    assert mail.expires_at - timezone.now() < timedelta(hours=25)
    dee = Client()
    assert dee.post(f"/log-in/link/{token}/").status_code == 302
    assert "dee@example.com" in dee.get("/account/").text


def test_it_mails_a_link_to_no_address_that_is_not_verified(
    tried: Callable[[Client], Try], sue: Client
) -> None:
    it = tried(sue)
    assert it.post("mail-link", address=it.wrong.pk).status_code == 422
    assert not LogInLink.objects.exists()


def test_it_sends_no_mail_again_that_may_hold_a_secret(
    tried: Callable[[Client], Try], sue: Client
) -> None:
    it = tried(sue)
    context = {"code": "1234-5678", "minutes": 10, "address": it.dee.email, "sign_up_path": "/"}
    code = send(
        to=it.dee.email, template="readers/mail/log_in_code", context=context, kind="log_in_code"
    )
    code.fail("550 5.1.1")
    assert OutgoingMail.objects.get(pk=code.pk).text == ""
    assert it.post("send-again", sent=code.pk).status_code == 422
    OutgoingMail.objects.filter(pk=it.failed.pk).update(to="pia@example.com")
    assert it.post("send-again", sent=it.failed.pk).status_code == 422


def test_a_closed_account_is_out_at_once_and_is_told(
    tried: Callable[[Client], Try], vera: Client
) -> None:
    it, dee = tried(vera), Client()
    dee.force_login(it.dee)
    close(it)
    assert dee.get("/account/").status_code == 302
    mail = OutgoingMail.objects.latest("pk")
    assert "closed your account" in mail.text
    assert "Closed: nobody logs in with it." in vera.get(f"/admin/readers/{it.dee.pk}/").text
    reopen(it)
    assert OutgoingMail.objects.latest("pk").kind == "account_reopened"
    assert dee.get("/account/").status_code == 302


def test_the_last_publisher_stays(vera: Client) -> None:
    reader = Reader.objects.get(email="publisher@example.com")
    said = act(vera, reader, "close")
    assert said.status_code == 422
    assert "This is the only publisher." in said.text
    assert Reader.objects.get(pk=reader.pk).is_active
    assert not StaffAct.objects.exists()


def test_support_acts_on_no_account_of_staff(
    tried: Callable[[Client], Try], sue: Client, vera: Client
) -> None:
    """Its own neither."""
    basic = Plan.objects.first()
    for email in ("publisher@example.com", "support@example.com"):
        staff = Reader.objects.get(email=email)
        act(sue, staff, "give-grant", plan=basic.pk, days=1)
        act(sue, staff, "mail-link", address=staff.emailaddress_set.get().pk)
        page = sue.get(f"/admin/readers/{staff.pk}/").text
        assert "accounts of staff are the publishers" in page
    assert not StaffAct.objects.exists()
    act(vera, Reader.objects.get(email="support@example.com"), "give-grant", plan=basic.pk, days=1)
    assert StaffAct.objects.count() == 1


def test_it_knows_no_other_act(tried: Callable[[Client], Try], vera: Client) -> None:
    it = tried(vera)
    assert it.post("log-in-as").status_code == 404
    assert vera.get(f"/admin/readers/{it.dee.pk}/close/").status_code == 405


def test_what_staff_did_is_never_changed_and_goes_with_the_reader(
    tried: Callable[[Client], Try], vera: Client
) -> None:
    it = tried(vera)
    give_days(it)
    done = StaffAct.objects.get()
    for change in (done.save, done.delete, StaffAct.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        StaffAct.objects.update(reason="Other.")
    Grant.objects.all().delete()
    it.dee.delete()
    assert not StaffAct.objects.exists()
