"""`glorywatch backup`: a copy of the log that can be restored."""

from __future__ import annotations

from pathlib import Path

import click

from notifier.cli.options import config_option, configured, db_option


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@config_option
@db_option
def command(file: Path, config_path: Path | None, db_path: Path | None) -> int:
    """Copy the log to a new FILE, whole and checked, while the daemon runs.

    It replaces no file: a cron job names one a day. The log holds no addresses and no secrets; keep the
    configuration beside it. docs/runbook.md says how to restore.

    \b
    Examples:
      glorywatch backup /backup/log.db
      glorywatch backup "/backup/log-$(date +%F).db"
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.cli.progress import bar  # noqa: PLC0415 - start fast
    from scraper.errors import LogError  # noqa: PLC0415
    from scraper.store.backup import backup  # noqa: PLC0415

    source = configured(config_path, db_path).log_path
    with bar() as shown:
        task = shown.add_task("copying", total=None)

        def progress(done: int, of: int) -> None:
            shown.update(task, completed=done, total=max(of, done))

        try:
            size = backup(source, file, progress=progress)
        except LogError as error:
            if error.path == file:  # the log is well
                raise click.UsageError(str(error)) from error
            raise
    click.echo(f"{file}: {size / 1024 / 1024:.1f} MB, checked")
    return 0
