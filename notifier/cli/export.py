"""`glorywatch export`: feeds and a calendar as files."""

from __future__ import annotations

from pathlib import Path

import click

from notifier.cli.options import config_option, configured, db_option


@click.command("export")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--base-url", default="", metavar="URL", help="Where the files will be served, with a slash.")
@click.option(
    "--language", type=click.Choice(["en", "ko"]), default="en", show_default=True, help="Of the texts."
)
@config_option
@db_option
def command(
    directory: Path, base_url: str, language: str, config_path: Path | None, db_path: Path | None
) -> int:
    """Write Atom and JSON feeds of changes and an iCalendar feed of release dates into a directory.

    One of each for all titles, for each title, and feeds for each field. Files that did not change
    are left alone, so a cron job may call it every minute and a web server answers 304.

    \b
    Example:
      glorywatch export /srv/www/glory --base-url https://example.org/glory/
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.composing import names  # noqa: PLC0415 - start fast
    from notifier.export import export  # noqa: PLC0415
    from notifier.store import open_log  # noqa: PLC0415
    from notifier.wording import Reader  # noqa: PLC0415

    config = configured(config_path, db_path)
    with open_log(config.log_path, read_only=True) as log:
        reader = Reader(language=language, names=names(config, language))
        written = export(log, directory, reader, base=base_url)
    click.echo(f"{len(written)} files written to {directory}" if written else "nothing changed")
    return 0
