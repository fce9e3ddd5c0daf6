"""Stories become brief files, and come back from them the same."""

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from standfirst.gate.access import MEMBERS, PUBLIC, REGISTERED, Access
from standfirst.publication.models import PublicationImage
from standfirst.stories.briefs import canonical_html, read_brief
from standfirst.stories.door import IMPORTED
from standfirst.stories.inserted import Inserted
from standfirst.stories.models import DeskPage, StorylinePage, StoryPage, StorySource
from standfirst.stories.tests.factories import (
    Part,
    make_document,
    make_picture,
    make_story,
)
from standfirst.stories.tests.uploads import document_tag, image_tag

DEMO = Path(__file__).parents[2] / "demo/briefs"
NOW = datetime.now(UTC)


class Run:
    """manage.py export_briefs, and what it said."""

    def __init__(self, folder: Path, *flags: str) -> None:
        out, err = io.StringIO(), io.StringIO()
        self.failure = ""
        try:
            call_command("export_briefs", str(folder), *flags, stdout=out, stderr=err)
        except CommandError as error:
            self.failure = str(error)
        self.files = out.getvalue().splitlines()
        self.refusals = err.getvalue().splitlines()


def import_all(folder: Path) -> None:
    call_command("import_briefs", str(folder), "--publish", stdout=io.StringIO())


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def told(story: StoryPage) -> dict[str, Any]:
    """All that has to come back."""
    image = story.lead_image
    return {
        "title": story.title,
        "standfirst": story.standfirst,
        "slug": story.slug,
        "desk": story.desk.slug,
        "byline": story.byline,
        "storyline": story.storyline and story.storyline.title,
        "access": story.access,
        "times": (story.published_at, story.updated_at),
        "image": image and (image.file.open("rb").read(), image.description, image.credit),
        "sources": [(it.url, it.publisher, it.title, it.date) for it in story.sources.all()],
        "sections": [
            (
                it.value["label"],
                canonical_html(it.value["text"].source),
                it.value["free"],
                it.value["outside_label"],
            )
            for it in story.sections
        ],
        "live": story.live,
    }


# --- Any story at all

CHARACTERS = st.characters(exclude_categories=("C", "Z"))
WORD = st.text(CHARACTERS, min_size=1, max_size=8) | st.sampled_from(
    ["*", "_", "#", "##", "-", "1.", ">", "---", "{free}", "`", "\\", "<b>", "&amp;", "[a](b)", ":"]
)


def line(longest: int = 80) -> st.SearchStrategy[str]:
    return (
        st.lists(WORD, min_size=1, max_size=8)
        .map(" ".join)
        .filter(lambda it: len(it) <= longest and any(char.isalnum() for char in it))
    )


def html_of(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


INLINE = st.tuples(
    st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i>", "<b>{}</b>?", '<a href="/a?b=1">{}</a> {}']),
    line(),
).map(lambda it: it[0].replace("{}", html_of(it[1])))
BLOCK = st.tuples(
    st.sampled_from(
        [
            "<p>{}</p>",
            "<blockquote>{}</blockquote>",
            "<ul><li>{}</li><li>2</li></ul>",
            "<ol><li>{}</li></ol>",
        ]
    ),
    INLINE,
).map(lambda it: it[0].replace("{}", it[1]))
PART = st.builds(
    Part,
    label=line(),
    html=st.lists(BLOCK, min_size=1, max_size=3).map("".join),
    free=st.booleans(),
    outside_label=st.just("") | line(),
)
SOURCE = st.builds(
    StorySource,
    url=st.sampled_from(["https://example.org/a?b=1&c=2#d", "http://example.org/"]),
    publisher=st.just("") | line(),
    title=st.just("") | line(),
    date=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
STORY = st.fixed_dictionaries(
    {
        "desk": st.sampled_from(["world", "money"]),
        "headline": line(),
        "slug": st.from_regex(r"\A[-\w]{1,40}\Z", fullmatch=True),
        "standfirst": line(),
        "byline": st.just("") | line(),
        "storyline": st.just("") | line(),
        "access": st.sampled_from([PUBLIC, REGISTERED, MEMBERS, Access.parse("plans:basic,plus")]),
        "sections": st.lists(PART, min_size=1, max_size=3).map(tuple),
        "published_at": st.timedeltas(timedelta(), timedelta(days=9000)).map(
            lambda it: datetime(2000, 1, 1, tzinfo=UTC) + it
        ),
        "updated": st.none() | st.timedeltas(timedelta(), timedelta(days=9)),
        "sources": st.lists(SOURCE, max_size=2),
        "credit": st.none() | st.just("") | line(),
    }
)


PLAIN: dict[str, Any] = {
    "desk": "world",
    "headline": "Ferries run again",
    "slug": "ferries",
    "standfirst": "They sail.",
    "byline": "",
    "storyline": "The harbour",
    "access": MEMBERS,
    "sections": (Part("When", "<p>At noon.</p>"),),
    "published_at": datetime(2024, 8, 9, 7, 10, tzinfo=UTC),
    "updated": None,
    "sources": [],
    "credit": "Photo: Eli",
}


def make(desks: dict[str, DeskPage], wanted: dict[str, Any]) -> None:
    said = dict(wanted)
    desk = DeskPage.objects.get(pk=desks[said.pop("desk")].pk)
    headline, updated, credit, storyline = (
        said.pop(key) for key in ("headline", "updated", "credit", "storyline")
    )
    sources = [
        StorySource(url=it.url, publisher=it.publisher, title=it.title, date=it.date)
        for it in said.pop("sources")
    ]
    make_story(
        desk,
        headline,
        **said,
        storyline=StorylinePage.start(storyline) if storyline else None,
        updated_at=updated and said["published_at"] + updated,
        lead_image=None if credit is None else make_picture(credit=credit),
        sources=sources,
        overridden=IMPORTED,  # nobody is named beside what it quotes
    )


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink a failing story takes minutes here
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(wanted=PLAIN)
@example(wanted={**PLAIN, "slug": "\U0002113f"})  # nothing of it can be put into ASCII
@given(wanted=STORY)
def test_it_writes_what_imports_back_identically(
    desks: dict[str, DeskPage], wanted: dict[str, Any]
) -> None:
    StoryPage.objects.all().delete()
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        make(desks, wanted)
        before = told(StoryPage.objects.get())
        assert Run(Path(first)).refusals == []
        StoryPage.objects.get().delete()
        StorylinePage.objects.all().delete()
        PublicationImage.objects.all().delete()
        import_all(Path(first))
        after = told(StoryPage.objects.get())
        Run(Path(second))
        assert after == before
        assert contents(Path(second)) == contents(Path(first))


def test_it_writes_every_brief_of_the_demo_as_it_was_read(
    desks: dict[str, DeskPage], tmp_path: Path
) -> None:
    import_all(DEMO)
    Run(tmp_path)
    originals = [path for path in DEMO.glob("*.md") if path.stem != "README"]
    assert originals
    for original in originals:
        wanted = read_brief(original)
        written = read_brief(tmp_path / wanted.desk / f"{original.stem}.md")
        if wanted.image:
            image = f"images/{original.stem}.jpg"
            assert written.image is not None
            assert (written.image.path, written.image.alt) == (image, wanted.image.alt)
            assert (tmp_path / wanted.desk / image).read_bytes() == (
                DEMO / wanted.image.path
            ).read_bytes()
        assert (written.headline, written.sections) == (wanted.headline, wanted.sections)
        assert (written.sources, written.access) == (wanted.sources, wanted.access)
        assert (written.published, written.updated) == (wanted.published, wanted.updated)
        assert (written.byline, written.storyline) == (wanted.byline, wanted.storyline)


# --- What is written, and where


def test_it_writes_published_stories_and_drafts_only_when_asked(
    desks: dict[str, DeskPage], tmp_path: Path
) -> None:
    make_story(desks["world"], "Ferries run again")
    make_story(desks["world"], "Not yet", published_at=NOW + timedelta(days=1))
    draft = make_story(desks["money"], "A draft", live=False, published_at=None)
    draft.standfirst = "As drafted last."
    draft.save_revision()
    assert Run(tmp_path).files == [str(tmp_path / "world/ferries-run-again.md")]
    assert len(Run(tmp_path, "--drafts").files) == 3
    assert read_brief(tmp_path / "money/a-draft.md").standfirst == "As drafted last."


def test_it_writes_a_live_story_as_readers_know_it(
    desks: dict[str, DeskPage], tmp_path: Path
) -> None:
    story = make_story(desks["world"], "Ferries run again")
    story.standfirst = "Not published."
    story.save_revision()
    for flags in ([], ["--drafts"]):
        Run(tmp_path, *flags)
        assert read_brief(tmp_path / "world/ferries-run-again.md").standfirst != "Not published."


def test_it_writes_a_link_to_a_page_as_the_path_of_that_page(
    desks: dict[str, DeskPage], tmp_path: Path
) -> None:
    other = make_story(desks["money"], "Bread costs less")
    html = f'<p data-block-key="ab1cd">See <a linktype="page" id="{other.pk}">bread</a>.</p>'
    make_story(desks["world"], "Ferries run again", sections=(Part("Where", html),))
    Run(tmp_path)
    text = (tmp_path / "world/ferries-run-again.md").read_text()
    assert "See [bread](/money/bread-costs-less/)." in text
    (tmp_path / "world/ferries-run-again.md").write_text(text.replace("A. Writer", "Eli"))
    import_all(tmp_path / "world")
    story = StoryPage.objects.get(slug="ferries-run-again")
    assert story.byline == "Eli"
    assert story.sections[0].value["text"].source == html, "the editor's own link is left alone"


def test_it_gives_a_file_a_shorter_name_where_the_slug_is_too_long(
    desks: dict[str, DeskPage], tmp_path: Path
) -> None:
    for last in "ab":
        make_story(desks["world"], f"Story {last}", slug="é" * 250 + last)
    assert len(Run(tmp_path).files) == 2
    before = set(StoryPage.objects.values_list("slug", flat=True))
    StoryPage.objects.all().delete()
    import_all(tmp_path)
    assert set(StoryPage.objects.values_list("slug", flat=True)) == before


def test_it_writes_the_images_of_sections_beside_the_brief_and_reads_them_back(
    desks: dict[str, DeskPage], tmp_path: Path
) -> None:
    lead, one, other = make_picture(), make_picture(), make_picture(credit="")
    html = (
        f"<p>See:</p>{image_tag(one, 'One *pier*')}{image_tag(other, '')}{image_tag(one, 'Again')}"
    )
    make_story(
        desks["world"], "Ferries run again", lead_image=lead, sections=(Part("Where", html),)
    )
    assert Run(tmp_path).refusals == []
    written = set(contents(tmp_path))
    assert written == {
        "world/ferries-run-again.md",
        *(f"world/images/ferries-run-again{n}.png" for n in ("", "-1", "-2")),
    }
    before = contents(tmp_path)
    import_all(tmp_path)
    story = StoryPage.objects.get()
    assert story.sections[0].value["text"].source.count("<embed") == 3
    StoryPage.objects.get().delete()
    PublicationImage.objects.all().delete()
    import_all(tmp_path)
    Run(tmp_path)
    assert contents(tmp_path) == before
    shown = [(it.credit, alt) for it, alt in Inserted([text_of()]).images_in(text_of())]
    assert shown == [("B. Lens", "One *pier*"), ("", ""), ("B. Lens", "Again")]


def text_of() -> str:
    return StoryPage.objects.get().sections[0].value["text"].source


def test_it_keeps_a_link_to_a_document_through_a_brief(
    desks: dict[str, DeskPage], tmp_path: Path
) -> None:
    document = make_document()
    make_story(
        desks["world"], "Ferries run again", sections=(Part("Where", document_tag(document)),)
    )
    Run(tmp_path)
    path = tmp_path / "world/ferries-run-again.md"
    assert f"[the plan]({document.url})" in path.read_text()
    path.write_text(path.read_text().replace("Read", "Do read"))
    import_all(tmp_path)
    assert "Do read" in text_of()
    assert f'<a linktype="document" id="{document.pk}">' in text_of()
    assert StoryPage.objects.get().document_uses.get().document == document


# --- Other people's files


def test_it_writes_over_its_own_file_and_nobody_elses(
    desks: dict[str, DeskPage], tmp_path: Path
) -> None:
    story = make_story(desks["world"], "Ferries run again")
    Run(tmp_path)
    story.byline = "Eli"
    story.save_revision().publish()
    make_story(desks["money"], "Bread costs less")
    theirs = tmp_path / "money/bread-costs-less.md"
    theirs.parent.mkdir()
    theirs.write_text("A shopping list.")
    run = Run(tmp_path)
    assert run.failure
    assert run.refusals[0].startswith(f"{theirs}:1: there is another file of this name")
    assert theirs.read_text() == "A shopping list."
    assert read_brief(tmp_path / "world/ferries-run-again.md").byline == "Eli"


def test_it_does_not_write_over_another_image(desks: dict[str, DeskPage], tmp_path: Path) -> None:
    make_story(desks["world"], "Ferries run again", lead_image=make_picture())
    theirs = tmp_path / "world/images/ferries-run-again.png"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"theirs")
    assert Run(tmp_path).refusals[0].startswith(f"{theirs}:1: ")
    assert contents(tmp_path) == {"world/images/ferries-run-again.png": b"theirs"}
    theirs.unlink()
    Run(tmp_path)
    theirs.write_bytes(b"broken since")
    assert Run(tmp_path).refusals == []
    assert theirs.read_bytes() != b"broken since"


def test_it_says_which_image_is_gone(desks: dict[str, DeskPage], tmp_path: Path) -> None:
    picture = make_picture()
    make_story(desks["world"], "Ferries run again", lead_image=picture)
    make_story(desks["money"], "Bread costs less")
    picture.file.storage.delete(picture.file.name)
    run = Run(tmp_path)
    assert "the file of its image “a picture” is gone" in run.refusals[0]
    assert run.files == [str(tmp_path / "money/bread-costs-less.md")]


def test_it_leaves_no_half_written_file(desks: dict[str, DeskPage], tmp_path: Path) -> None:
    make_story(desks["world"], "Ferries run again")
    in_the_way = tmp_path / "world/ferries-run-again.md"
    in_the_way.mkdir(parents=True)
    assert Run(tmp_path).failure
    assert contents(tmp_path) == {}
