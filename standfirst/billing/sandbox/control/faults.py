"""What can be made to go wrong: with the calls that the site makes, and with the events that it is sent."""

import re
from collections.abc import Mapping

from standfirst.billing.sandbox.control.desk import Desk, Wrong
from standfirst.billing.sandbox.control.html import Safe, tag, void
from standfirst.billing.sandbox.control.shell import button, form, note, options, page, quiet
from standfirst.billing.sandbox.pages import Answer, Asked, go
from standfirst.billing.sandbox.troubles import Faults

LONGEST = 86400  # seconds
FAILS = {"": "Nothing", "500": "They answer with 500", "timeout": "No answer comes"}
NUMBERS = {"delay": "Late by", "slow": "Slow by", "hangs": "Without an answer, hang for"}
PATTERNS = {
    "drop": "Events that are lost",
    "double": "Events that come twice",
    "calls": "Calls that fail",
}


def index(desk: Desk, asked: Asked) -> Answer:
    on = desk.world.faults
    return page(
        "/faults/",
        "Faults",
        note("Kept.", kind="good") if asked.query.get("kept") else None,
        tag("p", "What can go wrong between Stripe and the site, from now on.", class_="intro"),
        form("/faults/", _events(on), _calls(on), button("Keep", look="first")),
    )


def _events(on: Faults) -> Safe:
    return tag(
        "fieldset",
        tag("legend", tag("h2", "Events")),
        quiet("Patterns of kinds: invoice.paid, or a dot for all; empty for none."),
        _field("drop", on.drop),
        _field("double", on.double),
        _tick("reorder", "They overtake one another", on.reorder),
        _seconds("delay", on.delay),
    )


def _calls(on: Faults) -> Safe:
    how = tag("select", options(FAILS.items(), on.fail), id="fail", name="fail")
    return tag(
        "fieldset",
        tag("legend", tag("h2", "Calls")),
        tag("p", tag("label", "What fails", for_="fail"), how),
        quiet("Patterns of calls: POST /v1/subscriptions; empty for all."),
        _field("calls", on.calls),
        _tick("after", "What was asked for is done, and only the answer is lost", on.after),
        _number("times", "How many times (empty: always)", "" if on.times is None else on.times),
        _seconds("slow", on.slow),
        _seconds("hangs", on.hangs),
    )


def _field(name: str, value: str) -> Safe:
    box = void("input", id=name, name=name, value=value, autocomplete="off", spellcheck="false")
    return tag("p", tag("label", PATTERNS[name], for_=name), box)


def _seconds(name: str, value: float) -> Safe:
    return _number(name, f"{NUMBERS[name]} (seconds)", f"{value:g}")


def _number(name: str, said: str, value: object) -> Safe:
    box = void("input", id=name, name=name, type="number", min="0", max=LONGEST, value=value)
    return tag("p", tag("label", said, for_=name), box)


def _tick(name: str, said: str, on: bool) -> Safe:
    box = void("input", type="checkbox", name=name, value="on", checked=on)
    return tag("label", box, said, class_="tick")


def keep(desk: Desk, asked: Asked) -> Answer:
    desk.world.configure(faults=read(asked.form))
    return go("/faults/?kept=1")


def read(form: Mapping[str, str]) -> Faults:
    """Raises Wrong."""
    fail = form.get("fail", "")
    if fail not in FAILS:
        raise Wrong("What fails: choose one of the list.")
    times = form.get("times", "")
    return Faults(
        fail=fail,
        reorder=form.get("reorder") == "on",
        after=form.get("after") == "on",
        times=_whole("How many times", times) if times else None,
        drop=_pattern("drop", form),
        double=_pattern("double", form),
        calls=_pattern("calls", form),
        delay=_whole(NUMBERS["delay"], form.get("delay") or "0"),
        slow=_whole(NUMBERS["slow"], form.get("slow") or "0"),
        hangs=_whole(NUMBERS["hangs"], form.get("hangs") or "0"),
    )


def _pattern(name: str, form: Mapping[str, str]) -> str:
    pattern = form.get(name, "").strip()
    try:
        re.compile(pattern)
    except re.error as why:
        raise Wrong(f"{PATTERNS[name]}: that is no pattern ({why}).") from why
    return pattern


def _whole(said: str, text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text) > LONGEST:
        raise Wrong(f"{said}: a whole number up to {LONGEST}.")
    return int(text)
