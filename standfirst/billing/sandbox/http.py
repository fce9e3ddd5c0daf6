"""Serves a world over HTTP/1.1: the API, and whatever pages are given to it (the script, the card's frame, the bank).

with Server(world) as server:
    StripeClient("sk_test_sandbox", base_addresses={"api": server.address})
"""

import re
import socket
import threading
import traceback
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standfirst.billing.sandbox.answering import NoAnswer, Request, answer, encoded
from standfirst.billing.sandbox.world import World

Reply = tuple[int, dict[str, str], bytes]
Page = tuple[str, str, Callable[[Request], Reply]]  # method, pattern of the whole path, handler

MOST = 1_000_000  # bytes of a request
BROWSERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, Stripe-Version",
    "Access-Control-Max-Age": "600",
}


class Server:
    """`port` 0: any that is free."""

    def __init__(
        self,
        world: World,
        pages: Sequence[Page] = (),
        host: str = "127.0.0.1",
        port: int = 0,
        listening: socket.socket | None = None,
    ) -> None:
        """`listening`: a socket that is open already, in the place of host and port."""
        self.world = world
        self._pages = [(method, re.compile(pattern), page) for method, pattern, page in pages]
        handler = type("Handler", (_Handler,), {"server_of": self})
        self._server = _Threads((host, port), handler, listening)
        self._thread = threading.Thread(target=self._server.serve_forever, args=[0.05], daemon=True)
        self.address = f"http://{host}:{self._server.server_address[1]}"
        world.address = self.address

    def start(self) -> "Server":
        self._thread.start()
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._server.hang_up()

    def serve_forever(self) -> None:
        self._server.serve_forever()

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(self, *why: object) -> None:
        self.stop()

    def reply(self, request: Request) -> Reply:
        """Raises NoAnswer where none is to be given."""
        for method, pattern, page in self._pages:
            if method == request.method and pattern.fullmatch(request.path):
                return page(request)
        if request.method == "OPTIONS":
            return 204, dict(BROWSERS), b""
        given = answer(self.world, request)
        headers = {"Content-Type": "application/json", **BROWSERS, **given.headers}
        return given.status, headers, encoded(given.body)


class _Threads(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, at: tuple[str, int], handler: Any, listening: socket.socket | None) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(at, handler, bind_and_activate=listening is None)
        if listening is not None:
            self.socket.close()
            self.socket, self.server_address = listening, listening.getsockname()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End the connections that are kept alive: their threads wait on them."""
        for request in list(self._open):
            self.shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up in the middle is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "sandbox"
    disable_nagle_algorithm = True
    server_of: Server

    def _serve(self) -> None:
        path, _, query = self.path.partition("?")
        length = int(self.headers.get("Content-Length") or 0)
        if length > MOST:
            self.close_connection = True
            return self._send(413, {}, b"")
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(length)
        request = Request(self.command, path, query, headers, body)
        try:
            reply = self.server_of.reply(request)
        except NoAnswer:
            self.close_connection = True
            return None
        except Exception as why:
            traceback.print_exc()
            error = {"type": "api_error", "message": f"A fault of the sandbox: {why!r}"}
            reply = 500, {"Content-Type": "application/json"}, encoded({"error": error})
        self._send(*reply)
        return None

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = do_OPTIONS = _serve  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""
