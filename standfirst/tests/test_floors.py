"""What import-linter cannot see: relations between models, written as strings, and the one door to Stripe."""

import re
import tomllib
from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.db.models import Model

from standfirst import datadir

Relation = tuple[str, str, str]  # the room of the model, model.field, the room it points at

PACKAGE = datadir.CHECKOUT / "standfirst"
STRIPE = re.compile(r"^\s*(?:import|from)\s+stripe\b", re.MULTILINE)


def floors() -> dict[str, int]:
    """Each room's floor, counted from the top."""
    read = tomllib.loads((datadir.CHECKOUT / "pyproject.toml").read_text())
    layers = read["tool"]["importlinter"]["contracts"][0]["layers"]
    return {room.strip(): floor for floor, rooms in enumerate(layers) for room in rooms.split("|")}


def room_of(model: type[Model]) -> str | None:
    """None for what is Django's, Wagtail's or allauth's: that is below every floor."""
    package, _, room = model._meta.app_config.name.partition(".")
    return room if package == "standfirst" else None


def relations() -> Iterator[Relation]:
    """Those that our models declare; what they inherit from Wagtail's is Wagtail's."""
    for model in apps.get_models(include_auto_created=True):
        inherited = set(inherited_names(model))
        for field in model._meta.get_fields():
            ours, theirs = room_of(model), field.related_model and room_of(field.related_model)
            if ours and theirs and not field.auto_created and field.name not in inherited:
                yield ours, f"{model.__name__}.{field.name}", theirs


def inherited_names(model: type[Model]) -> Iterator[str]:
    for base in model.__mro__[1:]:
        if (
            issubclass(base, Model)
            and base is not Model
            and not base.__module__.startswith("standfirst.")
        ):
            yield from (
                field.name for field in base._meta.local_fields + base._meta.local_many_to_many
            )


def upward(found: Iterable[Relation], floor: dict[str, int]) -> list[str]:
    return [
        f"{ours}: {name} points at {theirs}"
        for ours, name, theirs in found
        if ours != theirs and floor[theirs] <= floor[ours]
    ]


def test_it_has_relations_only_on_one_floor_or_downwards() -> None:
    found = list(relations())
    assert found
    assert upward(found, floors()) == []


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (("membership", "Grant.reader", "readers"), False),
        (("membership", "Grant.plan", "membership"), False),
        (("readers", "Reader.grant", "membership"), True),
        (("billing", "Charge.send", "newsletters"), True),
    ],
)
def test_it_sees_a_relation_that_climbs_or_goes_next_door(found: Relation, wrong: bool) -> None:
    floor = {"billing": 0, "newsletters": 0, "membership": 1, "readers": 2}
    assert bool(upward([found], floor)) is wrong


def test_it_gives_every_room_a_floor() -> None:
    rooms = {
        config.name.partition(".")[2]
        for config in apps.get_app_configs()
        if config.name.startswith("standfirst.")
    }
    assert rooms == set(floors())


def test_it_imports_stripe_in_billing_only() -> None:
    importing = [
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if STRIPE.search(file.read_text()) and file.relative_to(PACKAGE).parts[0] != "billing"
    ]
    assert importing == []


@pytest.mark.parametrize(
    "line", ["import stripe", "    from stripe.error import X", "import  stripe"]
)
def test_it_sees_an_import_of_stripe(line: str) -> None:
    assert STRIPE.search(f"x = 1\n{line}\n")
