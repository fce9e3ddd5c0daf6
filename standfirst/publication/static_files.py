"""Static files, those included that a newer version has collected since this process began.

While one version takes over from another, the pages of both are out, and either may be asked for the files of both.
"""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import IsDirectoryError, MissingFileError


class StaticFiles(WhiteNoiseMiddleware):
    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if path.startswith(self.static_prefix) and path not in self.files:
            self._look_again(path)
        answer: HttpResponseBase = super().__call__(request)
        return answer

    def _look_again(self, path: str) -> None:
        """By whitenoise's own rules of what may be asked for; what is found is remembered."""
        self.directories = [(f"{self.static_root}/", self.static_prefix)]
        try:
            found: Any = self.find_file(path)
        except (IsDirectoryError, MissingFileError, ValueError):
            return
        if found is not None:
            self.files[path] = found
