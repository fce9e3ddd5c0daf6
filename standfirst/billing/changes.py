"""What a look at Stripe has changed here, for whoever asked for it to be told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """`what`: a subscription or an invoice, by Stripe's id; `before` and `after` in a word or two."""

    customer: str
    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.customer} {self.what}: {self.before} → {self.after}"
