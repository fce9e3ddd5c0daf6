"""The language of the words around the stories: the publication's own, for every reader alike.

Pages are shared, so a browser's Accept-Language changes nothing. Wagtail's admin may speak another one to
whoever chose it in their account there.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from standfirst.publication.current import settings_for

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def speak(get_response: GetResponse) -> GetResponse:
    """Middleware: everything after it speaks the publication's language."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        language = settings_for(request).language
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
