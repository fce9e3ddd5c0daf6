"""What each role may do with readers: permissions of the models concerned, which Django makes for each of them."""

from collections.abc import Mapping

from standfirst.readers.models import Reader
from standfirst.readers.roles import Role
from standfirst.readers.staff import MAY_GIVE_ROLES

SEE = "office.view_supportcase"  # readers' pages and support cases
ANSWER = "office.change_supportcase"
GIVE_GRANT = "membership.add_grant"
END_GRANT = "membership.change_grant"
MAIL_LINK = "readers.add_loginlink"
SEND_AGAIN = "publication.change_outgoingmail"
END_SESSIONS = "readers.delete_device"
CLOSE = "readers.delete_reader"
ASK_STRIPE = "billing.change_customer"
END_MEMBERSHIP = "billing.change_subscription"
# Publishers' alone, until one of them ticks it for support as well: Settings, Groups.
REFUND = "billing.change_invoice"

MAY_BE_GIVEN = (REFUND, END_MEMBERSHIP)

_BOTH = (
    *(SEE, ANSWER, GIVE_GRANT, END_GRANT, MAIL_LINK, SEND_AGAIN, END_SESSIONS),
    *(ASK_STRIPE, END_MEMBERSHIP),
)
MAY: Mapping[Role, tuple[str, ...]] = {
    Role.SUPPORT: _BOTH,
    Role.PUBLISHER: (*_BOTH, CLOSE, REFUND),
}


def may_act(staff: Reader, right: str, reader: Reader) -> bool:
    """Accounts of staff are the publishers' to act on: nobody gets at a role by way of support."""
    return staff.has_perm(right) and (not reader.is_staff or staff.has_perm(MAY_GIVE_ROLES))
