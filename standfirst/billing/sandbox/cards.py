"""How a card behaves, by its number: the published ones (docs.stripe.com/testing). Any other number just pays.

Numbers of bank accounts (IBAN) stand for a slow method, a direct debit: docs.stripe.com/payments/sepa-debit.
"""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Decline:
    code: str
    decline_code: str | None
    message: str


def _declined(decline_code: str, message: str = "Your card was declined.") -> Decline:
    return Decline("card_declined", decline_code, message)


GENERIC = _declined("generic_decline")
EXPIRED = Decline("expired_card", "expired_card", "Your card has expired.")
FUNDS = _declined("insufficient_funds", "Your card has insufficient funds.")
APPROVAL = Decline(
    "authentication_required",
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
)

# Declined wherever it is used: while it is saved, too.
DECLINED = {
    "4000000000000002": GENERIC,
    "4000000000009995": FUNDS,
    "4000000000009987": _declined("lost_card"),
    "4000000000009979": _declined("stolen_card"),
    "4000000000000069": Decline("expired_card", None, "Your card has expired."),
    "4000000000000127": Decline("incorrect_cvc", None, "Your card's security code is incorrect."),
    "4000000000000119": Decline(
        "processing_error",
        None,
        "An error occurred while processing your card. Try again in a little bit.",
    ),
    "4000000000006975": _declined("card_velocity_exceeded"),
    "4100000000000019": _declined("fraudulent"),
}
# Saved without a word, declined when it is charged; some of them after the bank has approved.
CHARGE_DECLINED = {
    "4000000000000341": GENERIC,
    "4000008260003178": FUNDS,
    "4000008400001629": GENERIC,
}
ASKS_UNLESS_SET_UP = {"4000002500003155", "4000008260003178"}
ASKS_ALWAYS = {"4000002760003184", "4000000000003220", "4000008400001629"}
DISPUTED = {
    "4000000000000259": "fraudulent",
    "4000000000002685": "product_not_received",
}

SLOW_PAYS = "AT611904300234573201"
SLOW_FAILS = "AT861904300235473202"

# Ready-made payment methods of Stripe's: pm_card_visa and the like.
TOKENS = {
    "pm_card_visa": "4242424242424242",
    "pm_card_mastercard": "5555555555554444",
    "pm_card_amex": "378282246310005",
    "pm_card_authenticationRequired": "4000002760003184",
    "pm_card_authenticationRequiredOnSetup": "4000002500003155",
    "pm_card_authenticationRequiredSetupForOffSession": "4000003800000446",
    "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds": "4000008260003178",
    "pm_card_chargeCustomerFail": "4000000000000341",
    "pm_card_createDispute": "4000000000000259",
    "pm_card_visa_chargeDeclined": "4000000000000002",
    "pm_card_visa_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_visa_chargeDeclinedLostCard": "4000000000009987",
    "pm_card_visa_chargeDeclinedStolenCard": "4000000000009979",
    "pm_card_chargeDeclinedExpiredCard": "4000000000000069",
    "pm_card_chargeDeclinedIncorrectCvc": "4000000000000127",
    "pm_card_chargeDeclinedProcessingError": "4000000000000119",
}

_BRANDS = (("4", "visa"), ("5", "mastercard"), ("2", "mastercard"), ("34", "amex"), ("37", "amex"))
_MORE_BRANDS = (("6", "discover"), ("30", "diners"), ("36", "diners"), ("35", "jcb"))
_DEBIT = {"4000056655665556", "5200828282828210"}


def brand_of(number: str) -> str:
    for begins, brand in (*_BRANDS, *_MORE_BRANDS):
        if number.startswith(begins):
            return brand
    return "unknown"


def funding_of(number: str) -> str:
    return "debit" if number in _DEBIT else "credit"


def fingerprint_of(number: str) -> str:
    """The same for the same number, whoever's card it is (docs.stripe.com/api/payment_methods/object)."""
    return sha256(f"sandbox {number}".encode()).hexdigest()[:16]


def is_slow(number: str) -> bool:
    return number[:2].isalpha()


def is_valid(number: str) -> bool:
    """Luhn's check (ISO/IEC 7812)."""
    if not number.isdigit() or not 12 <= len(number) <= 19:
        return False
    digits = [int(digit) for digit in reversed(number)]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + doubled) % 10 == 0


def declined_while_saved(number: str) -> Decline | None:
    return DECLINED.get(number)


def declined_when_charged(number: str) -> Decline | None:
    return DECLINED.get(number) or CHARGE_DECLINED.get(number)


def asks_while_saved(number: str) -> bool:
    return number in ASKS_UNLESS_SET_UP | ASKS_ALWAYS


def asks_when_charged(number: str, *, set_up: bool) -> bool:
    return number in ASKS_ALWAYS or (number in ASKS_UNLESS_SET_UP and not set_up)
