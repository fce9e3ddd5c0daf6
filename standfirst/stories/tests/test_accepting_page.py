"""The page of plain forms: what is ticked goes into the draft, whoever changed it meanwhile."""

from datetime import date

import pytest
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from standfirst.readers.models import Reader
from standfirst.record.models import Person, Statement
from standfirst.stories.models import StoryPage, StorySource
from standfirst.stories.tests.editing import draft_of, publish
from standfirst.stories.tests.factories import Part, make_story, sections_of

pytestmark = pytest.mark.django_db

SAID = "We are going to sign it on Tuesday."
TEXT = f"<p>“{SAID}” said Ana Marin, the port's spokeswoman. Nobody else was there.</p>"
SOURCE = "https://example.org/transcript"


@pytest.fixture
def story(publication):
    made = make_story(publication.world, "A signing", sections=(Part("What they say", TEXT),))
    source = StorySource(url=SOURCE, publisher="The port", date=date(2024, 8, 8))
    return publish(made, sources=[source])


@pytest.fixture
def editor(client, db):
    eli = Reader.objects.create_reader("eli@example.com", name="Eli Ward")
    eli.take_role("editor")
    client.force_login(eli)
    return client


def address(story):
    return f"/admin/stories/{story.pk}/who-said-what/"


def sent(client: Client, story, **typed):
    """What the page's form would send."""
    page = client.get(address(story)).text
    form = page[page.index('<form method="post" class="who-said-page"') :].replace(
        "<form ", '<form id="rows" ', 1
    )
    fields = querydict_from_html(form, form_id="rows")
    for name, value in typed.items():
        fields[name.replace("__", "-")] = value
    return fields


def save(client, story, **typed):
    return client.post(address(story), sent(client, story, **typed), follow=True)


def accepted(story):
    return draft_of(story).accepted


def test_it_records_nothing_that_is_not_ticked(editor, story):
    save(editor, story)
    assert accepted(story) == []


def test_it_takes_a_ticked_one_with_its_details_into_a_new_draft(editor, story):
    answer = save(
        editor, story, form__0__keep="on", form__0__where="Galle", form__0__party="Port of Galle"
    )
    assert "Saved in the draft" in answer.text
    (row,) = accepted(story)
    assert (row["exact"], row["person"], row["party"]) == (SAID, "Ana Marin", "Port of Galle")
    assert (row["source"], row["said"], row["where"]) == (
        SOURCE,
        "2024-08-08",
        "Galle",
    )  # the only source, and its day
    assert not Statement.objects.exists()
    draft_of(story).save_revision().publish()
    assert Statement.objects.get().person.name == "Ana Marin"


def test_it_takes_back_what_is_no_longer_ticked(editor, story):
    save(editor, story, form__0__keep="on")
    fields = sent(editor, story)
    del fields["form-0-keep"]
    editor.post(address(story), fields)
    assert accepted(story) == []


def test_it_does_not_ask_again_about_what_is_no_statement(editor, story):
    save(editor, story, form__0__aside="on")
    assert SAID not in editor.get(address(story)).text
    assert accepted(story)[0]["set_aside"] == "yes"


def test_another_name_is_somebody_else(editor, story):
    Person.objects.create(name="Ana Marin")
    assert sent(editor, story)["form-0-person_slug"] == "ana-marin"
    save(editor, story, form__0__keep="on", form__0__person="Ana Perera")
    (row,) = accepted(story)
    assert (row["person"], row.get("person_slug", "")) == ("Ana Perera", "")


def test_words_of_ones_own_are_found_in_their_section(editor, story):
    section = story.sections[0].id
    mine = {
        "by_hand__section": section,
        "by_hand__exact": "Nobody else was  there.",
        "by_hand__unnamed": "a clerk",
    }
    save(editor, story, **mine)
    (row,) = accepted(story)
    assert (row["exact"], row["mode"], row["unnamed"]) == (
        "Nobody else was there.",
        "paraphrase",
        "a clerk",
    )
    assert row["prefix"].endswith("spokeswoman. ")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"form__0__keep": "on", "form__0__said": "Tuesday"}, "write a date such as"),
        ({"form__0__keep": "on", "form__0__source": "the port"}, "it is no web address"),
        ({"form__0__keep": "on", "form__0__stance": "shouts"}, "shouts is not one of"),
        ({"form__0__keep": "on", "form__0__aside": "on"}, "Choose one of the two."),
        ({"by_hand__exact": "Nobody"}, "Choose the section"),
        (
            {"by_hand__exact": "Nobody said so", "by_hand__section": True},
            "The section has no such words.",
        ),
    ],
)
def test_it_names_what_is_wrong_and_keeps_what_was_typed(editor, story, typed, said):
    typed = {
        name: story.sections[0].id if value is True else value for name, value in typed.items()
    }
    answer = save(editor, story, form__0__where="Galle", **typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Galle"' in answer.text
    assert accepted(story) == []


def test_what_changed_meanwhile_is_kept_and_what_is_lost_is_told(editor, story):
    fields = sent(editor, story, form__0__keep="on")
    other = {
        "section": story.sections[0].id,
        "mode": "paraphrase",
        "exact": "Nobody else",
        "unnamed": "a clerk",
    }
    kept = {
        "id": "6a1f8f1e-0000-4000-8000-000000000001",
        "words": "Nobody else",
        "stance": "states",
        **other,
    }
    draft = draft_of(story, title="Retitled", accepted=[kept])
    draft.sections = sections_of(Part("What they say", "<p>Nobody else was there.</p>"))
    draft.save_revision()
    answer = editor.post(address(story), fields, follow=True)
    assert "nowhere any more" in answer.text
    after = draft_of(story)
    assert after.title == "Retitled"
    assert [it["exact"] for it in after.accepted] == ["Nobody else", SAID]


def test_it_is_for_whoever_may_edit_the_story(client, story):
    wim = Reader.objects.create_reader("wim@example.com")
    wim.take_role("writer")
    client.force_login(wim)  # another's live story
    assert client.get(address(story)).status_code == 403
    assert client.post(address(story), {}).status_code == 403
    assert client.get("/admin/stories/999999/who-said-what/").status_code == 404


def test_it_waits_while_the_story_is_locked(editor, story):
    fields = sent(editor, story, form__0__keep="on")
    StoryPage.objects.filter(pk=story.pk).update(locked=True)
    assert editor.post(address(story), fields).status_code == 403
    assert accepted(story) == []
