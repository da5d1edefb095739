"""`glorywatch why`: the chain behind a change, or behind a silence."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from notifier.cli.options import config_option, configured, db_option, json_option
from notifier.cli.tables import change_row, moved, print_json, print_table, said, what

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from config.model import Config, Watch
    from notifier.why import Ruled, Weighed, Why
    from scraper.model import Field
    from scraper.store import Log

FIELDS = ("release_date", "episode_count", "production_status")


@click.command("why")
@click.argument("change", type=int, required=False)
@click.option("--title", default="", metavar="KEY", help="Explain what was held of this title …")
@click.option(
    "--field", type=click.Choice(FIELDS), default="release_date", show_default=True, help="… in this field …"
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="… on this day. [default: today]")
@click.option("--not-told", is_flag=True, help="List changes that were kept quiet, newest first, and why.")
@click.option("--limit", default=30, show_default=True, help="How many, with --not-told.")
@config_option
@db_option
@json_option
def command(  # noqa: PLR0913, PLR0917 - a parameter an option, as click calls it
    change: int | None, title: str, field: str, on: datetime | None, limit: int, config_path: Path | None,
    db_path: Path | None, *, not_told: bool, as_json: bool,
) -> int:  # fmt: skip
    """Explain from the log alone why something was told, or was not.

    \b
    Examples:
      glorywatch why 12
      glorywatch why --title the-glory --field release_date --on 2022-12-30
      glorywatch why --not-told
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    from notifier.store import open_log  # noqa: PLC0415 - start fast

    config = configured(config_path, db_path)
    with open_log(config.log_path, read_only=True) as log:
        if not_told:
            return _silences(log, title, limit, as_json=as_json)
        if change is not None:
            return _change(log, config, change, as_json=as_json)
        if title:
            return _account(log, config, title, field, on or datetime.now(UTC), as_json=as_json)
    msg = "name a change, or give --title, or --not-told"
    raise click.UsageError(msg)


def _watch(config: Config, key: str) -> Watch | None:
    return next((watch for watch in config.watches if watch.key == key), None)


def _change(log: Log, config: Config, number: int, *, as_json: bool) -> int:
    from notifier.why import why  # noqa: PLC0415
    from scraper.store import changes  # noqa: PLC0415

    found = changes.find(log, number)
    explained = why(log, number, _watch(config, found.item.title)) if found else None
    if explained is None:
        msg = f"there is no change {number}"
        raise click.UsageError(msg)
    if as_json:
        print_json([_json(explained)])
        return 0
    change = explained.change
    click.echo(f"{change.item.title}: {what(change.item)}")
    click.echo(f"{moved(change)}  ({change.kind.value.replace('_', ' ')}, {change.standing.name.lower()})")
    click.echo(f"rule: {change.rule}")
    click.echo(f'\n  "{change.quote.strip()}"\n  {change.document}, {change.published_at:%Y-%m-%d}\n')
    _weighed(explained.weighed, change.item.field)
    _rulings(explained.rulings)
    return 0


def _account(  # noqa: PLR0913 - what to explain, and how to show it
    log: Log, config: Config, title: str, field: str, on: datetime, *, as_json: bool
) -> int:
    from notifier.why import account  # noqa: PLC0415
    from scraper.model import Field  # noqa: PLC0415

    watch = _watch(config, title)
    if watch is None:
        from config.model import Watch  # noqa: PLC0415

        watch = Watch(key=title, name=title)
    told = account(log, watch, Field(field), on.date())
    if as_json:
        answer = {
            "title": title,
            "field": field,
            "on": on.date().isoformat(),
            "documents": len(told.documents),
            "facts": [
                {"scope": fact.item.scope, "value": fact.value, "standing": fact.standing.name.lower()}
                for fact in told.facts
            ],
            "claims": [_vote(one) for one in told.weighed],
            "changes": [change_row(number, change) for number, change in told.changes],
            "rulings": [_ruling(one) for one in told.rulings],
        }
        print_json([answer])
        return 0
    for fact in told.facts:
        held = f"{what(fact.item)} = {said(fact.value, fact.item.field)}"
        click.echo(f"held: {held} ({fact.standing.name.lower()}, since {fact.since:%Y-%m-%d})")
    if not told.facts:
        click.echo(f"nothing was held of {title}'s {field.replace('_', ' ')} on {on:%Y-%m-%d}")
    silent = sum(not any(v.field == field for v in page.votes) for page in told.documents)
    click.echo(f"{len(told.documents)} documents about it were read by then; {silent} say nothing of this\n")
    _weighed(told.weighed, Field(field))
    print_table(
        ("change", "on", "what", "kind", "value", "rule"),
        [
            (n, c.published_at.date(), what(c.item), c.kind.value.replace("_", " "), moved(c), c.rule)
            for n, c in told.changes
        ],
        nothing="no change",
    )
    _rulings(told.rulings)
    return 0


def _silences(log: Log, title: str, limit: int, *, as_json: bool) -> int:
    from notifier.why import silences  # noqa: PLC0415

    found = silences(log, title=title, limit=limit)
    if as_json:
        print_json(change_row(ruled.change, change) | _ruling(ruled) for change, ruled in found)
        return 0
    print_table(
        ("id", "on", "what", "value", "to", "why not"),
        [
            (
                r.change, c.published_at.date(), what(c.item), moved(c), r.subscriber,
                f"{r.cause.replace('_', ' ')}: {r.reason}",
            )
            for c, r in found
        ],
        nothing="nothing was kept quiet",
    )  # fmt: skip
    return 0


def _weighed(weighed: Sequence[Weighed], field: Field) -> None:
    print_table(
        ("said on", "by", "value", "how", "weight", "rule"),
        [
            (
                one.vote.asserted.date(), one.source, said(one.vote.value, field), one.vote.modality.value,
                one.vote.weight.name.lower(), one.rule,
            )
            for one in weighed
        ],
        nothing="no claim counted",
    )  # fmt: skip
    click.echo()


def _rulings(ruled: Sequence[Ruled]) -> None:
    click.echo()
    print_table(
        ("change", "to", "told", "because"),
        [(one.change, one.subscriber, "yes" if one.told else "no", one.reason) for one in ruled],
        nothing="no subscriber was ruled on",
    )


def _json(explained: Why) -> dict[str, Any]:
    return change_row(explained.id, explained.change) | {
        "claims": [_vote(one) for one in explained.weighed],
        "rulings": [_ruling(one) for one in explained.rulings],
    }


def _vote(one: Weighed) -> dict[str, Any]:
    vote = one.vote
    return {
        "claim": vote.claim, "document": vote.document, "source": one.source, "url": one.url,
        "asserted_at": vote.asserted.isoformat(), "scope": vote.scope, "counted_for": one.scope,
        "value": vote.value, "modality": vote.modality.value, "weight": vote.weight.name.lower(),
        "quote": vote.quote, "rule": one.rule,
    }  # fmt: skip


def _ruling(one: Ruled) -> dict[str, Any]:
    return {
        "change": one.change,
        "subscriber": one.subscriber,
        "told": one.told,
        "cause": one.cause,
        "reason": one.reason,
    }
