"""What the plain pages say to begin with, in each language. Square brackets hold what only the publisher knows."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.html import escape

FOLDER = Path(__file__).parent
# By language, then by slug.
TITLES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "about": "About",
        "contact": "Contact",
        "terms": "Terms",
        "privacy": "Privacy",
        "imprint": "Imprint",
    },
    "de": {
        "ueber-uns": "Über uns",
        "kontakt": "Kontakt",
        "bedingungen": "Bedingungen",
        "datenschutz": "Datenschutz",
        "impressum": "Impressum",
    },
}


def plain_texts(language: str, *, name: str, contact: str) -> Iterator[tuple[str, str, str]]:
    """Slug, title and text of each."""
    for slug, title in TITLES[language].items():
        text = (FOLDER / language / f"{slug}.html").read_text()
        yield (
            slug,
            title,
            text.replace("NAME", escape(name)).replace("CONTACT", escape(contact)),
        )
