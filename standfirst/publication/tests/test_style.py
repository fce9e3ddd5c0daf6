"""What the stylesheets promise, read from the files themselves."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from standfirst.publication.theme import DARK, LIGHT, contrast

PACKAGE = Path(__file__).parents[2]
STATIC = PACKAGE / "publication/static/publication"
TYPEFACES = PACKAGE / "publication/templates/publication/typefaces"
STYLE = (STATIC / "style.css").read_text()
LARGEST = 32_000  # bytes of CSS, all rooms together
# For the admin alone.
STAFFS = {"pasting", "writing", "home.css", "staff.css", "admin.css", "plans.css"}
# Each improves a page of logging in that works without it. No story has any; a statement's page copies its citation.
OF_LOGGING_IN = {"approval.js", "copying.js", "passkeys.js", "time_zone.js"}
# Mounts the payment processor's card field, which is nothing without a script; on pages that ask for a card alone.
OF_PAYING = {"card.js"}
LARGEST_SCRIPTS = 6_000  # bytes: of logging in, all together; of paying as well
LARGEST_FONT = 80_000


def _colours(dark: bool) -> dict[str, str]:
    """The custom properties with a colour: those of the dark scheme stand in the first @media block."""
    light, _, rest = STYLE.partition("@media (prefers-color-scheme: dark)")
    block = rest.partition("@layer")[0] if dark else light
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block))


def test_it_keeps_css_small_and_javascript_to_logging_in_and_paying() -> None:
    sheets = [it for it in PACKAGE.glob("*/static/**/*.css") if not STAFFS & {*it.parts, it.name}]
    assert STATIC / "style.css" in sheets
    assert sum(it.stat().st_size for it in sheets) < LARGEST
    scripts = [it for it in PACKAGE.glob("*/static/**/*.js") if not STAFFS & {*it.parts, it.name}]
    assert {it.name for it in scripts} == OF_LOGGING_IN | OF_PAYING
    for names in (OF_LOGGING_IN, OF_PAYING):
        assert sum(it.stat().st_size for it in scripts if it.name in names) < LARGEST_SCRIPTS


def test_it_has_the_card_script_where_a_card_or_its_bank_is_asked_alone() -> None:
    named = [it for it in PACKAGE.glob("*/templates/**/*.html") if "card.js" in it.read_text()]
    assert {it.name for it in named} == {"card_form.html", "approve_form.html"}


def test_it_hosts_its_own_small_fonts() -> None:
    sheets = "".join(it.read_text() for it in TYPEFACES.glob("*.css"))
    named = set(re.findall(r"publication/fonts/([^']+)'", sheets))
    assert named == {it.name for it in (STATIC / "fonts").glob("*.woff2")}
    assert all((STATIC / "fonts" / name).stat().st_size < LARGEST_FONT for name in named)
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL.txt").read_text()


def test_it_asks_nobody_else_for_anything() -> None:
    files = [*PACKAGE.glob("*/static/**/*.css"), *TYPEFACES.glob("*.css")]
    sheets = "".join(it.read_text() for it in files)
    assert not re.search(r"https?://|@import|url\(['\"]?//", sheets)


@pytest.mark.parametrize("dark", [False, True])
def test_it_reads_at_seven_to_one_or_better(dark: bool) -> None:
    colours = _colours(dark)
    papers = (colours["paper"], colours["tint"])
    words = [colours[name] for name in ("ink", "strong", "quiet", "good", "bad")]
    assert min(contrast(word, paper) for word, paper in product(words, papers)) >= 7
    assert min(contrast(colours["edge"], paper) for paper in papers) >= 3


def test_it_works_out_accents_for_the_papers_of_the_stylesheet() -> None:
    light, dark = _colours(dark=False), _colours(dark=True)
    assert (light["paper"], light["tint"]) == LIGHT
    assert (dark["paper"], dark["tint"]) == DARK


def test_it_prints_the_page_for_our_own_failures_without_any_context() -> None:
    page = render_to_string("publication/500.html")
    assert "/static/publication/style.css" in page
    assert "<style" not in page
    assert 'href="/"' in page
