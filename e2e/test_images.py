"""Images and documents of a real story in Chromium: who gets which file, and that nothing shifts while they come."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from playwright.sync_api import expect

from standfirst.publication.models import PublicationImage
from standfirst.publication.sizes import make_all, make_quick
from standfirst.readers.links import LogInLink
from standfirst.readers.models import Reader
from standfirst.readers.roles import ensure_roles
from standfirst.stories.tests import lantern
from standfirst.stories.tests.factories import Part, make_document, make_story
from standfirst.stories.tests.uploads import holding

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORY = "/world/the-harbour-plan/"
SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => list.getEntries().forEach(it => window.shifts.push(it.value)))
        .observe({ type: "layout-shift", buffered: true });
"""


def make_photograph(seed):
    """A large one, with something in it."""
    image = Pillow.effect_mandelbrot((800, 500), (-2 + seed / 5, -1.2, 1, 1.2), 90).convert("RGB")
    file = BytesIO()
    image.save(file, "JPEG")
    made = PublicationImage.objects.create(
        title="IMG_1",
        description="A pier",
        credit="Photo: B. Lens",
        file=ContentFile(file.getvalue(), name="a.jpg"),
    )
    make_quick(made)
    return made


@pytest.fixture
def story(db):
    world = lantern.publish().world
    lantern.make_cast()
    words = "<p>" + "The pier was built in spring, and nobody asked for it. " * 12 + "</p>"
    free, locked = make_photograph(1), make_photograph(2)
    make_all(locked)
    parts = (
        Part("What everyone sees", words + holding(free, make_document()) + words, free=True),
        Part("What members see", words + holding(locked, make_document("Members' plan.")) + words),
    )
    made = make_story(world, "The harbour plan", lead_image=make_photograph(3), sections=parts)
    made.locked_image, made.locked_document = locked, made.document_uses.get(free=False).document
    return made


def logged_in(browser_page, email, **options):
    page = browser_page(**options)
    reader = Reader.objects.get(email=email)
    page.goto(f"/log-in/link/{LogInLink.token_for(reader, datetime.now(UTC))}/")
    page.get_by_role("main").get_by_role("button").click()
    return page


def read_to_the_end(page):
    """Slowly enough that every lazy image comes."""
    page.evaluate(
        """async () => {
            for (let y = 0; y < document.body.scrollHeight; y += 300) {
                window.scrollTo(0, y);
                await new Promise(done => setTimeout(done, 60));
            }
        }"""
    )
    expect(page.locator("img").last).to_be_visible()
    page.wait_for_function("[...document.images].every(it => it.complete && it.naturalWidth > 0)")


def insets(page):
    return page.locator("article figure.inset img")


def test_it_shows_a_member_every_image_and_an_outsider_the_free_one(browser_page, story):
    ana = logged_in(browser_page, "ana@example.com")
    ana.goto(STORY)
    read_to_the_end(ana)
    expect(insets(ana)).to_have_count(2)
    chosen = insets(ana).last.evaluate("it => it.currentSrc")
    assert chosen.endswith(".avif")
    with ana.expect_download() as download:
        ana.get_by_role("link", name="the plan").last.click()
    assert download.value.suggested_filename == "the-harbour-plan.pdf"

    cy = browser_page()
    cy.goto(STORY)
    read_to_the_end(cy)
    expect(insets(cy)).to_have_count(1)
    expect(cy.get_by_role("link", name="the plan")).to_have_count(1)


def test_it_gives_the_locked_files_to_nobody_who_asks_for_them_by_name(browser_page, story):
    ana = logged_in(browser_page, "ana@example.com")
    ana.goto(STORY)
    locked = insets(ana).last.get_attribute("src")
    names = [it.url for it in story.locked_image.renditions.all()]
    original = story.locked_image.file.name.rpartition("/")[2]
    guesses = [
        *names,
        story.locked_document.url,
        f"/images/{original}",
        f"/media/original_images/{original}",
        f"/documents/{story.locked_document.pk}/{story.locked_document.filename}",
    ]
    assert locked in names
    assert ana.request.get(locked).status == 200
    outsiders = {
        "cy": browser_page(),
        "dee": logged_in(browser_page, "dee@example.com"),
        "ben": logged_in(browser_page, "ben@example.com"),
    }
    for name, page in outsiders.items():
        answers = {address: page.request.get(address).status for address in guesses}
        assert set(answers.values()) == {404}, (name, answers)


def test_it_does_not_show_from_the_browser_s_own_store_what_is_not_open_any_more(
    browser_page, story
):
    page = logged_in(browser_page, "ana@example.com")
    page.goto(STORY)
    read_to_the_end(page)
    locked = insets(page).last.evaluate("it => it.currentSrc")
    page.goto("/log-out/")
    page.get_by_role("main").get_by_role("button").click()
    assert page.goto(locked).status == 404


@pytest.mark.parametrize("width", [390, 1280])
def test_it_shifts_nothing_while_images_come(browser_page, story, width):
    page = logged_in(browser_page, "ana@example.com", width=width, height=844)
    page.add_init_script(SHIFTS)
    page.goto(STORY)
    read_to_the_end(page)
    assert page.evaluate("window.shifts") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for image in page.locator("article img").all():
        box = image.bounding_box()
        assert box["height"] / box["width"] == pytest.approx(1000 / 1600, abs=0.01)


def test_it_observes_a_shift_where_there_is_one(browser_page, story):
    """Or the test above would prove nothing."""
    page = browser_page()
    page.add_init_script(SHIFTS)
    page.goto(STORY)
    page.wait_for_timeout(600)  # what follows an input at once is no shift
    page.evaluate(
        "document.querySelector('h1').before(Object.assign(document.createElement('p'), {textContent: 'Late'}))"
    )
    page.wait_for_function("window.shifts.length > 0")


def test_it_puts_an_uploaded_image_into_a_section(browser_page, story):
    """As an editor does: chosen in the text, with alt text asked for, in one way of standing."""
    ensure_roles()
    eli = Reader.objects.get(email="eli@example.com")
    eli.take_role("editor")
    page = logged_in(browser_page, "eli@example.com", height=1000)
    page.goto(f"/admin/pages/{story.pk}/edit/")
    page.locator(".DraftEditor-root [contenteditable]").nth(1).click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("/image")
    page.get_by_role("option", name=re.compile("image", re.IGNORECASE)).first.click()
    page.locator(".modal-body .image-choice").first.click()
    form = page.locator(".modal-body form[action*=select_format]")
    expect(form.get_by_label("Alt text")).to_have_value("A pier")
    expect(form.get_by_role("radio")).to_be_checked()
    form.get_by_label("Alt text").fill("The pier, from the sea")
    form.get_by_role("button", name="Insert image").click()
    expect(page.locator(".MediaBlock__img")).to_have_count(3)
    page.wait_for_function(
        "[...document.querySelectorAll('input')].some(it => it.value.includes('The pier, from the sea'))"
    )
