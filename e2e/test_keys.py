"""Passkeys in Chromium, with its virtual authenticator: a device that says yes, or has nobody before it."""

import re
import time
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from standfirst.gate.access import REGISTERED
from standfirst.readers import ceremony, views
from standfirst.readers.authenticator_app import code_in, period_of
from standfirst.readers.models import Passkey, Reader, StaffLogIn
from standfirst.readers.roles import ensure_roles
from standfirst.readers.tests.mailbox import code_for
from standfirst.stories.tests.factories import Part, make_desk, make_front, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "They signed at noon."
OFFER = "Log in without mail next time"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


# Chromium's device answers at once where passkeys are offered in a field: here it is asked by the button alone.
BY_BUTTON = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"


class Device:
    """Chromium's own, for one page. `in_field`: passkeys are offered in the address field too."""

    def __init__(self, page, *, in_field=False):
        if not in_field:
            page.add_init_script(f"if (window.PublicKeyCredential) {BY_BUTTON}")
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        added = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        self.id = {"authenticatorId": added["authenticatorId"]}

    def knows_who_uses_it(self, yes):
        self.session.send("WebAuthn.setUserVerified", {**self.id, "isUserVerified": yes})

    def passkeys(self):
        return self.session.send("WebAuthn.getCredentials", self.id)["credentials"]


@pytest.fixture
def story():
    world = make_desk(make_front(), "World")
    part = Part("What was signed", f"<p>{WORDS}</p>")
    return make_story(world, "A signing", access=REGISTERED, sections=(part,))


@pytest.fixture
def place(story):
    return f"/world/a-signing/#s{story.sections[0].id[:7]}"


@pytest.fixture
def ana():
    return Reader.objects.create_reader("ana@example.org", name="Ana Pays")


def log_in_page(place):
    return f"/log-in/?{urlencode({'next': place})}"


def log_in_by_code(page, place, *, by_script=True):
    page.goto(log_in_page(place))
    page.get_by_label("Email address").fill("ana@example.org")
    page.get_by_role("button", name="Send the code").click()
    expect(page).to_have_title(re.compile("Enter the code"))
    page.get_by_label("Code from the mail").fill(code_for("ana@example.org"))
    # The page asks the browser for passkeys, which takes a moment: nobody types as fast as this.
    if by_script:
        expect(page.locator("[data-can-passkeys]")).to_have_value("can")
    page.get_by_role("main").get_by_role("button", name="Log in").click()


def log_out(page):
    page.goto("/log-out/")
    page.get_by_role("main").get_by_role("button", name="Log out").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()


def at(place):
    """The whole address: others end in it too, as where to go back to."""
    return re.compile(f"^http://[^/]+{re.escape(place)}$")


def test_it_is_added_after_a_code_and_logs_in_back_to_the_paragraph(browser_page, ana, place):
    page = browser_page()
    device = Device(page)
    log_in_by_code(page, place)
    expect(page.get_by_role("heading", level=1)).to_have_text(OFFER)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page).to_have_url(at(place))
    assert len(device.passkeys()) == 1

    log_out(page)
    page.goto(log_in_page(place))
    page.get_by_role("button", name="Log in with a passkey").click()

    expect(page).to_have_url(at(place))
    expect(page.get_by_text(WORDS)).to_be_visible()
    assert ana.passkeys.get().used_at is not None


def test_it_is_chosen_in_the_address_field(browser_page, ana, place):
    page = browser_page()
    Device(page, in_field=True)
    log_in_by_code(page, place)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page).to_have_url(at(place))
    log_out(page)

    page.goto(log_in_page(place))

    expect(page).to_have_url(at(place))
    expect(page.get_by_text(WORDS)).to_be_visible()


def slowed(view, seconds):
    def slowly(*asked):
        time.sleep(seconds)
        return view(*asked)

    return slowly


def test_an_address_typed_before_the_browser_was_asked_is_not_lost(
    browser_page, ana, place, monkeypatch
):
    """The two answers come while the browser is between the pages, the passkey's the later one."""
    for where, name, seconds in ((ceremony, "begin_showing", 0.7), (views, "_code_page", 1.5)):
        monkeypatch.setattr(where, name, slowed(getattr(where, name), seconds))
    page = browser_page()
    Device(page, in_field=True)
    page.goto(log_in_page(place), wait_until="commit")
    page.get_by_label("Email address").fill("ana@example.org")
    page.get_by_role("button", name="Send the code").click()
    code = page.get_by_label("Code from the mail")
    expect(code).to_be_visible()
    code.fill(code_for("ana@example.org"))
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("banner").get_by_role("link", name="Account")).to_be_visible()


def test_not_now_is_the_last_one_hears_of_it(browser_page, ana, place):
    page = browser_page()
    Device(page)
    log_in_by_code(page, place)
    page.get_by_role("button", name="Not now").click()
    expect(page).to_have_url(at(place))

    log_out(page)
    log_in_by_code(page, place)

    expect(page).to_have_url(at(place))
    assert not Passkey.objects.exists()


def test_without_script_one_arrives_at_once(browser_page, ana, place):
    page = browser_page(java_script_enabled=False)
    page.goto(log_in_page(place))
    expect(page.get_by_role("button", name="Log in with a passkey")).to_be_hidden()
    log_in_by_code(page, place, by_script=False)
    expect(page).to_have_url(at(place))


def test_a_device_that_says_no_is_explained_and_the_code_still_works(browser_page, ana, place):
    page = browser_page()
    device = Device(page)
    log_in_by_code(page, place)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page).to_have_url(at(place))
    log_out(page)
    device.knows_who_uses_it(False)

    page.goto(log_in_page(place))
    page.get_by_role("button", name="Log in with a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")
    log_in_by_code(page, place)
    expect(page).to_have_url(at(place))


def test_one_that_was_removed_logs_nobody_in(browser_page, ana, place):
    page = browser_page()
    Device(page)
    log_in_by_code(page, place)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page).to_have_url(at(place))
    page.goto("/account/")
    page.get_by_role("link", name="Passkeys and password").click()
    page.get_by_text("Rename or remove").click()
    page.get_by_label("Name").fill("My telephone")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", name="My telephone")).to_be_visible()
    page.get_by_text("Rename or remove").click()
    page.get_by_role("button", name="Remove this passkey").click()
    expect(page.get_by_text("You have none yet.")).to_be_visible()
    log_out(page)

    page.goto(log_in_page(place))
    page.get_by_role("button", name="Log in with a passkey").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("The passkey was not used")
    page.get_by_role("link", name="Use a code, or try again").click()
    expect(page.get_by_label("Email address")).to_be_focused()


def test_a_password_is_set_and_logs_in(browser_page, ana, place):
    page = browser_page(java_script_enabled=False)
    log_in_by_code(page, "/account/keys/", by_script=False)
    page.get_by_label("New password").fill("password12")
    page.get_by_role("button", name="Set a password").click()
    expect(page.get_by_text("too common")).to_be_visible()
    page.get_by_label("New password").fill("seven quiet tides")
    page.get_by_role("button", name="Set a password").click()
    expect(page.get_by_role("button", name="Change the password")).to_be_visible()
    log_out(page)

    page.goto(log_in_page(place))
    page.get_by_label("Email address").fill("ana@example.org")
    page.get_by_role("button", name="Send the code").click()
    page.get_by_role("link", name="Use your password instead").click()
    expect(page.get_by_label("Email address")).to_have_value("ana@example.org")
    page.get_by_label("Password").fill("seven quiet tides")
    page.get_by_role("main").get_by_role("button", name="Log in").click()

    expect(page).to_have_url(at(place))
    expect(page.get_by_text(WORDS)).to_be_visible()


def log_in_to_admin(page):
    page.goto("/admin/")
    page.get_by_label("Email address").fill("eli@example.org")
    page.get_by_role("button", name="Send the code").click()
    expect(page).to_have_title(re.compile("Enter the code"))
    page.get_by_label("Code from the mail").fill(code_for("eli@example.org"))
    page.get_by_role("main").get_by_role("button", name="Log in").click()


@pytest.fixture
def eli():
    ensure_roles()
    asked = StaffLogIn.load()
    asked.ways = "two"
    asked.save()
    eli = Reader.objects.create_reader("eli@example.org", name="Eli Edits")
    eli.take_role("editor")
    return eli


def test_staff_are_led_through_an_authenticator_app(browser_page, story, eli):
    page = browser_page()
    log_in_to_admin(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Add a second factor")
    page.get_by_role("link", name="Add an app").click()
    square = page.get_by_role("img", name="A square for the app")
    expect(square).to_be_visible()
    assert square.evaluate("it => it.naturalWidth") > 0
    secret = page.locator(".key").inner_text().replace(" ", "")
    period = period_of(timezone.now())
    page.get_by_label("Code from the app").fill(code_in(secret, period))
    page.get_by_role("button", name="Add the app").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep these recovery codes")
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="I have them: go on").click()
    expect(page).to_have_url(at("/admin/"))

    log_out(page)
    log_in_to_admin(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Show your second factor")
    later = max(period + 1, period_of(timezone.now()))  # its first code is over
    page.get_by_label("Code from the app").fill(code_in(secret, later))
    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url(at("/admin/"))


def test_a_passkey_opens_the_admin_by_itself(browser_page, story, eli):
    page = browser_page()
    Device(page)
    log_in_to_admin(page)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page).to_have_url(at("/admin/"))
    log_out(page)

    page.goto("/admin/")
    page.get_by_role("button", name="Log in with a passkey").click()

    expect(page).to_have_url(at("/admin/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
