"""Revisions that wait to changes:

    revisions.judged_at IS NULL | names | claims.read | votes | judge (settle, diff)

Reading is done before the transaction opens; claims, live claims, facts, changes and the read mark are
written in one (transaction 2 of the walk), so a killed daemon reads a revision again or not at all.
"""  # noqa: D400 - a pipe, drawn

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.model import DocumentKind
from scraper.names import Names
from scraper.sitting import Sitting
from scraper.store import claims as claim_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from config.model import Watch
    from scraper.model import Document, Reading
    from scraper.store.claims import Waiting
    from scraper.store.log import Log


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads claims, and its version: the stored claims say which one made them."""

    version: str
    read: Callable[[Document, Watch], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed:
    """What one call did."""

    revisions: int
    claims: int
    changes: int


def standard_reader() -> Reader:
    """Return the reader of claims that this version ships."""
    from scraper import claims, records  # noqa: PLC0415 - its grammars take a while to load

    def read(document: Document, watch: Watch) -> Reading:
        reader = records.read if document.kind is DocumentKind.RECORD else claims.read
        return reader(document, watch)

    return Reader(claims.EXTRACTOR, read)


def process(
    log: Log, watches: Sequence[Watch], *, now: datetime, limit: int = 500, reader: Reader | None = None
) -> Processed:
    """Judge up to `limit` waiting revisions, oldest first, in one transaction.

    Call it until it returns 0 revisions. Raises sqlite3.Error, with nothing written, when the log fails.
    """
    waiting = claim_rows.waiting(log, limit)
    if not waiting:
        return Processed(revisions=0, claims=0, changes=0)
    reader = reader or standard_reader()
    names = Names(watches)
    by_key = {watch.key: watch for watch in watches}
    read = [_read(seen, by_key, names, reader) for seen in waiting]
    with log.transaction():
        sitting = Sitting(log, by_key, reader.version)
        for seen, readings in zip(waiting, read, strict=True):
            sitting.hear(seen, readings, now=now)
        sitting.first_sights()
        sitting.close()
        claim_rows.mark_judged(log, [seen.revision for seen in waiting], at=now)
    return Processed(revisions=len(waiting), claims=sitting.claims, changes=sitting.changes)


def _read(seen: Waiting, watches: dict[str, Watch], names: Names, reader: Reader) -> dict[str, Reading]:
    """Read a revision for each title that it names."""
    if seen.unreadable:
        return {}
    return {
        key: reader.read(seen.document, watches[key]) for key in sorted(names.in_text(seen.document.body))
    }
