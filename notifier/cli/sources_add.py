"""`glorywatch sources add`: find what can be watched at an address, show it, ask, write it down."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from notifier.cli.options import config_option, configured
from notifier.cli.sources import operators_file
from notifier.cli.sources_test import show, told

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from config.model import Config


@click.command("add")
@config_option
@click.argument("url")
@click.option("--name", help="Its short name. [default: made of the title or address]")
@click.option("--kind", help="feed, page, listing, sitemap … [default: found out]")
@click.option(
    "--standing",
    type=click.Choice(["official", "trade", "database", "fan"]),
    default="trade",
    show_default=True,
)
@click.option("--language", default="", help="Two letters, where the texts do not say.")
@click.option("--yes", is_flag=True, help="Take the best offer and do not ask.")
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    config_path: Path | None,
    url: str,
    name: str | None,
    kind: str | None,
    standing: str,
    language: str,
    *,
    yes: bool,
) -> int:
    """Add a source: finds feeds, sitemaps and records at URL, shows what it would read, and asks.

    \b
    Examples:
      glorywatch sources add https://www.example.com/
      glorywatch sources add https://mastodon.social/tags/TheGlory --standing fan --yes
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from config import editing  # noqa: PLC0415 - `--help` starts fast
    from config.model import Source  # noqa: PLC0415
    from notifier.clock import utc_now  # noqa: PLC0415
    from notifier.naming import free_name  # noqa: PLC0415
    from scraper.look import look  # noqa: PLC0415

    if urlsplit(url).scheme not in ("http", "https"):
        msg = f"{url!r} is no http or https address"
        raise click.ClickException(msg)
    config, now = configured(config_path), utc_now()
    offer_kind, address, title = (kind, url, "") if kind else _chosen(config, url, now, yes=yes)
    if already := next((s.name for s in config.sources if (s.url, s.kind) == (address, offer_kind)), None):
        msg = f"{address} is watched already, as {already!r}"
        raise click.ClickException(msg)
    taken = {source.name for source in config.sources}
    values = {"name": name or free_name(title or address, taken), "kind": offer_kind, "url": address}
    values |= {"standing": standing} | ({"language": language} if language else {})
    source = Source.model_validate(values)
    seen = look(config, source, now=now)
    show(told(config, source, seen))
    if seen.outcome not in ("new", "nothing_new") and yes:
        click.echo("It was not added: it cannot be read.", err=True)
        return 1
    place, text = operators_file(config, config_path)
    click.echo()
    if not yes and not click.confirm(f"Add it to {place}?", default=True):
        return 0
    editing.save(place, editing.added(text, "source", [editing.table("source", values)]))
    click.echo(f"{place}: {values['name']} added")
    return 0


def _chosen(config: Config, url: str, now: datetime, *, yes: bool) -> tuple[str, str, str]:
    """Return kind, address and title of what the operator wants of what stands at the address."""
    from config.model import Source  # noqa: PLC0415 - as above
    from scraper import discovery  # noqa: PLC0415
    from scraper.look import offers  # noqa: PLC0415

    if known := discovery.known(url):
        return known.value, url, ""
    probe = Source.model_validate({"name": "probe", "kind": "page", "url": url})
    found = offers(config, probe, now=now)
    if not found.links:
        msg = f"{url} cannot be looked at: {found.reason or 'it holds nothing that can be watched'}"
        raise click.ClickException(msg)
    click.echo(f"{url} offers:")
    for number, link in enumerate(found.links, 1):
        click.echo(f"  {number}  {link.summary:8} {link.url}  {link.headline}")
    number = 1
    if not yes and sys.stdin.isatty() and len(found.links) > 1:
        number = click.prompt("Which", type=click.IntRange(1, len(found.links)), default=1)
    best = found.links[number - 1]
    return best.summary, best.url, best.headline if best.summary == "feed" else ""
