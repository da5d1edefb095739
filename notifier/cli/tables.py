"""Tables and rows that `facts`, `changes`, `why` and `track` share; they fit 80 columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.model import Change, Field, Item


def what(item: Item) -> str:
    """Name an item's field and installment in words: "release date (season 1, part 2)"."""
    from notifier.wording.pieces import scope_of  # noqa: PLC0415 - start fast

    words, scope = item.field.value.replace("_", " "), scope_of(item.scope, "en")
    return f"{words} ({scope})" if scope else words


def said(value: str | None, field: Field) -> str:
    """Say a stored value as a reader would: "March 2023", "in pre-production"; --json keeps the value."""
    from notifier.wording.pieces import value_of  # noqa: PLC0415 - start fast

    return value_of(value, field, "en")


def moved(change: Change) -> str:
    """Say from what to what."""
    old, new = said(change.old, change.item.field), said(change.new, change.item.field)
    return new if old == new or change.old is None else f"{old} → {new}"


def change_row(number: int, change: Change) -> dict[str, Any]:
    """Return a change as an object for programs."""
    return {
        "id": number,
        "title": change.item.title,
        "scope": change.item.scope,
        "field": change.item.field.value,
        "kind": change.kind.value,
        "old": change.old,
        "new": change.new,
        "standing": change.standing.name.lower(),
        "modality": change.modality.value,
        "rule": change.rule,
        "document": change.document,
        "quote": change.quote,
        "published_at": change.published_at.isoformat(),
        "seen_at": change.seen_at.isoformat(),
    }


def print_json(rows: Iterable[dict[str, Any]]) -> None:
    """Print one object a line."""
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[object]], *, nothing: str) -> None:
    """Print a table, or the word for none. Text is shown as it is, never as markup."""
    from rich.console import Console  # noqa: PLC0415 - start fast
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    if not rows:
        click.echo(nothing)
        return
    table = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(str(cell), overflow="fold") for cell in row))
    Console(soft_wrap=False).print(table)
