"""The addresses in a letter, whole, as a mail needs them."""

from django.conf import settings
from django.urls import reverse

from standfirst.billing import approving, mending
from standfirst.billing.letters_case import Links
from standfirst.billing.paying import paying_for
from standfirst.membership.models import Membership


def links_for(membership: Membership | None) -> Links:
    """Those that need no log-in are for a membership that somebody pays for; else they lead to the same page, with one."""
    pays = membership is not None and paying_for(membership) is not None
    return Links(
        site=f"{settings.ADDRESS}/",
        account=page("account"),
        approve=approving.link_for(membership) if pays and membership else page("confirm_payment"),
        join=page("join"),
        leave=page("leave"),
        log_in=page("account_login"),
        mend=mending.link_for(membership) if pays and membership else page("card"),
        receipts=page("receipts"),
        rejoin=page("rejoin"),
        resume=page("resume"),
    )


def page(name: str) -> str:
    return f"{settings.ADDRESS}{reverse(name)}"
