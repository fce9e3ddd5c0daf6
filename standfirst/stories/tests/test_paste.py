"""Paste a brief: a text becomes the draft of a new story."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from standfirst.gate.access import MEMBERS, PUBLIC, REGISTERED
from standfirst.readers.models import Reader
from standfirst.readers.roles import Role
from standfirst.stories.models import DeskPage, StoryPage
from standfirst.stories.tests.factories import make_story

PASTE = "/admin/paste/"
PLAIN = """The ferries to the islands run again.

What the port says: It opens at noon.
What the crews say: We sail when it is safe.
"""
MARKDOWN = """---
slug: boats
desk: money
access: public
---
The ferries run again.

## What the port says {free}

It **opens** at noon.
"""


@pytest.fixture
def eli(db: None) -> Reader:
    eli = Reader.objects.create_reader("eli@example.com", name="Eli")
    eli.take_role(Role.EDITOR)
    return eli


@pytest.fixture
def editor(client: Client, eli: Reader) -> Client:
    client.force_login(eli)
    return client


def writer_on(desk: DeskPage) -> Reader:
    """Somebody who may add stories on this desk and on no other."""
    group = Group.objects.create(name="one desk")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.create(group=group, page=desk, permission=add)
    reader = Reader.objects.create_reader("uma@example.com", is_staff=True)
    reader.groups.add(group)
    return reader


def paste(client: Client, desk: DeskPage, text: str = PLAIN, **fields: Any) -> HttpResponse:
    form = {"text": text, "desk": desk.pk, "access_level": "members", **fields}
    return client.post(PASTE, form)


def errors(response: HttpResponse) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_it_makes_a_draft_and_goes_to_its_edit_page(
    editor: Client, eli: Reader, desks: dict[str, DeskPage]
) -> None:
    response = paste(editor, desks["world"])
    story = StoryPage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[story.pk])
    assert not story.live
    assert story.published_at is None
    assert story.standfirst == "The ferries to the islands run again."
    assert story.title == "The ferries to the islands run again."
    assert [it.value["label"] for it in story.sections] == [
        "What the port says",
        "What the crews say",
    ]
    assert story.desk == desks["world"]
    assert story.access == MEMBERS
    assert (story.owner, story.latest_revision.user) == (eli, eli)
    page = editor.get(response.url)
    assert page.status_code == 200
    assert "What the crews say" in page.content.decode()


def test_it_takes_the_headline_and_access_of_the_form(
    editor: Client, desks: dict[str, DeskPage]
) -> None:
    paste(editor, desks["money"], headline="Boats", access_level="registered")
    story = StoryPage.objects.get()
    assert (story.title, story.slug) == ("Boats", "boats")
    assert (story.desk, story.access) == (desks["money"], REGISTERED)


def test_it_believes_the_brief_before_the_form(editor: Client, desks: dict[str, DeskPage]) -> None:
    paste(editor, desks["world"], MARKDOWN)
    story = StoryPage.objects.get()
    assert (story.slug, story.desk, story.access) == ("boats", desks["money"], PUBLIC)
    assert story.sections[0].value["free"]
    assert story.sections[0].value["text"].source == "<p>It <b>opens</b> at noon.</p>"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("One.\n\nNo label in here.\n", "Line 3: this paragraph comes after the standfirst"),
        ("One.\n\nThe port says:\n", "Line 3: the label “The port says” has no text"),
        (
            MARKDOWN.replace("money", "wolrd"),
            "Line 3: there is no desk “wolrd”. Use climate, money, technology or world.",
        ),
        (MARKDOWN.replace("public", '"plans: gold"'), "Line 4: there is no plan “gold”"),
        (MARKDOWN.replace("desk: money", "image: a.png"), "Line 3: a pasted brief cannot bring"),
        ("   \n", "Line 1: there is nothing in it."),
    ],
)
def test_it_says_what_is_wrong_and_keeps_the_text(
    editor: Client, desks: dict[str, DeskPage], text: str, says: str
) -> None:
    response = paste(editor, desks["world"], text, headline="Kept")
    assert response.status_code == 200
    assert errors(response)["text"][0].startswith(says)
    form = response.context["form"]
    assert (form["text"].value(), form["headline"].value()) == (text, "Kept")
    assert not StoryPage.objects.exists()


def test_it_never_changes_a_story_that_is_there(editor: Client, desks: dict[str, DeskPage]) -> None:
    there = make_story(desks["money"], "The ferries to the islands run again.")
    response = paste(editor, desks["world"])
    edit = reverse("wagtailadmin_pages:edit", args=[there.pk])
    body = response.content.decode()
    assert "There is a story at /money/the-ferries-to-the-islands-run-again/ already" in body
    assert f'<a href="{edit}">' in body
    there.refresh_from_db()
    assert there.standfirst == "Both sides met at noon."
    assert StoryPage.objects.count() == 1


def test_it_offers_no_edit_page_to_those_who_may_not_edit(
    client: Client, desks: dict[str, DeskPage]
) -> None:
    there = make_story(desks["money"], "The ferries to the islands run again.")
    client.force_login(writer_on(desks["world"]))
    body = paste(client, desks["world"]).content.decode()
    assert "There is a story at /money/" in body
    assert reverse("wagtailadmin_pages:edit", args=[there.pk]) not in body


def test_it_says_so_when_the_text_is_too_large(editor: Client, desks: dict[str, DeskPage]) -> None:
    response = paste(editor, desks["world"], PLAIN + "x" * 1_000_000)
    assert "this is larger than 1 MB" in errors(response)["text"][0]
    response = editor.post(PASTE, {"text": "x" * 3_000_000}, follow=True)
    assert response.redirect_chain == [(PASTE, 302)]
    assert "The text is larger than 1 MB" in response.content.decode()


def test_it_takes_no_form_without_its_token(eli: Reader, desks: dict[str, DeskPage]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(eli)
    assert paste(client, desks["world"]).status_code == 403
    page = client.get(PASTE).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    paste(client, desks["world"], csrfmiddlewaretoken=token[1])
    assert StoryPage.objects.count() == 1


# --- Who may


def test_it_offers_the_desks_one_may_add_stories_on(
    client: Client, desks: dict[str, DeskPage]
) -> None:
    client.force_login(writer_on(desks["world"]))
    form = client.get(PASTE).context["form"]
    assert list(form.fields["desk"].queryset) == [desks["world"]]
    assert paste(client, desks["world"]).status_code == 302
    assert StoryPage.objects.get().desk == desks["world"]


def test_it_refuses_a_desk_one_may_not_add_stories_on(
    client: Client, desks: dict[str, DeskPage]
) -> None:
    client.force_login(writer_on(desks["world"]))
    assert "desk" in errors(paste(client, desks["money"]))
    named = errors(paste(client, desks["world"], MARKDOWN))
    assert named["text"] == ["Line 3: you may not add stories on the desk money. Use world."]
    assert not StoryPage.objects.exists()


def test_it_is_closed_to_staff_who_add_no_stories(
    client: Client, desks: dict[str, DeskPage]
) -> None:
    sue = Reader.objects.create_reader("sue@example.com")
    sue.take_role(Role.SUPPORT)
    client.force_login(sue)
    assert client.get(PASTE).status_code == 302
    assert paste(client, desks["world"]).status_code == 302
    assert not StoryPage.objects.exists()
    assert PASTE not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("email", ["", "dee@example.com"])
def test_it_is_closed_to_readers(client: Client, desks: dict[str, DeskPage], email: str) -> None:
    if email:
        client.force_login(Reader.objects.create_reader(email))
    for response in (client.get(PASTE), paste(client, desks["world"])):
        assert response.status_code in {302, 403}
        assert "The brief" not in response.content.decode()
    assert not StoryPage.objects.exists()


def test_it_stands_in_the_menu_and_on_each_desk(editor: Client, desks: dict[str, DeskPage]) -> None:
    assert PASTE in editor.get("/admin/").content.decode()
    desk = desks["money"]
    explorer = editor.get(reverse("wagtailadmin_explore", args=[desk.pk])).content.decode()
    assert f"{PASTE}?desk={desk.pk}" in explorer
    form = editor.get(f"{PASTE}?desk={desk.pk}").content.decode()
    assert f'<option value="{desk.pk}" selected>Money</option>' in form
