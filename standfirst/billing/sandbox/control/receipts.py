"""An invoice as a page and as a PDF, and where a receipt leads: what Stripe shows a payer at its own address."""

from standfirst.billing.sandbox.control import words
from standfirst.billing.sandbox.control.desk import Desk, of_kind
from standfirst.billing.sandbox.control.html import Safe, link, tag
from standfirst.billing.sandbox.control.pdf import written
from standfirst.billing.sandbox.control.shell import facts, page
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.pages import Answer, Asked, go


def invoice(desk: Desk, asked: Asked, id: str) -> Answer:
    found = of_kind(desk, "invoice", id)
    pdf = tag("p", link(f"/invoices/{id}/pdf", "As a PDF"))
    return page("/invoices/", _title(found), facts(_rows(found)), _lines(found), pdf)


def pdf(desk: Desk, asked: Asked, id: str) -> Answer:
    found = of_kind(desk, "invoice", id)
    rows = [
        _title(found),
        "",
        *(f"{name}: {value}" for name, value in [*_rows(found), *_items(found)]),
    ]
    name = f'inline; filename="{found["number"] or id}.pdf"'
    return Answer(200, written(rows), "application/pdf", more={"Content-Disposition": name})


def receipt(desk: Desk, asked: Asked, id: str) -> Answer:
    """Of a charge: that of its invoice is as good."""
    charge = of_kind(desk, "charge", id)
    intent = desk.store.get(charge["payment_intent"]) or {}
    return go(f"/invoices/{intent.get('_invoice')}")


def _title(found: Json) -> str:
    return f"Invoice {found['number'] or found['id']}"


def _rows(found: Json) -> list[tuple[str, str]]:
    return [
        ("From", found["account_name"] or "Sandbox"),
        ("To", found["customer_email"] or found["customer_name"] or found["customer"]),
        ("Date", words.day(found["created"])),
        ("Amount", words.money(found["total"], found["currency"])),
        ("State", str(found["status"])),
    ]


def _items(found: Json) -> list[tuple[str, str]]:
    return [
        (it["description"] or "Item", words.money(it["amount"], it["currency"]))
        for it in found["lines"]["data"]
    ]


def _lines(found: Json) -> Safe:
    return tag(
        "ul", *(tag("li", f"{name}: {value}") for name, value in _items(found)), class_="rows"
    )
