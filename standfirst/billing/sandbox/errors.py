"""How Stripe says no (docs.stripe.com/api/errors): a status and an object that names what is wrong."""

from standfirst.billing.sandbox.ids import Json


class Refusal(Exception):
    def __init__(self, status: int, type: str, message: str, **more: object) -> None:
        super().__init__(message)
        self.status = status
        self.error: Json = {"type": type, "message": message}
        self.error.update({name: value for name, value in more.items() if value is not None})

    @property
    def body(self) -> Json:
        return {"error": self.error}


def invalid(message: str, *, param: str | None = None, code: str | None = None) -> Refusal:
    return Refusal(400, "invalid_request_error", message, param=param, code=code)


def missing(kind: str, id: object, param: str = "id", status: int = 404) -> Refusal:
    """Stripe answers 404 where the address names it, and 400 where a parameter does."""
    words = "PaymentMethod" if kind == "payment_method" else kind.replace("_", " ")
    return Refusal(
        status,
        "invalid_request_error",
        f"No such {words}: '{id}'",
        param=param,
        code="resource_missing",
    )


def unknown_call(method: str, path: str) -> Refusal:
    return Refusal(
        404,
        "invalid_request_error",
        f"Unrecognized request URL ({method}: {path}). The sandbox knows no such call.",
    )


def unauthorized(message: str) -> Refusal:
    return Refusal(401, "invalid_request_error", message)


def card_error(message: str, code: str, decline_code: str | None = None, **more: object) -> Refusal:
    return Refusal(402, "card_error", message, code=code, decline_code=decline_code, **more)
