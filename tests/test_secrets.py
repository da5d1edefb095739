"""Canaries in every secret place: none may come out in the log, in a line of output, or in an error."""

from __future__ import annotations

import logging

import pytest
from click.testing import CliRunner
from kit.hooks import Hook
from telling import NOW, change, config, later

import config as configuration
from config.errors import ConfigError
from config.model import Smtp, Subscriber
from notifier import lastword
from notifier.cli import cli
from notifier.relay import Relay
from notifier.route import route
from notifier.senders import Senders
from notifier.store import open_log
from scraper.errors import LogError

pytestmark = [
    pytest.mark.filterwarnings("default::pyparsing.warnings.PyparsingDiagnosticWarning"),
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),
]
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


# --- every kind of channel, a group's members and the operator --------------------------------------------------

TOKEN = "C4n4ryC4n4ryC4n4ryC4n4ry123456"  # as the services' own look: letters and digits
OTHER = "S3cr3tS3cr3tS3cr3tS3cr3t123456"


def every_kind(root, port):
    """Return the settings of a subscriber with every kind of channel, each with a canary in each secret part."""
    return {
        "email": f"{TOKEN}@example.org",
        "webhook": f"{root}/{OTHER}?token={TOKEN}",
        "ntfy": f"{root}/{OTHER}",
        "ntfy_token": TOKEN,
        "telegram": f"{root}/123456789:{TOKEN}/-100{'7' * 9}",
        "discord": f"{root}/api/webhooks/1/{TOKEN}",
        "slack": f"{root}/services/T1JJ3T3L2/A1BRTD4JD/{TOKEN}",
        "matrix": f"{root}/!room:example.org/{TOKEN}",
        "pushover": f"{root}/{OTHER}/{TOKEN}",
        "gotify": f"{root}/{TOKEN}",
        "mqtt": f"mqtt://{OTHER}:{TOKEN}@127.0.0.1:9/{OTHER}",
        "to": f"json://{OTHER}:{TOKEN}@127.0.0.1:{port}/x?+X-Token={TOKEN}",
    }


def tells(text):
    """Whether any canary is in a text, in whatever case."""
    low = text.lower() if isinstance(text, str) else text.decode(errors="replace").lower()
    return TOKEN.lower() in low or OTHER.lower() in low


@pytest.fixture
def kinds(tmp_path, inbox, hook):
    """A file with a member of a group and an operator, both with every kind of channel."""
    settings = "".join(f'{key} = "{value}"\n' for key, value in every_kind(hook.url(""), hook.port).items())
    file = tmp_path / "config.toml"
    file.write_text(
        f'[daemon]\noperator = "boss"\nlog = "log.db"\n'
        f'[smtp]\nhost = "{inbox.address}"\nport = {inbox.port}\nuser = "{OTHER}"\npassword = "{TOKEN}"\n'
        f'[[group]]\nname = "friends"\nlanguage = "ko"\n'
        f'[[subscriber]]\nname = "ann"\ngroup = "friends"\n{settings}'
        f'[[subscriber]]\nname = "boss"\ntitles = ["the-glory"]\n{settings}'
    )
    file.chmod(0o600)
    return file


@pytest.mark.parametrize("mode", ["ok", "refuse", "gone", "close"])
def test_no_kind_of_channel_tells_its_secret_nor_does_word_to_the_operator(  # noqa: PLR0917
    kinds, inbox, hook, caplog, capfd, mode
):
    caplog.set_level(logging.DEBUG)
    hook.mode = mode
    inbox.mode = "ok" if mode == "ok" else "refuse"
    who = configuration.load(kinds)
    with open_log(who.log_path) as log:
        change(log)
        route(log, who, now=NOW)
        relay = Relay(log, who, dice=lambda: 0.0, senders=Senders(children=1))
        for hours in (0, 1, 2, 3):
            relay.deliver_due(later(hours * 3600))
        relay.close(NOW)
        told = log.rows("SELECT subject, text FROM alerts WHERE kind = 'operator'")
        tried = {
            row["channel"] for row in log.rows("SELECT DISTINCT channel FROM deliveries WHERE attempts > 0")
        }
        log.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert tried == set(every_kind("", 1)) - {"ntfy_token"}
    assert mode == "ok" or told
    for file in kinds.parent.iterdir():
        assert file == kinds or not tells(file.read_bytes()), file.name
    assert not tells(caplog.text + "".join(capfd.readouterr()) + repr(who) + repr(relay.__dict__))


def test_the_last_word_leaves_no_secret_beside_the_log(kinds, hook):
    who = configuration.load(kinds)
    assert lastword.stopped(who, LogError(who.log_path, "is damaged"), now=NOW)
    assert not tells(lastword.mark_of(who.log_path).read_bytes())


@pytest.mark.parametrize(
    "arguments",
    [
        ["subscribe", "list"],
        ["subscribe", "list", "--json"],
        ["subscribe", "show", "ann"],
        ["subscribe", "show", "friends"],
        ["subscribe", "test", "friends"],
        ["subscribe", "test", "friends", "--json"],
        ["subscribe", "test", "boss", "--show", "--json"],
        ["subscribe", "pause", "friends"],
        ["check-config"],
        ["check-config", "--json"],
        ["status", "--json"],
        ["deliveries", "--json"],
    ],
)
def test_no_command_tells_the_secret_of_any_kind(kinds, hook, arguments):
    hook.mode = "gone"
    who = configuration.load(kinds)
    with open_log(who.log_path):
        pass
    ran = CliRunner().invoke(cli, [*arguments, "--config", str(kinds)])
    assert not tells(ran.output)
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.output


@pytest.mark.parametrize("key", [key for key in every_kind("http://127.0.0.1:9", 9) if key != "ntfy_token"])
def test_a_mistake_in_a_channel_is_told_without_it(tmp_path, key):
    file = tmp_path / "config.toml"
    wrong = f"{TOKEN} {OTHER}"
    file.write_text(f'[[subscriber]]\nname = "me"\n{key} = "{wrong}"\n')
    with pytest.raises(ConfigError) as refused:
        configuration.load(file)
    assert f"subscriber.me.{key}: " in str(refused.value)
    assert not tells(str(refused.value))
    file.write_text('[[subscriber]]\nname = "me"\nwebhook = "https://me.example/"\n')
    said = CliRunner().invoke(cli, ["subscribe", "add", "you", f"--{key}", wrong, "--config", str(file)])
    assert isinstance(said.exception, ConfigError)
    assert not tells(said.output + str(said.exception))
    assert not tells(file.read_text())
