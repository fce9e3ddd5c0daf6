"""The addresses in a letter, whole, as a mail needs them."""

from django.conf import settings
from django.urls import reverse

from standfirst.billing.letters_case import Links
from standfirst.membership.models import Membership


def links_for(membership: Membership | None) -> Links:
    return Links(
        site=f"{settings.ADDRESS}/",
        account=page("account"),
        approve=approve_link(membership) if membership else page("confirm_payment"),
        join=page("join"),
        leave=page("leave"),
        log_in=page("account_login"),
        mend=mend_link(membership) if membership else page("card"),
        receipts=page("account"),
        rejoin=page("rejoin"),
        resume=page("resume"),
    )


def mend_link(membership: Membership) -> str:
    return page("card")


def approve_link(membership: Membership) -> str:
    return page("confirm_payment")


def page(name: str) -> str:
    return f"{settings.ADDRESS}{reverse(name)}"
