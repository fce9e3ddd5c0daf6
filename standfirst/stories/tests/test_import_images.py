"""The image a brief file names comes along."""

from pathlib import Path
from typing import Any

from standfirst.publication.models import PublicationImage
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.brief_files import BRIEF, Run, put, put_image, the_story, with_keys


def test_it_makes_the_image_with_its_words(folder: Path) -> None:
    put_image(folder / "images/pier.png")
    keys = ["image: {path: images/pier.png, alt: A pier, credit: 'Photo: Eli'}"]
    Run(put(folder, with_keys(*keys)), "--publish")
    image = the_story().lead_image
    assert (image.title, image.description, image.credit) == ("pier", "A pier", "Photo: Eli")
    assert (image.width, image.height) == (64, 36)


def test_it_uses_an_image_again_and_replaces_a_changed_one(folder: Path) -> None:
    put_image(folder / "pier.png")
    path = put(folder, with_keys("image: pier.png"))
    Run(path, "--publish")
    first = the_story().lead_image
    other = BRIEF.replace("Ferries run again", "Bread costs less")
    Run(put(folder, with_keys("image: pier.png", text=other), "bread.md"), "--publish")
    assert {story.lead_image for story in StoryPage.objects.all()} == {first}
    put_image(folder / "pier.png", "#222222")
    Run(path, "--publish")
    assert StoryPage.objects.get(slug="ferries-run-again").lead_image != first


def test_it_does_not_let_an_image_lead_out_of_the_folder(folder: Path) -> None:
    outside = put_image(folder / "outside.png")
    briefs = folder / "briefs"
    path = put(briefs, with_keys("image: pier.png"))
    (briefs / "pier.png").symlink_to(outside)
    assert "leads out of the brief's folder" in Run(path).refusals[0]
    assert not PublicationImage.objects.exists()


def test_it_refuses_what_is_no_image(folder: Path) -> None:
    (folder / "pier.png").write_text("not a picture")
    run = Run(put(folder, with_keys("image: pier.png")))
    assert "the image pier.png cannot be used: " in run.refusals[0]


def test_it_leaves_nothing_behind_of_a_refused_brief(folder: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = folder / "media"
    put_image(folder / "pier.png")
    keys = ["image: pier.png", "published: 2024-08-09", "updated: 2024-08-08"]
    assert Run(put(folder, with_keys(*keys)), "--publish").refusals
    assert not StoryPage.objects.exists()
    assert not PublicationImage.objects.exists()
    assert uploads(folder) == []
    Run(put(folder, with_keys(*keys[:2])), "--publish")
    assert len(uploads(folder)) == 1, "it would have been seen here"


def uploads(folder: Path) -> list[Path]:
    return [path for path in (folder / "media/original_images").rglob("*") if path.is_file()]


# --- In the text of sections

PIER = '![A pier](images/pier.png "Photo: Eli")'


def with_image(*lines: str) -> str:
    return BRIEF.replace("It **opens**", "\n\n".join([*lines, "It **opens**"]))


def text_of(story: StoryPage) -> str:
    return story.sections[0].value["text"].source


def test_it_brings_the_images_of_sections(folder: Path) -> None:
    put_image(folder / "images/pier.png")
    run = Run(put(folder, with_image(PIER, "![](images/pier.png 'Photo: Eli')")), "--publish")
    assert run.refusals == []
    image = PublicationImage.objects.get()
    assert (image.title, image.description, image.credit) == ("pier", "A pier", "Photo: Eli")
    tag = f'<embed embedtype="image" id="{image.pk}" format="fullwidth" alt='
    assert text_of(the_story()).startswith(f'{tag}"A pier"/>{tag}""/><p>It <b>opens</b>')
    assert the_story().image_uses.get().image == image


def test_it_changes_nothing_on_importing_images_again(folder: Path) -> None:
    put_image(folder / "images/pier.png")
    path = put(folder, with_image(PIER))
    Run(path, "--publish")
    before = the_story().latest_revision
    Run(path, "--publish")
    assert the_story().latest_revision == before
    assert PublicationImage.objects.count() == 1
    put_image(folder / "images/pier.png", "#222222")
    Run(path, "--publish")
    assert the_story().latest_revision != before
    assert f'id="{PublicationImage.objects.latest("pk").pk}"' in text_of(the_story())


def test_it_is_not_confused_by_files_called_like_each_other_s_numbers(folder: Path) -> None:
    put_image(folder / "1.png", "#111111")
    put_image(folder / "2.png", "#222222")
    Run(put(folder, with_image("![two](2.png)", "![one](1.png)")), "--publish")
    first, second = PublicationImage.objects.order_by("pk")
    text = text_of(the_story())
    assert text.index(f'id="{first.pk}" format="fullwidth" alt="two"') < text.index(
        f'id="{second.pk}" format="fullwidth" alt="one"'
    )


def test_it_says_in_which_line_an_image_is_missing(folder: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = folder / "media"
    put_image(folder / "images/pier.png")
    path = put(folder, with_image(PIER, "![gone](images/gone.png)"))
    (refusal,) = Run(path, "--publish").refusals
    line = path.read_text().split("\n").index("![gone](images/gone.png)") + 1
    assert refusal.startswith(f"{path}:{line}: there is no image images/gone.png beside the brief")
    assert not PublicationImage.objects.exists()
    assert uploads(folder) == []
