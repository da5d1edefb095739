"""`glorywatch sources record`, also `sources --record`: how often each source proved right, and how early."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from notifier.cli.options import config_option, configured, db_option, json_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("record")
@click.option("--title", default="", metavar="KEY", help="Count only what was said of this title.")
@config_option
@db_option
@json_option
def command(config_path: Path | None, db_path: Path | None, *, title: str, as_json: bool) -> int:
    """Show how often each source was right, and how many days before the official word.

    Advice only: the standing of a source is what the configuration says. The view `v_track_record` of the
    log has a row for each value.

    \b
    Example:
      glorywatch sources record --title the-glory
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.cli import record  # noqa: PLC0415 - `--help` starts fast
    from notifier.store import open_log  # noqa: PLC0415

    with open_log(configured(config_path, db_path).log_path, read_only=True) as log:
        record.show(log, title=title, as_json=as_json)
    return 0
