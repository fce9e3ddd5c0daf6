"""One request of the API, from the key to the answer."""

import base64
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

from standfirst.billing.sandbox.api import routes
from standfirst.billing.sandbox.api.call import Asked, Route
from standfirst.billing.sandbox.books import API_VERSION
from standfirst.billing.sandbox.errors import Refusal, invalid, unauthorized
from standfirst.billing.sandbox.form import decoded, many, text
from standfirst.billing.sandbox.ids import Json, fresh
from standfirst.billing.sandbox.rendering import shown
from standfirst.billing.sandbox.world import World

LIVE = ("sk_live", "rk_live", "pk_live")
SECRET, PUBLIC = ("sk_test_", "rk_test_"), ("pk_test_",)


@dataclass(frozen=True)
class Request:
    """`path` without the query; names of headers in lower case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def fields(self) -> dict[str, list[str]]:
        """A page's own form, or the query of its address."""
        return parse_qs(self.body.decode() or self.query, keep_blank_values=True)


@dataclass(frozen=True)
class Answer:
    status: int
    body: Json
    headers: dict[str, str] = field(default_factory=dict)


class NoAnswer(Exception):
    """The connection is dropped without a word."""


def answer(world: World, request: Request, sleep: Callable[[float], None] = time.sleep) -> Answer:
    """Raises NoAnswer where the world's faults say so."""
    faults = world.faults
    sleep(faults.slow)
    failing = _is_to_fail(world, request)
    if failing and not faults.after:
        return _failure(world, sleep)
    given = _answered(world, request)
    return _failure(world, sleep) if failing else given


def _is_to_fail(world: World, request: Request) -> bool:
    with world.lock:
        faults = world.faults
        failing = faults.of_call(request.method, request.path)
        if failing and faults.times is not None:
            world.configure(faults=type(faults)(**{**faults.as_json(), "times": faults.times - 1}))
        return failing


def _failure(world: World, sleep: Callable[[float], None]) -> Answer:
    if world.faults.fail == "timeout":
        sleep(world.faults.hangs)
        raise NoAnswer
    error = {
        "type": "api_error",
        "message": "An unknown error occurred (the sandbox was told to fail).",
    }
    return Answer(500, {"error": error}, {"Request-Id": fresh("req_")})


def _answered(world: World, request: Request) -> Answer:
    headers = {"Request-Id": fresh("req_"), "Stripe-Version": API_VERSION}
    with world.lock:
        if world.clock.stands is None:
            world.catch_up()
        try:
            public = key_is_public(request)
            _check_version(request)
            route, id = routes.find(request.method, request.path)
            if public and not route.public:
                raise Refusal(
                    403,
                    "invalid_request_error",
                    "This API call cannot be made with a publishable API key. Please use a secret API key.",
                    code="secret_key_required",
                )
            world.asked_by = {"id": headers["Request-Id"], "idempotency_key": None}
            status, body, more = _once(world, request, route, id, public)
        except Refusal as refused:
            status, body, more = refused.status, refused.body, {}
        world.asked_by = {"id": None, "idempotency_key": None}
        world.store.save()
    return Answer(status, body, {**headers, **more})


def _once(
    world: World, request: Request, route: Route, id: str, public: bool
) -> tuple[int, Json, dict[str, str]]:
    """docs.stripe.com/api/idempotent_requests: the same key gets the same answer, errors too; but a call that was not
    understood has not been made."""
    sent = decoded(request.query if request.method != "POST" else request.body.decode())
    key = request.headers.get("idempotency-key", "") if request.method == "POST" else ""
    echo = {"Idempotency-Key": key} if key else {}
    about = f"{request.path}?{urlencode(sorted(_flat(sent)))}"
    kept = world.store.get(f"answer:{key}") if key else None
    if kept and world.stamp - kept["at"] < world.rules.can_be_asked_again:
        if kept["about"] != about:
            raise Refusal(
                400,
                "idempotency_error",
                "Keys for idempotent requests can only be used with the same parameters they were first used with."
                f" Try using a key other than '{key}' if you meant to execute a different request.",
            )
        replayed = {"Idempotent-Replayed": "true", "Original-Request": kept["request"]}
        return kept["status"], kept["body"], {**echo, **replayed}
    expand = many(text)(sent.pop("expand"), "expand") if "expand" in sent else []
    read = route.shape(sent)
    world.asked_by = {**world.asked_by, "idempotency_key": key or None}
    status, body = _done(world, route, Asked(id, read, public, request.path), expand)
    if key:
        world.store.put(
            {
                "id": f"answer:{key}",
                "object": "_answer",
                "about": about,
                "at": world.stamp,
                "request": world.asked_by["id"],
                "status": status,
                "body": body,
            }
        )
    return status, body, echo


def _done(world: World, route: Route, asked: Asked, expand: list[str]) -> tuple[int, Json]:
    mark = world.store.mark()
    try:
        thing = route.handler(world, asked)
    except Refusal as refused:
        if refused.status != 402:
            world.store.undo(mark)
        return refused.status, refused.body
    except Exception:
        world.store.undo(mark)
        raise
    try:
        return 200, shown(world.store, thing, expand)
    except Refusal:
        world.store.undo(mark)
        raise


def key_is_public(request: Request) -> bool:
    """Raises Refusal (401) for a live key: nothing here is to be trusted with one."""
    given = request.headers.get("authorization", "")
    kind, _, key = given.partition(" ")
    if kind.lower() == "basic":
        key = base64.b64decode(key).decode(errors="replace").partition(":")[0]
    if not key:
        raise unauthorized(
            "You did not provide an API key. Give it in the Authorization header: 'Bearer sk_test_…'."
        )
    if key.startswith(LIVE):
        raise unauthorized(
            "This is a sandbox on somebody's own machine, not Stripe, and that is a live key. It was not used and not"
            " kept. Use a test key here: sk_test_… or pk_test_…"
        )
    if not key.startswith(SECRET + PUBLIC):
        raise unauthorized(f"Invalid API Key provided: {key[:3]}***")
    return key.startswith(PUBLIC)


def _check_version(request: Request) -> None:
    version = request.headers.get("stripe-version", API_VERSION)
    if version != API_VERSION:
        raise invalid(f"Invalid Stripe API version: {version}. The sandbox speaks {API_VERSION}.")


def _flat(sent: Json, name: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in sent.items():
        where = f"{name}[{key}]"
        found += _flat(value, where) if isinstance(value, dict) else [(where, value)]
    return found


def encoded(body: Json) -> bytes:
    return json.dumps(body, indent=2, ensure_ascii=False).encode()
