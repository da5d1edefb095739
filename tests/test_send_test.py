"""`send-test`, `deliveries` and `redrive`, as an operator calls them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import click
import pytest
from click.testing import CliRunner
from kit.hooks import Hook
from telling import NOW, Post, change, config

from config.model import Subscriber
from notifier.cli import cli
from notifier.model import Outcome, Verdict
from notifier.relay import Relay
from notifier.route import route
from notifier.store import open_log

pytestmark = pytest.mark.filterwarnings("default::pyparsing.warnings.PyparsingDiagnosticWarning")
GONE = Outcome(verdict=Verdict.MISCONFIGURED, reason="HTTP 401 Unauthorized")


@pytest.fixture
def run(tmp_path, log_path):
    def call(*arguments, settings='webhook = "http://me.example/"\n'):
        file = tmp_path / "config.toml"
        file.write_text(f'[[subscriber]]\nname = "me"\n{settings}')
        file.chmod(0o600)
        return CliRunner().invoke(
            cli, [*arguments, "--config", str(file), "--db", str(log_path)], standalone_mode=False
        )

    return call


@pytest.fixture
def dead(log_path):
    """A log with one dead letter."""
    who = config(Subscriber(name="me", webhook="http://me.example/"))
    post = Post()
    post.answer = lambda _order: (False, GONE)
    with open_log(log_path) as log:
        change(log)
        route(log, who, now=NOW)
        Relay(log, who, senders=post).deliver_due(NOW)
    return who


def test_a_test_message_says_what_each_channel_answered(run):
    with Hook() as hook:
        hook.does("ok")
        ran = run("send-test", "me", "--json", settings=f'webhook = "{hook.url("/")}"\n')
        [call] = hook.calls
    told = json.loads(ran.output)
    assert told["channels"]["webhook"]["verdict"] == "delivered"
    assert ran.return_value == 0
    assert call.json["title"] == "Glory Watch: a test"
    assert call.json["kind"] == "test"


def test_a_refused_test_is_an_exit_code_of_one(run):
    with Hook(mode="gone") as hook:
        ran = run("send-test", "me", settings=f'webhook = "{hook.url("/")}"\n')
    assert ran.return_value == 1
    assert "HTTP 410 Gone" in ran.output


def test_an_unknown_subscriber_is_a_usage_error_that_names_those_known(run):
    ran = run("send-test", "nobody")
    assert isinstance(ran.exception, click.UsageError)
    assert "the configuration knows me" in str(ran.exception)


GROUP = """group = "friends"
webhook = "{hook}"
ntfy = "{ntfy}"

[[subscriber]]
name = "ann"
webhook = "{hook}"

[[subscriber]]
name = "ben"
group = "friends"
webhook = "{hook}"

[[group]]
name = "friends"
"""


def test_every_member_of_a_group_may_be_tried_by_one_channel(run):
    with Hook() as hook:
        settings = GROUP.format(hook=hook.url("/"), ntfy="http://127.0.0.1:9/topic")
        ran = run("subscribe", "test", "friends", "--channel", "webhook", settings=settings)
        assert ran.return_value == 0, ran.output
        assert [line.split()[:3] for line in ran.output.splitlines()] == [
            ["me", "webhook", "delivered"],
            ["ben", "webhook", "delivered"],
        ]
        assert len(hook.calls) == 2
        error = run("subscribe", "test", "ann", "--channel", "email", settings=settings).exception
    assert isinstance(error, click.UsageError)
    assert "ann has no channel email; there is webhook" in str(error)


def test_a_change_is_shown_as_its_subscriber_would_get_it(run, dead):
    ran = run(
        "send-test",
        "me",
        "--change",
        "1",
        "--show",
        settings='webhook = "http://me.example/"\nlanguage = "ko"\n',
    )
    assert "Subject: 더 글로리: 공개일" in ran.output or "Subject: the-glory: 공개일" in ran.output
    assert isinstance(run("send-test", "me", "--change", "99", "--show").exception, click.UsageError)


def test_a_dead_letter_is_listed_with_its_reason_and_revived(run, dead, log_path):
    [row] = [json.loads(line) for line in run("deliveries", "--dead", "--json").output.splitlines()]
    assert (row["state"], row["reason"], row["attempts"]) == ("dead", "HTTP 401 Unauthorized", 1)
    ran = run("redrive", "--all", "--json")
    assert json.loads(ran.output) == {"revived": [1], "left": []}
    post = Post()
    with open_log(log_path) as log:
        assert Relay(log, dead, senders=post).deliver_due(datetime.now(UTC)).delivered == 1
        key = log.row("SELECT key FROM deliveries")["key"]
    assert post.taken == {key: 1}
    assert json.loads(run("deliveries", "--json").output)["attempts"] == 2


def test_a_delivered_message_is_never_sent_again(run, dead, log_path):
    run("redrive", "1")
    with open_log(log_path) as log:
        Relay(log, dead, senders=Post()).deliver_due(datetime.now(UTC))
    ran = run("redrive", "1", "7")
    assert ran.return_value == 1
    assert "delivery 1 was not revived" in ran.output
    assert "delivery 7 was not revived" in ran.output


@pytest.mark.parametrize("arguments", [(), ("1", "--all")])
def test_redrive_wants_ids_or_all(run, dead, arguments):
    assert isinstance(run("redrive", *arguments).exception, click.UsageError)
