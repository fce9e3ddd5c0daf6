"""Holds an object against the SDK's own types, and against Stripe's published fixtures."""

import json
import os
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, ForwardRef, Literal, Union, get_args, get_origin

import stripe
from stripe import ListObject, StripeObject
from stripe._object_classes import get_object_class

FIXTURES = (
    "STRIPE_FIXTURES"  # where fixtures3.json is, if not in ../shared/stripe beside a checkout
)


def fixtures_file() -> Path | None:
    named = os.environ.get(FIXTURES)
    tree = Path(__file__).resolve().parents[4]
    places = (
        [Path(named)]
        if named
        else [up / "shared/stripe/fixtures3.json" for up in (tree.parent, *tree.parents)]
    )
    return next((place for place in places if place.exists()), None)


@lru_cache
def fixtures() -> dict[str, Any]:
    file = fixtures_file()
    return json.loads(file.read_text())["resources"] if file else {}


def class_of(kind: str) -> type[StripeObject]:
    return get_object_class("V1", kind)


def breaches(value: Any, wanted: Any, where: str = "") -> Iterator[str]:
    """What of it is not as the SDK says. `wanted`: a class of the SDK's, or a type it annotates with."""
    if isinstance(wanted, (str, ForwardRef)):
        name = wanted if isinstance(wanted, str) else wanted.__forward_arg__
        wanted = getattr(stripe, name.split(".")[-1], None)
        if wanted is None:
            return
    origin = get_origin(wanted)
    if origin is Union:
        yield from _none_of(value, get_args(wanted), where)
    elif origin is list:
        yield from _list(value, get_args(wanted)[0], where)
    elif isinstance(origin or wanted, type) and issubclass(origin or wanted, StripeObject):
        yield from _object(value, wanted, where)
    elif not _fits(value, wanted):
        yield f"{where}: {value!r} is not {wanted}"


def _fits(value: Any, wanted: Any) -> bool:
    if get_origin(wanted) is Literal:
        return value in get_args(wanted)
    if wanted is Decimal:
        return isinstance(value, str)
    if wanted is float:
        return type(value) in (int, float)
    return not isinstance(wanted, type) or type(value) is wanted


def _none_of(value: Any, choices: tuple[Any, ...], where: str) -> Iterator[str]:
    """An open choice ends in `str`: its words are still held against it."""
    closed = [each for each in choices if get_origin(each) is Literal]
    if closed and str in choices and isinstance(value, str):
        choices = tuple(each for each in choices if each is not str)
    found = [list(breaches(value, each, where)) for each in choices]
    if all(found):
        yield from min(found, key=len)


def _list(value: Any, of: Any, where: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{where}: {value!r} is no list"
        return
    for n, each in enumerate(value):
        yield from breaches(each, of, f"{where}[{n}]")


def _object(value: Any, wanted: Any, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: {value!r} is no object"
        return
    plain = get_origin(wanted) or wanted
    if plain is ListObject:
        yield from _list(value.get("data"), get_args(wanted)[0], f"{where}.data")
        return
    known = dict(plain.__annotations__)
    if not known or plain.__name__ == "UntypedStripeObject":
        return
    known = {
        getattr(plain, "_field_remappings", {}).get(name, name): of for name, of in known.items()
    }
    for name in value:
        if name not in known:
            yield f"{where}.{name}: the SDK knows no such field"
    for name, of in known.items():
        if name in ("OBJECT_NAME",) or name.startswith("_"):
            continue
        if name in value:
            yield from breaches(value[name], of, f"{where}.{name}")
        elif type(None) not in get_args(of) and get_origin(of) is not Literal:
            yield f"{where}.{name}: missing"


def unlike_fixture(value: Any, fixture: Any, where: str = "") -> Iterator[str]:
    """Keys that Stripe's example has and ours has not, and values of another type."""
    if value is None or fixture is None:
        return
    if isinstance(fixture, dict) and isinstance(value, dict):
        for name, example in fixture.items():
            if name not in value and where == "":
                yield f"{name}: missing"
            elif name in value and name not in ("metadata", "next_action"):
                yield from unlike_fixture(value[name], example, f"{where}.{name}")
    elif isinstance(fixture, list) and isinstance(value, list):
        for each in value if fixture else []:
            yield from unlike_fixture(each, fixture[0], f"{where}[]")
    elif _kind(value) != _kind(fixture):
        yield f"{where}: {value!r}, where Stripe's example has {fixture!r}"


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, (int, float)) else type(value).__name__
