"""Who may have an image or a document: everyone what a public place shows, the rest whoever may read its story."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import PurePath

import pytest
from django.core.management import call_command
from django.test import Client

from standfirst.gate.access import PUBLIC, REGISTERED
from standfirst.membership.models import Membership
from standfirst.membership.snapshot import EndCause, State
from standfirst.publication.sendfile import Sendfile
from standfirst.stories.models import DocumentUse, ImageUse, StoryPage
from standfirst.stories.tests.factories import (
    Part,
    make_document,
    make_picture,
    make_story,
    sections_of,
)
from standfirst.stories.tests.uploads import (
    Uploads,
    addresses_of,
    document_tag,
    holding,
    image_tag,
    make_story_with_uploads,
)

NOW = datetime.now(UTC)


@pytest.fixture
def uploads(publication):
    return make_story_with_uploads(publication.world)


def statuses(client: Client, addresses: list[str], **headers: str) -> set[int]:
    assert addresses
    return {client.get(it, **headers).status_code for it in addresses}


def as_(reader) -> Client:
    client = Client()
    client.force_login(reader)
    return client


def all_of(uploads: Uploads) -> list[str]:
    return [*uploads.free, *uploads.locked]


# --- Who


def test_it_gives_everyone_what_a_free_section_shows(client, uploads):
    for address in uploads.free:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_it_gives_a_member_what_is_locked_and_lets_no_cache_keep_it(uploads, cast):
    ana = as_(cast["ana"])
    for address in uploads.locked:
        answer = ana.get(address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert "Cookie" in answer.headers["Vary"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["ben", "dee"])
def test_it_has_nothing_locked_for_who_may_not_read_it(uploads, cast, name):
    reader = as_(cast[name])
    assert statuses(reader, uploads.locked) == {404}
    assert statuses(reader, uploads.free) == {200}


def test_it_says_of_a_locked_file_what_it_says_of_none(client, uploads):
    for locked, nonsense in (
        (addresses_of(uploads.locked_image)[0], "/images/zyxxyvolt.webp"),
        (uploads.locked_document.url, "/documents/zyxxyvolt.pdf"),
    ):
        one, other = client.get(locked), client.get(nonsense)
        assert one.status_code == other.status_code == 404
        assert one.content.replace(locked.encode(), nonsense.encode()) == other.content


def test_it_gives_staff_everything(cast, publication):
    image, document = make_picture(), make_document()
    assert statuses(as_(cast["eli"]), [*addresses_of(image), document.url]) == {200}
    assert statuses(as_(cast["ana"]), [*addresses_of(image), document.url]) == {404}


def test_it_gives_a_registered_reader_what_a_story_for_registered_readers_shows(
    client, publication, cast
):
    image, document = make_picture(), make_document()
    part = Part("When", holding(image, document))
    make_story(publication.world, "Ferries", access=REGISTERED, sections=(part,))
    addresses = [*addresses_of(image), document.url]
    assert statuses(as_(cast["dee"]), addresses) == {200}
    assert statuses(client, addresses) == {404}


def test_it_gives_everyone_all_of_a_public_story(client, publication):
    uploads = make_story_with_uploads(publication.world, access=PUBLIC)
    assert statuses(client, all_of(uploads)) == {200}


def test_it_opens_a_file_by_any_story_that_uses_it(client, publication, uploads):
    part = Part("Again", image_tag(uploads.locked_image), free=True)
    other = make_story(publication.money, "The pier once more", sections=(part,))
    locked = addresses_of(uploads.locked_image)
    assert statuses(client, locked) == {200}
    other.unpublish()
    assert statuses(client, locked) == {404}


def test_it_shows_the_locked_image_of_one_story_where_another_leads_with_it(
    client, publication, uploads
):
    make_story(publication.money, "The pier leads", lead_image=uploads.locked_image)
    assert statuses(client, addresses_of(uploads.locked_image)) == {200}


# --- When


def test_it_closes_to_a_member_who_lost_the_membership_though_the_browser_kept_it(uploads, cast):
    ana = as_(cast["ana"])
    address = addresses_of(uploads.locked_image)[0]
    tag = ana.get(address).headers["ETag"]
    assert ana.get(address, headers={"If-None-Match": tag}).status_code == 304
    Membership.objects.of(cast["ana"]).update(
        state=State.ENDED, ended_at=NOW, end_cause=EndCause.REFUNDED
    )
    assert ana.get(address, headers={"If-None-Match": tag}).status_code == 404


def test_it_closes_with_a_story_taken_down(client, uploads, cast):
    uploads.story.unpublish()
    for reader in (client, as_(cast["ana"])):
        assert statuses(reader, all_of(uploads)) == {404}
    assert not ImageUse.objects.exists()
    assert not DocumentUse.objects.exists()
    StoryPage.objects.get(pk=uploads.story.pk).save_revision().publish()
    assert statuses(client, uploads.free) == {200}


def test_it_closes_with_a_story_that_expires(client, uploads, cast):
    uploads.story.expire_at = NOW - timedelta(minutes=1)
    uploads.story.save()
    call_command("publish_scheduled")
    assert statuses(as_(cast["ana"]), all_of(uploads)) == {404}


def test_it_stays_closed_until_a_story_is_out(client, publication, cast):
    ahead = make_story_with_uploads(publication.world, published_at=NOW + timedelta(hours=1))
    draft = make_story_with_uploads(publication.money, live=False)
    for reader in (client, as_(cast["ana"])):
        assert statuses(reader, all_of(ahead)) == {404}
        assert statuses(reader, all_of(draft)) == {404}


def test_it_closes_with_the_desk_of_its_story(client, publication, uploads, cast):
    publication.world.unpublish()
    assert statuses(as_(cast["ana"]), all_of(uploads)) == {404}


def test_it_closes_what_was_free_once_it_is_not(client, uploads):
    assert statuses(client, uploads.free) == {200}
    story = uploads.story
    story.sections = sections_of(
        Part("What members see", holding(uploads.free_image, uploads.free_document)),
    )
    story.save_revision().publish()
    assert statuses(client, uploads.free) == {404}


def test_it_does_not_open_what_only_a_draft_of_a_story_shows(client, uploads):
    story = uploads.story
    story.sections = sections_of(Part("All", image_tag(uploads.locked_image), free=True))
    story.save_revision()
    assert statuses(client, addresses_of(uploads.locked_image)) == {404}


# --- By guessing


def test_it_answers_no_guess(client, uploads, cast):
    """Neither signed out nor as a member: originals, the media folder, and Wagtail's own addresses have no door."""
    image, document = uploads.free_image, uploads.free_document
    original, stored = PurePath(image.file.name).name, PurePath(document.file.name).name
    guesses = [
        f"/images/{original}",
        f"/images/original_images/{original}",
        f"/original_images/{original}",
        f"/images/{PurePath(original).stem}.width-960.format-jpeg.jpg",
        f"/images/{stored}",
        f"/images/..%2Foriginal_images%2F{original}",
        f"/documents/{original}",
        f"/documents/{document.pk}/{stored}",
        f"/documents/{document.pk}/{stored}/",
        f"/documents/{document.pk}",
        f"/documents/..%2Fdocuments%2F{stored}",
        f"/media/documents/{stored}",
        f"/media/{image.file.name}",
        f"/media/images/{original}",
        f"/admin/images/{image.pk}/preview/width-960/",
    ]
    for reader in (client, as_(cast["ana"])):
        refused = [it for it in guesses if reader.get(it, follow=False).status_code in {404, 302}]
        assert refused == guesses
        assert statuses(reader, [it for it in guesses if not it.startswith("/admin/")]) == {404}


def test_it_gives_a_copy_of_the_original_to_staff_alone(client, uploads, cast):
    """Wagtail makes one for its own page of an image."""
    copy = uploads.free_image.get_rendition("original").url
    assert client.get(copy).status_code == as_(cast["ana"]).get(copy).status_code == 404
    assert as_(cast["eli"]).get(copy).status_code == 200


@pytest.mark.parametrize("method", ["head", "get"])
def test_it_says_as_little_of_a_locked_file_to_other_questions(client, uploads, cast, method):
    for address in uploads.locked:
        answer = getattr(client, method)(address, headers={"Range": "bytes=0-10"})
        assert answer.status_code == 404
        assert PurePath(address).stem not in json.dumps(dict(answer.headers))
        assert "Content-Range" not in answer.headers
        assert getattr(as_(cast["ana"]), method)(address).status_code == 200
        assert client.post(address).status_code == 405


# --- How


def test_it_sends_a_document_as_a_download_that_can_run_nothing(client, uploads):
    answer = client.get(uploads.free_document.url)
    assert answer.getvalue() == b"The plan."
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="the-harbour-plan.pdf"'
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_it_sends_files_as_they_are(client, uploads):
    for address in uploads.free:
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in answer.headers
        assert answer.headers["Content-Length"] == str(len(answer.getvalue()))


def test_it_lets_no_shared_cache_keep_an_answer_that_may_set_a_session(uploads, cast):
    answer = as_(cast["ana"]).get(uploads.free[0])
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_it_stores_no_file_under_a_name_one_could_know(uploads):
    kept = [uploads.free_image.file.name, uploads.free_document.file.name]
    kept += [it.file.name for it in uploads.free_image.renditions.all()]
    for name in kept:
        assert "red" not in name
        assert "plan" not in name
        assert len(PurePath(name).stem) >= 24


def test_it_hands_a_file_over_to_the_server_in_front(client, uploads, settings):
    settings.SENDFILE = Sendfile("/uploads/")
    answer = client.get(uploads.free_document.url)
    assert answer.headers["X-Accel-Redirect"] == f"/uploads/{uploads.free_document.file.name}"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.content == b""
    assert "X-Accel-Redirect" not in client.get(uploads.locked_document.url).headers


def test_it_names_no_upload_twice_and_none_that_is_gone(publication):
    image, gone = make_picture(), make_picture()
    text = image_tag(image) * 2 + image_tag(gone) + document_tag(make_document())
    tags = (Part("One", text), Part("Two", image_tag(image), free=True))
    gone.delete()
    story = make_story(publication.world, "Twice", sections=tags)
    assert list(story.image_uses.values_list("image", "free")) == [(image.pk, True)]
    assert list(story.document_uses.values_list("free", flat=True)) == [False]
