"""Changes in the log: append-only, and the queue that the notifier walks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scraper.model import Change, ChangeKind, Field, Item, Modality, Standing
from scraper.store.log import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from scraper.store.log import Log


def append(log: Log, changes: Sequence[Change], *, revision: int, rules: str) -> list[int]:
    """Add changes that one revision caused; return their ids, in order."""
    ids = []
    for change in changes:
        row = log.row(
            "INSERT INTO changes (title, scope, field, kind, old, new, old_standing, standing, modality,"
            " rule, revision_id, quote, published_at, seen_at, rules)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " RETURNING id",
            [
                change.item.title, change.item.scope, change.item.field, change.kind, change.old, change.new,
                change.old_standing, change.standing, change.modality, change.rule, revision, change.quote,
                stamp(change.published_at), stamp(change.seen_at), rules,
            ],
        )  # fmt: skip
        assert row is not None  # noqa: S101 - RETURNING gives a row
        ids.append(int(row["id"]))
        log.connection.executemany(
            "INSERT INTO change_claims (change_id, place, claim_id) VALUES (?, ?, ?)",
            [(row["id"], place, claim) for place, claim in enumerate(change.causes, start=1)],
        )
    return ids


def sighted(log: Log, title: str) -> datetime | None:
    """Return when the first change of a title was made, None if there is none yet."""
    row = log.row("SELECT min(seen_at) AS at FROM changes WHERE title = ?", [title])
    return moment(row["at"]) if row is not None and row["at"] else None


def rivals(log: Log, title: str) -> dict[Item, frozenset[str]]:
    """Return by item the rival values logged as disputed since its value last changed."""
    rows = log.rows(
        """SELECT c.scope, c.field, c.new FROM changes c WHERE c.title = ? AND c.kind = 'disputed'
           AND c.id > coalesce((SELECT max(o.id) FROM changes o
               WHERE o.title = c.title AND o.field = c.field AND o.scope = c.scope
               AND o.kind <> 'disputed' AND o.old IS NOT o.new), 0)""",
        [title],
    )
    found: dict[Item, frozenset[str]] = {}
    for row in rows:
        item = Item(title, row["scope"], Field(row["field"]))
        found[item] = found.get(item, frozenset()) | {row["new"]}
    return found


_SELECT = """
    SELECT c.*, d.key AS document, (SELECT json_group_array(claim_id) FROM
           (SELECT claim_id FROM change_claims WHERE change_id = c.id ORDER BY place)) AS causes
    FROM changes c LEFT JOIN revisions r ON r.id = c.revision_id LEFT JOIN documents d ON d.id = r.document_id
"""


def find(log: Log, change_id: int) -> Change | None:
    """Return one change, None if there is no such id."""
    row = log.row(f"{_SELECT} WHERE c.id = ?", [change_id])
    return change_of(row) if row is not None else None


def caused_by(log: Log, revision: int, title: str) -> list[Change]:
    """Return the changes of a title that one revision caused, in order."""
    rows = log.rows(f"{_SELECT} WHERE c.revision_id = ? AND c.title = ? ORDER BY c.id", [revision, title])
    return [change_of(row) for row in rows]


def numbers(log: Log, revision: int, title: str) -> list[int]:
    """Return the ids of the changes of a title that one revision caused, in order."""
    rows = log.rows(
        "SELECT id FROM changes WHERE revision_id = ? AND title = ? ORDER BY id", [revision, title]
    )
    return [row["id"] for row in rows]


def after(log: Log, change_id: int, *, limit: int = 1000) -> list[tuple[int, Change]]:
    """Return the changes after an id, oldest first: the queue."""
    rows = log.rows(f"{_SELECT} WHERE c.id > ? ORDER BY c.id LIMIT ?", [change_id, limit])
    return [(row["id"], change_of(row)) for row in rows]


def latest(log: Log, *, title: str = "", limit: int = 50) -> list[tuple[int, Change]]:
    """Return the newest changes, newest first."""
    rows = log.rows(f"{_SELECT} WHERE ? IN ('', c.title) ORDER BY c.id DESC LIMIT ?", [title, limit])
    return [(row["id"], change_of(row)) for row in rows]


def change_of(row: sqlite3.Row) -> Change:
    """Turn a row of changes, with `document` and `causes` beside it, into the change that it was."""
    return Change(
        item=Item(row["title"], row["scope"], Field(row["field"])),
        kind=ChangeKind(row["kind"]),
        old=row["old"],
        new=row["new"],
        old_standing=Standing(row["old_standing"]) if row["old_standing"] is not None else None,
        standing=Standing(row["standing"]),
        modality=Modality(row["modality"]),
        rule=row["rule"],
        causes=tuple(json.loads(row["causes"])),
        document=row["document"] or "",
        quote=row["quote"],
        published_at=moment(row["published_at"]),
        seen_at=moment(row["seen_at"]),
    )
