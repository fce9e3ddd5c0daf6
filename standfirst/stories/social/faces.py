"""Typefaces to draw with: the publication's own, and what this machine has for scripts that lacks."""

import unicodedata
from functools import cache, lru_cache

from django.contrib.staticfiles import finders
from PIL import ImageFont, features

from standfirst.publication.models import Typeface

WEIGHT, OPTICAL_SIZE = (
    560,
    72,
)  # on the axes of both families: between text and bold, cut for display
FAMILIES = {
    Typeface.NEWSREADER.value: "newsreader",
    Typeface.SOURCE_SERIF.value: "source-serif",
    Typeface.SYSTEM.value: "newsreader",
}
# Of the scripts that ours have no letters for. Pillow looks for these names where the system keeps its fonts.
ELSEWHERE = (
    "NotoSerif-Regular.ttf",
    "DejaVuSerif.ttf",
    "NotoNaskhArabic-Regular.ttf",
    "NotoSerifHebrew-Regular.ttf",
    "NotoSerifDevanagari-Regular.ttf",
    "NotoSerifCJK-Regular.ttc",
    "NotoSansCJK-Regular.ttc",
    "DejaVuSans.ttf",
)
_NOBODYS = (
    "\U0010fffd"  # a sign no font has: what is drawn for it is drawn for all that are missing
)

Face = ImageFont.FreeTypeFont


def own_faces(typeface: str, size: int) -> tuple[Face, ...]:
    """The typeface's two files, of which each has letters the other has not."""
    family = FAMILIES.get(typeface, "newsreader")
    return tuple(_ours(f"{family}-{part}.woff2", size) for part in ("roman", "roman-ext"))


def other_faces(size: int) -> tuple[Face, ...]:
    return tuple(_sized(path, size) for path in _elsewhere())


@lru_cache(maxsize=128)
def _ours(name: str, size: int) -> Face:
    path = finders.find(f"publication/fonts/{name}")
    if not isinstance(path, str):
        raise FileNotFoundError(f"publication/fonts/{name}")
    face = ImageFont.truetype(path, size)
    face.set_variation_by_axes([_on_axis(axis) for axis in face.get_variation_axes()])
    return face


def _on_axis(axis: ImageFont.Axis) -> float:
    wanted = {b"Weight": WEIGHT, b"Optical Size": OPTICAL_SIZE}.get(axis["name"] or b"")
    if wanted is None:
        return axis["default"] or 0
    return min(max(wanted, axis["minimum"] or 0), axis["maximum"] or wanted)


@lru_cache(maxsize=128)
def _sized(path: str, size: int) -> Face:
    return ImageFont.truetype(path, size)


@cache
def _elsewhere() -> tuple[str, ...]:
    return tuple(path for name in ELSEWHERE if (path := _found(name)))


def _found(name: str) -> str:
    try:
        return str(ImageFont.truetype(name, 10).path)
    except OSError:
        return ""


def has(face: Face, text: str) -> bool:
    """Whether it has a shape for each of the signs."""
    return all(_has(str(face.path), sign) for sign in set(text) if not _prints_nothing(sign))


@lru_cache(maxsize=1 << 14)
def _has(path: str, sign: str) -> bool:
    face = _sized(path, 20)
    return _shape(face, sign) != _shape(face, _NOBODYS)


def _shape(face: Face, sign: str) -> tuple[tuple[int, int], bytes]:
    mask = face.getmask(sign)
    return mask.size, bytes(mask)


def _prints_nothing(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in {"Cf", "Mn", "Me", "Cc"}


def runs_right_to_left(text: str) -> bool:
    """By its first sign that has a direction: https://www.unicode.org/reports/tr9/#P2"""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind in {"R", "AL"} for kind in kinds if kind in {"L", "R", "AL"}), False)


def has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)


def orders_letters() -> bool:
    """Whether this Pillow puts right-to-left text in order and joins its letters."""
    return bool(features.check("raqm"))
