"""Stripe's test numbers, in words."""

from standfirst.billing.sandbox.control.desk import Desk
from standfirst.billing.sandbox.control.html import tag
from standfirst.billing.sandbox.control.numbers import ACCOUNTS, NUMBERS, spaced
from standfirst.billing.sandbox.control.shell import page
from standfirst.billing.sandbox.pages import Answer, Asked

INTRO = "Stripe’s own numbers for trying things out. Any expiry date to come and any three digits go with them."


def index(desk: Desk, asked: Asked) -> Answer:
    rows = [
        tag("li", tag("p", tag("span", spaced(number), class_="number")), tag("p", what))
        for number, what in {**NUMBERS, **ACCOUNTS}.items()
    ]
    return page(
        "/numbers/", "Test cards", tag("p", INTRO, class_="intro"), tag("ul", *rows, class_="rows")
    )
