"""Sizes are made ahead, by the worker; what is there is shown, and nothing is made while a reader waits."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as Pillow
from wagtail.images.forms import get_image_form

from standfirst.publication import sizes
from standfirst.publication.models import PublicationImage
from standfirst.publication.sizes import CARD, WHOLE, make_all, make_due, make_quick

pytestmark = pytest.mark.django_db


def make_image(width=1600, height=900, foot="#9a1b2f"):
    """Red, but for its foot."""
    file, image = BytesIO(), Pillow.new("RGB", (width, height), "#9a1b2f")
    image.paste(foot, (0, height * 4 // 5, width, height))
    image.save(file, "PNG")
    return PublicationImage.objects.create(
        title="IMG_2034", file=ContentFile(file.getvalue(), name="red.png")
    )


def specs(image):
    return {made.filter_spec for made in image.renditions.all()}


def work_until_done(image):
    now = timezone.now()
    for _ in range(40):
        make_due(now)
        if PublicationImage.objects.get(pk=image.pk).sizes_due_at is None:
            return
    raise AssertionError("the worker came to no end")


def test_it_makes_every_format_and_width_of_an_image_that_was_uploaded():
    image = make_image()
    work_until_done(image)
    made = specs(image)
    assert made == {it.spec for shape in (WHOLE, CARD) for it in shape.filters}
    kinds = {"avif": "AVIF", "webp": "WEBP", "jpeg": "JPEG"}
    for rendition in image.renditions.all():
        with rendition.file.open("rb") as file:
            assert Pillow.open(file).format == kinds[rendition.filter_spec.rpartition("-")[2]]


def test_it_makes_no_size_larger_than_the_image():
    image = make_image(600, 300)
    make_all(image)
    widths = {
        (it.filter_spec.rpartition("-")[2], it.width)
        for it in image.renditions.filter(filter_spec__startswith="width")
    }
    assert widths == {("jpeg", 600), ("webp", 480), ("webp", 600), ("avif", 480), ("avif", 600)}


def test_it_crops_for_lists_round_the_focal_point():
    image = make_image(400, 1000, foot="#1f6f8b")
    colours = []
    for y in (100, 900):
        image.focal_point_x, image.focal_point_y = 200, y
        image.focal_point_width = image.focal_point_height = 100
        image.save()
        work_until_done(image)
        crops = image.renditions.filter(filter_spec=CARD.fallback.spec)
        assert crops.count() == 1, "that of the focal point before is gone"
        with crops.get().file.open("rb") as file:
            shown = Pillow.open(file)
            assert shown.width / shown.height == pytest.approx(1.5, abs=0.02)
            colours.append(shown.getpixel((shown.width // 2, shown.height // 2)))
    assert colours[0][0] > colours[0][2]  # red
    assert colours[1][2] > colours[1][0]  # blue


def test_it_makes_what_is_quick_at_once_and_leaves_the_rest():
    image = make_image()
    make_quick(image)
    assert not [spec for spec in specs(image) if "avif" in spec]
    assert {WHOLE.fallback.spec, CARD.fallback.spec} < specs(image)


def test_it_works_for_a_bounded_time_and_goes_on_with_the_next_turn(monkeypatch):
    monkeypatch.setattr(sizes, "A_TURN", 0.0001)
    image = make_image()
    turns = 0
    while PublicationImage.objects.get(pk=image.pk).sizes_due_at is not None:
        before = len(specs(image))
        make_due(timezone.now())
        turns += 1
        assert len(specs(image)) - before <= 1
    assert turns > 10
    assert len(specs(image)) == len([*WHOLE.filters, *CARD.filters])


def test_it_leaves_to_another_worker_what_that_one_has_taken():
    image = make_image()
    now = timezone.now()
    PublicationImage.objects.update(sizes_due_at=now + sizes.LEASE)
    make_due(now)
    assert specs(image) == set()
    make_due(now + sizes.LEASE)
    assert specs(image) != set()


def test_it_goes_on_to_other_images_after_a_broken_one(caplog):
    now = timezone.now()
    broken, whole = make_image(), make_image(60, 40)
    broken.file.storage.delete(broken.file.name)
    PublicationImage.objects.filter(pk=broken.pk).update(sizes_due_at=now - timedelta(hours=1))
    make_due(now)
    work_until_done(whole)
    assert PublicationImage.objects.get(pk=broken.pk).sizes_due_at == now + sizes.AGAIN
    assert "cannot be made" in caplog.text


def test_it_looks_again_at_an_image_saved_while_its_sizes_were_made(monkeypatch):
    image = make_image(60, 40)
    monkeypatch.setattr(sizes, "_make_for_a_turn", lambda it: bool(it.save()) or True)
    make_due(timezone.now())
    assert PublicationImage.objects.get(pk=image.pk).sizes_due_at is not None


def test_it_never_takes_an_image_s_title_for_its_alt_text():
    assert make_image(60, 40).default_alt_text == ""


def test_it_prints_no_address_of_a_size_that_is_gone():
    image = make_image(60, 40)
    make_all(image)
    assert sizes.made(image, WHOLE)
    image.renditions.get(filter_spec=WHOLE.fallback.spec).delete()
    kept = PublicationImage.objects.get(pk=image.pk)
    assert sizes.made(kept, WHOLE) is sizes.made(kept, CARD) is None
    work_until_done(image)
    assert sizes.made(PublicationImage.objects.get(pk=image.pk), WHOLE)


def test_it_shows_nothing_of_a_file_that_was_replaced(django_capture_on_commit_callbacks):
    image = make_image(60, 40)
    make_all(image)
    before = [image.file.path, *(it.file.path for it in image.renditions.all())]
    written = BytesIO()
    Pillow.new("RGB", (60, 40), "#1f6f8b").save(written, "PNG")
    upload = SimpleUploadedFile("blue.png", written.getvalue())
    fields = {"title": "A pier", "collection": image.collection_id}
    form = get_image_form(PublicationImage)(fields, {"file": upload}, instance=image)
    with django_capture_on_commit_callbacks(execute=True):
        form.save()
    assert not [path for path in before if Path(path).exists()]
    assert sizes.made(PublicationImage.objects.get(pk=image.pk), WHOLE) is None
    work_until_done(image)
    shown = image.renditions.get(filter_spec=WHOLE.fallback.spec)
    with shown.file.open("rb") as file:
        red, _green, blue = Pillow.open(file).getpixel((30, 20))
    assert blue > red


@pytest.fixture
def saved_meanwhile(monkeypatch):
    """While the worker is at an image somebody does with it what this is given."""
    make = sizes._make_for_a_turn

    def use(change):
        def interrupted(taken):
            finished = make(taken)
            other = PublicationImage.objects.get(pk=taken.pk)
            change(other)
            other.save()
            return finished

        monkeypatch.setattr(sizes, "_make_for_a_turn", interrupted)

    return use


def test_it_keeps_nothing_made_of_a_file_replaced_while_it_was_at_work(saved_meanwhile):
    image = make_image(60, 40)
    other = make_image(60, 40, foot="#1f6f8b")
    saved_meanwhile(lambda it: setattr(it, "file", other.file.name))
    make_due(timezone.now())
    assert specs(image) == set()
    assert PublicationImage.objects.get(pk=image.pk).sizes_due_at is not None


def test_it_goes_on_showing_an_image_whose_words_were_edited_while_it_was_at_work(saved_meanwhile):
    image = make_image(60, 40)
    saved_meanwhile(lambda it: setattr(it, "description", "A pier"))
    make_due(timezone.now())
    kept = PublicationImage.objects.get(pk=image.pk)
    assert kept.description == "A pier"
    assert sizes.made(kept, WHOLE)
    assert kept.sizes_due_at is not None
