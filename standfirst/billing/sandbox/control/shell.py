"""What every page of the sandbox's own has: head, name, where else one can go; and its forms' token."""

import secrets
from collections.abc import Iterable

from standfirst.billing.sandbox.control.html import Safe, joined, link, tag, void
from standfirst.billing.sandbox.pages import Answer

PLACES = {
    "/": "Customers",
    "/numbers/": "Test cards",
    "/events/": "Events",
    "/faults/": "Faults",
    "/try/": "Try the field",
}
# In every form, and asked for with each: a page of another origin can't read it. A restart makes another.
TOKEN = secrets.token_urlsafe(24)


def page(path: str, title: str, *body: object, status: int = 200) -> Answer:
    head = tag(
        "head",
        void("meta", charset="utf-8"),
        void("meta", name="viewport", content="width=device-width"),
        void("meta", name="color-scheme", content="light dark"),
        tag("title", title, " · Sandbox"),
        void("link", rel="stylesheet", href="/window/control.css"),
    )
    inside = tag("body", _header(path), tag("main", tag("h1", title), *body))
    return Answer(status, f"<!doctype html>{tag('html', head, inside, lang='en')}".encode())


def _header(path: str) -> Safe:
    items = [
        tag("li", link(to, words, aria_current="page" if to == path else None))
        for to, words in PLACES.items()
    ]
    name = tag("p", "Stripe’s sandbox", class_="name")
    return tag("header", name, tag("nav", tag("ul", *items), aria_label="Sandbox"))


def form(to: str, *inside: object, **attributes: object) -> Safe:
    token = void("input", type="hidden", name="token", value=TOKEN)
    return tag("form", token, *inside, method="post", action=to, **attributes)


def button(words: str, *, look: str | None = None, **attributes: object) -> Safe:
    """`look`: `first` for the page's main one, `link` for one that is plain words."""
    return tag("button", words, type="submit", class_=look, **attributes)


def note(*inside: object, kind: str = "") -> Safe:
    return tag("div", *inside, class_=f"note {kind}".strip(), role="status")


def facts(pairs: Iterable[tuple[str, object]]) -> Safe:
    return tag(
        "dl", *(tag("div", tag("dt", name), tag("dd", it)) for name, it in pairs), class_="facts"
    )


def options(values: Iterable[tuple[str, str]], chosen: str = "") -> Safe:
    return joined(
        *(tag("option", words, value=value, selected=value == chosen) for value, words in values)
    )


def quiet(*inside: object) -> Safe:
    return tag("p", *inside, class_="quiet")
