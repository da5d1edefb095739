"""Where the demo's alerts arrive: a small mail server (RFC 5321, the commands a client needs) and a webhook.

Both listen on loopback and keep what they take. The mail server knows no TLS and no login; it is no
server for anything else.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from email.message import EmailMessage
    from socketserver import BaseServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail as it came in."""

    subject: str
    text: str  # its plain-text part


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One webhook call as it came in."""

    key: str  # Idempotency-Key
    payload: Any  # JSON


class Letterbox:
    """Takes mail and webhook calls; a context manager."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._letters: list[Letter] = []
        self._calls: list[Call] = []
        self._mail, self._hook = _MailServer(self), _HookServer(self)
        self.mail_port: int = self._mail.server_address[1]
        self.hook_url = f"http://127.0.0.1:{self._hook.server_address[1]}/glory-watch"
        servers: tuple[BaseServer, ...] = (self._mail, self._hook)
        self._threads = [threading.Thread(target=s.serve_forever, args=(0.02,), daemon=True) for s in servers]

    @property
    def letters(self) -> tuple[Letter, ...]:
        """All mail so far, in order."""
        with self._lock:
            return tuple(self._letters)

    @property
    def calls(self) -> tuple[Call, ...]:
        """All webhook calls so far, in order."""
        with self._lock:
            return tuple(self._calls)

    def drop_letter(self, raw: bytes) -> None:
        """Keep a mail (called by the server)."""
        parsed: EmailMessage = message_from_bytes(raw, policy=policy.default)
        body = parsed.get_body(("plain",))
        lines = () if body is None else str(body.get_content()).strip().splitlines()  # they end with CRLF
        letter = Letter(subject=" ".join(str(parsed["Subject"]).split()), text="\n".join(lines))
        with self._lock:
            self._letters.append(letter)

    def drop_call(self, key: str, body: bytes) -> None:
        """Keep a webhook call (called by the server)."""
        with self._lock:
            self._calls.append(Call(key=key, payload=json.loads(body)))

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in (self._mail, self._hook):
            server.shutdown()
            server.server_close()
        for thread in self._threads:
            thread.join()


class _MailServer(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, letterbox: Letterbox) -> None:
        self.letterbox = letterbox
        super().__init__(("127.0.0.1", 0), _Postman)


class _Postman(StreamRequestHandler):
    server: _MailServer

    def handle(self) -> None:
        """Talk SMTP until the client says QUIT or hangs up."""
        self._say("220 localhost ESMTP")
        while line := self.rfile.readline(2048):
            verb = line.split(maxsplit=1)[0].upper() if line.strip() else b""
            if verb == b"EHLO":
                self._say("250-localhost\r\n250-8BITMIME\r\n250 SMTPUTF8")
            elif verb in (b"HELO", b"MAIL", b"RCPT", b"RSET", b"NOOP"):
                self._say("250 2.0.0 fine")
            elif verb == b"DATA":
                self._say("354 end with a line that holds only a dot")
                self.server.letterbox.drop_letter(self._letter())
                self._say("250 2.0.0 taken")
            elif verb == b"QUIT":
                self._say("221 2.0.0 bye")
                return
            else:
                self._say("502 5.5.1 not here")

    def _letter(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)  # RFC 5321, 4.5.2
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _HookServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, letterbox: Letterbox) -> None:
        self.letterbox = letterbox
        super().__init__(("127.0.0.1", 0), _Bell)


class _Bell(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _HookServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.letterbox.drop_call(self.headers.get("Idempotency-Key", ""), body)
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""
