"""`glorywatch send-test`: a message to a subscriber's channels, now, and what came of it."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from notifier.cli.options import config_option, configured, db_option, json_option

if TYPE_CHECKING:
    from pathlib import Path

    from config.model import Config, Subscriber
    from notifier.wording import Message


@click.command("send-test")
@click.argument("subscriber")
@click.option(
    "--change", "change_id", type=int, metavar="ID", help="Send this change, as the subscriber would get it."
)
@click.option("--channel", help="By this channel only, as `subscribe list` names it.")
@click.option("--show", is_flag=True, help="Print the message; send nothing.")
@config_option
@db_option
@json_option
def command(  # noqa: PLR0913 - a parameter an option, as click calls it
    subscriber: str,
    change_id: int | None,
    channel: str | None,
    config_path: Path | None,
    db_path: Path | None,
    *,
    show: bool,
    as_json: bool,
) -> int:
    """Send a test message to every channel of a subscriber or group, and say what each answered.

    Nothing of it is written to the log. With --change the message is that change in the
    subscriber's language; with --show it is printed instead of sent. Exit code 1 if a channel
    did not take it.

    \b
    Examples:
      glorywatch send-test me
      glorywatch send-test me --change 12 --show
      glorywatch subscribe test friends --channel email
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    config = configured(config_path, db_path, required=True)
    taken = True
    for to in _addressed(config, subscriber):
        message = _message(config, to, change_id)
        if show:
            click.echo(json.dumps(asdict(message), ensure_ascii=False) if as_json else _shown(message))
            continue
        answers = _send(config, to, message, channel)
        taken &= all(answer["verdict"] == "delivered" for answer in answers.values())
        if as_json:
            click.echo(json.dumps({"subscriber": to.name, "channels": answers}, ensure_ascii=False))
            continue
        for by, answer in answers.items():
            who = f"{by:<10}" if to.name == subscriber else f"{to.name:<16} {by:<10}"
            took = f"{answer['seconds']:.1f} s"
            click.echo(f"{who} {answer['verdict']:<14} {took:>7}  {answer['reason']}".rstrip())
    return 0 if taken else 1


def _addressed(config: Config, name: str) -> list[Subscriber]:
    """Return the subscriber of that name, or the members of that group."""
    found = [s for s in config.subscribers if name in (s.name, s.group)]
    if not found:
        known = ", ".join(s.name for s in (*config.groups, *config.subscribers)) or "nobody"
        msg = f"there is no subscriber {name}; the configuration knows {known}"
        raise click.UsageError(msg)
    return found


def _message(config: Config, to: Subscriber, change_id: int | None) -> Message:
    from notifier import wording  # noqa: PLC0415 - start fast
    from notifier.composing import reader  # noqa: PLC0415
    from notifier.model import AlertKind  # noqa: PLC0415
    from notifier.store import news, open_log  # noqa: PLC0415

    who = reader(to, config)
    if change_id is None:
        subject, text = wording.words.TEST[to.language]
        return wording.note(AlertKind.TEST, subject, text.format(name=to.name), who)
    with open_log(config.log_path, read_only=True) as log:
        about = news.of(log, (change_id,))
    if not about:
        msg = f"the log has no change {change_id}; `glorywatch changes` lists them"
        raise click.UsageError(msg)
    return wording.tell(AlertKind.INSTANT, about, who)


def _send(config: Config, to: Subscriber, message: Message, channel: str | None) -> dict[str, dict[str, Any]]:
    from notifier.address import addresses  # noqa: PLC0415 - start fast
    from notifier.clock import utc_now  # noqa: PLC0415
    from notifier.straight import send  # noqa: PLC0415

    there = addresses(to, config)
    meant = [address for address in there if channel in (None, address.channel)]
    if not meant:
        msg = f"{to.name} has no channel {channel}; there is {', '.join(a.channel for a in there)}"
        raise click.UsageError(msg)
    key = f"test-{secrets.token_hex(8)}"  # each test is a message of its own
    return {
        by: {
            "verdict": str(outcome.verdict),
            "status": outcome.status,
            "reason": outcome.reason,
            "seconds": outcome.seconds,
        }
        for by, outcome in send(key, meant, message, now=utc_now()).items()
    }


def _shown(message: Message) -> str:
    return f"Subject: {message.subject}\n\n{message.text}"
