"""Whether the daemon lives and the rest is well: judged by the last success, not by a process being there."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from notifier import upkeep
from notifier.store import deliveries, heartbeat, overview
from scraper.store import freshness

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from config.model import Config
    from notifier.store.heartbeat import Heartbeat, Tick
    from notifier.store.overview import SourceRow
    from scraper.store import Log

SILENT = timedelta(seconds=60)  # six heartbeats
BAD = ("failing", "suspect")  # states of a source that an operator should look at
OVERDUE = timedelta(minutes=15)  # a source that is due for so long is not being asked


WALK = ("crawl", "judge", "route", "deliver", "upkeep")  # the order in which ticks are shown


class Life(StrEnum):
    """What became of the process that had the log last."""

    NEVER = "never started"
    RUNNING = "running"
    SILENT = "silent"  # its process is there, or on another machine, and shows no life
    STOPPED = "stopped"
    DIED = "died"  # gone without a farewell


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Everything `status` shows."""

    seen_at: datetime
    life: Life
    daemon: Heartbeat | None
    ticks: tuple[Tick, ...]
    sources: tuple[SourceRow, ...]  # those configured and enabled; others are history
    waiting: tuple[str, ...]  # configured and enabled sources that the log does not know yet
    deliveries: dict[str, int]  # state -> number
    holdings: dict[str, int]
    log_bytes: int
    wal_bytes: int
    disk_free: int  # bytes
    silent: dict[str, str]  # sources that answer and bring nothing, or have failed for days; why
    stale: tuple[str, ...]  # held facts that rest on sources in trouble alone

    @property
    def troubles(self) -> list[str]:
        """A sentence for each thing that is not well."""
        late = [row.name for row in self.sources if self.seen_at - row.next_fetch_at > OVERDUE]
        found = self._of_the_daemon()
        found += [
            f"{t.name} failed {t.failures} times in a row: {t.reason}" for t in self.ticks if t.failures
        ]
        found += [
            f"source {row.name} is {row.state}: {row.reason}" for row in self.sources if row.state in BAD
        ]
        bad = {row.name for row in self.sources if row.state in BAD}
        found += [f"source {name} {why}" for name, why in self.silent.items() if name not in bad]
        found += [f"{item} rests on sources in trouble alone" for item in self.stale]
        if late and self.life is Life.RUNNING:
            found.append(f"{len(late)} sources are due for more than 15 minutes, {late[0]} among them")
        found += [
            f"deliveries that are {state}: {number}; `glorywatch redrive` sends them again"
            for state, number in sorted(self.deliveries.items())
            if state in ("dead", "expired")
        ]
        if self.disk_free < upkeep.LOW:
            found.append("the disk is nearly full; nothing is crawled until there is room again")
        return found

    def _of_the_daemon(self) -> list[str]:
        last = self.daemon
        if last is None:
            return []
        found = [f"the daemon {FATE[self.life]} (process {last.pid})"] if self.life in FATE else []
        if last.config_error and self.life is Life.RUNNING:
            found.append(f"the last reload was refused: {last.config_error.splitlines()[0]}")
        return found


FATE = {Life.DIED: "died", Life.SILENT: "shows no life"}


def alive(pid: int) -> bool:
    """Return whether there is a process of that number on this machine."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def life(last: Heartbeat | None, *, now: datetime, host: str, there: Callable[[int], bool] = alive) -> Life:
    """Judge a heartbeat, seen from `host`; `there` tells whether a process of this machine exists."""
    if last is None:
        return Life.NEVER
    if last.stopped_at is not None:
        return Life.STOPPED
    if last.host == host and not there(last.pid):
        return Life.DIED
    return Life.RUNNING if now - last.beat_at < SILENT else Life.SILENT


def health(log: Log, config: Config, *, now: datetime) -> Health:
    """Look at everything."""
    last, ticks = heartbeat.read(log)
    rows = {row.name: row for row in overview.sources(log)}
    asked = [source.name for source in config.sources if source.enabled]
    path = config.log_path
    wal = path.with_name(path.name + "-wal")
    return Health(
        seen_at=now,
        life=life(last, now=now, host=socket.gethostname()),
        daemon=last,
        ticks=tuple(
            sorted(ticks, key=lambda tick: WALK.index(tick.name) if tick.name in WALK else len(WALK))
        ),
        sources=tuple(rows[name] for name in asked if name in rows),
        waiting=tuple(name for name in asked if name not in rows),
        deliveries=deliveries.counts(log),
        holdings=overview.holdings(log),
        log_bytes=path.stat().st_size,
        wal_bytes=wal.stat().st_size if wal.exists() else 0,
        disk_free=upkeep.disk_free(path),
        silent={name: why for name, why in freshness.troubles(log).items() if name in asked},
        stale=tuple(str(item) for item in freshness.stale_facts(log)),
    )
