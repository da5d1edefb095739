"""`glorywatch check-config`: all that is wrong, or what it would do."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from notifier.cli.options import config_option, configured, db_option, json_option

if TYPE_CHECKING:
    from pathlib import Path

    from config.model import Config


@click.command("check-config")
@config_option
@db_option
@json_option
def command(config_path: Path | None, db_path: Path | None, *, as_json: bool) -> int:
    """Say everything that is wrong with the configuration.

    Exit code 2 if there is a mistake; otherwise a summary of what would be watched, asked and told.

    \b
    Example:
      glorywatch check-config
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    config = configured(config_path, db_path)
    _check_services(config)
    told = summary(config)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return 0
    click.echo(f"Configuration  {told['path'] or 'none; the shipped defaults stand alone (glorywatch init)'}")
    click.echo(f"Log            {told['log']}")
    for watch in told["watches"]:
        known = f"{watch['names']} names, {watch['people']} people"
        click.echo(f"Watches        {watch['name']} ({watch['key']}), {known}")
    for kind, number in told["sources"].items():
        click.echo(f"Asks           {number} {kind}")
    for subscriber in told["subscribers"]:
        titles, fields = ", ".join(subscriber["titles"]) or "all titles", ", ".join(subscriber["fields"])
        channels = ", ".join(subscriber["channels"])
        click.echo(f"Tells          {subscriber['name']} by {channels}: {titles}, {fields or 'all fields'},")
        click.echo(f"               from {subscriber['minimum']} upwards")
    for warning in told["warnings"]:
        click.echo(f"Warning        {warning}")
    click.echo("No mistakes.")
    return 0


def _check_services(config: Config) -> None:
    """Let apprise itself look at the operator's own addresses. Raises ConfigError.

    Here and not in `load`, for apprise takes half a second and must never be in the daemon's process.
    """
    named = [(s.name, s.to.get_secret_value()) for s in config.subscribers if s.to]
    if not named:
        return
    from config.errors import ConfigError  # noqa: PLC0415 - as above
    from notifier.channels import check  # noqa: PLC0415

    wrong = [f"{config.path}: subscriber.{name}.to: {why}" for name, to in named if (why := check(to))]
    if wrong:
        raise ConfigError(wrong)


def summary(config: Config) -> dict[str, Any]:
    """Return what a configuration amounts to, without a secret, as JSON takes it."""
    asked = Counter(f"{source.standing} {source.kind.value}" for source in config.sources if source.enabled)
    return {
        "path": str(config.path) if config.path else None,
        "log": str(config.log_path),
        "watches": [
            {"key": watch.key, "name": watch.name, "names": len(watch.names), "people": len(watch.people)}
            for watch in config.watches
        ],
        "sources": dict(sorted(asked.items())),
        "disabled_sources": [source.name for source in config.sources if not source.enabled],
        "subscribers": [
            {
                "name": s.name,
                "channels": list(s.channels),
                "titles": list(s.titles),
                "fields": list(s.fields),
                "minimum": s.minimum,
            }
            for s in config.subscribers
        ],
        "warnings": list(config.warnings),
    }
