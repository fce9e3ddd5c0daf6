"""What staff do at Stripe for a reader: who may, what it leaves in the rows, and what stands there where it stopped."""

from collections.abc import Callable

import pytest
from django.test import Client

from standfirst.billing.models import Customer, Invoice, Join, JoinState
from standfirst.billing.sandbox.testing import Sandbox
from standfirst.billing.sandbox.troubles import Faults
from standfirst.billing.sync import sync
from standfirst.billing.tests import payers
from standfirst.office.models import StaffAct
from standfirst.office.payment_acts import left_in_all
from standfirst.office.payments import told_of
from standfirst.publication.models import OutgoingMail
from standfirst.readers.models import Reader
from standfirst.readers.roles import Role

pytestmark = pytest.mark.django_db
WHY = "She asked by telephone."
BOTH = {Role.SUPPORT, Role.PUBLISHER}
TABLE = {
    "refund": {Role.PUBLISHER},
    "end-membership": BOTH,
    "ask-stripe": BOTH,
    "mend-link": BOTH,
}


@pytest.fixture(autouse=True)
def _shop(sandbox: Sandbox) -> None:
    payers.open_shop()


@pytest.fixture
def ana(sandbox: Sandbox) -> Reader:
    reader = payers.reader()
    payers.join(sandbox, reader)
    OutgoingMail.objects.all().delete()
    return reader


def act(client: Client, reader: Reader, name: str, **fields: object):
    if name == "refund":
        fields = {"invoice": Invoice.objects.get().pk, "left": left_in_all(reader), **fields}
    return client.post(f"/admin/readers/{reader.pk}/{name}/", {"reason": WHY, **fields})


def rows() -> list[str]:
    return list(StaffAct.objects.order_by("pk").values_list("what", flat=True))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", list(TABLE))
def test_it_lets_a_role_do_what_the_table_says(
    ana: Reader, logged_in: Callable[[str], Client], name: str, role: Role
) -> None:
    act(logged_in(role), ana, name)
    assert StaffAct.objects.exists() is (role in TABLE[name])
    assert set(StaffAct.objects.values_list("act", "reason")) <= {(name, WHY)}


@pytest.mark.parametrize("name", list(TABLE))
def test_it_does_nothing_without_a_reason(ana: Reader, vera: Client, name: str) -> None:
    assert act(vera, ana, name, reason=" ").status_code == 422
    assert rows() == []


def test_all_of_the_last_payment_back_ends_the_membership_and_is_one_mail(
    ana: Reader, vera: Client
) -> None:
    act(vera, ana, "refund")
    invoice = Invoice.objects.get()
    assert (invoice.state, invoice.refunded) == ("refunded", 500)
    assert payers.membership(ana).end_cause == "refunded"
    assert [it.kind for it in OutgoingMail.objects.all()] == ["membership_ended"]
    asked, done = rows()
    assert asked.startswith("asked for: €5 of ")
    assert done.startswith("done: €5 of ")


def test_a_part_ends_nothing_and_is_told(ana: Reader, vera: Client) -> None:
    act(vera, ana, "refund", amount="1.50")
    assert Invoice.objects.get().refunded == 150
    assert payers.membership(ana).state == "active"
    assert [it.kind for it in OutgoingMail.objects.all()] == ["refunded"]
    act(vera, ana, "refund", amount="1.50")
    assert Invoice.objects.get().refunded == 300


@pytest.mark.parametrize("amount", ["0", "-1", "5.01", "1.234", "five", "9" * 30])
def test_it_gives_back_no_amount_that_is_none(ana: Reader, vera: Client, amount: str) -> None:
    said = act(vera, ana, "refund", amount=amount)
    assert said.status_code == 422
    assert rows() == []


@pytest.mark.parametrize("invoice", ["x", "9" * 30, "\0", ""])
def test_it_gives_back_nothing_of_nobodys(ana: Reader, vera: Client, invoice: str) -> None:
    assert act(vera, ana, "refund", invoice=invoice).status_code == 422
    other = Reader.objects.create_reader("dee@example.com")
    assert act(vera, other, "refund").status_code == 422
    assert Invoice.objects.get().refunded == 0


def test_the_rows_say_that_nobody_knows_where_stripe_did_not_answer(
    ana: Reader, vera: Client, sandbox: Sandbox
) -> None:
    """Asked again, it is done once."""
    sandbox.world.faults = Faults(fail=True)
    said = act(vera, ana, "refund", amount="2")
    assert said.status_code == 422
    assert "never done twice" in said.text
    assert [it.partition(":")[0] for it in rows()] == ["asked for", "not known"]
    sandbox.world.faults = Faults()
    act(vera, ana, "refund", amount="2")
    assert len(sandbox.world.store.all("refund")) == 1
    assert Invoice.objects.get().refunded == 200


def test_a_part_is_not_given_back_again_by_a_form_that_shows_more(
    ana: Reader, vera: Client, sandbox: Sandbox
) -> None:
    """The answer was lost, a bell told of it, and then she pressed again."""
    shown = left_in_all(ana)
    assert f'value="{shown}"' in vera.get(f"/admin/readers/{ana.pk}/").text
    sandbox.world.configure(faults=Faults(fail="timeout", after=True, calls="^POST"))
    assert act(vera, ana, "refund", amount="2", left=shown).status_code == 422
    sandbox.world.configure(faults=Faults())
    sync(Customer.objects.get(), sandbox.world.now)
    said = act(vera, ana, "refund", amount="2", left=shown)
    assert said.status_code == 422
    assert "Some of it went back meanwhile" in said.text
    for kept in (left_in_all(ana), "2", WHY):
        assert f'value="{kept}"' in said.text
    assert Invoice.objects.get().refunded == 200
    assert act(vera, ana, "refund", amount="2").status_code == 302
    assert Invoice.objects.get().refunded == 400


def test_nobody_is_mailed_a_way_to_pay_for_nothing(vera: Client, sandbox: Sandbox) -> None:
    assert act(vera, payers.reader("Dee"), "mend-link").status_code == 404


def test_an_end_leaves_what_is_paid_to_be_read(ana: Reader, sue: Client, sandbox: Sandbox) -> None:
    act(sue, ana, "end-membership")
    assert payers.membership(ana).state == "ended"
    assert payers.reads(sandbox, ana)
    assert Invoice.objects.get().refunded == 0
    assert act(sue, ana, "end-membership").status_code == 404


def test_asking_says_whether_anything_changed(ana: Reader, sue: Client, sandbox: Sandbox) -> None:
    act(sue, ana, "ask-stripe")
    sandbox.world.advance(days=32)
    act(sue, ana, "ask-stripe")
    assert rows()[1::2] == ["done: nothing had changed", "done: something changed"]


def test_the_page_tells_all_of_it_in_one_list(ana: Reader, vera: Client) -> None:
    act(vera, ana, "refund", amount="1")
    page = " ".join(vera.get(f"/admin/readers/{ana.pk}/").text.split())
    customer, invoice = Customer.objects.get(), Invoice.objects.get()
    for words in (
        customer.stripe_id,
        f"Invoice {invoice}: €5, partly refunded",
        "Went back: €1",
        "Mail: Notice of money that goes back",
        "Give money back: done: €1 of",
        WHY,
        "running",
    ):
        assert words in page


@pytest.mark.parametrize("typed", ["4242", "number", "customer"])
def test_it_finds_who_paid(ana: Reader, sue: Client, typed: str) -> None:
    word = {"number": Invoice.objects.get().number, "customer": Customer.objects.get().stripe_id}
    found = sue.post("/admin/readers/", {"find": word.get(typed, typed)})
    assert found.headers["Location"] == f"/admin/readers/{ana.pk}/"


def test_it_leads_to_stripes_own_page_and_none_of_a_sandbox(
    ana: Reader, sue: Client, settings: object
) -> None:
    page = f"/admin/readers/{ana.pk}/"
    assert "dashboard.stripe.com" not in sue.get(page).text
    settings.STRIPE_API = "https://api.stripe.com"  # type: ignore[attr-defined]
    assert "https://dashboard.stripe.com/test/customers/cus_" in sue.get(page).text
    settings.STRIPE_KEY = "sk_live_1"  # type: ignore[attr-defined]
    assert "https://dashboard.stripe.com/customers/cus_" in sue.get(page).text


def test_explain_says_what_stripe_said_last(ana: Reader) -> None:
    told = told_of(ana)
    assert told[0]["customer"] == Customer.objects.get().stripe_id
    assert list(told[0]["subscriptions"].values()) == ["active"]
    assert told[0]["last_invoice"]["amount"] == 500
    assert told_of(payers.reader("Dee")) == []


@pytest.fixture
def unclaimed(sandbox: Sandbox) -> Join:
    it = payers.join(sandbox, None)
    row = it.subscriptions.get()
    return Join.objects.create(
        token="t",
        price=payers.price(),
        state=JoinState.PAID,
        address="typo@example.org",
        customer=it,
        subscription=row.stripe_id,
        begun_at=sandbox.world.now,
        paid_at=sandbox.world.now.replace(year=2020),
    )


def test_it_lists_who_paid_and_never_came(unclaimed: Join, sue: Client) -> None:
    page = " ".join(sue.get("/admin/joins/").text.split())
    assert "typo@example.org" in page
    assert "Basic, €5 a month" in page
    assert "Give the money back now" not in page
    for _twice in range(2):
        assert sue.post(f"/admin/joins/{unclaimed.pk}/mail/").status_code == 302
    assert OutgoingMail.objects.filter(to="typo@example.org").count() == 2
    assert sue.post(f"/admin/joins/{unclaimed.pk}/refund/").status_code == 302
    unclaimed.refresh_from_db()
    assert unclaimed.state == JoinState.PAID


def test_a_publisher_gives_it_back_at_once(unclaimed: Join, vera: Client, sandbox: Sandbox) -> None:
    assert "Give the money back now" in vera.get("/admin/joins/").text
    vera.post(f"/admin/joins/{unclaimed.pk}/refund/")
    assert len(sandbox.world.store.all("refund")) == 1
    assert vera.post(f"/admin/joins/{unclaimed.pk}/refund/").status_code == 404
    assert "None: every payment belongs" in vera.get("/admin/joins/").text


def test_a_publishers_home_says_who_fails(ana: Reader, vera: Client, sandbox: Sandbox) -> None:
    sandbox.replace_card_behaviour(Customer.objects.get().stripe_id, payers.FAILS)
    sandbox.world.advance(days=32)
    act(vera, ana, "ask-stripe")
    page = " ".join(vera.get("/admin/").text.split())
    assert "1 member." in page
    assert "A payment failed" in page
