"""What the page is told on which a bank asks whether a payment is its customer's."""

from dataclasses import dataclass, field

from django.conf import settings


@dataclass(frozen=True)
class ApproveForm:
    """`secret`: of the payment intent. `back`: where to once the bank has answered, whatever it said."""

    secret: str
    back: str
    button: str
    key: str = field(default_factory=lambda: settings.STRIPE_PUBLISHABLE_KEY)
    script: str = field(default_factory=lambda: settings.STRIPE_SCRIPT)
