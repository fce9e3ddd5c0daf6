"""Why a payment failed: in the three kinds that a notice tells apart, and in words for the page that mends it.

The codes are Stripe's (docs.stripe.com/declines/codes). Lost, stolen and suspected cards read like any other: whoever
holds one must not learn it from us, and whoever owns it hears it from the bank.
"""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from standfirst.membership.snapshot import Card, FailureKind

WANTS_APPROVAL = frozenset({"authentication_required", "authentication_not_handled"})
HAS_ENDED = frozenset({"expired_card", "invalid_expiry_month", "invalid_expiry_year"})


def kind_of(code: str, decline_code: str, card: Card | None, at: datetime) -> FailureKind:
    """`at`: of the attempt. A card that had ended by then has ended, whatever the bank calls it."""
    said = {code, decline_code}
    if said & WANTS_APPROVAL:
        return FailureKind.NEEDS_APPROVAL
    if said & HAS_ENDED or (card and card.had_ended(at)):
        return FailureKind.EXPIRED
    return FailureKind.DECLINED


REFUSED = _("Your bank refused the payment. It doesn't tell us why; it can tell you.")
_AWAY = _("Your bank couldn't be reached just now. Nothing is wrong with the card: try again.")
_LIMIT = _("The card has reached a limit that your bank sets. Your bank can raise it.")
_NOT_FOR_THIS = _("Your bank doesn't let this card be used for payments of this kind.")
_CODE = _("The security code of the card was not right.")
_NUMBER = _("The number of the card was not right.")
_PLACE = _("The postal code was not the one your bank has for this card.")
_NOT_APPROVED = _("Your bank didn't hear from you that you approve of the payment.")

WORDS: dict[str, Promise] = {
    "insufficient_funds": _("Your bank says that there isn't enough money for it on the card."),
    "expired_card": _("The card has expired."),
    "invalid_expiry_month": _("The card's expiry date was not right."),
    "invalid_expiry_year": _("The card's expiry date was not right."),
    "authentication_required": _("Your bank wants you to approve the payment."),
    "authentication_not_handled": _("Your bank wants you to approve the payment."),
    "payment_intent_authentication_failure": _NOT_APPROVED,
    "setup_intent_authentication_failure": _NOT_APPROVED,
    "incorrect_cvc": _CODE,
    "invalid_cvc": _CODE,
    "incorrect_number": _NUMBER,
    "invalid_number": _NUMBER,
    "incorrect_zip": _PLACE,
    "incorrect_address": _PLACE,
    "card_velocity_exceeded": _LIMIT,
    "withdrawal_count_limit_exceeded": _LIMIT,
    "currency_not_supported": _("The card can't pay in this currency."),
    "card_not_supported": _NOT_FOR_THIS,
    "transaction_not_allowed": _NOT_FOR_THIS,
    "service_not_allowed": _NOT_FOR_THIS,
    "not_permitted": _NOT_FOR_THIS,
    "processing_error": _AWAY,
    "issuer_not_available": _AWAY,
    "reenter_transaction": _AWAY,
    "try_again_later": _AWAY,
}


def words_of(code: str, decline_code: str) -> str:
    """One sentence, for its signed-in owner on the page that mends it, and nowhere else."""
    return str(WORDS.get(decline_code) or WORDS.get(code) or REFUSED)
