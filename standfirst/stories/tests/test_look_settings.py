"""What staff set for the whole publication is on its pages with the next answer."""

import pytest
from django.utils import timezone

from standfirst.publication import mail
from standfirst.publication.models import PublicationSettings, Typeface
from standfirst.publication.outgoing import OutgoingMail
from standfirst.publication.theme import theme_of
from standfirst.stories.tests.factories import make_front, make_picture

pytestmark = pytest.mark.django_db


def settle(**changes):
    publication = PublicationSettings.load()
    for name, value in changes.items():
        setattr(publication, name, value)
    publication.full_clean()
    publication.save()
    return publication


@pytest.fixture(autouse=True)
def front():
    return make_front()


@pytest.mark.parametrize("typeface", Typeface.values)
def test_it_downloads_the_chosen_typeface_and_no_other(client, typeface):
    publication = settle(typeface=typeface)
    page, css = client.get("/").text, theme_of(publication).css
    others = {"newsreader", "source-serif"} - {typeface}
    assert "--serif:" in css
    assert "--reading:" in css
    assert not any(f"fonts/{other}-" in page + css for other in others)
    assert (f"fonts/{typeface}-roman.woff2" in page) is (typeface != Typeface.SYSTEM)


def test_it_shows_the_logo_in_place_of_the_name_and_to_everyone(client):
    settle(logo=make_picture(), logo_on_dark=make_picture())
    page = client.get("/").text
    assert 'alt="The Lantern"' in page
    assert 'media="(prefers-color-scheme: dark)"' in page
    address = page.split('<img src="')[1].split('"')[0]
    assert client.get(address).status_code == 200
    settle(logo=None, logo_on_dark=None)
    assert "<img" not in client.get("/").text
    assert client.get(address).status_code == 404


def test_it_speaks_the_language_of_the_publication_whatever_the_browser_asks_for(client):
    asks = {"HTTP_ACCEPT_LANGUAGE": "de"}
    assert '<html lang="en"' in client.get("/", **asks).text
    settle(language="de")
    answer = client.get("/")
    assert '<html lang="de"' in answer.text
    assert answer.headers["Content-Language"] == "de"
    assert "Anmelden" in answer.text


def test_it_writes_mails_in_that_language(client):
    settle(language="de")
    mail.send(
        to="ana@example.com",
        template="publication/mail/test",
        context={},
        kind="test",
        now=timezone.now(),
    )
    assert 'lang="de"' in OutgoingMail.objects.get().html


@pytest.mark.parametrize("language", ["ar", "he"])
def test_it_sets_a_right_to_left_page_from_right_to_left(client, settings, language):
    settings.LANGUAGES = [*settings.LANGUAGES, (language, language)]
    PublicationSettings.objects.update_or_create(defaults={"language": language})
    assert f'<html lang="{language}"\n      dir="rtl">' in client.get("/").text
