"""The daemon's sign of life, and the epoch that shuts out a stalled predecessor."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.errors import LogError
from scraper.store import moment, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from scraper.store import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """The daemon that has the log, or had it last."""

    epoch: int
    pid: int
    host: str
    version: str
    command: str
    started_at: datetime
    beat_at: datetime
    stopped_at: datetime | None
    config_error: str
    disk_free: int  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """How one part of the daemon's round went, last time and lately."""

    name: str
    last_ok_at: datetime | None = None
    last_failed_at: datetime | None = None
    failures: int = 0  # in a row
    reason: str = ""
    seconds: float = 0.0


def begin(log: Log, *, command: str, version: str, now: datetime) -> int:
    """Enter the calling process as the one at work; return its epoch."""
    with log.transaction():
        last = log.row("SELECT epoch FROM heartbeat WHERE id = 1")
        epoch = (last["epoch"] if last else 0) + 1
        log.execute(
            "INSERT OR REPLACE INTO heartbeat (id, epoch, pid, host, version, command, started_at, beat_at)"
            " VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
            (epoch, os.getpid(), socket.gethostname(), version, command, stamp(now), stamp(now)),
        )
    return epoch


def beat(
    log: Log, ticks: Iterable[Tick], *, now: datetime, config_error: str = "", disk_free: int = 0
) -> None:
    """Say that the daemon lives, and how its ticks went."""
    with log.transaction():
        log.execute(
            "UPDATE heartbeat SET beat_at = ?, config_error = ?, disk_free = ? WHERE id = 1",
            (stamp(now), config_error, disk_free),
        )
        for tick in ticks:
            log.execute(
                "INSERT OR REPLACE INTO ticks (name, last_ok_at, last_failed_at, failures, reason, seconds)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    tick.name,
                    stamp(tick.last_ok_at) if tick.last_ok_at else None,
                    stamp(tick.last_failed_at) if tick.last_failed_at else None,
                    tick.failures,
                    tick.reason,
                    tick.seconds,
                ),
            )


def end(log: Log, *, now: datetime) -> None:
    """Say that the daemon stopped of its own will."""
    with log.transaction():
        log.execute("UPDATE heartbeat SET beat_at = ?, stopped_at = ? WHERE id = 1", (stamp(now), stamp(now)))


def read(log: Log) -> tuple[Heartbeat | None, tuple[Tick, ...]]:
    """Return the last sign of life, None if there never was one, and the ticks by name."""
    row = log.row("SELECT * FROM heartbeat WHERE id = 1")
    ticks = tuple(
        Tick(
            name=tick["name"],
            last_ok_at=moment(tick["last_ok_at"]) if tick["last_ok_at"] else None,
            last_failed_at=moment(tick["last_failed_at"]) if tick["last_failed_at"] else None,
            failures=tick["failures"],
            reason=tick["reason"],
            seconds=tick["seconds"],
        )
        for tick in log.rows("SELECT * FROM ticks ORDER BY name")
    )
    if row is None:
        return None, ticks
    return Heartbeat(
        epoch=row["epoch"],
        pid=row["pid"],
        host=row["host"],
        version=row["version"],
        command=row["command"],
        started_at=moment(row["started_at"]),
        beat_at=moment(row["beat_at"]),
        stopped_at=moment(row["stopped_at"]) if row["stopped_at"] else None,
        config_error=row["config_error"],
        disk_free=row["disk_free"],
    ), ticks


class TakenOverError(LogError):
    """Another daemon has the log now: this one ends, and nobody need worry."""


def fence(path: Path, epoch: int) -> Callable[[Log], None]:
    """Return the check that writing begins with: it raises TakenOverError once a later epoch began."""

    def check(log: Log) -> None:
        row = log.row("SELECT epoch FROM heartbeat WHERE id = 1")
        if row is None or row["epoch"] != epoch:
            raise TakenOverError(path, "was taken over by another daemon; this one stops")

    return check
