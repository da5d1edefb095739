"""Options that many commands share, and the configuration they lead to.

A command writes::

    @click.command()
    @config_option
    @db_option
    def command(config_path: Path | None, db_path: Path | None) -> int:
        config = configured(config_path, db_path)
        with open_log(config.log_path, read_only=True) as log: ...
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from config.model import Config

config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Configuration file. [default: $GLORYWATCH_CONFIG, else the XDG place that `init` writes]",
)

db_option = click.option(
    "--db",
    "db_path",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The log, a SQLite file. [default: as configured, else the XDG data directory]",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


def configured(config_path: Path | None, db_path: Path | None = None, *, required: bool = False) -> Config:
    """Load the configuration, with `--db` in place of its log. Raises ConfigError.

    With `required`, a missing file is an error; without it the shipped defaults stand in, so that
    `facts --db FILE` works for somebody who was only handed the log.
    """
    import config  # noqa: PLC0415 - pydantic costs 0.1 s, which `--help` need not pay

    loaded = config.load(config_path, required=required)
    if db_path is None:
        return loaded
    return loaded.model_copy(
        update={"daemon": loaded.daemon.model_copy(update={"log": db_path.expanduser()})}
    )
