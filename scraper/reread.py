"""Reads the stored documents again with the present reader and rules, and says what would be different.

Nothing is written unless it is adopted, and then only what is held now: readings and claims of the new
reader stand beside the old ones (the extractor's version is a column), the facts follow them, and no
change is made, so nobody is told anything.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.names import Names
from scraper.process import standard_reader
from scraper.settle import RULES
from scraper.sitting import Sitting
from scraper.store import changes as change_rows
from scraper.store import claims as claim_rows
from scraper.store import facts as fact_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from config.model import Watch
    from scraper.model import Change, Fact, Item
    from scraper.process import Reader
    from scraper.store.log import Log

BATCH = 200


@dataclass(slots=True)
class Difference:
    """What the present reader and rules make of the stored documents, beside what the log has."""

    extractor: str
    rules: str
    revisions: int = 0
    facts: list[tuple[Item, str | None, str | None]] = field(default_factory=list)  # item, held, reread
    only_logged: list[Change] = field(default_factory=list)
    only_reread: list[Change] = field(default_factory=list)


def reread(  # noqa: PLR0913 - what to read, with what, and what to do with it
    log: Log,
    watches: Sequence[Watch],
    *,
    now: datetime,
    adopt: bool = False,
    reader: Reader | None = None,
    step: Callable[[int], None] = lambda _: None,
) -> Difference:
    """Read every readable revision again, in the order in which they came, and compare.

    All of it happens in a scratch copy of the log's state that is rolled back; with `adopt` the readings,
    claims and facts are kept, the changes never. `step` is told how many revisions were read.
    """
    reader = reader or standard_reader()
    names = Names(watches)
    by_key = {watch.key: watch for watch in watches}
    known = log.row("SELECT 1 FROM readings WHERE extractor = ? LIMIT 1", [reader.version])
    label = f"{reader.version} reread {now:%Y-%m-%dT%H:%M}" if known else reader.version
    different = Difference(label, RULES)
    before = {item: fact for item, fact in fact_rows.held(log).items() if item.title in by_key}
    logged = [change for _, change in change_rows.after(log, 0, limit=1 << 62) if change.item.title in by_key]
    log.connection.execute("BEGIN IMMEDIATE")
    try:
        _forget(log, by_key)
        sitting = Sitting(log, by_key, label, recorded=False)
        made: list[Change] = []
        last = 0
        while pages := claim_rows.revisions_of(log, after=last, limit=BATCH):
            for seen in pages:
                readings = {
                    key: reader.read(seen.document, by_key[key])
                    for key in sorted(names.in_text(seen.document.body))
                }
                made += sitting.hear(seen, readings, now=seen.fetched_at)
            last = pages[-1].revision
            different.revisions += len(pages)
            step(different.revisions)
        made += sitting.first_sights()
        sitting.now = now
        sitting.close()
        after = {item: fact for item, fact in fact_rows.held(log).items() if item.title in by_key}
    finally:
        log.connection.execute("COMMIT" if adopt else "ROLLBACK")
    different.facts = _moved(before, after)
    different.only_logged, different.only_reread = _apart(logged, made)
    return different


def _forget(log: Log, titles: dict[str, Watch]) -> None:
    for title in titles:
        log.execute("DELETE FROM live_claims WHERE title = ?", [title])
        log.execute("DELETE FROM facts WHERE title = ?", [title])


def _moved(before: dict[Item, Fact], after: dict[Item, Fact]) -> list[tuple[Item, str | None, str | None]]:
    values = {
        item: (
            before[item].value if item in before else None,
            after[item].value if item in after else None,
        )
        for item in sorted(before.keys() | after.keys())
    }
    return [(item, old, new) for item, (old, new) in values.items() if old != new]


def _apart(logged: list[Change], made: list[Change]) -> tuple[list[Change], list[Change]]:
    """Return the changes that only one of the two has, in their order."""
    one, other = Counter(map(_name, logged)), Counter(map(_name, made))
    return _rest(logged, one - other), _rest(made, other - one)


def _name(change: Change) -> tuple[Item, str | None, str | None]:
    """Name a move by what moved; whether it was part of the first pass is no difference."""
    return change.item, change.old, change.new


def _rest(changes: list[Change], extra: Counter[tuple[Item, str | None, str | None]]) -> list[Change]:
    found = []
    for change in changes:
        name = _name(change)
        if extra[name] > 0:
            extra[name] -= 1
            found.append(change)
    return found
