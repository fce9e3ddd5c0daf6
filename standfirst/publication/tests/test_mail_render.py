import pytest
from django.utils import translation

from standfirst.publication.mail.render import render
from standfirst.publication.models import PublicationSettings

PUBLICATION = PublicationSettings(
    name="The Standing Order",
    contact_name="Eli Editor",
    contact_email="eli@example.org",
    postal_address="4 Canal Street, Utrecht",
    accent="#ffd400",
)
MJML = """{% extends "publication/mail/base.mjml" %}
{% block preview %}For {{ name }}{% endblock %}
{% block content %}<mj-text>Good morning, {{ name }}.</mj-text>
{% include "publication/mail/code.mjml" with code="BCDF-GHJK" %}
{% include "publication/mail/button.mjml" with url=url label=name %}{% endblock %}
{% block why %}Because you asked.{% endblock %}"""
TEXT = """{% extends "publication/mail/base.txt" %}
{% block content %}Good morning, {{ name }}.



BCDF-GHJK   {% endblock %}
{% block why %}Because you asked.{% endblock %}"""


@pytest.fixture
def words(tmp_path, settings):
    """Renders a template of our own with these values."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [str(tmp_path)]}]
    (tmp_path / "m.subject.txt").write_text("A code\nfor {{ name }}\n")
    (tmp_path / "m.txt").write_text(TEXT)
    (tmp_path / "m.mjml").write_text(MJML)

    def render_with(publication=PUBLICATION, **context):
        url = "https://news.example.org/?a=1&b=2"
        return render("m", {"name": "Ana", "url": url, **context}, publication)

    return render_with


def test_it_puts_plain_text_beside_html(words):
    mail = words()

    assert mail.text.startswith("Good morning, Ana.\n\nBCDF-GHJK\n\n—\nBecause you asked.\n")
    assert "Reply to this mail and Eli Editor reads it." in mail.text
    assert mail.text.endswith("4 Canal Street, Utrecht\n")
    assert mail.html.startswith("<!doctype html>")
    assert "Good morning, Ana." in mail.html
    assert "Because you asked." in mail.html
    assert "<mj-" not in mail.html


def test_it_fetches_nothing_from_anywhere(words):
    html = words().html

    assert "@import" not in html
    assert "<link" not in html
    assert "src=" not in html


def test_it_makes_the_subject_one_line(words):
    assert words(name="Ana\r\nBcc: cy@example.org").subject == "A code for Ana Bcc: cy@example.org"


def test_it_strips_what_a_subject_must_not_hold(words):
    assert words(name="A\x00n\u2028a\u202eX").subject == "A code for An a X"


def test_it_cuts_an_over_long_subject(words):
    subject = words(name="x" * 500).subject

    assert len(subject) == 150
    assert subject.endswith("x…")


def test_it_escapes_in_html_and_not_in_text(words):
    mail = words(name="Ben & <b>Co</b>")

    assert "Good morning, Ben & <b>Co</b>." in mail.text
    assert mail.subject == "A code for Ben & <b>Co</b>"
    assert "Good morning, Ben &amp; &lt;b&gt;Co&lt;/b&gt;." in mail.html


@pytest.mark.parametrize(
    "name",
    [
        '</mj-text><mj-include path="/etc/hostname" />',
        "</title><script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "<!-- ",
        "]]>",
        "{{ publication.name }}",
        "\x00\x0b",
    ],
)
def test_it_lets_no_value_become_markup(words, name):
    html = words(name=name).html
    plain = words(name="Ana").html

    assert html.count("<") == plain.count("<")
    assert "The Standing Order</a>" in html


def test_it_lets_no_address_leave_its_attribute(words):
    html = words(url='https://x.example/"onclick="alert(1)').html

    assert '"onclick=' not in html
    assert "https://x.example/&quot;onclick=&quot;alert(1)" in html


def test_it_prints_an_accent_that_can_be_read(words):
    """Yellow on paper cannot be read: the same darker shade as on the pages takes its place."""
    html = words().html

    assert "#ffd400" in html  # on dark paper it can
    assert "background:#ffd400" not in html


def test_it_asks_for_replies_only_where_someone_reads_them(words):
    nobody = PublicationSettings(name="The Standing Order")
    unnamed = PublicationSettings(name="The Standing Order", contact_email="eli@example.org")

    assert "Reply to this mail" not in words(nobody).text + words(nobody).html
    assert "Reply to this mail and a person reads it." in words(unnamed).text


def test_it_renders_the_test_mail(words):
    mail = render("publication/mail/test", {}, PUBLICATION)

    assert mail.subject == "Mail from The Standing Order arrives"
    assert "Open the publication" in mail.html


def test_it_speaks_the_publication_language_whoever_asks(words, settings):
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    with translation.override("de"):
        assert '<html lang="en"' in words().html
