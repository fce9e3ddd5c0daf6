"""What no page of ours does: a browser at Stripe's card field, a bank, and time that passes. At the demo's sandbox."""

import json
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings

TIMEOUT = 60  # seconds; months pass in some of its answers


def save_card(secret: str, number: str, exp: tuple[int, int]) -> None:
    """As the card field does, for the setup intent whose secret this is. An IBAN stands for a bank account."""
    intent = secret.partition("_secret_")[0]
    if number[:2].isalpha():
        method = {"type": "sepa_debit", "sepa_debit[iban]": number}
    else:
        method = {
            "type": "card",
            "card[number]": number,
            "card[exp_month]": str(exp[0]),
            "card[exp_year]": str(exp[1]),
            "card[cvc]": "123",
        }
    data = {f"payment_method_data[{_first(name)}]{_rest(name)}": it for name, it in method.items()}
    _post(
        f"setup_intents/{intent}/confirm",
        {"client_secret": secret, **data},
        settings.STRIPE_PUBLISHABLE_KEY,
    )


def pass_time(customer: str, seconds: int) -> None:
    """All that is this customer's happened so much earlier, and what has fallen due by that is done."""
    _post("sandbox/age", {"customer": customer, "seconds": str(seconds)})


def change_card(customer: str, number: str, exp: tuple[int, int]) -> None:
    """The card on file is like this test number from now on, and good to this month."""
    said = {"number": number, "exp_month": str(exp[0]), "exp_year": str(exp[1])}
    _post("sandbox/card", {"customer": customer, **said})


def dispute(payment_intent: str) -> None:
    _post("sandbox/dispute", {"payment_intent": payment_intent})


def hush() -> None:
    """What has happened so far rings no bell: the cast has been asked for."""
    _post("sandbox/hush", {})


def _first(name: str) -> str:
    return name.partition("[")[0]


def _rest(name: str) -> str:
    return name[len(_first(name)) :]


def _post(path: str, said: dict[str, str], key: str | None = None) -> dict[str, Any]:
    """Raises urllib.error.HTTPError where it is refused."""
    asked = Request(  # noqa: S310  the sandbox's own address
        f"{settings.STRIPE_API}/v1/{path}",
        data=urlencode(said).encode(),
        headers={"Authorization": f"Bearer {key or settings.STRIPE_KEY}"},
    )
    with urlopen(asked, timeout=TIMEOUT) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)
    return found
