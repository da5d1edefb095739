"""From changes to deliveries: every pair ruled, every alert made once, in one piece with the cursor."""

from __future__ import annotations

import pytest
from telling import NOW, change, config, later

from config.model import Subscriber
from notifier import route as routing
from notifier.route import route
from notifier.store import cursors, open_log
from scraper.model import ChangeKind, Standing

pytestmark = pytest.mark.filterwarnings("default::pyparsing.warnings.PyparsingDiagnosticWarning")
ME = Subscriber(name="me", webhook="http://me.example/", email="me@example.org")
YOU = Subscriber(name="you", webhook="http://you.example/", minimum="official")


@pytest.fixture
def log():
    with open_log(":memory:") as opened:
        yield opened


def alerts(log):
    rows = log.rows(
        """SELECT subscriber, kind, (SELECT group_concat(change_id) FROM alert_changes WHERE alert_id = a.id) AS about
           FROM alerts a ORDER BY id"""
    )
    return [(row["subscriber"], row["kind"], row["about"]) for row in rows]


def test_each_pair_of_change_and_subscriber_gets_a_ruling_silence_too(log):
    change(log)
    route(log, config(ME, YOU), now=NOW)
    rows = [tuple(row) for row in log.rows("SELECT subscriber, told, cause FROM rulings ORDER BY id")]
    assert rows == [("me", 1, "told"), ("you", 0, "standing")]
    assert all(row["reason"] for row in log.rows("SELECT reason FROM rulings"))


def test_an_alert_has_a_delivery_for_each_channel(log):
    change(log)
    assert route(log, config(ME), now=NOW) == 1
    rows = [tuple(row) for row in log.rows("SELECT subscriber, channel, state FROM deliveries ORDER BY id")]
    assert rows == [("me", "email", "waiting"), ("me", "webhook", "waiting")]


def test_a_change_is_routed_once(log):
    change(log)
    assert route(log, config(ME), now=NOW) == 1
    assert route(log, config(ME), now=later(60)) == 0
    assert cursors.position(log, routing.CURSOR) == 1


def test_what_one_document_changed_is_one_message(log):
    change(log)
    change(log, "16", old="8", field="episode_count", kind=ChangeKind.REVISED)
    change(log, "wrapped", old="filming", field="production_status", kind=ChangeKind.PROGRESSED)
    assert route(log, config(ME), now=NOW) == 1
    assert alerts(log) == [("me", "instant", "1,2,3")]


def test_first_sight_of_a_title_is_one_summary(log):
    for field, value in (
        ("release_date", "2022-12"),
        ("episode_count", "8"),
        ("production_status", "filming"),
    ):
        change(log, value, old=None, field=field, kind=ChangeKind.BASELINE, page=f"https://p.example/{field}")
    change(log, "2023-05", old=None, kind=ChangeKind.BASELINE, title="other", page="https://p.example/o")
    route(log, config(ME), now=NOW)
    assert alerts(log) == [("me", "summary", "1,2,3"), ("me", "summary", "4")]


def test_titles_stay_apart_unless_one_document_ties_them(log):
    change(log, page="https://p.example/1")
    change(log, "2023-05", old=None, kind=ChangeKind.FIRST, title="other", page="https://p.example/2")
    change(log, "16", old="8", field="episode_count", kind=ChangeKind.REVISED, page="https://p.example/3")
    route(log, config(ME), now=NOW)
    assert alerts(log) == [("me", "instant", "1,3"), ("me", "instant", "2")]
    change(
        log, "2024-05", old="2023-05", kind=ChangeKind.MOVED_LATER, title="other", page="https://p.example/4"
    )
    change(log, "2024-01", old="2022-12-30", kind=ChangeKind.MOVED_LATER, page="https://p.example/4")
    route(log, config(ME), now=NOW)
    assert alerts(log)[2:] == [("me", "instant", "4,5")]


def test_keys_do_not_depend_on_ids_alone(log):
    change(log)
    route(log, config(ME), now=NOW)
    with open_log(":memory:") as other:  # a log begun anew gives the same ids to other changes
        change(other, "2023-01-01")
        route(other, config(ME), now=NOW)
        keys = {row["key"] for each in (log, other) for row in each.rows("SELECT key FROM deliveries")}
    assert len(keys) == 4


def test_a_pass_that_fails_half_way_leaves_nothing_and_is_done_again(log, monkeypatch):
    change(log, page="https://p.example/1")
    change(log, "2023-05", old=None, kind=ChangeKind.FIRST, title="other", page="https://p.example/2")
    real, calls = routing.alerts.add, []

    def fails_second(*arguments):
        calls.append(1)
        if len(calls) == 2:
            raise OSError
        return real(*arguments)

    monkeypatch.setattr(routing.alerts, "add", fails_second)
    with pytest.raises(OSError):  # noqa: PT011 - any will do
        route(log, config(ME), now=NOW)
    for table in ("rulings", "alerts", "alert_changes", "deliveries", "cursors"):
        assert not log.rows(f"SELECT * FROM {table}"), table  # noqa: S608
    monkeypatch.undo()
    assert route(log, config(ME), now=NOW) == 2


def test_a_second_telling_of_a_value_is_kept_quiet_within_one_batch(log):
    change(log)
    change(log, old="2022-12-30", kind=ChangeKind.UPGRADED, standing=Standing.CORROBORATED)
    route(log, config(ME), now=NOW)
    causes = [row["cause"] for row in log.rows("SELECT cause FROM rulings ORDER BY id")]
    assert causes[0] == "told"
    assert causes[1] in ("minor", "repeat")
    assert alerts(log) == [("me", "instant", "1")]


def test_many_changes_are_routed_in_several_transactions(log, monkeypatch):
    monkeypatch.setattr(routing, "BATCH", 3)
    for day in range(1, 8):
        change(
            log,
            f"2023-01-0{day}",
            old=f"2023-02-0{day}",
            kind=ChangeKind.MOVED_EARLIER,
            page=f"https://p.example/{day}",
        )
    route(log, config(ME), now=NOW)
    assert cursors.position(log, routing.CURSOR) == 7
    assert log.row("SELECT count(*) AS n FROM rulings")["n"] == 7
