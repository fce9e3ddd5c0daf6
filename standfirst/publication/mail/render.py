"""A mail's words: a subject of one line, plain text, and HTML from MJML."""

import re
from dataclasses import dataclass
from typing import Any

import mrml
from django.conf import settings
from django.template import Context, Engine
from django.utils import translation
from django.utils.text import Truncator

from standfirst.publication.models import PublicationSettings
from standfirst.publication.theme import DARK, LIGHT, STEP, readable

SUBJECT = 150
# No web fonts: nothing in a mail is fetched from a third party.
MJML_OPTIONS = mrml.RenderOptions(disable_comments=True, fonts={})
# XML, and so MJML, has no place for these (https://www.w3.org/TR/xml/#charsets).
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str


def render(template: str, context: dict[str, Any], publication: PublicationSettings) -> Rendered:
    """Renders `<template>.subject.txt`, `.txt` and `.mjml` in the publication's language.

    Beside `context` they get `publication`, `site_address` (no slash at its end), the accent as it
    can be read on light and on dark paper, and, in the text and the HTML, the `subject`.
    """
    words = {
        **context,
        "publication": publication,
        "site_address": settings.ADDRESS,
        "accent": readable(publication.accent, LIGHT, -STEP),
        "accent_dark": readable(publication.accent, DARK, STEP),
    }
    with translation.override(publication.language):
        words["subject"] = _subject(_render(f"{template}.subject.txt", words, escape=False))
        return Rendered(
            subject=words["subject"],
            text=_tidy(_render(f"{template}.txt", words, escape=False)),
            html=_html(_render(f"{template}.mjml", words, escape=True)),
        )


def one_line(text: str) -> str:
    """No line break and no control character survives: nothing can start a header of its own."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _subject(rendered: str) -> str:
    """One line, cut at a word where it is over-long."""
    return Truncator(one_line(rendered)).chars(SUBJECT)


def _render(name: str, words: dict[str, Any], *, escape: bool) -> str:
    template = Engine.get_default().get_template(name)
    return CONTROLS.sub("", template.render(Context(words, autoescape=escape)))


def _tidy(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return BLANK_LINES.sub("\n\n", lines).strip() + "\n"


def _html(mjml: str) -> str:
    return str(mrml.to_html(mjml, render_options=MJML_OPTIONS).content)
