"""Folds a file of documents into changes, telling nobody.

    lines by (published, line) | claims.read | judge | rules (a default subscriber) | JSON lines

The file is read twice: once for the order, holding a few numbers a line, and once line by line, so that
its size does not matter. Each document is a pass of its own, and "now" is the day it was published. With a
log everything is kept there, and a run that was cut off goes on where it stopped: what it had printed is
printed again from the log, so that the whole output is the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from config.model import Subscriber
from notifier.copies import Copies
from notifier.jsonl import document as document_of
from notifier.jsonl import moment_of
from notifier.jsonl import watch as watch_of
from notifier.model import Told
from notifier.rules import rule
from scraper.judge import Memory
from scraper.process import standard_reader
from scraper.votes import spoken_at, vote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from config.model import Watch
    from notifier.model import Ruling
    from scraper.model import Change, Document
    from scraper.process import Reader

# What a subscriber who set nothing gets; the address is never used.
DEFAULT = Subscriber(name="default", webhook="https://subscriber.invalid/")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands in the file."""

    published: str
    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class Folded:
    """One change with its ruling for a subscriber with the default rules."""

    watch: Watch
    change: Change
    ruling: Ruling


@dataclass(slots=True)
class _Titles:
    watches: dict[str, Watch] = field(default_factory=dict)
    memories: dict[str, Memory] = field(default_factory=dict)
    told: dict[str, list[Told]] = field(default_factory=dict)


def order(path: Path, complain: Callable[[str], None]) -> list[Place]:
    """Return where each document of a file stands, in order of `published`, then of line.

    A line that is no document is named through `complain` and left out. Raises OSError.
    """
    places = []
    offset = 0
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            if raw.strip():
                try:
                    row = json.loads(raw)
                    published = moment_of(str(row["published"])).isoformat()
                    places.append(Place(published, number, offset))
                except (ValueError, KeyError, TypeError) as error:
                    complain(f"line {number}: {type(error).__name__}: {error}")
            offset += len(raw)
    places.sort(key=lambda place: (place.published, place.line))
    return places


def documents(
    path: Path, places: list[Place], complain: Callable[[str], None]
) -> Iterator[tuple[Document, Watch] | None]:
    """Yield the documents at some places, None for one that makes no sense."""
    with path.open("rb") as file:
        for place in places:
            file.seek(place.offset)
            try:
                row = json.loads(file.readline())
                watch = watch_of(row["title"])
                yield document_of(row, watch), watch
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                complain(f"line {place.line}: {type(error).__name__}: {error}")
                yield None


class Fold:
    """A replay that keeps nothing: one memory a title, and what its default subscriber was told."""

    def __init__(self, reader: Reader | None = None) -> None:
        self.reader = reader or standard_reader()
        self.titles = _Titles()
        self.copies = Copies()
        self.claims = 0

    def hear(self, document: Document, watch: Watch) -> list[Folded]:
        """Fold one document in and return what changed."""
        reading = self.reader.read(document, watch)
        if not reading.about:
            return []
        if reading.claims:
            document = self.copies.tied(document, watch.key)
        votes = []
        for claim in reading.claims:
            self.claims += 1
            one = vote(document, claim, self.claims)
            if one is not None:
                votes.append(one)
        memory = self.titles.memories.get(watch.key)
        if memory is None:
            memory = self.titles.memories[watch.key] = Memory.of(watch)
        at = spoken_at(document)
        if memory.sighted is not None:
            changes = memory.judge(document.id, votes, published_at=at, now=at).changes
        elif votes:
            memory.judge(document.id, votes, published_at=at, now=at, baseline=True)
            changes = memory.first_sight({}, document.id, published_at=at, now=at)
            memory.sighted = at if changes else None
        else:
            return []
        return self.rule(watch, changes)

    def close(self) -> None:
        """Nothing is kept, so nothing is left to do."""

    def rule(self, watch: Watch, changes: tuple[Change, ...]) -> list[Folded]:
        """Rule on changes as for a subscriber who set nothing, and remember what was told."""
        folded = []
        told = self.titles.told.setdefault(watch.key, [])
        for change in changes:
            ruling = rule(change, DEFAULT, told, now=change.seen_at)
            if ruling.told:
                told.append(Told(change=change, at=change.seen_at))
            folded.append(Folded(watch, change, ruling))
        return folded


def line(folded: Folded) -> dict[str, Any]:
    """Return a change as the object that `replay` prints."""
    change = folded.change
    return {
        "id": change.document,
        "published": change.published_at.date().isoformat(),
        "title": folded.watch.name,
        "item": {"scope": change.item.scope, "field": change.item.field.value},
        "kind": change.kind.value,
        "old": change.old,
        "new": change.new,
        "standing": change.standing.name.lower(),
        "modality": change.modality.value,
        "quote": change.quote,
        "told": folded.ruling.told,
        "reason": f"{folded.ruling.cause.value}: {folded.ruling.reason}",
        "rule": change.rule,
    }
