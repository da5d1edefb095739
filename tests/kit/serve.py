"""What the site and the webhook share: a threaded loopback HTTP server that can misbehave and be closed."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import ssl


class Server(ThreadingHTTPServer):
    """Knows its open connections, so that `close` ends hanging ones at once."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, address: str, handler: type[BaseHTTPRequestHandler], owner: Any) -> None:
        self.owner = owner
        self.open: set[socket.socket] = set()
        self.lock = threading.Lock()
        super().__init__((address, 0), handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self.lock:
            self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self.lock:
            self.open.discard(request)
        super().shutdown_request(request)

    def abandon(self, request: socket.socket) -> None:
        """Close without the shutdown that would end the connection politely."""
        with self.lock:
            self.open.discard(request)
        socket.close(request.detach())

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet: clients of these tests hang up half-way on purpose."""

    def hang_up(self) -> None:
        with self.lock:
            still = list(self.open)
        for connection in still:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class Loopback:
    """A server on 127.0.0.x with a port of its own; a context manager."""

    def __init__(
        self, handler: type[BaseHTTPRequestHandler], address: str, context: ssl.SSLContext | None = None
    ) -> None:
        self.address = address
        self.closing = threading.Event()
        self.changed = threading.Condition()
        self.server = Server(address, handler, self)
        self.port: int = self.server.server_address[1]
        self.root = f"{'https' if context else 'http'}://{address}:{self.port}"
        if context:  # the handshake is left to the thread of its connection
            self.server.socket = context.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def url(self, path: str = "/") -> str:
        """Return the address of a path of this server."""
        return f"{self.root}{path}"

    def close(self) -> None:
        """Stop listening and hang up on everybody; safe to call twice."""
        if not self.closing.is_set():
            self.closing.set()
            self.server.shutdown()
            self.server.hang_up()
            self.server.server_close()
            self._thread.join(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Quiet(BaseHTTPRequestHandler):
    """HTTP/1.1 with keep-alive and no chatter on stderr."""

    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""

    def hold(self) -> None:
        """Keep the connection open, silent, until the client or the test gives up."""
        self.server.owner.closing.wait(120)
        self.close_connection = True

    def drop(self) -> None:
        """Close without a word more."""
        self.wfile.flush()
        self.close_connection = True

    def reset(self) -> None:
        """Send a TCP reset instead of a proper end."""
        with contextlib.suppress(OSError):
            self.wfile.flush()
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.server.abandon(self.connection)
        self.close_connection = True
