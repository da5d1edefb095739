"""What is held true now, in the log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scraper.model import Fact, Field, Item, Modality, Standing
from scraper.store.log import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import datetime

    from scraper.store.log import Log


def held(log: Log, title: str = "") -> dict[Item, Fact]:
    """Return the facts of one title, or of all."""
    rows = log.rows(
        "SELECT * FROM facts WHERE :title IN ('', title) ORDER BY title, field, scope", {"title": title}
    )
    return {fact.item: fact for fact in map(_fact, rows)}


def save(
    log: Log, before: Mapping[Item, Fact], after: Mapping[Item, Fact], *, rules: str, at: datetime
) -> None:
    """Write what moved between two sets of facts of one title, and only that."""
    gone = [(item.title, item.field, item.scope) for item in before.keys() - after.keys()]
    if gone:
        log.connection.executemany(
            "DELETE FROM facts WHERE title = ? AND field = ? AND scope = ?", sorted(gone)
        )
    log.connection.executemany(
        "INSERT OR REPLACE INTO facts (title, scope, field, value, standing, modality, since, claims,"
        " disputed_by, best_claim, supporters, rivals, judged_at, rules)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                item.title, item.scope, item.field, fact.value, fact.standing, fact.modality,
                stamp(fact.since), json.dumps(fact.claims), json.dumps(fact.disputed_by),
                next(iter(fact.claims), None), len(fact.claims), len(fact.disputed_by), stamp(at), rules,
            )
            for item, fact in after.items()
            if before.get(item) != fact
        ],
    )  # fmt: skip


def _fact(row: sqlite3.Row) -> Fact:
    return Fact(
        item=Item(row["title"], row["scope"], Field(row["field"])),
        value=row["value"],
        standing=Standing(row["standing"]),
        modality=Modality(row["modality"]),
        since=moment(row["since"]),
        claims=tuple(json.loads(row["claims"])),
        disputed_by=tuple(json.loads(row["disputed_by"])),
    )
