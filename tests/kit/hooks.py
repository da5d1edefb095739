"""A subscriber's webhook on loopback: takes JSON by POST, keys it by Idempotency-Key, and misbehaves on request.

    hook.does("close", "ok")      # the next two calls; then as before
    [call] = hook.wait_for(1)     # calls that the receiver took in
    call.json["title"], call.key

A receiver that keys counts a repeated key once: `received` holds one call for each key, `calls` every try.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from time import monotonic
from typing import Any, Literal

from kit import tls
from kit.serve import Loopback, Quiet

Mode = Literal["ok", "refuse", "hang", "close", "reset", "late_reset", "busy", "gone", "drip"]
TAKEN = ("ok", "late_reset")  # the receiver has it, whatever the sender is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One POST as it came in."""

    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes
    mode: str  # how it was answered
    at: float  # time.monotonic()

    @property
    def key(self) -> str:
        """The Idempotency-Key, or ""."""
        return self.headers.get("idempotency-key", "")

    @property
    def json(self) -> Any:
        """The body as JSON. Raises ValueError."""
        return json.loads(self.body)


class Hook(Loopback):
    """A webhook receiver.

    Modes: ok 200; refuse 500; gone 410; busy 429 with Retry-After; hang takes the call and is silent; close hangs up
    before any answer; reset resets instead of answering; late_reset keeps the message, says 200 and resets before
    the body ends, which is the crash that only a keyed receiver survives; drip says 200 and then a byte every
    tenth of a second, without end. With `secure` it speaks TLS (`kit.tls`).
    """

    def __init__(
        self, address: str = "127.0.0.1", *, mode: Mode = "ok", retry_after: str = "1", secure: bool = False
    ) -> None:
        self.mode: Mode = mode
        self.retry_after = retry_after
        self.thanks = b'{"ok": true}'  # what it answers when it has taken a call
        self._next: list[Mode] = []
        self._calls: list[Call] = []
        super().__init__(_Receiver, address, tls.server_context() if secure else None)

    def does(self, *modes: Mode) -> None:
        """Answer the next calls so, one mode each; afterwards as `mode` says."""
        with self.changed:
            self._next.extend(modes)

    @property
    def calls(self) -> list[Call]:
        """Every call, refused ones too, in order."""
        with self.changed:
            return list(self._calls)

    @property
    def received(self) -> list[Call]:
        """What a keyed receiver has: of the calls taken in, the first with each key; keyless calls all count."""
        seen: dict[object, Call] = {}
        for place, call in enumerate(self.calls):
            if call.mode in TAKEN:
                seen.setdefault(call.key or place, call)
        return list(seen.values())

    def wait_for(self, count: int = 1, *, deadline: float = 10.0) -> list[Call]:
        """Wait until `count` messages were received. Raises AssertionError after `deadline` seconds."""
        with self.changed:
            there = self.changed.wait_for(lambda: len(self.received) >= count, deadline)
        received = self.received
        assert there, f"{len(received)} calls, not {count}, in {deadline} s: {[c.mode for c in self.calls]}"
        return received

    def wait_for_calls(self, count: int = 1, *, deadline: float = 10.0) -> list[Call]:
        """Wait until `count` tries were made, however they were answered."""
        with self.changed:
            there = self.changed.wait_for(lambda: len(self._calls) >= count, deadline)
        calls = self.calls
        assert there, f"{len(calls)} tries, not {count}, in {deadline} s"
        return calls

    def take(self, path: str, headers: dict[str, str], body: bytes) -> str:
        """Write the call down; returns the mode it is answered with."""
        with self.changed:
            mode = self._next.pop(0) if self._next else self.mode
            self._calls.append(Call(path=path, headers=headers, body=body, mode=mode, at=monotonic()))
            self.changed.notify_all()
        return mode


STATUS = {"ok": 200, "drip": 200, "late_reset": 200, "refuse": 500, "busy": 429, "gone": 410}


class _Receiver(Quiet):
    """Answers for a `Hook`."""

    def do_POST(self) -> None:  # noqa: N802 - http.server's name
        hook: Any = self.server.owner
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        mode = hook.take(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        if mode in ("hang", "close", "reset"):
            {"hang": self.hold, "close": self.drop, "reset": self.reset}[mode]()
            return
        answer = hook.thanks if mode in TAKEN else b'{"ok": false}'
        self.send_response(STATUS[mode])
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer) if mode != "drip" else 10**6))
        if mode == "busy":
            self.send_header("Retry-After", hook.retry_after)
        self.end_headers()
        if mode == "late_reset":
            self.reset()
        elif mode == "drip":
            with contextlib.suppress(OSError):
                while not hook.closing.wait(0.1):
                    self.wfile.write(b" ")
        else:
            self.wfile.write(answer)

    do_PUT = do_POST  # noqa: N815 - http.server's name
