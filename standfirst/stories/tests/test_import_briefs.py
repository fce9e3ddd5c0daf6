"""Brief files become stories, and importing again updates them."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from standfirst.gate.access import MEMBERS, PUBLIC, REGISTERED, Access
from standfirst.publication.models import PublicationImage
from standfirst.stories.blocks import SECTION_FEATURES
from standfirst.stories.briefs import canonical_html
from standfirst.stories.importing import Imported, import_files
from standfirst.stories.management.commands import import_briefs
from standfirst.stories.models import DeskPage, StorylinePage, StoryPage
from standfirst.stories.tests.brief_files import BRIEF, Run, put, put_image, the_story, with_keys
from standfirst.stories.tests.factories import make_story

HARBOUR = Path(__file__).parents[1] / "briefs/tests/data/harbour.txt"
DEMO = Path(__file__).parents[2] / "demo/briefs"
SHARED = Path(os.environ.get("STANDFIRST_SHARED") or Path(__file__).parents[4] / "shared")
REFERENCE = SHARED / "reference/brief.txt"


def labels(story: StoryPage) -> list[str]:
    return [block.value["label"] for block in story.sections]


# --- What comes of a file


def test_it_makes_a_story_and_prints_its_address(folder: Path) -> None:
    run = Run(put(folder), "--publish")
    assert run.addresses == ["http://testserver/world/ferries-run-again/"]
    story = the_story()
    assert story.live
    assert story.title == "Ferries run again"
    assert story.standfirst == "The ferries to the islands run again."
    assert labels(story) == ["What the port says", "What the crews say"]
    assert story.access == MEMBERS
    assert story.sections[0].value["text"].source == (
        '<p>It <b>opens</b> at <a href="https://port.example/noon">noon</a>.</p>'
    )


def test_it_takes_over_all_the_file_says(folder: Path) -> None:
    keys = [
        "byline: Eli",
        "access: 'plans: basic, plus'",
        "slug: boats",
        "published: 2024-08-09 07:10",
        "updated: 2024-08-09T08:32Z",
        "sources: [{url: 'https://port.example/', publisher: Port, title: Notice, date: 2024-08-08}]",
    ]
    marks = with_keys(*keys).replace("port says", 'port says {free outside="The port"}')
    Run(put(folder, marks), "--publish")
    story = the_story()
    assert story.slug == "boats"
    assert story.byline == "Eli"
    assert story.access == Access.parse("plans:basic,plus")
    assert story.published_at == datetime(2024, 8, 9, 7, 10, tzinfo=UTC)
    assert story.updated_at == datetime(2024, 8, 9, 8, 32, tzinfo=UTC)
    assert [(it.url, it.publisher, it.title, str(it.date)) for it in story.sources.all()] == [
        ("https://port.example/", "Port", "Notice", "2024-08-08")
    ]
    assert [it.value["free"] for it in story.sections] == [True, False]
    assert story.sections[0].value["outside_label"] == "The port"


def test_it_splits_plain_text_into_a_standfirst_and_its_sections(folder: Path) -> None:
    run = Run(HARBOUR, "--skip", 1, "--desk", "world", "--publish", "--headline", "The harbour")
    assert run.addresses == ["http://testserver/world/the-harbour/"]
    story = the_story()
    assert story.standfirst.startswith("The port authority of Skerrivoe has closed")
    assert labels(story) == [
        "What’s the deal",
        "What the port is saying",
        "What the shippers are saying",
        "The ministry steps in",
    ]


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference is not part of the project")
def test_it_reads_the_reference(folder: Path) -> None:
    run = Run(REFERENCE, "--skip", 1, "--desk", "world", "--publish")
    assert len(run.addresses) == 1
    story = the_story()
    assert story.standfirst.startswith("The Pentagon has said")
    assert labels(story) == [
        "What’s the deal",
        "What the US is saying",
        "What Russia is saying",
        "The UN speaks up",
    ]


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Ukraine’s push, “in policy”", "ukraines-push-in-policy"),
        ("Пентагон: всё в порядке", "pentagon-vse-v-poryadke"),
        ("停火", "tinghuo"),
        ("—!—", "story-"),
    ],
)
def test_it_makes_the_slug_of_the_headline_in_latin_letters(
    folder: Path, headline: str, slug: str
) -> None:
    path = put(folder)
    Run(path, "--headline", headline)
    assert the_story().slug.startswith(slug)
    Run(path, "--headline", headline)
    assert StoryPage.objects.count() == 1


def test_it_reads_folders_and_leaves_out_what_is_no_brief(folder: Path) -> None:
    put(folder, name="b.md")
    put(folder, name="README.md")
    put(folder, name="notes.rst")
    put(folder, name=".hidden/c.md")
    put(folder, "The pier opens.\nWhen: At noon.\n", name="world/a.txt")
    run = Run(folder, folder / "b.md", "--desk", "money")
    assert run.addresses == [
        "http://testserver/world/ferries-run-again/",
        "http://testserver/money/the-pier-opens/",
    ]


# --- Importing again


def test_it_updates_a_story_and_never_doubles_it(folder: Path) -> None:
    Run(put(folder), "--publish")
    Run(put(folder, BRIEF.replace("**opens**", "shuts"), "renamed.md"), "--publish")
    story = the_story()
    assert "It shuts at" in story.sections[0].value["text"].source
    assert story.revisions.count() == 2
    assert not story.has_unpublished_changes


def test_it_makes_no_revision_when_nothing_differs(folder: Path) -> None:
    path = put(folder, with_keys("image: pier.png", "sources: [https://port.example/]"))
    put_image(folder / "pier.png")
    for flags in (["--publish"], ["--publish"], []):
        assert Run(path, *flags).addresses == ["http://testserver/world/ferries-run-again/"]
    story = the_story()
    assert story.revisions.count() == 1
    assert PublicationImage.objects.count() == 1


def test_it_says_whether_anything_changed(folder: Path) -> None:
    path, now = put(folder), datetime(2026, 5, 1, tzinfo=UTC)
    outcomes = [*import_files([path], publish=True, now=now)]
    outcomes += import_files([path], publish=True, now=now + timedelta(days=1))
    assert [isinstance(it, Imported) and it.changed for it in outcomes] == [True, False]


def test_it_keeps_the_ids_that_anchors_are_made_of(folder: Path) -> None:
    Run(put(folder), "--publish")
    port, crews = (block.id for block in the_story().sections)
    head, port_text, crews_text = BRIEF.split("\n## ")
    swapped = "\n## ".join([head, crews_text, "Who waits\n\nEveryone.\n", port_text])
    Run(put(folder, swapped), "--publish")
    first, new, last = (block.id for block in the_story().sections)
    assert (first, last) == (crews, port)
    assert new not in {crews, port}
    Run(put(folder, swapped.replace("Who waits", "Who is waiting")), "--publish")
    assert [block.id for block in the_story().sections] == [crews, new, port]


def test_it_leaves_alone_what_the_editor_saved_without_changing_it(folder: Path) -> None:
    path = put(folder)
    Run(path, "--publish")
    story = the_story()
    converter = ContentstateConverter(SECTION_FEATURES)
    for block in story.sections:
        state = converter.from_database_format(block.value["text"].source)
        block.value["text"].source = converter.to_database_format(state)
    story.save_revision().publish()
    saved = the_story().sections[0].value["text"].source
    assert "data-block-key" in saved
    Run(path, "--publish")
    assert the_story().revisions.count() == 2
    Run(put(folder, BRIEF.replace("We sail", "We shall sail")), "--publish")
    assert the_story().sections[0].value["text"].source == saved


@pytest.mark.parametrize(
    "html",
    [
        "<p>Plain.</p><p>Two <b>bold</b> and <i>italic</i>, <b><i>both</i></b>.</p>",
        "<p>One line<br/>and the next.</p>",
        '<p>A <a href="https://example.org/?a=1&amp;b=2">link</a>, <a href="/world/">a path</a>,'
        ' <a href="mailto:desk@example.org">a <b>mail</b></a>.</p>',
        "<blockquote>First.</blockquote><blockquote>Second, <i>with stress</i>.</blockquote><p>End.</p>",
        "<ul><li>One</li><li>Two<ul><li>Two A</li></ul></li></ul><ol><li>First</li><li>Second</li></ol>",
        "<p>5 &lt; 7 &amp; “quotes” — ÅÄÖ 停火</p>",
    ],
)
def test_it_writes_text_that_the_editor_opens_without_loss(html: str) -> None:
    assert canonical_html(html) == html
    converter = ContentstateConverter(SECTION_FEATURES)
    saved = converter.to_database_format(converter.from_database_format(html))
    assert canonical_html(saved) == html


# --- Drafts and publishing


def test_it_makes_a_draft_unless_told_to_publish(folder: Path) -> None:
    path = put(folder)
    Run(path)
    assert not the_story().live
    assert the_story().published_at is None
    before = datetime.now(UTC)
    Run(path, "--publish")
    assert the_story().live
    assert before <= the_story().published_at <= datetime.now(UTC)


def test_it_leaves_a_live_story_as_readers_know_it_until_published(folder: Path) -> None:
    Run(put(folder), "--publish")
    changed = put(folder, BRIEF.replace("run again.", "stand still."))
    Run(changed)
    story = the_story()
    assert story.live
    assert story.standfirst == "The ferries to the islands run again."
    assert story.get_latest_revision_as_object().standfirst.endswith("stand still.")
    Run(changed)
    assert story.revisions.count() == 2
    Run(changed, "--publish")
    assert the_story().standfirst == "The ferries to the islands stand still."


def test_it_updates_a_draft_that_was_never_live(folder: Path) -> None:
    Run(put(folder))
    Run(put(folder, BRIEF.replace("run again.", "stand still.")))
    assert the_story().standfirst == "The ferries to the islands stand still."
    assert the_story().revisions.count() == 2


def test_it_publishes_again_what_an_editor_took_down(folder: Path) -> None:
    path = put(folder)
    Run(path, "--publish")
    the_story().unpublish()
    Run(path, "--publish")
    assert the_story().live


def test_it_keeps_the_time_of_publishing_when_the_file_has_none(folder: Path) -> None:
    Run(put(folder), "--publish")
    at = the_story().published_at
    Run(put(folder, BRIEF.replace("run again.", "stand still.")), "--publish")
    assert the_story().published_at == at


# --- Desk and access


def test_it_moves_a_story_to_the_desk_the_file_names(folder: Path) -> None:
    Run(put(folder), "--publish")
    moved = put(folder, BRIEF.replace("desk: world", "desk: money"))
    refused = Run(moved)
    assert "a draft cannot move it" in refused.refusals[0]
    assert the_story().desk.slug == "world"
    run = Run(moved, "--publish")
    assert run.addresses == ["http://testserver/money/ferries-run-again/"]
    assert the_story().url_path.endswith("/money/ferries-run-again/")


def test_it_leaves_a_story_on_its_desk_when_none_is_named(folder: Path) -> None:
    Run(put(folder), "--publish")
    run = Run(put(folder, BRIEF.replace("desk: world\n", "byline: Eli\n")), "--publish")
    assert run.addresses == ["http://testserver/world/ferries-run-again/"]
    assert the_story().byline == "Eli"


def test_it_makes_the_storyline_a_brief_names_once(folder: Path) -> None:
    put(folder, with_keys("storyline: The  harbour", "slug: one"), "one.md")
    put(folder, with_keys("storyline: the harbour", "slug: two"), "two.md")
    Run(folder, "--publish")
    storyline = StorylinePage.objects.get()
    assert (storyline.title, storyline.slug, storyline.live) == ("The harbour", "the-harbour", True)
    assert storyline.stories.count() == 2


def test_it_leaves_a_story_in_its_storyline_when_none_is_named(folder: Path) -> None:
    Run(put(folder, with_keys("storyline: The harbour")), "--publish")
    Run(put(folder, with_keys("byline: Eli")), "--publish")
    assert the_story().byline == "Eli"
    assert the_story().storyline == StorylinePage.objects.get()


def test_it_tells_two_stories_of_one_slug_apart_by_their_desk(
    folder: Path, desks: dict[str, DeskPage]
) -> None:
    for desk in (desks["world"], desks["money"]):
        make_story(desk, "Ferries run again")
    unnamed = Run(put(folder, BRIEF.replace("desk: world\n", "")), "--publish")
    assert "2 stories have the slug ferries-run-again" in unnamed.refusals[0]
    Run(put(folder), "--publish")
    standfirsts = {it.desk.slug: it.standfirst for it in StoryPage.objects.all()}
    assert standfirsts["world"] == "The ferries to the islands run again."
    assert standfirsts["money"] == "Both sides met at noon."


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (
            BRIEF.replace("desk: world", "desk: wolrd"),
            4,
            "Use climate, money, technology or world.",
        ),
        (BRIEF.replace("desk: world\n", ""), 1, "no desk is named"),
        (with_keys("access: 'plans: gold'"), 5, "there is no plan “gold”. Use basic or plus."),
        (with_keys("published: 2024-08-09", "updated: 2024-08-08"), 6, "updated: "),
        (with_keys("sources: ['http://no_such_host/']"), 5, "the source http://no_such_host/"),
        (with_keys("image: pier.png"), 5, "there is no image pier.png beside the brief"),
    ],
)
def test_it_refuses_a_brief_with_file_line_reason_and_remedy(
    folder: Path, text: str, line: int, says: str
) -> None:
    bad = put(folder, text, "a-bad.md")
    put(folder, BRIEF.replace("Ferries run again", "Bread costs less"), "b-good.md")
    run = Run(folder, "--publish")
    assert run.failure
    assert len(run.refusals) == 1
    assert run.refusals[0].startswith(f"{bad}:{line}: ")
    assert says in run.refusals[0]
    assert run.addresses == ["http://testserver/world/bread-costs-less/"]
    assert StoryPage.objects.count() == 1


def test_it_believes_the_file_before_the_options(folder: Path) -> None:
    path = put(folder, with_keys("access: registered"))
    Run(path, "--desk", "money", "--access", "public")
    assert the_story().desk.slug == "world"
    assert the_story().access == REGISTERED


def test_it_takes_the_options_where_the_file_is_silent(folder: Path) -> None:
    Run(put(folder, BRIEF.replace("desk: world\n", "")), "--desk", "money", "--access", "public")
    assert the_story().desk.slug == "money"
    assert the_story().access == PUBLIC


def test_it_never_opens_a_story_by_silence(folder: Path) -> None:
    Run(put(folder, with_keys("access: 'plans: plus'")), "--publish")
    Run(put(folder, with_keys("byline: Eli")), "--publish")
    assert the_story().byline == "Eli"
    assert the_story().access == Access.parse("plans:plus")


def test_it_refuses_a_second_file_of_the_same_story(folder: Path) -> None:
    first, second = put(folder, name="a.md"), put(folder, name="b.md")
    run = Run(folder)
    assert run.refusals[0].startswith(f"{second}:1: {first} is the story ferries-run-again already")
    assert len(run.addresses) == 1


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--desk", "wolrd"], "--desk: there is no desk “wolrd”"),
        (["--access", "plans:gold"], "--access: there is no plan “gold”"),
        (["--access", "friends"], "--access: access “friends” is none we know"),
        (["--skip", "-1"], "--skip"),
        (["--headline", "Two at once"], "--headline is for one brief, and here are 2"),
    ],
)
def test_it_checks_the_options_before_it_imports_anything(
    folder: Path, options: list[str], says: str
) -> None:
    put(folder)
    put(folder, BRIEF.replace("Ferries run again", "Bread costs less"), "bread.md")
    assert says in Run(folder, *options).failure
    assert not StoryPage.objects.exists()


def test_it_says_so_when_there_is_nothing_to_import(folder: Path) -> None:
    assert "no briefs" in Run(folder).failure
    assert "there is no such file" in Run(folder / "absent.md").refusals[0]


def test_it_goes_on_where_it_was_stopped(folder: Path) -> None:
    put(folder, name="a.md")
    put(folder, BRIEF.replace("Ferries run again", "Bread costs less"), "b.md")
    outcomes = import_files([folder], publish=True, now=datetime(2026, 5, 1, tzinfo=UTC))
    next(outcomes)
    outcomes.close()
    assert the_story().slug == "ferries-run-again"
    assert len(Run(folder, "--publish").addresses) == 2
    assert StoryPage.objects.count() == 2


def test_it_says_how_far_it_is_when_there_are_many(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_briefs, "A_STEP", 2)
    for name in ("One", "Two", "Three"):
        put(folder, BRIEF.replace("Ferries run again", name), f"{name}.md")
    assert Run(folder).refusals == ["2 of 3"]


# --- The demo


def test_it_imports_every_brief_of_the_demo(folder: Path) -> None:
    run = Run(DEMO, "--publish")
    assert run.refusals == []
    assert len(run.addresses) == len([*DEMO.glob("*.md")]) - 1
    assert StoryPage.objects.live().count() == len(run.addresses)


def test_it_lets_a_refused_file_take_no_address_from_another(folder: Path) -> None:
    put(folder, BRIEF.replace("desk: world", "desk: nowhere"), name="a.md")
    put(folder, name="b.markdown")
    run = Run(folder, "--publish")
    assert len(run.refusals) == 1
    assert run.addresses == ["http://testserver/world/ferries-run-again/"]
