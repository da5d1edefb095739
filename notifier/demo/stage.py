"""Plays the acts: sets the clock, lets the newsroom print and the daemon's own walk run, looks at the log.

Nothing here crawls, judges or sends: that is `notifier.walk`, step by step, as the daemon's ticks take it.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import config
from notifier.demo.letterbox import Letter, Letterbox
from notifier.demo.newsroom import Newsroom
from notifier.model import Cause
from notifier.store import news, open_log, rulings
from notifier.walk import Walk
from scraper.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from notifier.demo.acts import Act, History, Telling
    from notifier.model import News, Ruling
    from scraper.model import Field
    from scraper.store import Log

READER = "reader"  # the subscriber whose alerts are judged; has the default rules, gets mail
DESK = "newsdesk"  # another, told by webhook
CONFIGURATION, LOG = "config.toml", "log.db"
# After the last print of an act the sources are asked once more: everything is unchanged then, and
# alerts that were gathering are due.
CURTAIN = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A change, and why the reader was told it or was not."""

    news: News
    ruling: Ruling

    @property
    def about(self) -> tuple[str, Field, str | None]:
        """Scope, field and value."""
        change = self.news.change
        return change.item.scope, change.item.field, change.new


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What happened in one act."""

    number: int
    act: Act
    lines: tuple[Line, ...]
    letters: tuple[Letter, ...]
    calls: int
    asked: int
    unchanged: int
    missed: tuple[Telling, ...]
    false: tuple[Line, ...]  # told, and neither a must nor a may of this act
    repeated: tuple[Line, ...]  # told again without having become more certain

    @property
    def told(self) -> tuple[Line, ...]:
        """The changes that the reader was told."""
        return tuple(line for line in self.lines if line.ruling.told)

    @property
    def quiet(self) -> tuple[Line, ...]:
        """The changes that were kept quiet."""
        return tuple(line for line in self.lines if not line.ruling.told)

    @property
    def right(self) -> bool:
        """Whether the reader was told all that mattered, and nothing else."""
        return not (self.missed or self.false or self.repeated)


def play(history: History, place: Path) -> Iterator[Scene]:
    """Play all acts, one scene at a time; the configuration and the log go into the directory `place`.

    Yields as it goes; the counterparts are closed when the last scene was taken or the iterator is closed.
    """
    with Newsroom(history) as newsroom, Letterbox() as letterbox:
        file = place / CONFIGURATION
        file.write_text(written(history, newsroom, letterbox), encoding="utf-8")
        demo = config.load(file)
        with open_log(demo.log_path) as log, closing(Walk(demo)) as walk:
            stage = _Stage(newsroom, letterbox, log, walk)
            for number, act in enumerate(history.acts, 1):
                yield stage.perform(number, act)


def written(history: History, newsroom: Newsroom, letterbox: Letterbox) -> str:
    """Return the demo's configuration file: the shipped watch, the newsroom's outlets, two subscribers.

    Loopback is allowed here, which no default allows; requests to one host need no pause, for it is ours.
    """
    text = json.dumps  # a JSON string is a TOML basic string
    lines = [
        "# Written by `glorywatch demo`. The newsroom is gone, the log beside this file can still be asked.",
        "defaults = { watch = true, sources = false }",
        f"smtp = {{ host = {text('127.0.0.1')}, port = {letterbox.mail_port} }}",
        'crawl = { contact = "demo@localhost", allow_networks = ["127.0.0.0/8"], per_host_delay = "0s" }',
        f"daemon = {{ log = {text(LOG)} }}",
        f'[[subscriber]]\nname = {text(READER)}\nemail = "reader@localhost.localdomain"',
        f"[[subscriber]]\nname = {text(DESK)}\nwebhook = {text(letterbox.hook_url)}",
    ]
    for outlet in history.outlets:
        table = outlet.source(newsroom.root)
        lines += [
            "[[source]]",
            *(f"{key} = {text(value, ensure_ascii=False)}" for key, value in table.items()),
        ]
    return "\n".join(lines) + "\n"


class _Stage:
    """One performance: what is open, and how far the log was looked through."""

    def __init__(self, newsroom: Newsroom, letterbox: Letterbox, log: Log, walk: Walk) -> None:
        self._newsroom, self._letterbox, self._log, self._walk = newsroom, letterbox, log, walk
        self._position = 0  # id of the last ruling that was looked at
        self._told: set[tuple[str, Field, str | None]] = set()

    def perform(self, number: int, act: Act) -> Scene:
        """Play one act: print and pass at each of its moments, then once more when all is still."""
        newsroom, letterbox = self._newsroom, self._letterbox
        letters, calls = len(letterbox.letters), len(letterbox.calls)
        asked, unchanged = newsroom.asked, newsroom.unchanged
        for at, prints in act.moments:
            for text in prints:
                newsroom.publish(text)
            self._pass(at + timedelta(minutes=5))
        self._pass(act.moments[-1][0] + CURTAIN)
        lines = self._lines()
        told = [line for line in lines if line.ruling.told]
        scene = Scene(
            number=number,
            act=act,
            lines=lines,
            letters=letterbox.letters[letters:],
            calls=len(letterbox.calls) - calls,
            asked=newsroom.asked - asked,
            unchanged=newsroom.unchanged - unchanged,
            missed=tuple(t for t in act.must if not any(t.fits(*line.about) for line in told)),
            false=tuple(line for line in told if not any(t.fits(*line.about) for t in (*act.must, *act.may))),
            repeated=tuple(line for line in told if self._heard(line)),
        )
        self._told |= {line.about for line in told}
        return scene

    def _heard(self, line: Line) -> bool:
        """Whether the reader heard that before; the official word on it is worth saying once more."""
        official = line.news.change.kind is ChangeKind.CONFIRMED or line.ruling.cause is Cause.RESTORED
        return line.about in self._told and not official

    def _pass(self, now: datetime) -> None:
        for step in self._walk.steps().values():
            step(self._log, now)

    def _lines(self) -> tuple[Line, ...]:
        """Return what was ruled since the last look, told or quiet, in order."""
        ruled = rulings.after(self._log, self._position, subscriber=READER)
        self._position = max((position for position, _, _ in ruled), default=self._position)
        found = {one.id: one for one in news.of(self._log, [change for _, change, _ in ruled])}
        return tuple(Line(news=found[change], ruling=ruling) for _, change, ruling in ruled)
