"""Reads what a call is sent: names with brackets, as Stripe's SDKs write them (docs.stripe.com/api, "form-encoded").

A call says what it accepts as a `Shape`; whatever else is sent is an error that names it, as at Stripe.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from standfirst.billing.sandbox.errors import invalid
from standfirst.billing.sandbox.ids import Json

Field = Callable[[Any, str], Any]  # what was sent, and under which name


def decoded(body: str) -> Json:
    """`a[b][]=1` → `{"a": {"b": {"0": "1"}}}`: lists stay by number until a field asks for one."""
    tree: Json = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        _plant(tree, name, value)
    return tree


def _plant(tree: Json, name: str, value: str) -> None:
    first, _, rest = name.partition("[")
    path = [first, *(rest.removesuffix("]").split("][") if rest else [])]
    for part in path[:-1]:
        tree = tree.setdefault(part or str(len(tree)), {})
        if not isinstance(tree, dict):
            raise invalid(f"Invalid request: {name} is both a value and a hash.", param=name)
    tree[path[-1] or str(len(tree))] = value


class Shape:
    """`Shape(customer=REQUIRED(text), metadata=mapping)`; also a field itself, for what is nested."""

    def __init__(self, **fields: Field) -> None:
        self.fields = fields

    def __call__(self, sent: Any, name: str = "") -> Any:
        """Only what was sent, read: an empty value, which unsets, is None."""
        if sent == "":
            return None
        if not isinstance(sent, Mapping):
            raise invalid(f"Invalid object: {name}", param=name)
        for key in sent:
            if key not in self.fields:
                raise invalid(
                    f"Received unknown parameter: {_inside(name, key)}",
                    param=_inside(name, key),
                    code="parameter_unknown",
                )
        for key, field in self.fields.items():
            if isinstance(field, Required) and key not in sent:
                raise lacking(_inside(name, key))
        return {
            key: None if value == "" else self.fields[key](value, _inside(name, key))
            for key, value in sent.items()
        }

    def but(self, **fields: Field) -> "Shape":
        return Shape(**{**self.fields, **fields})


class Required:
    def __init__(self, field: Field) -> None:
        self.field = field

    def __call__(self, sent: Any, name: str) -> Any:
        return self.field(sent, name)


def lacking(name: str) -> Exception:
    return invalid(f"Missing required param: {name}.", param=name, code="parameter_missing")


def text(sent: Any, name: str) -> str:
    if not isinstance(sent, str):
        raise invalid(f"Invalid string: {name}", param=name)
    return sent


def integer(sent: Any, name: str) -> int:
    if not isinstance(sent, str) or not re.fullmatch(r"-?\d+", sent):
        raise invalid(f"Invalid integer: {sent}", param=name, code="parameter_invalid_integer")
    return int(sent)


def number(sent: Any, name: str) -> float:
    try:
        return float(text(sent, name))
    except ValueError:
        raise invalid(f"Invalid decimal: {sent}", param=name) from None


def boolean(sent: Any, name: str) -> bool:
    if sent not in ("true", "false"):
        raise invalid(f"Invalid boolean: {sent}", param=name)
    return bool(sent == "true")


def moment(sent: Any, name: str) -> int | str:
    """Seconds since 1970, or `now`."""
    return "now" if sent == "now" else integer(sent, name)


def one_of(*words: str) -> Field:
    def field(sent: Any, name: str) -> str:
        if sent not in words:
            known = ", ".join(words)
            raise invalid(f"Invalid {name}: must be one of {known}", param=name)
        return text(sent, name)

    return field


def many(of: Field) -> Field:
    def field(sent: Any, name: str) -> list[Any]:
        if not isinstance(sent, Mapping) or not all(key.isdigit() for key in sent):
            raise invalid(f"Invalid array: {name}", param=name)
        in_order = sorted(sent.items(), key=lambda pair: int(pair[0]))
        return [of(value, _inside(name, key)) for key, value in in_order]

    return field


def mapping(sent: Any, name: str) -> dict[str, str]:
    """Metadata: words under words; an empty one unsets that key."""
    if not isinstance(sent, Mapping):
        raise invalid(f"Invalid object: {name}", param=name)
    return {key: text(value, _inside(name, key)) for key, value in sent.items()}


def anything(sent: Any, name: str) -> Any:
    """Accepted as at Stripe; the sandbox does nothing with it."""
    return sent


def span(sent: Any, name: str) -> Json:
    """A filter by time: one moment, or `gt`, `gte`, `lt`, `lte`."""
    if isinstance(sent, str):
        return {"gte": integer(sent, name), "lte": integer(sent, name)}
    read: Json = Shape(gt=integer, gte=integer, lt=integer, lte=integer)(sent, name)
    return read


def within(at: int, wanted: Json | None) -> bool:
    tests = {
        "gt": lambda bound: at > bound,
        "gte": lambda bound: at >= bound,
        "lt": lambda bound: at < bound,
        "lte": lambda bound: at <= bound,
    }
    return all(tests[name](bound) for name, bound in (wanted or {}).items())


def merged(metadata: dict[str, str], sent: dict[str, str] | None) -> dict[str, str]:
    """What is sent is added; empty ones go; nothing at all (`metadata=`) empties it (docs.stripe.com/api/metadata)."""
    if sent is None:
        return {}
    return {key: value for key, value in {**metadata, **sent}.items() if value != ""}


def _inside(name: str, key: str) -> str:
    return f"{name}[{key}]" if name else key


ADDRESS = Shape(city=text, country=text, line1=text, line2=text, postal_code=text, state=text)
