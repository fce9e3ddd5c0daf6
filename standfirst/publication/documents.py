"""Documents: like images, for everyone or for whoever may read a story that links to them.

Every one is a download, with a type from our list and a policy under which it can run nothing in our name.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import PurePath

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from standfirst.publication.files import answer, is_open
from standfirst.publication.models import PublicationDocument

PublicUse = Callable[[PublicationDocument, datetime], bool]
_public_uses: list[PublicUse] = []

# A PDF shown in the browser would need our policy loosened for its viewer: it is a download like the others.
POLICY = "default-src 'none'; sandbox"


def public_use(rule: PublicUse) -> PublicUse:
    """Register a rule that says whether a public place links to this document."""
    _public_uses.append(rule)
    return rule


def is_public(document: PublicationDocument, now: datetime) -> bool:
    return any(rule(document, now) for rule in _public_uses)


@require_safe
def serve_document(request: HttpRequest, name: str) -> HttpResponseBase:
    """A document's bytes for whoever may have them; 404 alike for what is not there and not theirs."""
    now = timezone.now()
    document = PublicationDocument.objects.filter(file=f"documents/{name}").first()
    if document is None:
        raise Http404
    public = is_public(document, now)
    if not public and not is_open(document, request, now):
        raise Http404
    response = answer(request, document.file, public=public)
    response.headers["Content-Disposition"] = (
        content_disposition_header(True, _name(document)) or ""
    )
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _name(document: PublicationDocument) -> str:
    """What the reader's computer calls it: our own name for it is random."""
    kind = PurePath(document.filename).suffix
    return (slugify(document.title, allow_unicode=True) or "document") + kind
