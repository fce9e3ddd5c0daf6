"""The door for what is uploaded: nothing serves the media folder, and who may see a file is asked each time.

Rooms above say what they open through `gated_use`, and what is public through `images.public_use` and
`documents.public_use`: this floor knows no stories.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import PurePath

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from standfirst.publication.models import PublicationDocument, PublicationImage
from standfirst.publication.sendfile import Sendfile

Upload = PublicationImage | PublicationDocument
GatedUse = Callable[[Upload, HttpRequest, datetime], bool]
_gated_uses: list[GatedUse] = []

YEAR = 365 * 24 * 3600
# Of what may be uploaded (WAGTAILIMAGES_EXTENSIONS, WAGTAILDOCS_EXTENSIONS); nothing here runs in a browser.
# Python's own list differs from machine to machine.
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
TYPES = {
    ".avif": "image/avif",
    ".csv": "text/csv; charset=utf-8",
    ".docx": f"{OFFICE}.wordprocessingml.document",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".odp": f"{OPEN}.presentation",
    ".ods": f"{OPEN}.spreadsheet",
    ".odt": f"{OPEN}.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": f"{OFFICE}.presentationml.presentation",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".xlsx": f"{OFFICE}.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def gated_use(rule: GatedUse) -> GatedUse:
    """Register a rule that says whether an upload is open to whoever sent this request."""
    _gated_uses.append(rule)
    return rule


def is_open(upload: Upload, request: HttpRequest, now: datetime) -> bool:
    return is_staff(request) or any(rule(upload, request, now) for rule in _gated_uses)


def is_staff(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.is_staff


def answer(request: HttpRequest, file: FieldFile, *, public: bool) -> HttpResponseBase:
    """The file. Raises Http404 where it is gone. A name stands for one file for ever, so it is its tag too."""
    sendfile = settings.SENDFILE
    response = _handed_over(file, sendfile) if sendfile else _read(file)
    response.headers["Cache-Control"] = _caching(request) if public else "private, no-cache"
    return response


def _caching(request: HttpRequest) -> str:
    """With a session, an answer may set its cookie anew: then it is for that browser alone."""
    whose = "private" if settings.SESSION_COOKIE_NAME in request.COOKIES else "public"
    return f"{whose}, max-age={YEAR}, immutable"


def _read(file: FieldFile) -> HttpResponseBase:
    try:
        response = FileResponse(file.open("rb"), content_type=_type(file))
    except FileNotFoundError as gone:
        raise Http404 from gone
    response.headers["ETag"] = f'"{PurePath(file.name or "").stem}"'
    return response


def _handed_over(file: FieldFile, sendfile: Sendfile) -> HttpResponseBase:
    """The web server in front sends the file, with its own tag and parts of it to who asks for parts."""
    response = HttpResponse(content_type=_type(file))
    header, value = sendfile.header(file)
    response.headers[header] = value
    return response


def _type(file: FieldFile) -> str:
    return TYPES.get(PurePath(file.name or "").suffix, "application/octet-stream")
