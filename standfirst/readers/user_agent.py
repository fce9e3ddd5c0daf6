"""What a browser is, in words, as far as it says so itself; and whether it is one built into another app.

Pure. What is not known stays empty: a wrong name would send readers looking for a device they do not have.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

ANDROID, IPAD, IPHONE, MAC = "Android", "iPad", "iPhone", "Mac"
# Safari on an iPad says that it is on a Mac, unless its reader set it otherwise.
MAC_OR_IPAD = "Mac / iPad"
APPLES_TELEPHONES = frozenset({IPHONE, IPAD})

# The first that is found counts: apps name the browser they build on, and most browsers name Chrome and Safari too.
_APPS = (
    ("Instagram", "Instagram"),
    ("Threads", "Barcelona"),
    ("Messenger", "MessengerForiOS|MessengerLiteForiOS|Orca-Android"),
    ("Facebook", "FBAN/|FBAV/|FB_IAB/"),
    ("LinkedIn", "LinkedInApp"),
    ("TikTok", "musical_ly|BytedanceWebview|TikTok|trill_"),
    ("Gmail", "Gmail"),
    ("Outlook", "Outlook-iOS|Outlook-Android|OutlookMobile"),
    ("Google", "GSA/"),
    ("X", "Twitter"),
    ("Snapchat", "Snapchat"),
    ("Pinterest", r"\[Pinterest/|Pinterest for "),
    ("WhatsApp", "WhatsApp/"),
    ("Telegram", "Telegram-"),
    ("WeChat", "MicroMessenger/"),
    ("Line", r" Line/"),
)
_BROWSERS = (
    ("Edge", r"Edg(?:A|iOS|e)?/"),
    ("Opera", "OPR/|OPT/|OPX/|Opera"),
    ("Vivaldi", "Vivaldi/"),
    ("Samsung Internet", "SamsungBrowser/"),
    ("DuckDuckGo", "DuckDuckGo/|Ddg/"),
    ("Yandex", "YaBrowser/"),
    ("Firefox", "Firefox/|FxiOS/"),
    ("Chrome", "Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Version/.* Safari/"),
)
_SYSTEMS = (
    (IPHONE, "iPhone|iPod"),
    (IPAD, "iPad"),
    (ANDROID, "Android"),
    ("ChromeOS", "CrOS"),
    ("Windows", "Windows"),
    (MAC, "Macintosh"),
    ("Linux", "Linux|X11"),
)
LONGEST = 1000  # of what a browser says of itself; more is nobody's honest name


class Browser(NamedTuple):
    name: str
    system: str


@dataclass(frozen=True)
class InApp:
    """A browser built into another app, which keeps cookies of its own; `app` is empty if unknown."""

    app: str
    system: str

    @property
    def on_apple(self) -> bool:
        return self.system in APPLES_TELEPHONES


def browser_of(user_agent: str) -> Browser:
    said = user_agent[:LONGEST]
    name = _first(_APPS, said) or _first(_BROWSERS, said)
    system = _first(_SYSTEMS, said)
    if system == MAC and name == "Safari":
        system = MAC_OR_IPAD
    return Browser(name, system)


def in_app(user_agent: str) -> InApp | None:
    """None in a browser proper, and in what does not say enough of itself."""
    said = user_agent[:LONGEST]
    app, system = _first(_APPS, said), _first(_SYSTEMS, said)
    return InApp(app, system) if app or _unnamed(said, system) else None


def _unnamed(said: str, system: str) -> bool:
    """Android marks such views; on Apple's telephones they say nothing of Safari, which every browser does."""
    if system == ANDROID:
        return "; wv)" in said
    return system in APPLES_TELEPHONES and "AppleWebKit/" in said and "Safari/" not in said


def _first(table: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for name, pattern in table if re.search(pattern, said)), "")
