"""Any object, whole."""

import json

from standfirst.billing.sandbox import rendering
from standfirst.billing.sandbox.control.desk import Desk
from standfirst.billing.sandbox.control.html import Safe, joined, tag
from standfirst.billing.sandbox.control.shell import page
from standfirst.billing.sandbox.ids import Json
from standfirst.billing.sandbox.pages import Answer, Asked


def object_as_json(desk: Desk, asked: Asked, id: str) -> Answer:
    """As the API shows it, and what the sandbox knows beside that."""
    thing = desk.store.get(id)
    if thing is None:
        raise LookupError(f"There is no {id}.")
    ours = {name: value for name, value in thing.items() if name.startswith("_")}
    return page(
        "/objects/",
        id,
        _written(rendering.bare(thing)),
        joined(tag("h2", "Beside that, the sandbox’s own"), _written(ours)) if ours else None,
    )


def _written(values: Json) -> Safe:
    return tag("pre", json.dumps(values, indent=2), tabindex="0")
