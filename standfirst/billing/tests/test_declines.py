"""Which of the three kinds a refused payment is, and what its page says."""

import pytest

from standfirst.billing.declines import REFUSED, WORDS, kind_of, words_of
from standfirst.membership.snapshot import Card, FailureKind
from standfirst.membership.tests.cast import ENDED, GOOD, on

SENSITIVE = (
    *("lost_card", "stolen_card", "pickup_card", "restricted_card", "security_violation"),
    *("fraudulent", "merchant_blacklist", "stop_payment_order", "revocation_of_authorization"),
)


@pytest.mark.parametrize(
    ("code", "decline_code", "card", "kind"),
    [
        ("card_declined", "insufficient_funds", GOOD, FailureKind.DECLINED),
        ("card_declined", "do_not_honor", ENDED, FailureKind.EXPIRED),
        ("expired_card", "", GOOD, FailureKind.EXPIRED),
        ("card_declined", "expired_card", GOOD, FailureKind.EXPIRED),
        ("invalid_expiry_year", "", GOOD, FailureKind.EXPIRED),
        ("authentication_required", "", ENDED, FailureKind.NEEDS_APPROVAL),
        ("card_declined", "authentication_required", GOOD, FailureKind.NEEDS_APPROVAL),
        ("payment_intent_authentication_failure", "", GOOD, FailureKind.DECLINED),
        ("", "", None, FailureKind.DECLINED),
        ("a_word_to_come", "another", GOOD, FailureKind.DECLINED),
        *[("card_declined", it, GOOD, FailureKind.DECLINED) for it in SENSITIVE],
    ],
)
def test_it_tells_three_kinds_apart(
    code: str, decline_code: str, card: Card | None, kind: FailureKind
) -> None:
    assert kind_of(code, decline_code, card, on(3)) is kind


@pytest.mark.parametrize("decline_code", [*SENSITIVE, "generic_decline", "a_word_to_come", ""])
def test_what_nobody_should_learn_here_reads_like_any_other(decline_code: str) -> None:
    assert words_of("card_declined", decline_code) == str(REFUSED)


def test_it_says_what_helps() -> None:
    assert "enough money" in words_of("card_declined", "insufficient_funds")
    assert words_of("incorrect_cvc", "") == words_of("card_declined", "incorrect_cvc")
    for code in WORDS:
        assert words_of(code, "").endswith(".")
