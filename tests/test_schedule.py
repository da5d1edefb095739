"""When somebody is told: at once, in a digest, after quiet hours, or in spite of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from telling import NOW, Post, change, config, later

from config import moments
from config.model import KindName, Subscriber
from notifier.model import AlertKind
from notifier.relay import Relay
from notifier.route import route
from notifier.schedule import BURST
from notifier.store import open_log
from scraper.model import ChangeKind

pytestmark = pytest.mark.filterwarnings("default::pyparsing.warnings.PyparsingDiagnosticWarning")
NIGHT = datetime(2022, 9, 26, 15, tzinfo=UTC)  # midnight in Seoul
SEOUL = {"zone": "Asia/Seoul", "webhook": "http://me.example/"}


@pytest.fixture
def log():
    with open_log(":memory:") as opened:
        yield opened


def alerts(log):
    rows = log.rows(
        """SELECT kind, urgent, due_at, (SELECT group_concat(change_id) FROM alert_changes WHERE alert_id = a.id) AS about
           FROM alerts a ORDER BY id"""
    )
    return [(row["kind"], row["urgent"], row["due_at"][5:16], row["about"]) for row in rows]


def several(log, who, count, *, at=NOW, every_s=60, **more):
    """Let changes come one by one, each from a page of its own, each routed."""
    for number in range(count):
        day = f"2025-{1 + number // 28:02}-{1 + number % 28:02}"
        change(
            log, day, old="2026", kind=ChangeKind.MOVED_EARLIER, page=f"https://p.example/{number}", **more
        )
        route(log, who, now=at + timedelta(seconds=number * every_s))


@pytest.mark.parametrize(
    ("rule", "after", "due"),
    [
        ("daily 08:00", "2022-09-26T14:00", "2022-09-26T23:00"),  # eight in the morning in Seoul
        ("daily 08:00", "2022-09-26T23:00", "2022-09-27T23:00"),  # due now was sent now
        ("weekly fri 18:30", "2022-09-26T14:00", "2022-09-30T09:30"),
        ("cron 0 8 1 * *", "2022-09-26T14:00", "2022-09-30T23:00"),
    ],
)
def test_a_digest_goes_out_by_the_readers_own_clock(rule, after, due):
    at = datetime.fromisoformat(after).replace(tzinfo=UTC)
    assert moments.next_after(rule, "Asia/Seoul", at) == datetime.fromisoformat(due).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "rule", ["hourly", "daily 24:00", "daily 8", "weekly 08:00", "cron 61 * * * *", "cron x"]
)
def test_what_is_no_rule_is_refused_where_the_file_is_read(rule):
    with pytest.raises(ValueError, match="is no rule for a digest"):
        Subscriber(name="me", webhook="http://me.example/", digest=rule)


@pytest.mark.parametrize("text", ["22-7", "22:00-22:00", "25:00-07:00", "night"])
def test_what_are_no_quiet_hours_is_refused_where_the_file_is_read(text):
    with pytest.raises(ValueError, match="are no quiet hours"):
        Subscriber(name="me", webhook="http://me.example/", quiet=text)


@pytest.mark.parametrize(
    ("text", "clock", "until"),
    [
        ("22:00-07:00", "2022-09-26T13:00", "2022-09-26T22:00"),  # ten in the evening in Seoul
        ("22:00-07:00", "2022-09-26T21:59", "2022-09-26T22:00"),
        ("22:00-07:00", "2022-09-26T22:00", None),
        ("22:00-07:00", "2022-09-26T12:59", None),
        ("09:00-18:00", "2022-09-26T03:00", "2022-09-26T09:00"),
    ],
)
def test_quiet_hours_are_the_readers_own_and_may_go_past_midnight(text, clock, until):
    at = datetime.fromisoformat(clock).replace(tzinfo=UTC)
    end = datetime.fromisoformat(until).replace(tzinfo=UTC) if until else None
    assert moments.quiet_until(text, "Asia/Seoul", at) == end


def test_quiet_hours_hold_and_then_deliver_one_digest(log):
    who = config(Subscriber(name="me", quiet="22:00-07:00", **SEOUL))
    several(log, who, 3, at=NIGHT)
    assert alerts(log) == [("digest", 0, "09-26T22:00", "1,2,3")]
    post = Post()
    relay = Relay(log, who, senders=post)
    assert relay.deliver_due(NIGHT + timedelta(hours=6)).delivered == 0
    assert relay.deliver_due(NIGHT + timedelta(hours=7)).delivered == 1
    assert post.orders[0]["message"]["subject"] == "3 changes: The Glory"


def test_a_digest_gathers_until_its_time_and_the_next_begins_anew(log):
    who = config(Subscriber(name="me", digest="daily 08:00", **SEOUL))
    several(log, who, 2, at=NIGHT)
    relay = Relay(log, who, senders=Post())
    relay.deliver_due(NIGHT + timedelta(hours=8))
    change(log, "2025-06-01", old="2026", page="https://p.example/late")
    route(log, who, now=NIGHT + timedelta(hours=9))
    assert alerts(log) == [("digest", 0, "09-26T23:00", "1,2"), ("digest", 0, "09-27T23:00", "3")]


def test_a_digest_that_falls_into_quiet_hours_comes_after_them(log):
    who = config(Subscriber(name="me", digest="daily 06:00", quiet="22:00-07:00", **SEOUL))
    several(log, who, 1, at=NIGHT)
    assert alerts(log) == [("digest", 0, "09-26T22:00", "1")]


@pytest.mark.parametrize(
    ("old", "new", "passes"),
    [
        ("2022-10-05", "2022-12-30", True),  # was to come within two weeks
        ("2022-12-30", "2022-10-05", True),
        ("2022-12-30", "2023-03-10", False),
        ("2022-10", "2022-10-30", True),
        (None, "2022-09-01", False),  # already past
        ("2022-09-30", "XXXX", True),
    ],
)
def test_a_release_within_two_weeks_wakes_people_up(log, old, new, passes):
    who = config(Subscriber(name="me", quiet="22:00-07:00", digest="daily 12:00", **SEOUL))
    kind = ChangeKind.WITHDRAWN if new == "XXXX" else ChangeKind.REVISED
    change(log, new, old=old, kind=kind)
    route(log, who, now=NIGHT)
    [(kind, urgent, _, _)] = alerts(log)
    assert (kind, urgent) == (("instant", 1) if passes else ("digest", 0))


def test_nothing_is_urgent_to_one_who_says_so(log):
    who = config(Subscriber(name="me", quiet="22:00-07:00", urgent=timedelta(0), **SEOUL))
    change(log, "2022-12-30", old="2022-10-05", kind=ChangeKind.MOVED_LATER)
    route(log, who, now=NIGHT)
    assert alerts(log)[0][0] == AlertKind.DIGEST


def test_a_burst_becomes_a_digest(log):
    who = config(Subscriber(name="me", webhook="http://me.example/"))
    several(log, who, BURST + 4)
    kinds = [(kind, about) for kind, _, _, about in alerts(log)]
    assert kinds == [*(("instant", str(n)) for n in range(1, BURST + 1)), ("digest", "6,7,8,9")]


def test_a_burst_is_over_after_an_hour(log):
    who = config(Subscriber(name="me", webhook="http://me.example/"))
    several(log, who, BURST + 2, every_s=900)
    assert {kind for kind, *_ in alerts(log)} == {"instant"}


def test_changes_within_the_time_to_gather_are_one_message(log):
    who = config(Subscriber(name="me", webhook="http://me.example/", gather=timedelta(minutes=1)))
    several(log, who, 4, every_s=25)
    assert [(kind, about) for kind, _, _, about in alerts(log)] == [("instant", "1,2,3"), ("instant", "4")]


@pytest.mark.parametrize(
    ("settings", "causes"),
    [
        ({"paused": True}, ["paused"] * 4),
        ({"scopes": ("S1",)}, ["told", "told", "scope", "told"]),
        ({"scopes": ("S1P2",)}, ["told", "told", "scope", "scope"]),
        ({"kinds": ("moved_later",)}, ["kind", "kind", "told", "kind"]),
    ],
)
def test_what_was_not_asked_for_is_kept_quiet_and_says_so(log, settings, causes):
    who = config(Subscriber(name="me", webhook="http://me.example/", **settings))
    change(log, "2023-05-05", old="2023-05", title="a")
    change(log, "2023-05-05", old="2023-05", title="b", scope="S1P2", page="https://p.example/b")
    change(
        log,
        "2024",
        old="2023",
        title="c",
        scope="S2",
        kind=ChangeKind.MOVED_LATER,
        page="https://p.example/c",
    )
    change(log, "2023-05-05", old="2023-05", title="d", scope="S1", page="https://p.example/d")
    route(log, who, now=later(0))
    assert [row["cause"] for row in log.rows("SELECT cause FROM rulings ORDER BY id")] == causes


def test_the_kinds_in_the_file_are_those_of_the_model():
    assert set(get_args(KindName)) == set(ChangeKind)


def test_no_summary_for_one_who_wants_none(log):
    change(log, old=None, kind=ChangeKind.BASELINE)
    route(log, config(Subscriber(name="me", webhook="http://me.example/", summary=False)), now=NOW)
    assert alerts(log) == []
