"""`glorywatch sources test`: fetch once, show what would be read and claimed, store nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from notifier.cli.options import config_option, configured, json_option

if TYPE_CHECKING:
    from pathlib import Path

    from config.model import Config, Source
    from scraper.look import Look

SHOWN = 10  # documents and links


@click.command("test")
@config_option
@json_option
@click.argument("name")
@click.option(
    "--articles", default=3, show_default=True, help="How many of the articles it leads to are read."
)
def command(config_path: Path | None, name: str, articles: int, *, as_json: bool) -> int:
    """Fetch a source once, show its documents and their claims, and store nothing.

    NAME is a source of the configuration, on or off. Exit code 1 if it could not be read.

    \b
    Example:
      glorywatch sources test whats-on-netflix
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.clock import utc_now  # noqa: PLC0415 - `--help` starts fast
    from scraper.look import look  # noqa: PLC0415

    config = configured(config_path)
    source = next((s for s in config.sources if s.name == name), None)
    if source is None:
        msg = f"no source is named {name!r}; see `glorywatch sources list`"
        raise click.ClickException(msg)
    seen = look(config, source, now=utc_now(), articles=articles)
    if as_json:
        click.echo(json.dumps(told(config, source, seen), ensure_ascii=False))
    else:
        show(told(config, source, seen))
    return 0 if seen.outcome in ("new", "nothing_new") else 1


def told(config: Config, source: Source, seen: Look) -> dict[str, Any]:
    """Return what one look brought, as JSON takes it."""
    from scraper.process import standard_reader  # noqa: PLC0415 - its grammars take a while to load

    reader = standard_reader()
    watches = [w for w in config.watches if not source.titles or w.key in source.titles]
    documents = []
    for document in seen.documents:
        readings = [(watch, reader.read(document, watch)) for watch in watches]
        documents.append(
            {
                "id": document.id,
                "kind": document.kind.value,
                "published": document.published.isoformat(),
                "headline": document.headline,
                "publisher": document.publisher,
                "characters": len(document.text),
                "readings": [
                    {
                        "title": watch.key,
                        "about": reading.about,
                        "reason": reading.reason,
                        "claims": [
                            {
                                "field": claim.field.value,
                                "scope": claim.scope,
                                "value": claim.value,
                                "modality": claim.modality.value,
                                "quote": claim.quote,
                            }
                            for claim in reading.claims
                        ],
                    }
                    for watch, reading in readings
                ],
            }
        )
    return {
        "source": source.name,
        "outcome": seen.outcome,
        "reason": seen.reason,
        "links": [{"url": link.url, "headline": link.headline} for link in seen.links],
        "unread": [{"url": url, "reason": reason} for url, reason in seen.unread],
        "documents": documents,
    }


def show(seen: dict[str, Any]) -> None:
    """Print what `told` returned."""
    click.echo(f"{seen['source']}: {seen['outcome']}{' - ' + seen['reason'] if seen['reason'] else ''}")
    if seen["links"]:
        click.echo(f"leads to {len(seen['links'])} articles that may name a title:")
    for link in seen["links"][:SHOWN]:
        click.echo(f"  {link['headline'] or link['url']}")
    for unread in seen["unread"]:
        click.echo(f"  could not read {unread['url']}: {unread['reason']}")
    for document in seen["documents"][:SHOWN]:
        click.echo(f"\n{document['kind']}  {document['published']}  {document['headline'] or document['id']}")
        click.echo(f"  {document['publisher']}, {document['characters']} characters, {document['id']}")
        for reading in document["readings"]:
            if not reading["about"]:
                click.echo(f"  not about {reading['title']}: {reading['reason']}")
            for claim in reading["claims"]:
                scope = f"[{claim['scope']}]" if claim["scope"] else ""
                click.echo(
                    f"  {reading['title']}{scope} {claim['field']} = {claim['value']} ({claim['modality']})"
                )
                click.echo(f"    “{' '.join(claim['quote'].split())}”")
    if not seen["documents"]:
        click.echo("Nothing that names a watched title.")
