"""A real SMTP server on loopback, for tests: it keeps what arrives and refuses what it is told to."""

import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from standfirst.publication.mail_url import read_mail_url

PASSWORD = "s3cret pass@word"


class Mailbox:
    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.recipients: list[str] = []
        self.connections = 0
        self.logins: list[str] = []
        self.refuse_recipient: dict[str, str] = {}
        self.refuse_data: dict[str, str] = {}
        self.while_taking: Callable[[], Awaitable[None]] | None = None

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]

    async def handle_EHLO(
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refuse_recipient:
            return self.refuse_recipient[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if reply := self.refuse_data.get(envelope.rcpt_tos[0]):
            return reply
        self.raw.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        if session.authenticated:
            self.logins.append(session.auth_data.login.decode())
        if self.while_taking:
            await self.while_taking()
        return "250 OK"


def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data.password == PASSWORD.encode(), handled=False, auth_data=data)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def smtp_server(**options: Any) -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield box, controller.port
    finally:
        controller.stop()


def use_mail_url(settings: Any, url: str) -> None:
    """What settings.py does with MAIL_URL."""
    door = read_mail_url(url, demo=settings.DEMO)
    settings.MAIL_BACKEND = door.backend
    settings.EMAIL_HOST, settings.EMAIL_PORT = door.host, door.port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = door.user, door.password
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = door.tls == "on", door.tls == "ssl"
    settings.ANYMAIL = {**settings.ANYMAIL, **door.options}
