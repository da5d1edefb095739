"""What operators decide about telling, and what they are told themselves."""

from __future__ import annotations

import json
from datetime import timedelta

import click
import pytest
from click.testing import CliRunner
from telling import LATER, NOW, Post, change, config, later

from config.model import Daemon, Subscriber
from notifier.cli import cli
from notifier.model import Mute, Outcome, Verdict
from notifier.relay import Relay
from notifier.route import route
from notifier.store import mutes, open_log

pytestmark = pytest.mark.filterwarnings("default::pyparsing.warnings.PyparsingDiagnosticWarning")
BOSS = Subscriber(name="boss", webhook="http://boss.example/", titles=("none",))
ME = Subscriber(name="me", webhook="http://me.example/", email="me@example.org")


@pytest.fixture
def log():
    with open_log(":memory:") as opened:
        yield opened


@pytest.fixture
def run(tmp_path, log_path):
    def call(*arguments):
        file = tmp_path / "config.toml"
        file.write_text('[[subscriber]]\nname = "me"\nwebhook = "http://me.example/"\n')
        file.chmod(0o600)
        return CliRunner().invoke(
            cli, [*arguments, "--config", str(file), "--db", str(log_path)], standalone_mode=False
        )

    return call


def mute(**more):
    fields = {
        "id": 0,
        "title": "",
        "field": "",
        "scope": "",
        "subscriber": "",
        "author": "ann",
        "reason": "edit war",
    }
    return Mute(**(fields | {"begins_at": NOW, "ends_at": NOW + timedelta(hours=1)} | more))


@pytest.mark.parametrize(
    ("more", "muted"),
    [
        ({}, True),
        ({"title": "the-glory"}, True),
        ({"title": "other"}, False),
        ({"field": "episode_count"}, False),
        ({"field": "release_date", "subscriber": "me"}, True),
        ({"subscriber": "you"}, False),
        ({"scope": "S2"}, False),
        ({"ends_at": NOW}, False),
        ({"begins_at": later(1)}, False),
    ],
)
def test_a_mute_keeps_quiet_what_it_covers_while_it_holds_and_says_who_and_why(log, more, muted):
    mutes.add(log, mute(**more))
    change(log)
    route(log, config(ME), now=NOW)
    row = log.row("SELECT told, cause, reason FROM rulings")
    assert (row["told"], row["cause"]) == ((0, "muted") if muted else (1, "told"))
    assert (row["reason"] == "muted by ann: edit war") == muted


def test_a_mute_of_a_group_is_one_of_its_members(log):
    mutes.add(log, mute(subscriber="friends"))
    change(log)
    route(
        log,
        config(ME.model_copy(update={"group": "friends"}), ME.model_copy(update={"name": "you"})),
        now=NOW,
    )
    rows = log.rows("SELECT subscriber, cause FROM rulings ORDER BY subscriber")
    assert [tuple(row) for row in rows] == [("me", "muted"), ("you", "told")]


def test_a_mute_is_begun_listed_and_ended_by_command(run, log_path):
    ran = run("mute", "add", "--title", "the-glory", "--for", "2h", "--reason", "edit war", "--author", "ann")
    assert ran.return_value == 0, ran.exception
    [row] = [json.loads(line) for line in run("mute", "list", "--json").output.splitlines()]
    assert (row["id"], row["title"], row["author"], row["reason"]) == (1, "the-glory", "ann", "edit war")
    assert run("mute", "expire", "1").return_value == 0
    assert run("mute", "expire", "1").return_value == 1
    assert run("mute", "list").output == "nothing is muted\n"


@pytest.mark.parametrize(
    "arguments",
    [("--title", "nothing", "--for", "2h"), ("--subscriber", "x", "--for", "2h"), ("--for", "two days")],
)
def test_a_mute_of_nothing_known_is_a_usage_error(run, arguments):
    assert isinstance(run("mute", "add", "--reason", "r", *arguments).exception, click.UsageError)


def test_feedback_counts_in_the_track_record_and_may_be_taken_back(run, log_path):
    with open_log(log_path) as log:
        change(log, publisher="The Press")
    assert run("feedback", "1", "wrong", "--author", "ann", "--reason", "another film").return_value == 0
    assert run("feedback", "1", "right", "--author", "ben").return_value == 0
    assert run("feedback", "1", "right", "--author", "ann").return_value == 0
    with open_log(log_path) as log:
        [row] = mutes.track_record(log)
    assert (row["publisher"], row["called_right"], row["called_wrong"]) == ("The Press", 2, 0)
    assert json.loads(run("feedback", "--list", "--json").output) == row
    heads, shown = run("feedback", "--list").output.splitlines()
    assert (heads.split(), shown.split()) == (
        ["publisher", "source", "called", "right", "called", "wrong"],
        ["The", "Press", "press", "2", "0"],
    )
    for arguments in (["9", "wrong"], ["1"], []):
        assert isinstance(run("feedback", *arguments).exception, click.UsageError)


def test_the_track_record_of_nobody_is_said_so(run, log_path):
    with open_log(log_path):
        pass
    assert run("feedback", "--list").output == "nobody has said of a change that it was right or wrong\n"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (("--for", "7d", "--reason", "x", "--subscriber", "ghost"), "there is no subscriber ghost"),
        (("--for", "7d", "--reason", "x", "--title", "ghost"), "there is no title ghost"),
        (("--for", "0s", "--reason", "x"), "--for is no time at all"),
        (("--for", "soon", "--reason", "x"), "--for is no duration"),
        (("--for", "7d", "--reason", " "), "--reason is empty"),
        (("--for", "7d", "--reason", "x", "--scope", "Q9"), "--scope is no installment"),
        (("--for", "7d", "--reason", "x", "--field", "colour"), "'colour' is not one of"),
    ],
)
def test_a_mute_that_makes_no_sense_is_refused_and_not_written(run, log_path, wrong, why):
    with open_log(log_path):
        pass
    assert why in str(run("mute", "add", *wrong).exception)
    assert run("mute", "list").output == "nothing is muted\n"


def subjects(log):
    return [
        row["subject"] for row in log.rows("SELECT subject FROM alerts WHERE kind = 'operator' ORDER BY id")
    ]


def test_the_operator_hears_once_of_a_channel_that_is_given_up_and_once_when_it_works_again(log):
    who = config(ME, BOSS, daemon=Daemon(operator="boss"))
    post = Post()
    relay = Relay(log, who, senders=post, dice=lambda: 0.0)
    wrong = Outcome(verdict=Verdict.MISCONFIGURED, reason="HTTP 401 Unauthorized")
    usual = post.answer
    post.answer = lambda order: (False, wrong) if order["form"] == "mail" else usual(order)
    for number in range(3):
        change(log, title=f"t{number}", page=f"https://p.example/{number}")
        route(log, who, now=later(number))
        relay.deliver_due(later(number))
    assert subjects(log) == ["Messages do not get through: me by email"]
    [told] = [o for o in post.orders if o["message"]["subject"].startswith("Messages do not")]
    assert "HTTP 401 Unauthorized" in told["message"]["text"]
    assert "glorywatch redrive --all --subscriber me" in told["message"]["text"]
    post.answer = usual
    change(log, title="t9", page="https://p.example/9")
    route(log, who, now=later(9))
    Relay(log, who, senders=post).deliver_due(later(9))
    assert subjects(log)[1:] == ["Messages get through again: me by email"]


def test_a_short_outage_is_nobodys_business_but_an_hour_is(log):
    who = config(ME, BOSS, daemon=Daemon(operator="boss"))
    post = Post()
    usual = post.answer
    post.answer = lambda order: (False, LATER) if order["form"] == "mail" else usual(order)
    change(log)
    route(log, who, now=NOW)
    relay = Relay(log, who, senders=post, dice=lambda: 0.5)
    for minute in range(59):
        relay.deliver_due(later(minute * 60))
    assert subjects(log) == []
    for minute in range(60, 90):
        relay.deliver_due(later(minute * 60))
    assert subjects(log) == ["Messages do not get through: me by email"]


def test_the_operators_own_dead_channel_makes_no_circle(log):
    boss = Subscriber(name="boss", webhook="http://boss.example/")
    who = config(boss, daemon=Daemon(operator="boss"))
    post = Post()
    post.answer = lambda _order: (False, Outcome(verdict=Verdict.MISCONFIGURED, reason="no"))
    relay = Relay(log, who, senders=post, dice=lambda: 0.0)
    for number in range(4):
        change(log, title=f"t{number}", page=f"https://p.example/{number}")
        route(log, who, now=later(number))
        relay.deliver_due(later(number))
    assert subjects(log) == ["Messages do not get through: boss by webhook"]
    assert len(post.orders) == 4
