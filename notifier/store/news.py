"""Changes as the telling half reads them: with their evidence and the history of their item."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from notifier.model import Evidence, News, Step
from scraper.model import Change, ChangeKind, Field, Item, Modality, Standing
from scraper.store import Log, moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

CHANGES = """
SELECT c.*, coalesce(d.key, '') AS document, coalesce(d.publisher, '') AS publisher,
       coalesce(d.source, '') AS source, coalesce(d.url, '') AS url, d.standing AS source_standing,
       coalesce(r.headline, '') AS headline, coalesce(k.attribution, '') AS attribution, k.asserted_at,
       (SELECT json_group_array(claim_id) FROM
           (SELECT claim_id FROM change_claims WHERE change_id = c.id ORDER BY place)) AS causes
FROM changes c
LEFT JOIN revisions r ON r.id = c.revision_id
LEFT JOIN documents d ON d.id = r.document_id
LEFT JOIN claims k ON k.id =
    (SELECT claim_id FROM change_claims WHERE change_id = c.id ORDER BY place LIMIT 1)
"""


def after(log: Log, position: int, *, limit: int) -> list[News]:
    """Return the changes behind a cursor, in order, without their histories."""
    rows = log.rows(f"{CHANGES} WHERE c.id > ? ORDER BY c.id LIMIT ?", (position, limit))
    return [_news(row, ()) for row in rows]


def all_of(log: Log) -> list[News]:
    """Return every change, in order, without its history."""
    return [_news(row, ()) for row in log.rows(f"{CHANGES} ORDER BY c.id")]


def of(log: Log, ids: Sequence[int]) -> tuple[News, ...]:
    """Return changes by id, in order of id, each with its item's history up to it."""
    marks = ", ".join("?" * len(ids))
    rows = log.rows(f"{CHANGES} WHERE c.id IN ({marks}) ORDER BY c.id", tuple(ids))
    return tuple(
        _news(row, history(log, row["title"], row["scope"], row["field"], row["id"])) for row in rows
    )


def history(log: Log, title: str, scope: str, field: str, upto: int) -> tuple[Step, ...]:
    """Return the steps of an item's fact up to a change, oldest first."""
    rows = log.rows(
        """SELECT published_at, kind, old, new, standing FROM changes
           WHERE title = ? AND field = ? AND scope = ? AND id <= ? AND kind NOT IN ('disputed', 'upgraded')
           ORDER BY id""",
        (title, field, scope, upto),
    )
    return tuple(
        Step(
            at=moment(row["published_at"]),
            kind=row["kind"],
            old=row["old"],
            new=row["new"],
            standing=row["standing"],
        )
        for row in rows
    )


def changes(rows: Iterable[sqlite3.Row]) -> list[Change]:
    """Read rows of the query above as changes."""
    return [_change(row) for row in rows]


def _news(row: sqlite3.Row, steps: tuple[Step, ...]) -> News:
    return News(
        id=row["id"],
        change=_change(row),
        evidence=Evidence(
            quote=row["quote"],
            publisher=row["publisher"] or row["source"],
            url=row["url"],
            headline=row["headline"],
            attribution=row["attribution"],
            standing=row["source_standing"] or 0,
            asserted_at=moment(row["asserted_at"]) if row["asserted_at"] else None,
        ),
        history=steps,
    )


def _change(row: sqlite3.Row) -> Change:
    return Change(
        item=Item(row["title"], row["scope"], Field(row["field"])),
        kind=ChangeKind(row["kind"]),
        old=row["old"],
        new=row["new"],
        old_standing=None if row["old_standing"] is None else Standing(row["old_standing"]),
        standing=Standing(row["standing"]),
        modality=Modality(row["modality"]),
        rule=row["rule"],
        causes=tuple(json.loads(row["causes"])),
        document=row["document"],
        quote=row["quote"],
        published_at=moment(row["published_at"]),
        seen_at=moment(row["seen_at"]),
    )
