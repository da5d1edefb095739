"""Canaries in every secret place: none may come out in the log, in a line of output, or in an error."""

from __future__ import annotations

import logging

import pytest
from click.testing import CliRunner
from kit.hooks import Hook
from telling import NOW, change, config, later

from config.model import Smtp, Subscriber
from notifier.cli import cli
from notifier.relay import Relay
from notifier.route import route
from notifier.senders import Senders
from notifier.store import open_log

pytestmark = pytest.mark.filterwarnings("default::pyparsing.warnings.PyparsingDiagnosticWarning")
CANARY = "c4n4ry"
PASSWORD, USER, PATH, QUERY, TOPIC, MAILBOX, RAW = (
    f"{CANARY}-{name}" for name in ["password", "user", "path", "query", "topic", "box", "raw"]
)


def everybody(inbox, hook):
    return config(
        Subscriber(
            name="me",
            email=f"{MAILBOX}@example.org",
            webhook=hook.url(f"/{PATH}?key={QUERY}"),
            ntfy=hook.url(f"/{TOPIC}"),
            to=f"json://user:{PASSWORD}@127.0.0.1:{hook.port}/{RAW}?+X-Token={CANARY}-header",
        ),
        smtp=Smtp(host=inbox.address, port=inbox.port, security="starttls", user=USER, password=PASSWORD),
    )


@pytest.mark.parametrize("mode", ["ok", "refuse", "gone", "close", "busy"])
def test_neither_the_log_nor_the_lines_of_a_relay_tell_a_secret(  # noqa: PLR0917
    log_path, inbox, hook, caplog, capfd, mode
):
    caplog.set_level(logging.DEBUG)
    hook.mode = mode
    who = everybody(inbox, hook)
    with open_log(log_path) as log:
        change(log)
        route(log, who, now=NOW)
        relay = Relay(log, who, dice=lambda: 0.0, senders=Senders(children=1))
        for minute in range(4):
            relay.deliver_due(later(minute * 60))
        relay.close(NOW)
        tries = log.row("SELECT count(*) AS n FROM attempts")["n"]
        assert tries >= 4
        log.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for file in log_path.parent.iterdir():
        assert CANARY.encode() not in file.read_bytes(), file.name
    assert CANARY not in caplog.text
    out, err = capfd.readouterr()
    assert CANARY not in out + err
    assert CANARY not in repr(relay.__dict__)
    assert CANARY not in repr(who)


@pytest.mark.parametrize(
    "arguments",
    [
        ["deliveries"],
        ["deliveries", "--json"],
        ["send-test", "me"],
        ["send-test", "me", "--json"],
        ["redrive", "--all", "--json"],
    ],
)
def test_no_command_prints_a_secret(tmp_path, log_path, arguments):
    with Hook(mode="refuse") as hook:
        file = tmp_path / "config.toml"
        file.write_text(
            f"""
            [smtp]
            host = "127.0.0.1"
            port = 9
            user = "{USER}"
            password = "{PASSWORD}"
            [[subscriber]]
            name = "me"
            email = "{MAILBOX}@example.org"
            webhook = "{hook.url(f"/{PATH}?key={QUERY}")}"
            ntfy = "{hook.url(f"/{TOPIC}")}"
            to = "json://user:{PASSWORD}@127.0.0.1:{hook.port}/{RAW}"
            """
        )
        file.chmod(0o600)
        with open_log(log_path) as log:
            change(log)
        ran = CliRunner().invoke(cli, [*arguments, "--config", str(file), "--db", str(log_path)])
    assert CANARY not in ran.output
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.output
    if arguments[0] == "send-test":
        assert "HTTP 500" in ran.output
        assert len(hook.calls) == 3
