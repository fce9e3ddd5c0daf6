import pytest
from django.test import Client
from django.urls import reverse

from standfirst.publication.models import PublicationSettings
from standfirst.publication.theme import DARK, LIGHT, Theme, contrast, readable, theme_of

ACCENTS = ["#9a1b2f", "#0b5c8a", "#3d8f5f", "#ffd400", "#808080", "#000000", "#ffffff"]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#9a1b2f", "#9a1b2f", 1.0)],
)
def test_it_measures_contrast_as_wcag_does(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize(("papers", "step"), [(LIGHT, -0.01), (DARK, 0.01)])
def test_it_makes_any_accent_readable(accent: str, papers: tuple[str, ...], step: float) -> None:
    shade = readable(accent, papers, step)
    assert all(contrast(shade, paper) >= 7 for paper in papers)


def test_it_leaves_an_accent_that_can_be_read_as_it_is() -> None:
    assert readable("#7a0019", LIGHT, -0.01) == "#7a0019"


def test_it_names_a_new_version_when_the_accent_or_the_initial_changes() -> None:
    versions = {Theme("#9a1b2f", "R"), Theme("#0b5c8a", "R"), Theme("#9a1b2f", "N")}
    assert len({theme.version for theme in versions}) == 3


def test_it_escapes_the_initial() -> None:
    assert "&lt;</text>" in Theme("#9a1b2f", "<").icon


def _theme(**changes: str) -> Theme:
    settings = PublicationSettings.load()
    for name, value in changes.items():
        setattr(settings, name, value)
    settings.save()
    return theme_of(settings)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "type_"), [("theme", "text/css"), ("theme_icon", "image/svg+xml")]
)
def test_it_serves_the_theme_for_good(client: Client, name: str, type_: str) -> None:
    theme = _theme(accent="#0b5c8a", name="The Relay")
    response = client.get(reverse(name, args=[theme.version]))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == f"{type_}; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    assert readable("#0b5c8a", LIGHT, -0.01) in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["theme", "theme_icon"])
def test_it_sends_who_asks_for_an_old_version_to_todays(client: Client, name: str) -> None:
    old = _theme(accent="#0b5c8a").version
    today = _theme(accent="#3d8f5f").version
    response = client.get(reverse(name, args=[old]))
    assert response.status_code == 302
    assert response.headers["Location"] == reverse(name, args=[today])
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_it_does_not_serve_what_cannot_be_a_version(client: Client) -> None:
    assert client.get("/theme/not a version.css").status_code == 404
