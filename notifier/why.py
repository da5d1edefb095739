"""Why a change was made, told or kept quiet: worked out from the log alone.

What was weighed is weighed again, as it stood when the change was made: judgement is pure, so it says the
same, and this time each claim keeps the name of the rule that it met.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.judge import Memory
from scraper.scopes import UNNAMED
from scraper.store import changes as change_rows
from scraper.store.claims import heard

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import date

    from config.model import Watch
    from scraper.model import Change, Fact, Field
    from scraper.store import Log
    from scraper.store.claims import Heard
    from scraper.votes import Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A claim as it was weighed: where it was counted, and which rule held or dropped it."""

    vote: Vote
    source: str
    url: str
    scope: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What was decided for one subscriber."""

    change: int
    subscriber: str
    told: bool
    cause: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The chain behind one change."""

    id: int
    change: Change
    weighed: tuple[Weighed, ...]  # all claims on that field of that installment, then and now counting
    rulings: tuple[Ruled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What stood and was said about one field of a title up to a day."""

    facts: tuple[Fact, ...]
    weighed: tuple[Weighed, ...]
    changes: tuple[tuple[int, Change], ...]
    rulings: tuple[Ruled, ...]
    documents: tuple[Heard, ...]  # every document about the title, those that say nothing of the field too


def why(log: Log, change_id: int, watch: Watch | None) -> Why | None:
    """Explain one change; None if there is no such change. `watch` is its title's, where still configured."""
    change = change_rows.find(log, change_id)
    if change is None:
        return None
    row = log.row("SELECT revision_id FROM changes WHERE id = ?", [change_id])
    upto = row["revision_id"] if row is not None else None
    pages = heard(log, change.item.title, upto=upto)
    weighed = [
        one
        for one in _weigh(change.item.title, pages, watch)[1]
        if one.vote.field is change.item.field and _same(one.scope, change.item.scope)
    ]
    return Why(id=change_id, change=change, weighed=tuple(weighed), rulings=tuple(rulings(log, [change_id])))


def account(log: Log, watch: Watch, field: Field, on: date) -> Account:
    """Explain what was held of a field on a day, by the outlets' own calendar."""
    pages = [page for page in heard(log, watch.key) if page.published_on <= on.isoformat()]
    facts, weighed = _weigh(watch.key, pages, watch)
    changes = [
        (number, change)
        for number, change in reversed(change_rows.latest(log, title=watch.key, limit=1_000_000))
        if change.item.field is field and change.published_at.date() <= on
    ]
    return Account(
        facts=tuple(fact for fact in facts if fact.item.field is field),
        weighed=tuple(one for one in weighed if one.vote.field is field),
        changes=tuple(changes),
        rulings=tuple(rulings(log, [number for number, _ in changes])),
        documents=tuple(pages),
    )


def rulings(log: Log, changes: Sequence[int]) -> list[Ruled]:
    """Return what was decided about some changes, told or not."""
    marks = ", ".join("?" * len(changes))
    rows = log.rows(
        f"SELECT * FROM rulings WHERE change_id IN ({marks}) ORDER BY change_id, subscriber",  # noqa: S608 - marks
        list(changes),
    )
    return [_ruled(row) for row in rows]


def silences(log: Log, *, title: str = "", limit: int = 50) -> list[tuple[Change, Ruled]]:
    """Return the changes that somebody was not told, newest first, with the reason."""
    rows = log.rows(
        "SELECT r.* FROM rulings r JOIN changes c ON c.id = r.change_id"
        " WHERE r.told = 0 AND ? IN ('', c.title)"
        " ORDER BY r.change_id DESC, r.subscriber LIMIT ?",
        [title, limit],
    )
    found = []
    for row in rows:
        change = change_rows.find(log, row["change_id"])
        if change is not None:
            found.append((change, _ruled(row)))
    return found


def _ruled(row: sqlite3.Row) -> Ruled:
    return Ruled(
        change=row["change_id"],
        subscriber=row["subscriber"],
        told=bool(row["told"]),
        cause=row["cause"],
        reason=row["reason"],
    )


def _weigh(title: str, pages: Iterable[Heard], watch: Watch | None) -> tuple[list[Fact], list[Weighed]]:
    """Weigh the votes of some pages again, and keep the rule that each one met, the superseded ones too."""
    memory = Memory.of(watch) if watch is not None else Memory(title)
    where: dict[int, Heard] = {}
    cast: list[Vote] = []
    for page in pages:
        memory.recast(page.document, page.votes)
        where |= {vote.claim: page for vote in page.votes}
        cast += page.votes
    settled = memory.settled(explain=True)
    weighed = []
    for vote in sorted(cast, key=lambda v: v.order):
        live = vote.claim in memory.votes
        rule = settled.notes.get(vote.claim, "")
        if not live:
            newer = any(v.document == vote.document for v in memory.votes.values())
            rule = (
                "superseded by a newer revision" if newer else "one of many that say the same, or taken back"
            )
        home = settled.homes[vote.claim].scope if live else vote.scope
        page = where[vote.claim]
        weighed.append(Weighed(vote=vote, source=page.source, url=page.url, scope=home, rule=rule))
    return list(settled.facts.values()), weighed


def _same(one: str, other: str) -> bool:
    return one == other or UNNAMED in (one, other)
