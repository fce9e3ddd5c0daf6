"""Browsers as they name themselves: in 2026, but for the versions."""

import pytest

from standfirst.readers.user_agent import IPHONE, InApp, browser_of, in_app
from standfirst.readers.words import browser_words

WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
BLINK = "AppleWebKit/537.36 (KHTML, like Gecko)"
ON_IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {WEBKIT}"
ON_ANDROID = f"Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A) {BLINK}"
IN_A_VIEW = f"Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) {BLINK} Version/4.0"
ON_MAC = f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT}"
ON_WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {BLINK}"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
            "Firefox on Android",
        ),
        (f"{ON_ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome on Android"),
        (
            f"{ON_ANDROID} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        (f"{ON_IPHONE} Version/18.5 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
        (f"{ON_IPHONE} CriOS/140.0.1.1 Mobile/15E148 Safari/604.1", "Chrome on iPhone"),
        (f"{ON_IPHONE} FxiOS/140.0 Mobile/15E148 Safari/604.1", "Firefox on iPhone"),
        (f"{ON_IPHONE} Version/18.0 EdgiOS/140.0 Mobile/15E148 Safari/604.1", "Edge on iPhone"),
        (f"{ON_MAC} Version/18.5 Safari/605.1.15", "Safari on Mac / iPad"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Mac",
        ),
        (f"{ON_WINDOWS} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows"),
        (f"{ON_WINDOWS} Chrome/140.0.0.0 Safari/537.36 OPR/120.0.0.0", "Opera on Windows"),
        (
            f"Mozilla/5.0 (X11; Linux x86_64) {BLINK} HeadlessChrome/140.0 Safari/537.36",
            "Chrome on Linux",
        ),
        (
            f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {BLINK} Chrome/140.0 Safari/537.36",
            "Chrome on ChromeOS",
        ),
        (
            f"{ON_IPHONE} Mobile/15E148 Instagram 380.0.0.28.109 (iPhone16,1; iOS 18_5)",
            "Instagram on iPhone",
        ),
        (ON_IPHONE, "A browser on iPhone"),
        ("curl/8.14.1", "A browser"),
        ("A browser", "A browser"),
        ("", "A browser"),
        ("x" * 100_000 + " Firefox/140.0", "A browser"),
    ],
)
def test_it_names_a_browser_as_far_as_it_names_itself(said, words):
    assert browser_words(*browser_of(said)) == words


@pytest.mark.parametrize(
    ("said", "app", "on_apple"),
    [
        (
            f"{ON_IPHONE} Mobile/15E148 Instagram 380.0.0.28.109 (iPhone16,1; iOS 18_5)",
            "Instagram",
            True,
        ),
        (
            f"{IN_A_VIEW} Chrome/140.0.0.0 Mobile Safari/537.36 Instagram 380.0.0.51.84 Android",
            "Instagram",
            False,
        ),
        (
            f"{ON_IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/510.0.0.38;FBDV/iPhone16,1]",
            "Facebook",
            True,
        ),
        (
            f"{IN_A_VIEW} Chrome/140.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/510.0.0.38;]",
            "Facebook",
            False,
        ),
        (f"{ON_IPHONE} Mobile/15E148 [LinkedInApp]/9.31.1", "LinkedIn", True),
        (
            f"{IN_A_VIEW} Chrome/140.0 Mobile Safari/537.36 [LinkedInApp]/4.1.1040",
            "LinkedIn",
            False,
        ),
        (f"{ON_IPHONE} Mobile/15E148 musical_ly_38.0.0 BytedanceWebview/d8a21c6", "TikTok", True),
        (
            f"{IN_A_VIEW} Chrome/140.0 Mobile Safari/537.36 trill_380003 BytedanceWebview/d8a21c6",
            "TikTok",
            False,
        ),
        (f"{ON_IPHONE} Mobile/15E148 Gmail/6.0.250", "Gmail", True),
        (f"{ON_IPHONE} Mobile/15E148 Outlook-iOS/2.0", "Outlook", True),
        (f"{IN_A_VIEW} Chrome/140.0 Mobile Safari/537.36", "", False),
        (f"{ON_IPHONE} Mobile/15E148", "", True),
    ],
)
def test_it_knows_a_browser_inside_an_app(said, app, on_apple):
    found = in_app(said)
    assert (found.app, found.on_apple) == (app, on_apple)


@pytest.mark.parametrize(
    "said",
    [
        f"{ON_IPHONE} Version/18.5 Mobile/15E148 Safari/604.1",
        f"{ON_IPHONE} CriOS/140.0.1.1 Mobile/15E148 Safari/604.1",
        f"{ON_ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36",
        f"{ON_WINDOWS} Chrome/140.0.0.0 Safari/537.36",
        f"{ON_MAC} Version/18.5 Safari/605.1.15",
        "Mozilla/5.0 (iPhone)",
        "",
    ],
)
def test_it_takes_no_browser_proper_for_one(said):
    assert in_app(said) is None


def test_an_app_is_named_by_its_system_too():
    assert in_app(f"{ON_IPHONE} Mobile/15E148 [LinkedInApp]/9.31.1") == InApp("LinkedIn", IPHONE)
