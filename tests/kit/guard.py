"""The socket guard: a test that tries to leave this machine fails, even if the code under test swallows the error."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

NAMES = {"localhost", "localhost.localdomain", "ip6-localhost"}


class OutsideError(OSError):
    """Raised where the code under test tried to reach another machine."""


def loopback(host: Any) -> bool:
    """Whether an address or name stays on this machine; an empty host is a local bind."""
    text = host.decode() if isinstance(host, bytes) else str(host or "")
    if not text or text.lower() in NAMES:
        return True
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def stand(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Guard `connect`, `connect_ex`, `sendto` and name resolution; returns the list that attempts are written to."""
    attempts: list[str] = []

    def refuse(what: str) -> None:
        attempts.append(what)
        msg = f"a test must stay on loopback: {what}"
        raise OutsideError(msg)

    def watch(method: str, *, place: int) -> None:
        real: Callable[..., Any] = getattr(socket.socket, method)

        def guarded(self: socket.socket, *arguments: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not loopback(arguments[place][0]):
                refuse(f"{method} {arguments[place]}")
            return real(self, *arguments)

        monkeypatch.setattr(socket.socket, method, guarded)

    watch("connect", place=0)
    watch("connect_ex", place=0)
    watch("sendto", place=-1)
    really = socket.getaddrinfo

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        if not loopback(host):
            try:
                ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host))
            except ValueError:
                refuse(f"name look-up of {host}")
        return really(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return attempts
