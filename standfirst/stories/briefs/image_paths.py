"""Where a brief may keep its image: beside itself or below."""

import re
from pathlib import PurePosixPath

_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:")  # https:, and C: too
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def image_path(text: str) -> str | None:
    """The path with forward slashes; None if it is empty, absolute or leaves the brief's folder."""
    if _SCHEME.match(text) or _CONTROL.search(text) or "\\" in text:
        return None
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        return None
    return str(path)
