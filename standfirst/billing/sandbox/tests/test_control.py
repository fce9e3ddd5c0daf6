"""The sandbox's own pages: over HTTP, as a browser without script has them."""

import http.client
import re
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from stripe import StripeClient

from standfirst.billing.sandbox.control import shell
from standfirst.billing.sandbox.control.numbers import NUMBERS
from standfirst.billing.sandbox.testing import Sandbox
from standfirst.billing.sandbox.tests.shop import Shop
from standfirst.billing.sandbox.troubles import Faults


@dataclass
class Got:
    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Visitor:
    sandbox: Sandbox

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> Got:
        host = self.sandbox.address.removeprefix("http://")
        connection = http.client.HTTPConnection(host, timeout=10)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        got = Got(answer.status, found, answer.read().decode(errors="replace"))
        connection.close()
        return got

    def get(self, path: str, **headers: str) -> Got:
        return self.ask("GET", path, **headers)

    def post(self, path: str, token: str = shell.TOKEN, **form: object) -> Got:
        """Followed to where it leads."""
        got = self.ask("POST", path, urlencode({"token": token, **form}))
        return self.get(got.headers["location"]) if got.status == 303 else got


@pytest.fixture
def visitor(sandbox: Sandbox) -> Visitor:
    return Visitor(sandbox)


@pytest.fixture
def shop(sandbox: Sandbox) -> Shop:
    return Shop(
        sandbox.world,
        StripeClient("sk_test_sandbox", base_addresses={"api": sandbox.address}),
    )


@pytest.fixture
def ana(shop: Shop) -> str:
    return str(shop.member().customer)


PAGES = ["/", "/numbers/", "/events/", "/faults/", "/try/", "/stripe.js", "/window/field.html"]


@pytest.mark.parametrize("path", PAGES)
def test_it_shows_pages_with_no_inline_script_and_a_policy(visitor: Visitor, path: str) -> None:
    got = visitor.get(path)
    assert got.status == 200
    assert "unsafe" not in got.headers["content-security-policy"]
    assert not re.search(r"<script>|<style| style=| on[a-z]+=", got.text)


@pytest.mark.parametrize("path", ["/", "/faults/", "/try/", "/numbers/"])
def test_it_lets_nobody_frame_its_own_pages(visitor: Visitor, path: str) -> None:
    assert "frame-ancestors 'none'" in visitor.get(path).headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/window/../__main__.py", "/window/x.html", "/nothing/", "/bank/"]
)
def test_it_serves_nothing_else(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status == 404


def test_it_answers_to_no_other_name(visitor: Visitor) -> None:
    assert visitor.get("/", Host="evil.example").status == 403


def test_it_takes_no_form_without_its_token_or_from_elsewhere(visitor: Visitor, ana: str) -> None:
    assert visitor.post(f"/customers/{ana}/move/", token="x", by=1).status == 403
    body = urlencode({"token": shell.TOKEN, "by": 1})
    path = f"/customers/{ana}/move/"
    assert visitor.ask("POST", path, body, Origin="https://evil.example").status == 403
    assert visitor.ask("POST", path, body, Origin=visitor.sandbox.address).status == 303


def test_it_shows_who_pays_what_with_which_card_and_when_next(visitor: Visitor, ana: str) -> None:
    page = visitor.get("/").text
    assert "ana@example.org" in page
    assert "€5 a month: active" in page
    assert "Visa 4242" in page
    assert "Next: €5 on" in page


def test_it_moves_a_customers_clock_and_says_what_happened_in_order(
    visitor: Visitor, ana: str
) -> None:
    changed = visitor.post(f"/customers/{ana}/card/", number="4000000000000069")
    assert "now behaves like 4000 0000 0000 0069" in changed.text
    page = visitor.post(f"/customers/{ana}/move/", by="renewal").text
    assert re.search(r"renewal of €5 refused, expired card; next attempt \d+ \w+", page)
    assert "the subscription is past due (was active)" in page
    page = visitor.post(f"/customers/{ana}/move/", by="30").text
    assert page.index("next attempt") < page.index("no further attempt")
    assert "the subscription ended" in page


def test_it_charges_once_a_month_however_the_clock_is_moved(visitor: Visitor, ana: str) -> None:
    for by in ("renewal", "7", "1", "renewal", "30", "renewal", "13"):
        visitor.post(f"/customers/{ana}/move/", by=by)
    found = visitor.sandbox.world.store.of(ana, "charge")
    times = sorted(it["created"] for it in found)
    assert len(times) >= 4
    assert all(later - sooner > 27 * 86400 for sooner, later in zip(times, times[1:], strict=False))


@pytest.mark.parametrize("by", ["", "0", "-1", "801", "x", "1.5"])
def test_it_names_the_field_that_is_wrong(visitor: Visitor, ana: str, by: str) -> None:
    got = visitor.post(f"/customers/{ana}/move/", by=by)
    assert got.status == 422
    assert "Days" in got.text


def test_it_refunds_and_loses_disputes(visitor: Visitor, shop: Shop, ana: str) -> None:
    (charge,) = shop.world.store.of(ana, "charge")
    page = visitor.post(f"/charges/{charge['id']}/", act="dispute").text
    assert "€5 disputed: fraudulent" in page
    page = visitor.post(f"/charges/{charge['id']}/", act="lose").text
    assert "dispute of €5 lost" in page
    (other,) = shop.world.store.of(shop.member().customer, "charge")
    page = visitor.post(f"/charges/{other['id']}/", act="refund").text
    assert "€5 refunded" in page
    assert visitor.post(f"/charges/{other['id']}/", act="refund").status == 422
    assert visitor.post(f"/charges/{other['id']}/", act="burn").status == 422


def test_it_sends_an_event_again(visitor: Visitor, sandbox: Sandbox, ana: str) -> None:
    event = sandbox.world.store.all("event")[0]
    assert visitor.post(f"/events/{event['id']}/send/").status == 422  # there is nobody to hear it
    assert visitor.post("/events/evt_none/send/").status == 404


def test_it_switches_faults_on(visitor: Visitor, sandbox: Sandbox) -> None:
    page = visitor.post(
        "/faults/", drop="invoice", double="", calls="", delay=5, fail="500", times=2
    )
    assert "Kept." in page.text
    assert sandbox.world.faults == Faults(drop="invoice", delay=5, fail="500", times=2)
    assert visitor.post("/faults/", drop="(").status == 422
    assert visitor.post("/faults/", delay="-1").status == 422
    assert visitor.post("/faults/", fail="418").status == 422


def test_it_shows_any_object_and_escapes_it(visitor: Visitor, shop: Shop) -> None:
    customer = shop.stripe.v1.customers.create(params={"email": "<script>@example.com"}).id
    assert "&lt;script&gt;@example.com" in visitor.get(f"/objects/{customer}/").text
    assert "<script>" not in visitor.get("/").text
    assert visitor.get("/objects/cus_none/").status == 404


def test_it_shows_an_invoice_and_its_pdf(visitor: Visitor, sandbox: Sandbox, ana: str) -> None:
    (invoice,) = sandbox.world.store.of(ana, "invoice")
    path = invoice["hosted_invoice_url"].removeprefix(sandbox.address)
    assert invoice["number"] in visitor.get(path).text
    path = invoice["invoice_pdf"].removeprefix(sandbox.address)
    assert visitor.get(path).text.startswith("%PDF")


def test_it_lists_each_test_number(visitor: Visitor) -> None:
    page = visitor.get("/numbers/").text.replace(" ", "")
    assert all(number in page for number in NUMBERS)


def test_the_bank_answers_only_who_has_the_secret(visitor: Visitor, shop: Shop) -> None:
    begun = shop.stripe.v1.setup_intents.create(params={})
    shop.world.save_card(begun["id"], "4000002500003155", (12, 2031))
    for secret in ("", begun["id"], f"{begun['id']}_secret_x"):
        form = urlencode({"client_secret": secret, "answer": "approve"})
        assert visitor.ask("POST", "/bank/answer/", form).status == 404
    form = urlencode({"client_secret": begun["client_secret"], "answer": "approve"})
    assert visitor.ask("POST", "/bank/answer/", form).status == 200
    assert visitor.ask("POST", "/bank/answer/", form).status == 422
