"""Who is reading: the one way other rooms ask."""

from django.http import HttpRequest

from standfirst.readers.models import Reader


def reader_of(request: HttpRequest) -> Reader | None:
    """The signed-in reader, or None. Asks no database where the browser has no session cookie."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Reader) else None
