"""`glorywatch watch add`: follow another title; its names in other scripts are asked of open databases."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import click

from notifier.cli.options import config_option, configured
from notifier.cli.sources import operators_file

if TYPE_CHECKING:
    from pathlib import Path

    from config.model import Config

ASKED = (
    ("tvmaze", "https://www.tvmaze.com/search?{}", "q"),
    ("wikidata", "https://www.wikidata.org/w/index.php?{}", "search"),
)


@click.group("watch")
def command() -> None:
    """Titles to follow.

    \b
    Example:
      glorywatch watch add "Squid Game" --alias "오징어 게임"
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines


@command.command("add")
@config_option
@click.argument("title")
@click.option("--alias", "aliases", multiple=True, help="Another name, in any script; may be given again.")
@click.option("--person", "people", multiple=True, help="Cast or maker: tells it from its look-alikes.")
@click.option("--platform", default="", help="Streaming service or broadcaster.")
@click.option("--film", is_flag=True, help="It is a film, not a series.")
@click.option("--offline", is_flag=True, help="Ask no database.")
@click.option("--yes", is_flag=True, help="Write it without asking.")
def add(  # noqa: PLR0913 - one argument an option
    config_path: Path | None,
    title: str,
    aliases: tuple[str, ...],
    people: tuple[str, ...],
    platform: str,
    *,
    film: bool,
    offline: bool,
    yes: bool,
) -> int:
    """Follow TITLE beside the others.

    TVmaze and Wikidata are asked for its names in other scripts and its people; without them, or with
    --offline, it is followed by what is given here.

    \b
    Examples:
      glorywatch watch add "Squid Game"
      glorywatch watch add "Uprising" --film --alias "전,란" --offline
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from config import editing  # noqa: PLC0415 - `--help` starts fast
    from config.model import Watch  # noqa: PLC0415
    from notifier.naming import free_name  # noqa: PLC0415

    config = configured(config_path)
    draft = Watch(key="draft", name=title, aliases=aliases, kind="film" if film else "series")
    names, found_people, networks = ([], [], []) if offline else _asked(config, draft)
    values = {
        "key": free_name(title, {watch.key for watch in config.watches}),
        "name": title,
        "kind": draft.kind,
        "platform": platform or (networks[0] if networks else ""),
        "aliases": [n for n in dict.fromkeys((*aliases, *names)) if n.casefold() != title.casefold()],
        "people": list(dict.fromkeys((*people, *found_people))),
    }
    text = editing.table("watch", {key: value for key, value in values.items() if value not in ("", [])})
    Watch.model_validate(values)
    place, before = operators_file(config, config_path)
    click.echo(text)
    if not values["people"]:
        click.echo("Without people a title of common words is hard to tell from others; add some.", err=True)
    if yes or click.confirm(f"Add it to {place}?", default=True):
        editing.save(place, editing.added(before, "watch", [text]))
        click.echo(f"{place}: {values['key']} added")
    return 0


def _asked(config: Config, draft: object) -> tuple[list[str], list[str], list[str]]:
    """Return names, people and networks that open databases know; says on stderr who did not answer."""
    from config.model import Source, Watch  # noqa: PLC0415 - as above
    from notifier.clock import utc_now  # noqa: PLC0415
    from scraper import records  # noqa: PLC0415
    from scraper.look import look  # noqa: PLC0415

    assert isinstance(draft, Watch)  # noqa: S101 - for the type checker: the import is late
    names, people, networks = [], [], []
    for name, address, parameter in ASKED:
        url = address.format(urlencode({parameter: draft.name}))
        source = Source.model_validate({"name": name, "kind": "record", "url": url, "standing": "database"})
        own = next((s for s in config.sources if s.name == name), None)
        if own is not None:  # a proxy or another base of the operator's
            source = source.model_copy(update={"api": own.api, "verify_tls": own.verify_tls})
        seen = look(config.model_copy(update={"watches": (draft,)}), source, now=utc_now())
        if seen.outcome not in ("new", "nothing_new"):
            click.echo(f"{name} was not asked with success: {seen.reason}", err=True)
        best = next((d for d in seen.documents if records.read(d, draft).about), None)
        if best is not None:
            known = records.said(best)
            names += known.names
            people += known.people
            networks += known.networks
    return names, people, networks
