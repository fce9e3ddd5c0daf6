"""Who is reading: the one way other rooms ask."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from standfirst.readers.models import Reader


def reader_of(request: HttpRequest) -> Reader | None:
    """The signed-in reader, or None. Asks no database where the browser has no session cookie."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Reader) else None


def signed_in(request: HttpRequest) -> Reader:
    """The reader, in a view that has seen to it that there is one (login_required, recently_proven)."""
    reader = reader_of(request)
    if reader is None:
        raise PermissionDenied
    return reader


def staff_with(request: HttpRequest, right: str) -> Reader:
    """The member of staff who asks, if they hold the right. Raises PermissionDenied."""
    staff = signed_in(request)
    if not staff.has_perm(right):
        raise PermissionDenied
    return staff
