"""Addresses an editor gives are opened only where they lead to the open web. Real sockets, no mock."""

import ipaddress
import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from standfirst.stories.accepting import opening
from standfirst.stories.accepting.opening import NotOpened, Opener, is_public
from standfirst.stories.accepting.web_text import text_of_page

HERE = Opener(may_ask=lambda address: True, ports=None)  # a server of the test's own
PAGE = "<html><head><title>T</title><body><script>no()</script><p>One <b>two</b>&nbsp;three</p><div>Four<br>five</div>"


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        {"/page": self.page, "/moved": self.moved, "/round": self.round, "/slow": self.slow}.get(
            self.path, self.other
        )()

    def send(self, status, kind, body, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def page(self):
        self.send(200, "text/html; charset=utf-8", PAGE.encode())

    def moved(self):
        self.send(302, "text/plain", b"", Location="/page")

    def round(self):
        self.send(302, "text/plain", b"", Location="/round")

    def slow(self):
        self.send(200, "text/plain", b"")
        for _ in range(50):
            try:
                self.wfile.write(b"a")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def other(self):
        kind, body = {
            "/picture": ("image/png", b"x"),
            "/large": ("text/plain", b"a" * (opening.LARGEST + 1)),
            "/empty": ("text/html", b"<script>a</script>"),
            "/latin": ("text/plain; charset=latin-1", "Vélo\0".encode("latin-1")),
        }.get(self.path, ("text/plain", b""))
        self.send(200 if body else 404, kind, body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_it_gives_the_words_of_a_page_also_after_a_redirect(site):
    assert HERE.text_at(f"{site}/page") == "One two three\n\nFour\n\nfive"
    assert HERE.text_at(f"{site}/moved") == HERE.text_at(f"{site}/page")
    assert HERE.text_at(f"{site}/latin") == "Vélo"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/picture", "no page of text"),
        ("/large", "larger than 2 MB"),
        ("/empty", "has no text"),
        ("/nothing", "it answers 404"),
        ("/round", "on and on"),
    ],
)
def test_it_says_why_and_to_paste_instead(site, path, why):
    with pytest.raises(NotOpened, match=why) as refused:
        HERE.text_at(site + path)
    assert "paste its text" in str(refused.value)


def test_it_ends_however_slowly_it_is_answered(site, monkeypatch):
    monkeypatch.setattr(opening, "SECONDS", 0.4)
    began = time.monotonic()
    with suppress(NotOpened):
        assert set(HERE.text_at(f"{site}/slow")) == {"a"}  # what came until then
    assert time.monotonic() - began < 2


def test_its_time_is_over_also_while_it_connects(site, monkeypatch):
    """Judging an address stands for all that may be slow before there is a connection to shut."""
    monkeypatch.setattr(opening, "SECONDS", 0.2)
    late = Opener(may_ask=lambda address: time.sleep(0.4) or True, ports=None)
    began = time.monotonic()
    with pytest.raises(NotOpened, match="could not be reached"):
        late.text_at(f"{site}/slow")
    assert time.monotonic() - began < 2


def test_it_does_not_wait_for_a_slow_name_server(site, monkeypatch):
    monkeypatch.setattr(opening, "SECONDS", 0.2)
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **how: [answered.wait(5)][1:])
    began = time.monotonic()
    with pytest.raises(NotOpened, match="could not be reached"):
        HERE.text_at(f"{site}/page")
    assert time.monotonic() - began < 2
    answered.set()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://10.0.0.1/",
        "http://192.168.1.1/", "http://172.16.0.1/", "http://169.254.169.254/latest/meta-data/", "http://2130706433/",
        "http://0x7f.1/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/", "http://[fd00::1]/", "http://100.64.0.1/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://224.0.0.1/",
    ],
)  # fmt: skip
def test_it_asks_nobody_inside_a_network(url):
    with pytest.raises(NotOpened, match="inside a network|could not be reached"):
        Opener().text_at(url)


def test_a_redirect_is_judged_anew(site):
    """The server may be asked, its redirect may not: each address is judged before it is asked."""
    asked = []

    def only_once(address):
        asked.append(address)
        return len(asked) == 1

    with pytest.raises(NotOpened, match="inside a network"):
        Opener(may_ask=only_once, ports=None).text_at(f"{site}/moved")
    assert len(asked) == 2


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org/", "http://", "http://ana@example.org/", "http://example.org:22/",
     "gopher://example.org/", "http://example.org:99999/", "//example.org/"],
)  # fmt: skip
def test_it_opens_web_addresses_alone(url):
    with pytest.raises(NotOpened, match="no web address|port"):
        Opener().text_at(url)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_it_may_ask_the_open_web(address):
    assert is_public(ipaddress.ip_address(address))


def test_it_leaves_out_what_no_reader_reads():
    html = "<p>One</p><style>p{}</style><svg><text>no</text></svg><li>Two<li>Three"
    assert text_of_page(html) == "One\n\nTwo\n\nThree"
