"""Brief files carry who said what: in, out, and in again; and what is wrong with it is refused with its line."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from standfirst.record.models import Party, Person, Post, Source, Statement, Tenure
from standfirst.stories.briefs.register import parse_register
from standfirst.stories.briefs.register_writer import write_register
from standfirst.stories.models import StoryPage
from standfirst.stories.registering import the_register
from standfirst.stories.tests.brief_files import BRIEF, Run, put, the_story, with_keys
from standfirst.stories.tests.factories import make_desk, make_front

pytestmark = pytest.mark.django_db

OPENS, SAILS = "opens at noon", "We sail when it is safe."
LINES = (
    "slug: ferries-run-again",
    "sources: [https://port.example/notice]",
    "statements:",
    f"- words: {SAILS}",
    "  mode: direct",
    "  who: Ida Moe",
    "  party: Ferry crews",
    "  office: spokeswoman",
    "  stance: denies",
    "  said: 2026-03-03",
    "  source: 1",
    f"  reply_to: {OPENS}",
    f"- words: {OPENS}",
    "  mode: paraphrase",
    "  in: What the port says",
    "  unnamed: {as: a port official, number: one, side: Port of Varn, why: not allowed to speak}",
)
SAID = with_keys(*LINES)


@pytest.fixture(autouse=True)
def desk():
    return make_desk(make_front(), "World")


def test_a_published_brief_is_on_record(tmp_path: Path) -> None:
    run = Run(put(tmp_path, SAID), "--publish")
    assert run.refusals == []
    port, crews = Statement.objects.order_by("position")
    assert (crews.words, crews.person.name, crews.party.name) == (SAILS, "Ida Moe", "Ferry crews")
    assert (crews.stance, crews.office, crews.precision) == ("denies", "spokeswoman", "day")
    assert (crews.source.url, crews.reply_to) == ("https://port.example/notice", port)
    assert (port.unnamed, port.side.name, port.mode) == (
        "a port official",
        "Port of Varn",
        "paraphrase",
    )
    assert crews.section == the_story().sections[1].id


def test_imported_again_it_is_the_same_and_changed_it_keeps_its_id(tmp_path: Path) -> None:
    Run(put(tmp_path, SAID), "--publish")
    uid = Statement.objects.get(words=SAILS).uid
    Run(put(tmp_path, SAID), "--publish")
    assert the_story().revisions.count() == 1
    Run(put(tmp_path, SAID.replace("stance: denies", "stance: claims")), "--publish")
    row = Statement.objects.get(words=SAILS)
    assert (row.uid, row.stance, row.corrections.count()) == (uid, "claims", 1)


def test_a_brief_that_names_none_leaves_those_there_are(tmp_path: Path) -> None:
    Run(put(tmp_path, SAID), "--publish")
    bare = with_keys(LINES[0], "byline: Mara Lind")
    Run(put(tmp_path, bare), "--publish")
    assert Statement.objects.filter(shown=True).count() == 2


def test_it_goes_out_and_comes_back_elsewhere_under_the_same_address(tmp_path: Path) -> None:
    Run(put(tmp_path / "in", SAID), "--publish")
    before = list(
        Statement.objects.order_by("position").values_list("uid", "words", "reply_to__uid")
    )
    Party.objects.filter(name="Ferry crews").update(kind="group", slug="crews")
    call_command("export_briefs", str(tmp_path / "out"), stdout=io.StringIO())
    StoryPage.objects.get().delete()
    for model in (Source, Person, Party):
        model.objects.all().delete()
    run = Run(tmp_path / "out", "--publish")
    assert run.refusals == []
    after = list(
        Statement.objects.order_by("position").values_list("uid", "words", "reply_to__uid")
    )
    assert after == before
    assert Party.objects.get(slug="crews").kind == "group"


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        (SAILS, "We never sail.", 8, "“We never sail.” does not stand in any section"),
        ("in: What the port says", "in: What it costs", 17, "no section “What it costs”"),
        (f"words: {OPENS}", "words: when it is safe", 17, "does not stand in the section"),
        (f"reply_to: {OPENS}", "reply_to: noon", 8, "no statement of this file"),
    ],
)
def test_what_the_story_does_not_carry_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    text = SAID.replace("\n## What", "\n\n## What")
    front, body = text.split("\n---\n")
    run = Run(put(tmp_path, f"{front.replace(old, new)}\n---\n{body}"), "--publish")
    assert [f"ferries.md:{line}: " in it and reason in it for it in run.refusals] == [True]
    assert not StoryPage.objects.exists()


def test_an_id_of_another_story_is_refused(tmp_path: Path) -> None:
    Run(put(tmp_path, SAID), "--publish")
    uid = Statement.objects.get(words=SAILS).uid
    other = SAID.replace("ferries-run-again", "another").replace(
        "  who: Ida Moe", f"  id: {uid}\n  who: Ida Moe"
    )
    run = Run(put(tmp_path, other, "other.md"), "--publish")
    assert "that of a statement in another story" in run.refusals[0]


def test_words_twice_in_a_section_are_told_apart(tmp_path: Path) -> None:
    twice = BRIEF.replace("> We sail when it is safe.", "They said no. Then the mayor said no. So.")
    said = (
        LINES[0],
        "statements:",
        "- {words: said no, mode: paraphrase, who: Per Holt, after: mayor}",
    )
    Run(put(tmp_path, with_keys(*said, text=twice)), "--publish")
    assert Statement.objects.get().prefix.endswith("Then the mayor ")
    call_command("export_briefs", str(tmp_path / "out"), stdout=io.StringIO())
    Run(tmp_path / "out", "--publish")
    assert the_story().revisions.count() == 1


REGISTER = """parties:
- {name: United States, kind: state}
- {name: Pentagon, part_of: United States, also_called: [Department of Defense], wikidata: Q11209}
people:
- name: Sabrina Singh
posts:
- title: deputy press secretary
  party: Department of Defense
  held_by:
  - {who: Sabrina Singh, from: 2022-04-11}
sources:
- url: https://defense.example/transcript
  text: |-
    Q: Is it?
    MS. SINGH: It is.
"""


def test_a_register_is_brought_in_before_the_briefs_and_twice_the_same(tmp_path: Path) -> None:
    Person.objects.create(name="Sabrina Singh", also_called="S. Singh")
    put(tmp_path, REGISTER, "register.yaml")
    for _ in range(2):
        assert Run(put(tmp_path, BRIEF)).failure == ""
    assert Tenure.objects.get().starts == date(2022, 4, 11)
    assert Post.objects.get().party.parent.name == "United States"
    assert Source.objects.get().text == "Q: Is it?\nMS. SINGH: It is."
    assert Person.objects.get().names() == ["Sabrina Singh", "S. Singh"]
    register = the_register()
    assert parse_register(write_register(register), name="a") == register


def test_a_language_the_register_gives_later_is_minded(tmp_path: Path) -> None:
    Run(put(tmp_path, SAID), "--publish")
    Source.objects.update(text="Nothing of the kind was heard.")
    register = "sources:\n- url: https://port.example/notice\n  language: "
    for language, mark in (("en", "absent"), ("ar", "translated")):
        put(tmp_path, f"{register}{language}\n", "register.yaml")
        assert Run(put(tmp_path, SAID), "--publish").failure == ""
        assert Statement.objects.get(words=SAILS).mark == mark


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("kind: state", "kind: realm", 2, "kind “realm” is none we know"),
        ("part_of: United States", "part_of: Atlantis", 3, "there is no party “Atlantis”"),
        ("who: Sabrina Singh", "who: Nobody", 10, "there is no person “Nobody”"),
        ("Q11209", "11209", 3, "wikidata “11209” is no id"),
        ("from: 2022", "to: 2022-01-01, from: 2022", 10, "it ends before it begins"),
        ("- name: Sabrina Singh", "- nam: Sabrina Singh", 5, "no key nam"),
    ],
)
def test_a_bad_register_is_refused_with_its_line_and_brings_nothing_in(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    put(tmp_path, REGISTER.replace(old, new), "register.yaml")
    run = Run(put(tmp_path, BRIEF))
    assert [f"register.yaml:{line}: " in it and reason in it for it in run.refusals] == [True]
    assert not Party.objects.exists()
    assert not StoryPage.objects.exists()
