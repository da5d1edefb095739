"""`glorywatch changes`: what changed, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from notifier.cli.options import config_option, configured, db_option, json_option
from notifier.cli.tables import change_row, moved, print_json, print_table, what

if TYPE_CHECKING:
    from pathlib import Path


@click.command("changes")
@click.option("--title", default="", metavar="KEY", help="Only of this title.")
@click.option("--limit", default=30, show_default=True, help="How many, newest first.")
@config_option
@db_option
@json_option
def command(title: str, limit: int, config_path: Path | None, db_path: Path | None, *, as_json: bool) -> int:
    """Show what changed, newest first. `why ID` explains one.

    \b
    Examples:
      glorywatch changes
      glorywatch changes --title the-glory --limit 5 --json
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.store import open_log  # noqa: PLC0415 - start fast
    from scraper.store import changes  # noqa: PLC0415

    config = configured(config_path, db_path)
    with open_log(config.log_path, read_only=True) as log:
        found = changes.latest(log, title=title, limit=limit)
    if as_json:
        print_json(change_row(number, change) for number, change in found)
        return 0
    print_table(
        ("id", "on", "title", "what", "kind", "value", "standing"),
        [
            (
                number, change.published_at.date(), change.item.title, what(change.item),
                change.kind.value.replace("_", " "), moved(change), change.standing.name.lower(),
            )
            for number, change in found
        ],
        nothing="nothing has changed yet",
    )  # fmt: skip
    return 0
