"""The addresses in a letter, whole, as a mail needs them."""

from django.conf import settings
from django.urls import reverse

from standfirst.billing.letters_case import Links
from standfirst.billing.paying import paying_for
from standfirst.billing.tokens import Purpose, token_for
from standfirst.membership.models import Membership


def links_for(membership: Membership | None) -> Links:
    return Links(
        site=f"{settings.ADDRESS}/",
        account=page("account"),
        approve=mailed(membership, Purpose.APPROVE, "mailed_confirm_payment")
        or page("confirm_payment"),
        join=page("join"),
        leave=page("leave"),
        log_in=page("account_login"),
        mend=mailed(membership, Purpose.MEND, "mailed_card") or page("card"),
        receipts=page("receipts"),
        rejoin=page("rejoin"),
        resume=page("resume"),
    )


def mailed(membership: Membership | None, purpose: Purpose, name: str) -> str:
    """What needs no log-in, for that purpose alone. Empty for a membership that no card pays for."""
    paying = paying_for(membership) if membership else None
    return f"{settings.ADDRESS}{reverse(name, args=[token_for(paying, purpose)])}" if paying else ""


def page(name: str) -> str:
    return f"{settings.ADDRESS}{reverse(name)}"
