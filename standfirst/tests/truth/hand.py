"""The process that makes the changes. It reads orders, a line each, and answers each with a line (JSON)."""

import json
import os
import secrets
import string
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from standfirst.publication.models import PublicationSettings  # noqa: E402
from standfirst.readers.roles import ensure_roles  # noqa: E402
from standfirst.stories.opening import open_desk, open_front  # noqa: E402
from standfirst.stories.tests.editing import publish  # noqa: E402
from standfirst.stories.tests.factories import make_plans  # noqa: E402
from standfirst.tests.truth.kinds import KINDS, Look, Steps  # noqa: E402
from standfirst.tests.truth.kinds.made import (  # noqa: E402
    DESK,
    logged_in,
    member,
    path_of,
    registered,
    story,
)
from standfirst.tests.truth.kinds.rights import locked_story  # noqa: E402

_prepared: dict[str, Steps] = {}
_held: list[Any] = []


def open_publication() -> None:
    ensure_roles()
    front = open_front("The Lantern", urlsplit(settings.ADDRESS))
    open_desk(front, DESK, "World")
    make_plans()
    named = PublicationSettings.load()
    named.name = "The Lantern"
    named.save()
    story("everyone", slug="of-everyone")


def publish_story() -> str:
    """Its path. Nobody has asked for it yet."""
    return path_of(publish(story(_word(), live=False, published_at=None)))


def story_of_each() -> list[dict[str, Any]]:
    """One for members, as a member, an outsider and a registered reader get it: only the first gets its body."""
    word = _word()
    path = path_of(locked_story(word))
    who = [member(f"member-{word}"), registered(f"registered-{word}")]
    paying, other = map(logged_in, who)
    looks = [Look(path, old=f"Body{word}", cookies=paying)]
    looks += [Look(path, old=f"Of {word}", new=f"Body{word}", cookies=it) for it in ({}, other)]
    return [asdict(it) for it in looks]


def prepare(names: list[str]) -> dict[str, list[dict[str, Any]]]:
    """What is to be looked at, by kind. Each time anew, with another word."""
    looks = {}
    for name in names:
        steps = _prepared[name] = KINDS[name](_word())
        looks[name] = [asdict(look) for look in next(steps)]
    return looks


def change(name: str) -> dict[str, float]:
    """`from`: the Unix time from which on it is so; `done`: when we had done what there was to do."""
    steps, due = _prepared.pop(name), None
    try:
        next(steps)
    except StopIteration as end:
        due = end.value
    done = time.time()
    return {"done": done, "from": due.timestamp() if due else done}


def hold() -> None:
    """Let nobody log in: who tries waits, and holds one of Django's threads."""
    held = connections["default"].copy("held")
    if held.vendor == "sqlite":
        held.cursor().execute("BEGIN IMMEDIATE")
    else:
        held.set_autocommit(False)
        held.cursor().execute("LOCK TABLE publication_cache IN ACCESS EXCLUSIVE MODE")
    _held.append(held)


def let_go() -> None:
    _held.pop().close()


def _word() -> str:
    """One that occurs nowhere else."""
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(10))


ORDERS: Mapping[str, Callable[..., Any]] = {
    it.__name__: it
    for it in (open_publication, publish_story, story_of_each, prepare, change, hold, let_go)
}

if __name__ == "__main__":
    for line in sys.stdin:
        order, *arguments = json.loads(line)
        print(json.dumps(ORDERS[order](*arguments)), flush=True)
        connections.close_all()  # the database may be away before the next one
