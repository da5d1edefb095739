"""`glorywatch init`: a configuration to start from."""

from __future__ import annotations

import os
from pathlib import Path

import click

EXAMPLE = Path(__file__).parents[2] / "config" / "example.toml"


@click.command("init")
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where to write it. [default: $GLORYWATCH_CONFIG, else the XDG place]",
)
def command(config_path: Path | None) -> int:
    """Write a commented configuration to start from.

    A file that is there is never touched.

    \b
    Example:
      glorywatch init
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from config import paths  # noqa: PLC0415 - as in the other commands, `--help` starts fast

    named = os.environ.get("GLORYWATCH_CONFIG")
    place = (config_path or (Path(named) if named else paths.config_file())).expanduser()
    text = EXAMPLE.read_text(encoding="utf-8")
    try:
        if not place.parent.is_dir():
            place.parent.mkdir(parents=True)
        # 0600: it is the place for addresses and tokens. O_EXCL: never over a file that is there.
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        if not place.exists():
            msg = f"{place} cannot be written: {error.strerror}"
            raise click.ClickException(msg) from error
        msg = f"{place} is there already and was left as it is; edit it, or name another with --config"
        raise click.ClickException(msg) from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    given = f" --config {place}" if config_path else ""
    click.echo(
        f"Wrote {place}\n\n"
        "Next:\n"
        "  1. Open it: say how sites can reach you (contact) and who is to be told (subscriber).\n"
        f"  2. glorywatch check-config{given}     says what is wrong, or what it would do\n"
        f"  3. glorywatch once{given}             one full pass; the first one sets the baseline\n"
        f"  4. glorywatch run{given}              the daemon"
    )
    return 0
