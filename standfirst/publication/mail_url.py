"""MAIL_URL: one variable says through whom mail leaves.

smtp://user:password@mail.example.org:587/?tls=on
    Any SMTP server. `tls=on` is STARTTLS (port 587), `tls=ssl` TLS from the first byte (465).
anymail+postmark:?server_token=TOKEN
anymail+mailgun:?api_key=KEY&sender_domain=mg.example.org
    Any provider of django-anymail, named as its backend module is (- for _), with its options:
    https://anymail.dev/en/stable/esps/ has them (there POSTMARK_SERVER_TOKEN, here `server_token`).
demo:
    Kept in the demo's outbox, where its page shows it; refused outside the demo.

In a user, password or option, percent-encode what an address gives a meaning to (@ : / ? & %).
Read by settings.py, before any app is loaded; so it knows neither models nor the mail package.
"""

from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from importlib.util import find_spec
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "MAIL_URL=smtp://user:password@mail.example.org:587/?tls=on"
ANYMAIL_EXAMPLE = "MAIL_URL='anymail+postmark:?server_token=TOKEN'"
PORTS = {"off": 25, "on": 587, "ssl": 465}
LOCAL = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class MailDoor:
    """What Django's EMAIL_* and ANYMAIL settings take. Secrets stay out of its repr."""

    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    tls: str = "off"
    options: dict[str, str] = field(default_factory=dict, repr=False)


def read_mail_url(url: str, *, demo: bool) -> MailDoor:
    """Raises ImproperlyConfigured with the variable's name, what is wrong and an example; never
    with the value, which holds a password."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise _unusable("it is no address") from error
    if parts.scheme == "smtp":
        return _smtp(parts)
    if parts.scheme.startswith("anymail+"):
        return _anymail(parts)
    if parts.scheme == "demo":
        if not demo:
            raise _unusable("demo: keeps mail in the demo's outbox, so nobody would get any")
        return MailDoor("standfirst.demo.outbox.OutboxBackend")
    raise _unusable("it must begin with smtp:// or anymail+<provider>:")


def read_mail_from(address: str) -> str:
    """The bare address mail comes from; its name is the publication's."""
    try:
        return Address(addr_spec=address).addr_spec
    except (MessageError, ValueError, IndexError) as error:
        raise ImproperlyConfigured(
            f"MAIL_FROM is {address!r}; it must be one bare address, "
            "for example MAIL_FROM=news@example.org"
        ) from error


def _smtp(parts: SplitResult) -> MailDoor:
    options = dict(parse_qsl(parts.query))
    tls = options.pop("tls", "off")
    if tls not in PORTS:
        raise _unusable("tls must be on, ssl or off")
    if options:
        raise _unusable(f"an SMTP server takes no {sorted(options)[0]!r}")
    try:
        host, port = parts.hostname or "", parts.port or PORTS[tls]
    except ValueError as error:
        raise _unusable("the port must be a number up to 65535") from error
    if not host:
        raise _unusable("the server's name is missing")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if password and tls == "off" and host not in LOCAL:
        raise _unusable("the password would cross the network unprotected; add ?tls=on or ?tls=ssl")
    return MailDoor("django.core.mail.backends.smtp.EmailBackend", host, port, user, password, tls)


def _anymail(parts: SplitResult) -> MailDoor:
    provider = parts.scheme.removeprefix("anymail+").replace("-", "_")
    module = f"anymail.backends.{provider}"
    if not provider.isidentifier() or find_spec(module) is None:
        raise _unusable(f"django-anymail knows no {provider!r}", ANYMAIL_EXAMPLE)
    options = dict(parse_qsl(parts.query))
    if not options:
        raise _unusable("the provider's options are missing", ANYMAIL_EXAMPLE)
    prefixed = {f"{provider}_{name}".upper(): value for name, value in options.items()}
    return MailDoor(f"{module}.EmailBackend", options=prefixed)


def _unusable(why: str, example: str = EXAMPLE) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"MAIL_URL is not usable: {why}. For example {example}")
