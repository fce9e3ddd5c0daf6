"""Paste a brief: the door to a new story's form, and the answer that fills it. Nothing is saved by pasting."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from standfirst.readers.models import Reader
from standfirst.readers.roles import Role
from standfirst.stories.models import DeskPage, StoryPage
from standfirst.stories.tests.factories import make_story

PASTE = "/admin/paste/"
REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "brief.txt"
PLAIN = """The ferries to the islands run again.

What the port says: It opens at noon.
What the crews say: We sail when it is safe.
"""
HTML = (
    "<h1>Boats</h1><p>The ferries run again.</p><p><b>What the port says:</b> It <em>opens</em> "
    '<a href="https://port.example/?utm_source=x">at noon</a>.</p><img src="a.png"><script>x</script>'
)
MARKDOWN = """---
slug: boats
byline: Mara Lind
access: public
sources:
- url: https://port.example/
  title: Notice
  date: 2024-08-09
---
The ferries run again.

## What the port says {free}

It **opens** at noon.
"""


def staff(role: Role) -> Reader:
    eli = Reader.objects.create_reader("eli@example.com", name="Eli")
    eli.take_role(role)
    return eli


@pytest.fixture
def editor(db: None, client: Client) -> Client:
    client.force_login(staff(Role.EDITOR))
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


def paste(
    client: Client, page: Page, text: str = "", html: str = "", **said: Any
) -> tuple[int, dict[str, Any]]:
    response = send(client, page, {"html": html, "text": text, "markdown": None, **said})
    return response.status_code, response.json()


def send(client: Client, page: Page, said: object) -> HttpResponse:
    url = reverse("paste_into", args=[page.pk])
    return client.post(url, json.dumps(said), content_type="application/json")


def labels(told: dict[str, Any]) -> list[str]:
    return [section["value"]["label"] for section in told["fill"]["sections"]]


def form_of(desk: DeskPage) -> str:
    return f"{reverse('wagtailadmin_pages:add', args=['stories', 'storypage', desk.pk])}?paste="


# --- What it answers


def test_it_answers_with_the_fields_of_the_form(editor: Client, desks: dict[str, DeskPage]) -> None:
    status, told = paste(editor, desks["world"], html=HTML)
    assert status == 200
    fill = told["fill"]
    assert fill["fields"] == {
        "slug": "",
        "title": "Boats",
        "standfirst": "The ferries run again.",
        "byline": "",
        "storyline": "",
    }
    assert labels(told) == ["What the port says"]
    content = json.loads(fill["sections"][0]["value"]["text"])
    assert content["blocks"][0]["text"] == "It opens at noon."
    assert content["blocks"][0]["inlineStyleRanges"] == [
        {"offset": 3, "length": 5, "style": "ITALIC"}
    ]
    assert content["entityMap"]["0"]["data"]["url"] == "https://port.example/"
    assert told["leftOut"] == "Left out: 1 image."
    assert (fill["access"], fill["sources"], told["doubts"]) == (None, [], [])
    assert not StoryPage.objects.exists()


def test_it_takes_from_front_matter_what_the_form_has(
    editor: Client, desks: dict[str, DeskPage]
) -> None:
    told = paste(editor, desks["world"], MARKDOWN)[1]
    fill = told["fill"]
    assert (fill["fields"]["slug"], fill["fields"]["byline"]) == ("boats", "Mara Lind")
    assert fill["access"] == {"level": "public", "plans": []}
    assert fill["sources"] == [
        {"url": "https://port.example/", "publisher": "", "title": "Notice", "date": "2024-08-09"}
    ]
    assert fill["sections"][0]["value"]["free"] is True
    assert told["notFilled"] == ""


def test_it_says_what_a_paste_does_not_set(editor: Client, desks: dict[str, DeskPage]) -> None:
    brief = MARKDOWN.replace("slug: boats", "desk: money\nimage: a.png\npublished: 2024-08-09")
    told = paste(editor, desks["world"], brief)[1]
    assert told["notFilled"] == (
        "The brief also names what a paste does not set: "
        "its desk (money), its times, its image (a.png)."
    )
    assert "desk" not in paste(editor, desks["money"], brief)[1]["notFilled"]


def test_it_reads_a_brief_file_as_it_is_however_it_was_coloured(
    editor: Client, desks: dict[str, DeskPage]
) -> None:
    coloured = "".join(f"<div><span>{line}</span></div>" for line in MARKDOWN.split("\n"))
    told = paste(editor, desks["world"], MARKDOWN, coloured)[1]
    assert told["text"] == MARKDOWN
    assert labels(told) == ["What the port says"]


def test_it_reads_the_text_where_the_html_says_nothing(
    editor: Client, desks: dict[str, DeskPage]
) -> None:
    told = paste(editor, desks["world"], PLAIN, "<meta charset='utf-8'><img src='a'>")[1]
    assert labels(told) == ["What the port says", "What the crews say"]


def test_it_reads_again_what_it_wrote_itself(editor: Client, desks: dict[str, DeskPage]) -> None:
    first = paste(editor, desks["world"], html=HTML)[1]
    again = paste(editor, desks["world"], first["text"], markdown=first["markdown"])[1]
    assert again["fill"]["fields"] == first["fill"]["fields"]
    assert labels(again) == labels(first)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference brief is not on this machine")
def test_it_reads_the_reference_once_its_notice_is_taken_out(
    editor: Client, desks: dict[str, DeskPage]
) -> None:
    notice, brief = REFERENCE.read_text(encoding="utf-8").split("\n", 1)
    status, told = paste(editor, desks["world"], f"{notice}\n{brief}")
    assert (status, told["refusal"]["line"]) == (422, 2)
    assert "take out what is no part of the story" in told["refusal"]["says"]
    assert labels(paste(editor, desks["world"], brief)[1]) == [
        "What’s the deal",
        "What the US is saying",
        "What Russia is saying",
        "The UN speaks up",
    ]


# --- What it refuses, and what it doubts


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("One.\n\nNo label in here.\n", 3, "Line 3: this paragraph comes after the standfirst"),
        ("One.\n\nThe port says:\n", 3, "Line 3: the label “The port says” has no text"),
        (MARKDOWN.replace("public", '"plans: gold"'), 4, "Line 4: there is no plan “gold”"),
        ("   \n", 1, "Line 1: there is nothing in it."),
        (PLAIN + "x" * 1_000_000, 1, "Line 1: this is larger than 1 MB"),
    ],
)
def test_it_says_what_is_wrong_and_gives_the_text_back(
    editor: Client, desks: dict[str, DeskPage], text: str, line: int, says: str
) -> None:
    status, told = paste(editor, desks["world"], text)
    assert status == 422
    assert told["refusal"]["line"] == line
    assert told["refusal"]["says"].startswith(says)
    assert told["text"] == text
    assert "fill" not in told


def test_it_warns_of_a_line_that_looks_like_a_label(
    editor: Client, desks: dict[str, DeskPage]
) -> None:
    told = paste(editor, desks["world"], f"{PLAIN}\nWhat Russia says: “No.”\n")[1]
    assert labels(told) == ["What the port says", "What the crews say"]
    assert [it["line"] for it in told["doubts"]] == [6]
    assert told["doubts"][0]["says"] == (
        "Line 6 looks like a section's label and is none: “What Russia says:”. It was joined to the "
        "section above. If it is a label, start a new line after its colon."
    )
    mended = f"{PLAIN}\nWhat Russia says:\n“No.”\n"
    assert labels(paste(editor, desks["world"], mended)[1])[-1] == "What Russia says"


def test_it_warns_of_a_standfirst_that_starts_like_a_section(
    editor: Client, desks: dict[str, DeskPage]
) -> None:
    told = paste(editor, desks["world"], "The deal: It is off.\nThe UN: Nothing yet.\n")[1]
    assert told["doubts"][0]["says"].startswith("Line 1 was taken for the standfirst")


@pytest.mark.parametrize("said", ["x", [], {}, {"html": 1, "text": "", "markdown": None}])
def test_it_refuses_what_is_no_paste(
    editor: Client, desks: dict[str, DeskPage], said: object
) -> None:
    response = send(editor, desks["world"], said)
    assert response.status_code == 400
    assert "Load the form anew" in response.json()["refusal"]["says"]


@pytest.mark.parametrize("length", [1_000_001, 3_000_000])
def test_it_says_so_when_a_paste_is_too_large(
    editor: Client, desks: dict[str, DeskPage], length: int
) -> None:
    status, told = paste(editor, desks["world"], html="x" * length)
    assert status == 413
    assert "larger than 1 MB" in told["refusal"]["says"]


def test_it_answers_no_mere_visit(editor: Client, desks: dict[str, DeskPage]) -> None:
    assert editor.get(reverse("paste_into", args=[desks["world"].pk])).status_code == 405


def test_it_takes_no_paste_without_its_token(desks: dict[str, DeskPage]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff(Role.EDITOR))
    said = {"html": "", "text": PLAIN, "markdown": None}
    assert send(client, desks["world"], said).status_code == 403


# --- The door


def test_it_goes_straight_to_the_form_of_the_only_desk(
    client: Client, desks: dict[str, DeskPage]
) -> None:
    client.force_login(writer_on(desks["world"]))
    response = client.get(PASTE)
    assert (response.status_code, response.url) == (302, form_of(desks["world"]))
    page = client.get(response.url).content.decode()
    assert 'data-sf-paste-open-value="true"' in page
    assert reverse("paste_into", args=[desks["world"].pk]) in page


def test_it_asks_for_the_desk_where_there_are_several(
    editor: Client, desks: dict[str, DeskPage]
) -> None:
    page = editor.get(PASTE).content.decode()
    for desk in desks.values():
        assert f'href="{form_of(desk)}"' in page


def test_it_stands_in_the_menu_and_on_each_desk(editor: Client, desks: dict[str, DeskPage]) -> None:
    assert PASTE in editor.get("/admin/").content.decode()
    desk = desks["money"]
    explorer = editor.get(reverse("wagtailadmin_explore", args=[desk.pk])).content.decode()
    assert form_of(desk) in explorer


def test_it_is_folded_on_a_story_that_is_there(editor: Client, desks: dict[str, DeskPage]) -> None:
    story = make_story(desks["money"], "Boats")
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    folded = re.compile(r'class="w-panel collapsed" id="[-\w]*paste_a_brief-section"')
    assert folded.search(editor.get(edit).content.decode())
    assert not folded.search(editor.get(f"{edit}?paste").content.decode())


# --- Who may


def test_it_works_for_a_writer(client: Client, desks: dict[str, DeskPage]) -> None:
    client.force_login(staff(Role.WRITER))
    assert client.get(PASTE).status_code == 200
    assert client.get(form_of(desks["world"])).status_code == 200
    assert paste(client, desks["world"], PLAIN)[0] == 200
    assert paste(client, make_story(desks["world"], "Boats", live=False), PLAIN)[0] == 200


def test_it_refuses_a_desk_and_a_story_one_may_not_write(
    client: Client, desks: dict[str, DeskPage]
) -> None:
    story = make_story(desks["world"], "Boats")
    client.force_login(writer_on(desks["world"]))
    said = {"html": "", "text": PLAIN, "markdown": None}
    assert send(client, desks["world"], said).status_code == 200
    for page in (desks["money"], story):  # whoever may add only may not change others' stories
        response = send(client, page, said)
        assert response.status_code == 403
        assert response.json()["refusal"]["says"] == "You may not change this story."


def test_it_knows_no_form_but_a_storys(editor: Client, desks: dict[str, DeskPage]) -> None:
    said = {"html": "", "text": PLAIN, "markdown": None}
    assert send(editor, desks["world"].front, said).status_code == 404


def test_it_is_closed_to_staff_who_write_no_stories(
    client: Client, desks: dict[str, DeskPage]
) -> None:
    client.force_login(staff(Role.SUPPORT))
    said = {"html": "", "text": PLAIN, "markdown": None}
    assert client.get(PASTE).status_code == 302
    assert send(client, desks["world"], said).status_code == 403
    assert PASTE not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("email", ["", "dee@example.com"])
def test_it_is_closed_to_readers(client: Client, desks: dict[str, DeskPage], email: str) -> None:
    if email:
        client.force_login(Reader.objects.create_reader(email))
    said = {"html": "", "text": PLAIN, "markdown": None}
    for response in (client.get(PASTE), send(client, desks["world"], said)):
        assert response.status_code in {302, 403}
        assert "What the port says" not in response.content.decode()
