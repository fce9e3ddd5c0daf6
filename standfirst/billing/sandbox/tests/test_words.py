"""What the sandbox's pages say."""

import re

import pytest

from standfirst.billing.sandbox.control import words
from standfirst.billing.sandbox.control.happened import told
from standfirst.billing.sandbox.control.html import Safe, link, tag, void
from standfirst.billing.sandbox.control.pdf import written

NOVEMBER_9 = 1_794_182_400
NOVEMBER_12 = NOVEMBER_9 + 3 * 86400


def event(
    type: str, previous: dict[str, object] | None = None, **thing: object
) -> dict[str, object]:
    data = {"object": thing, "previous_attributes": previous}
    return {"type": type, "created": NOVEMBER_9, "data": data}


def test_it_escapes_all_but_markup() -> None:
    made = tag("p", "<b>", Safe("<i>"), None, ["a", "&"], class_="x", hidden=False, title='"')
    assert made == '<p class="x" title="&quot;">&lt;b&gt;<i>a&amp;</p>'
    assert void("input", required=True, aria_label="x") == '<input required aria-label="x">'
    assert link("/", "home") == '<a href="/">home</a>'


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (500, "eur", "€5"),
        (550, "eur", "€5.50"),
        (-200, "usd", "-$2"),
        (1234500, "gbp", "£12,345"),
        (500, "jpy", "¥500"),
        (500, "pln", "PLN 5"),
    ],
)
def test_it_says_amounts(amount: int, currency: str, said: str) -> None:
    assert words.money(amount, currency) == said


def test_it_says_what_a_price_is_for() -> None:
    monthly = {
        "unit_amount": 500,
        "currency": "eur",
        "recurring": {"interval": "month", "interval_count": 1},
    }
    assert words.price(monthly) == "€5 a month"
    assert (
        words.price({**monthly, "recurring": {"interval": "month", "interval_count": 3}})
        == "€5 every 3 months"
    )


RENEWAL = {"billing_reason": "subscription_cycle", "amount_due": 500, "currency": "eur"}


def test_it_tells_a_refused_renewal_with_its_reason_and_the_next_attempt() -> None:
    error = {"code": "expired_card", "decline_code": "expired_card"}
    lines = told(
        [
            event("payment_intent.payment_failed", last_payment_error=error),
            event("invoice.payment_failed", **RENEWAL, next_payment_attempt=NOVEMBER_12),
        ]
    )
    assert lines == ["9 Nov: renewal of €5 refused, expired card; next attempt 12 Nov"]


def test_it_tells_the_end_in_order() -> None:
    lines = told(
        [
            event("invoice.payment_failed", **RENEWAL, next_payment_attempt=None),
            event("customer.subscription.deleted", status="canceled"),
            event("invoice.updated", **RENEWAL),
        ]
    )
    assert lines == [
        "9 Nov: renewal of €5 refused; no further attempt",
        "9 Nov: the subscription ended",
    ]


def test_it_tells_only_changes_of_a_subscription_that_matter() -> None:
    assert (
        told([event("customer.subscription.updated", {"latest_invoice": "in_1"}, status="active")])
        == []
    )
    became = event("customer.subscription.updated", {"status": "active"}, status="past_due")
    assert told([became]) == ["9 Nov: the subscription is past due (was active)"]


def test_it_writes_a_pdf_whose_table_points_at_its_objects() -> None:
    made = written(["Invoice 1", "Amount: €5", r"(a\b)"])
    start = int(re.search(rb"startxref\n(\d+)", made)[1])
    assert made[start:].startswith(b"xref")
    for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n", made), 1):
        assert made[int(place) :].startswith(b"%d 0 obj" % number)
    assert rb"(\(a\\b\)) Tj" in made
    assert "€".encode("cp1252") in made
