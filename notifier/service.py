"""Words to systemd, if it listens: ready, alive, stopping.

The protocol of sd_notify(3): datagrams of KEY=VALUE to the socket named in NOTIFY_SOCKET.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress


def notify(state: str) -> None:
    """Send "READY=1", "WATCHDOG=1" or "STOPPING=1"; does nothing where nobody listens, and never fails."""
    place = os.environ.get("NOTIFY_SOCKET", "")
    if not place.startswith(("/", "@")):
        return
    address = "\0" + place[1:] if place.startswith("@") else place
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as way:
        way.settimeout(1.0)
        way.connect(address)
        way.sendall(state.encode())
