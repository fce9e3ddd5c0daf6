"""Through django-anymail to a provider's address: its real client, and an answer like the provider's."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from standfirst.publication.mail import send
from standfirst.publication.mail.deliver import send_due
from standfirst.publication.outgoing import State
from standfirst.publication.tests.mail_server import use_mail_url

NOW = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
ACCEPTED = {"ErrorCode": 0, "Message": "OK", "MessageID": "1", "To": "ana@example.org"}

pytestmark = pytest.mark.django_db


class Provider(HTTPServer):
    """Answers like https://postmarkapp.com/developer/api/email-api."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.status, self.answer = 200, ACCEPTED
        self.asked = []


class Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.headers, body))
        answer = json.dumps(self.server.answer).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def provider(settings):
    server = Provider()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    api = f"http://127.0.0.1:{server.server_port}/"
    use_mail_url(settings, f"anymail+postmark:?server_token=t0ken&api_url={api}")
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def mail():
    context = {}
    to = "ana@example.org"
    return send(to=to, template="publication/mail/test", context=context, kind="test", now=NOW)


def test_it_leaves_through_the_provider(provider, mail):
    assert send_due(NOW) == 1

    [(headers, body)] = provider.asked
    assert headers["X-Postmark-Server-Token"] == "t0ken"
    assert body["To"] == "ana@example.org"
    assert "reaches you" in body["TextBody"]
    assert "reaches you" in body["HtmlBody"]
    assert body["Headers"] == [{"Name": "Auto-Submitted", "Value": "auto-generated"}]


def test_it_waits_while_the_provider_is_down_or_refuses_the_token(provider, mail):
    provider.status, provider.answer = 401, {"ErrorCode": 10, "Message": "Bad token t0ken"}

    assert send_due(NOW) == 0

    mail.refresh_from_db()
    assert (mail.state, mail.error) == (State.QUEUED, "Postmark answered 401")


def test_it_fails_at_once_when_the_provider_refuses_the_address(provider, mail):
    provider.status = 422
    provider.answer = {
        "ErrorCode": 406,
        "Message": "You tried to send to recipients that have been marked as inactive. "
        "Found inactive addresses: ana@example.org. "
        "Inactive recipients are ones that have generated a hard bounce or a spam complaint.",
    }

    send_due(NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.error) == (State.FAILED, "The provider refused the address")
