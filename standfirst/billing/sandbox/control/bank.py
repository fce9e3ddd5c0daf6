"""What the bank's page asks of the sandbox: what is to be approved, and the answer. Who has the intent's secret may."""

from typing import Any

from standfirst.billing.sandbox.control import words
from standfirst.billing.sandbox.control.desk import Desk, Wrong
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.pages import Answer, Asked, as_json
from standfirst.billing.sandbox.window import files


def page(desk: Desk, asked: Asked, id: str) -> Answer:
    """Where a browser is sent, when it is not shown in a frame; the secret stands in the address, as at Stripe."""
    return files.answer("bank.html")


def look(desk: Desk, asked: Asked) -> Answer:
    intent = _intent(desk, asked)
    method = desk.store.get(intent["payment_method"])
    return as_json(
        {
            "merchant": desk.world.rules.name,
            "amount": intent.get("amount"),
            "currency": intent.get("currency"),
            "card": words.method(method),
        }
    )


def answer(desk: Desk, asked: Asked) -> Answer:
    intent = _intent(desk, asked)
    said = {"approve": desk.world.approve, "refuse": desk.world.decline}.get(
        asked.form.get("answer", "")
    )
    if said is None:
        raise Wrong("answer: approve or refuse.")
    back = _back(intent)
    said(intent["id"])
    return as_json({"back": back})


def _intent(desk: Desk, asked: Asked) -> Json:
    secret = asked.form.get("client_secret", "")
    intent = desk.store.get(secret.partition("_secret_")[0])
    if intent is None or intent.get("client_secret") != secret:
        raise LookupError("There is no such payment.")
    if intent["status"] != "requires_action":
        raise Wrong("There is nothing to approve any more.")
    return intent


def _back(intent: Json) -> Any:
    action = intent["next_action"] or {}
    return (action.get("redirect_to_url") or {}).get("return_url")
