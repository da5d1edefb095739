"""The command line: one module a command, loaded when it is called, so that each starts fast.

Exit codes: 0 done; 1 done but some source or delivery failed; 2 usage or configuration error;
3 the log cannot be used.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, PARTLY, USAGE, NO_LOG = 0, 1, 2, 3

# command -> (module, what it does in a line); the module's `command` is the click command
COMMANDS = {
    "run": ("notifier.cli.run", "Run the daemon until it is told to stop."),
    "once": ("notifier.cli.once", "Make one full pass, then exit."),
    "demo": ("notifier.cli.demo", "The whole job against a bundled local newsroom."),
    "init": ("notifier.cli.init", "Write a commented configuration to start from."),
    "sources": ("notifier.cli.sources", "List, try, add, pause and exchange sources."),
    "watch": ("notifier.cli.watch", "Follow another title."),
    "check-config": ("notifier.cli.check_config", "Say everything that is wrong with the configuration."),
    "status": ("notifier.cli.status", "How sources, deliveries and the daemon are doing."),
    "facts": ("notifier.cli.facts", "What is held true now."),
    "changes": ("notifier.cli.changes", "What changed, newest first."),
    "why": ("notifier.cli.why", "Why a change was told, or was not."),
    "subscribe": ("notifier.cli.subscribe", "Who is told what, and how."),
    "send-test": ("notifier.cli.send_test", "Send a test message to a subscriber."),
    "deliveries": ("notifier.cli.deliveries", "What was sent, what waits, what was refused."),
    "mute": ("notifier.cli.mute", "Keep something quiet for a while."),
    "feedback": ("notifier.cli.feedback", "Say whether a change was right."),
    "export": ("notifier.cli.export", "Write feeds and a calendar as files."),
    "backup": ("notifier.cli.backup", "Copy the log, whole and checked, while it is in use."),
    "redrive": ("notifier.cli.redrive", "Send dead letters again."),
    "extract": ("notifier.cli.extract", "Read claims from documents on standard input."),
    "reread": ("notifier.cli.reread", "Read stored documents again: what would be different."),
    "replay": ("notifier.cli.replay", "Fold a file of documents into changes, telling nobody."),
}


class _Lazy(click.Group):
    """Lists every command without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="glory-watch", prog_name="glorywatch")
def cli() -> None:
    """Watch news about titles people wait for, and tell what changed, once, with the evidence."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; errors of ours are shown in plain words, without a traceback."""
    import sqlite3  # noqa: PLC0415 - start fast

    from config.errors import ConfigError, GloryWatchError  # noqa: PLC0415
    from scraper.errors import LogError  # noqa: PLC0415

    try:
        outcome = cli.main(args=None if arguments is None else list(arguments), standalone_mode=False)
        sys.exit(outcome if isinstance(outcome, int) else DONE)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except ConfigError as error:
        click.echo("\n".join(f"error: {line}" for line in error.mistakes), err=True)
        sys.exit(USAGE)
    except LogError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(NO_LOG)
    except GloryWatchError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(PARTLY)
    except sqlite3.Error as error:  # damage that shows only when a page is read, or a lock that lasts
        click.echo(f"error: the log cannot be used: {error}", err=True)
        sys.exit(NO_LOG)
