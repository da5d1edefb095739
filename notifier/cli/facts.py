"""`glorywatch facts`: what is held true now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from notifier.cli.options import config_option, configured, db_option, json_option
from notifier.cli.tables import print_json, print_table, said, what

if TYPE_CHECKING:
    from pathlib import Path


@click.command("facts")
@click.option("--title", default="", metavar="KEY", help="Only of this title.")
@config_option
@db_option
@json_option
def command(title: str, config_path: Path | None, db_path: Path | None, *, as_json: bool) -> int:
    """Show what is held true now, how surely, and since when.

    \b
    Examples:
      glorywatch facts
      glorywatch facts --title the-glory --json
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.store import open_log  # noqa: PLC0415 - start fast

    config = configured(config_path, db_path)
    with open_log(config.log_path, read_only=True) as log:
        rows = log.rows("SELECT * FROM v_facts WHERE ? IN ('', title) ORDER BY title, scope, field", [title])
    if as_json:
        print_json({key: row[key] for key in row.keys()} for row in rows)  # noqa: SIM118 - a sqlite3.Row
        return 0
    from scraper.model import Field, Item  # noqa: PLC0415

    items = [Item(row["title"], row["scope"], Field(row["field"])) for row in rows]
    print_table(
        ("title", "what", "value", "standing", "since", "votes"),
        [
            (
                item.title, what(item), said(row["value"], item.field),
                row["standing"], row["since"][:10],
                f"{row['supporters']}/{row['supporters'] + row['rivals']}",
            )
            for item, row in zip(items, rows, strict=True)
        ],
        nothing="nothing is known yet",
    )  # fmt: skip
    return 0
