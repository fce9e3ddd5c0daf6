"""Customers: all of them in a list, and one with all that can be made to happen to it."""

from standfirst.billing.sandbox.control import reading, words
from standfirst.billing.sandbox.control.desk import Desk, customer_of
from standfirst.billing.sandbox.control.html import Safe, link, tag, void
from standfirst.billing.sandbox.control.numbers import NUMBERS, spaced
from standfirst.billing.sandbox.control.shell import (
    button,
    facts,
    form,
    note,
    options,
    page,
    quiet,
)
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.pages import Answer, Asked

INTRO = (
    "No card here is real, none is charged, and no bank is asked. Move a customer’s clock and watch what follows: "
    "renewals, refused cards, retries, the end."
)
MOVES = {"1": "1 day", "7": "1 week", "renewal": "To the next renewal"}


def index(desk: Desk, asked: Asked) -> Answer:
    found = reading.customers(desk.store)
    body = (
        tag("ul", *(_row(desk, it) for it in found), class_="rows")
        if found
        else note("Nobody has come yet. Whoever joins on the site stands here.")
    )
    return page("/", "Customers", tag("p", INTRO, class_="intro"), body)


def one(desk: Desk, asked: Asked, id: str) -> Answer:
    customer = customer_of(desk, id)
    return page(
        "/customers/",
        reading.name_of(customer),
        desk.notes.get(asked.query.get("told", "")),
        _facts(desk, customer),
        _clock(customer),
        _card(desk, customer),
        _payments(desk, customer),
    )


def _row(desk: Desk, customer: Json) -> Safe:
    name = tag("h2", link(address(customer), reading.name_of(customer)))
    lines = [tag("p", reading.in_words(desk.store, it)) for it in _subscriptions(desk, customer)]
    method = words.method(reading.card(desk.store, customer))
    after = quiet(f"Card: {method}. Next: {reading.what_is_next(desk.store, customer)}.")
    return tag("li", name, *(lines or [tag("p", "No subscription.")]), after, _moves(customer))


def _subscriptions(desk: Desk, customer: Json) -> list[Json]:
    return reading.subscriptions(desk.store, customer)[:3]


def address(customer: Json, act: str = "") -> str:
    return f"/customers/{customer['id']}/{act}"


def _facts(desk: Desk, customer: Json) -> Safe:
    found = reading.subscriptions(desk.store, customer)
    lines = [tag("div", reading.in_words(desk.store, it), " ", _json(it)) for it in found]
    method = reading.card(desk.store, customer)
    behaves = behaviour(method)
    return facts(
        [
            ("Subscription", lines or "none"),
            ("Card on file", [words.method(method), f". {behaves}" if behaves else ""]),
            ("Next payment", reading.what_is_next(desk.store, customer)),
            ("All of it", _json(customer)),
        ]
    )


def behaviour(method: Json | None) -> str:
    return NUMBERS.get(method["_number"], "") if method else ""


def _json(thing: Json) -> Safe:
    return link(f"/objects/{thing['id']}/", thing["id"], class_="number")


def _moves(customer: Json) -> Safe:
    """The three that are used most, as buttons of one form."""
    buttons = (button(said, name="by", value=by) for by, said in MOVES.items())
    name = reading.name_of(customer)
    return form(
        address(customer, "move/"),
        tag("div", *buttons, class_="row", role="group", aria_label=f"Move the clock of {name}"),
    )


def _clock(customer: Json) -> Safe:
    days = void(
        "input", id="days", name="by", type="number", min="1", max="800", value="30", required=True
    )
    some = form(
        address(customer, "move/"),
        tag(
            "div", tag("div", tag("label", "Days", for_="days"), days), button("Move"), class_="row"
        ),
    )
    said = "Everything of this customer’s moves into the past by so much, and what falls due meanwhile is done."
    return tag("section", tag("h2", "Move the clock"), quiet(said), _moves(customer), some)


def _card(desk: Desk, customer: Json) -> Safe | None:
    method = reading.card(desk.store, customer)
    if method is None:
        return None
    choices = [(number, f"{spaced(number)}: {what}") for number, what in NUMBERS.items()]
    select = tag("select", options(choices, method["_number"]), id="number", name="number")
    said = "The card stays on file under its number, and from now on does what this one does."
    return tag(
        "section",
        tag("h2", "Have the card on file behave like another"),
        quiet(said),
        form(
            address(customer, "card/"),
            tag(
                "div",
                tag("div", tag("label", "Test card", for_="number"), select),
                button("Change"),
                class_="row",
            ),
        ),
    )


def _payments(desk: Desk, customer: Json) -> Safe:
    found = reading.charges(desk.store, customer)
    rows = tag("ul", *(_charge(desk, it) for it in found), class_="rows")
    return tag("section", tag("h2", "Payments"), rows if found else tag("p", "None yet."))


def _charge(desk: Desk, charge: Json) -> Safe:
    amount = words.money(charge["amount"], charge["currency"])
    line = tag("p", f"{words.day(charge['created'])}: {amount} {_outcome(charge)}. ", _json(charge))
    acts = list(_acts(desk, charge))
    group = tag("div", *acts, class_="row", role="group", aria_label=f"Payment of {amount}")
    return tag("li", line, form(f"/charges/{charge['id']}/", group) if acts else None)


def _outcome(charge: Json) -> str:
    if charge["status"] == "failed":
        reason = (charge["outcome"] or {}).get("reason") or charge["failure_code"]
        return f"refused, {words.decline(reason)}"
    if charge["amount_refunded"]:
        whole = charge["amount_refunded"] == charge["amount"]
        given = words.money(charge["amount_refunded"], charge["currency"])
        return "paid and refunded" if whole else f"paid, {given} of it refunded"
    if charge["disputed"]:
        return "paid and disputed"
    return "paid" if charge["paid"] else "under way"


def _acts(desk: Desk, charge: Json) -> list[Safe]:
    dispute = reading.dispute_of(desk.store, charge)
    if dispute and dispute["status"] == "needs_response":
        return [
            button("Lose the dispute", name="act", value="lose"),
            button("Win the dispute", name="act", value="win"),
        ]
    if not charge["paid"] or charge["refunded"] or dispute:
        return []
    refund = button("Refund", name="act", value="refund")
    is_card = charge["payment_method_details"]["type"] == "card"
    return [refund, *([button("Dispute", name="act", value="dispute")] if is_card else [])]
