"""What a card form is told: where it asks for a setup intent, and where it goes once the card is saved."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language

from standfirst.membership.snapshot import Money


@dataclass(frozen=True)
class CardForm:
    """`begin`: where the form is posted; the answer is JSON: `client_secret` of a setup intent, or `go`, an address to
    go to, or `errors` by field (422). `back`: where to once the card is saved, with `setup_intent` in the query.
    `button` names the amount and the period wherever it charges. `terms`: the sentence below it.
    `shown`: the same for us, posted back, so that nothing is charged but what was read."""

    begin: str
    back: str
    button: str
    money: Money
    terms: str = ""
    shown: str = ""
    instead: str = ""
    instead_label: str = ""
    key: str = field(default_factory=lambda: settings.STRIPE_PUBLISHABLE_KEY)
    script: str = field(default_factory=lambda: settings.STRIPE_SCRIPT)
    language: str = field(default_factory=lambda: get_language() or settings.LANGUAGE_CODE)

    @property
    def currency(self) -> str:
        return self.money.currency.lower()

    @property
    def amount(self) -> int:
        return self.money.amount
