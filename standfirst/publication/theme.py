"""The publication's colour and typeface as a stylesheet of its own: versioned, so that pages need no inline style.

Contrast and relative luminance as WCAG 2.2 defines them (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
"""

import colorsys
import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from standfirst.publication.current import settings_for
from standfirst.publication.models import PublicationSettings, Typeface

# The paper and the tint of style.css, in light and in dark: the accent is read on both of a pair.
LIGHT = ("#fbfaf7", "#f3f0e9")
DARK = ("#14161a", "#1d2025")
CONTRAST = 7.0
STEP = 0.01
PRELOAD = {
    Typeface.NEWSREADER.value: "publication/fonts/newsreader-roman.woff2",
    Typeface.SOURCE_SERIF.value: "publication/fonts/source-serif-roman.woff2",
}
YEAR = 365 * 24 * 3600

Colour = tuple[float, float, float]


def parse(hex_: str) -> Colour:
    """Red, green and blue from 0 to 1."""
    red, green, blue = (int(hex_[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def luminance(hex_: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parse(hex_)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(accent: str, papers: tuple[str, ...], step: float) -> str:
    """The accent itself if it can be read on all `papers`, else its nearest darker (or lighter) shade."""
    hue, light, saturation = colorsys.rgb_to_hls(*parse(accent))
    shade = accent
    while any(contrast(shade, paper) < CONTRAST for paper in papers):
        light = min(max(light + step, 0.0), 1.0)
        parts = colorsys.hls_to_rgb(hue, light, saturation)
        shade = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
    return shade


@dataclass(frozen=True)
class Theme:
    accent: str
    initial: str
    typeface: str = Typeface.NEWSREADER

    @cached_property
    def css(self) -> str:
        light = readable(self.accent, LIGHT, -STEP)
        dark = readable(self.accent, DARK, STEP)
        faces = render_to_string(f"publication/typefaces/{self.typeface}.css").strip()
        return f":root{{--accent:{light};--accent-dark:{dark}}}\n{faces}\n"

    @property
    def preload(self) -> str:
        """The static file a page needs before it can be read; empty where nothing is downloaded."""
        return PRELOAD.get(self.typeface, "")

    @cached_property
    def icon(self) -> str:
        context = {"accent": readable(self.accent, LIGHT, -STEP), "initial": self.initial}
        return render_to_string("publication/icon.svg", context)

    @cached_property
    def version(self) -> str:
        return hashlib.sha256((self.css + self.icon).encode()).hexdigest()[:12]


@lru_cache(maxsize=8)
def _theme(accent: str, initial: str, typeface: str) -> Theme:
    return Theme(accent, initial, typeface)


def theme_of(settings: PublicationSettings) -> Theme:
    return _theme(settings.accent, settings.name.strip()[:1].upper(), settings.typeface)


@require_safe
def theme_css(request: HttpRequest, version: str) -> HttpResponseBase:
    theme = theme_of(settings_for(request))
    if version != theme.version:
        return _moved("theme", theme)
    return _lasting(theme.css, "text/css")


@require_safe
def theme_icon(request: HttpRequest, version: str) -> HttpResponseBase:
    theme = theme_of(settings_for(request))
    if version != theme.version:
        return _moved("theme_icon", theme)
    return _lasting(theme.icon, "image/svg+xml")


def _lasting(text: str, content_type: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


def _moved(name: str, theme: Theme) -> HttpResponse:
    """A page stored before the colour changed asks for the old one: it gets today's, and keeps nothing."""
    response = redirect(name, theme.version)
    patch_cache_control(response, no_store=True)
    return response
