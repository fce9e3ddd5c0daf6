"""Every language beside English says everything that English says."""

import os
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

PACKAGE = Path(__file__).parents[1]
LOCALES = PACKAGE / "locale"
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
KINDS = [
    "html",
    "txt",
    "py",
    "mjml",
    "xml",
]  # what may hold words; docs/engineers.md names them too


def catalog(language: str, folder: Path = LOCALES):
    with (folder / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def said(message) -> dict[str, str]:
    """What it says in English, and in the language, singular by singular and plural by plural."""
    one = (message.id,) if isinstance(message.id, str) else message.id
    other = (message.string,) if isinstance(message.string, str) else message.string
    return dict(zip(one, other, strict=True))


def everything_in(messages) -> set:
    """As sets compare it: a compiled catalog has a list for plurals, and bytes for a context."""
    return {
        (it.context.decode() if isinstance(it.context, bytes) else it.context, *said(it).items())
        for it in messages
        if it.id
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_leaves_no_sentence_out_and_none_doubtful(language):
    messages = [it for it in catalog(language) if it.id]
    assert messages
    assert [it.id for it in messages if it.fuzzy or not all(said(it).values())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_keeps_every_placeholder(language):
    wrong = [
        english
        for message in catalog(language)
        if message.id
        for english, other in said(message).items()
        if set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(other))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_compiled_from_what_it_says_now(language):
    with (LOCALES / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = read_mo(file)
    assert everything_in(compiled) == everything_in(catalog(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_knows_every_sentence_of_the_code_and_the_templates(language, tmp_path, settings):
    if shutil.which("xgettext") is None:
        assert not os.environ.get("CI"), "gettext is missing, and CI has to have it"
        pytest.skip("gettext is not installed, so sentences cannot be looked for")
    copy = tmp_path / "standfirst"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("static", "tests", "*.jpg"))
    settings.LOCALE_PATHS = [copy / "locale"]
    here = Path.cwd()
    try:
        os.chdir(copy)
        call_command("makemessages", locale=[language], extensions=KINDS, verbosity=0)
    finally:
        os.chdir(here)
    now = {(it.context, it.id) for it in catalog(language, copy / "locale")}
    assert now == {(it.context, it.id) for it in catalog(language)}
