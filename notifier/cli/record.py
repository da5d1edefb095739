"""The track record of sources, for `glorywatch sources --record`: advice, never a source's standing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from notifier.cli.tables import print_json, print_table

if TYPE_CHECKING:
    from scraper.store import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How often a source was right, and how long before the official word."""

    source: str
    right: int
    wrong: int
    pending: int
    lead_days: float | None  # mean over the right values that the platform confirmed later or before


def records(log: Log, *, title: str = "") -> list[Record]:
    """Return one record a source, the best first."""
    rows = log.rows(
        """SELECT source, sum(verdict = 'right') AS right, sum(verdict = 'wrong') AS wrong,
                  sum(verdict = 'pending') AS pending, avg(lead_days) AS lead
           FROM v_track_record WHERE ? IN ('', title) GROUP BY source
           ORDER BY right - wrong DESC, lead DESC, source""",
        [title],
    )
    return [
        Record(
            source=row["source"],
            right=row["right"],
            wrong=row["wrong"],
            pending=row["pending"],
            lead_days=None if row["lead"] is None else round(row["lead"], 1),
        )
        for row in rows
    ]


def show(log: Log, *, title: str = "", as_json: bool = False) -> None:
    """Print the record of every source that ever claimed anything."""
    found = records(log, title=title)
    if as_json:
        print_json(asdict(record) for record in found)
        return
    print_table(
        ("source", "right", "wrong", "pending", "days before the official word"),
        [
            (one.source, one.right, one.wrong, one.pending, "-" if one.lead_days is None else one.lead_days)
            for one in found
        ],
        nothing="no source has claimed anything yet",
    )
