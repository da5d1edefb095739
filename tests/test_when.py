"""When a subscriber is told: at once, after quiet hours, with a digest, by the next channel."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telling import DELIVERED, LATER, NOW, REFUSED, Post, change, config, later

from config.model import Subscriber
from notifier.model import AlertKind
from notifier.relay import Relay
from notifier.route import route
from notifier.store import open_log
from scraper.model import ChangeKind, Standing

NIGHT = NOW + timedelta(hours=7)  # 22:00 UTC; NOW is 15:00 on 26 September 2022


@pytest.fixture
def log():
    with open_log(":memory:") as opened:
        yield opened


def reader(**wishes):
    return config(Subscriber(name="me", webhook="http://me.example/", **wishes))


def alerts(log):
    """Return the alerts as (kind, due in hours after NOW, number of changes)."""
    rows = log.rows(
        """SELECT a.kind, (julianday(min(d.due_at)) - julianday(?)) * 24 AS hours,
                  (SELECT count(*) FROM alert_changes c WHERE c.alert_id = a.id) AS changes
           FROM alerts a JOIN deliveries d ON d.alert_id = a.id GROUP BY a.id ORDER BY a.id""",
        (NOW.isoformat(),),
    )
    return [(row["kind"], round(row["hours"], 2), row["changes"]) for row in rows]


def moved(log, value, *, hours=0.0, **more):
    change(log, value, old="2023-05-01", kind=ChangeKind.MOVED_LATER, at=later(hours * 3600), **more)


def test_quiet_hours_hold_what_comes_and_deliver_one_digest_in_the_morning(log):
    who = reader(quiet="22:00-07:00")
    moved(log, "2023-06-01", title="first")
    route(log, who, now=NIGHT)
    moved(log, "2023-07-01", title="second", page="https://press.example/2")
    route(log, who, now=NIGHT + timedelta(hours=5))
    assert alerts(log) == [(AlertKind.DIGEST, 16.0, 2)]
    post = Post()
    relay = Relay(log, who, senders=post)
    relay.deliver_due(later(15.9 * 3600))
    assert post.orders == []
    relay.deliver_due(later(16 * 3600))
    assert [len(order["message"]["values"]["changes"]) for order in post.orders] == [2]


@pytest.mark.parametrize(("value", "wakes"), [("2022-10-05", True), ("2022-10-11", False)])
def test_a_date_that_moves_within_a_fortnight_wakes(log, value, wakes):
    who = reader(quiet="22:00-07:00")
    change(log, value, old="2022-12-30", kind=ChangeKind.MOVED_EARLIER, standing=Standing.OFFICIAL)
    route(log, who, now=NIGHT)
    [(kind, hours, _)] = alerts(log)
    assert (kind, hours) == ((AlertKind.INSTANT, 7.0) if wakes else (AlertKind.DIGEST, 16.0))


def test_a_digest_gathers_all_titles_till_its_hour_and_later_if_that_is_a_quiet_one(log):
    who = reader(digest="daily 06:00", quiet="22:00-07:00")
    moved(log, "2023-06-01", title="first")
    moved(log, "2023-07-01", title="second", page="https://press.example/2")
    route(log, who, now=NOW)
    assert alerts(log) == [(AlertKind.DIGEST, 16.0, 2)]


def test_more_than_five_messages_about_a_title_in_an_hour_become_a_digest(log):
    who = reader()
    for number in range(8):
        moved(log, f"2023-06-{number + 1:02}", hours=number / 60, page=f"https://press.example/{number}")
        route(log, who, now=later(number * 60))
    kinds = [kind for kind, _, _ in alerts(log)]
    assert kinds == [AlertKind.INSTANT] * 5 + [AlertKind.DIGEST]
    assert alerts(log)[-1][2] == 3


BOTH = {"email": "me@example.org", "order": ("webhook", "email"), "fallback_after": timedelta(minutes=30)}


@pytest.mark.parametrize(
    ("answer", "minutes", "channels"),
    [(LATER, 29, ["webhook"]), (LATER, 31, ["webhook", "email"]), (DELIVERED, 31, ["webhook"])],
)
def test_the_next_channel_is_used_when_the_first_failed_for_long_enough(log, answer, minutes, channels):
    who = reader(**BOTH)
    moved(log, "2023-06-01")
    route(log, who, now=NOW)
    post = Post()
    post.answer = lambda order: (True, answer if order["form"] == "json" else DELIVERED)
    for minute in (0, minutes, minutes):
        Relay(log, who, senders=post, dice=lambda: 0.0).deliver_due(later(minute * 60))
    assert [row["channel"] for row in log.rows("SELECT channel FROM deliveries ORDER BY id")] == channels
    if len(channels) == 2:
        states = log.rows("SELECT state FROM deliveries ORDER BY id")
        assert [row["state"] for row in states][1] == "delivered"


def test_a_first_channel_that_refuses_for_good_gives_way_at_once(log):
    who = reader(**BOTH)
    moved(log, "2023-06-01")
    route(log, who, now=NOW)
    post = Post()
    post.answer = lambda order: (False, REFUSED) if order["form"] == "json" else (True, DELIVERED)
    for minute in (0, 5, 10, 15, 16):
        Relay(log, who, senders=post, dice=lambda: 0.0).deliver_due(later(minute * 60))
    rows = log.rows("SELECT channel, state FROM deliveries ORDER BY id")
    assert [tuple(row) for row in rows] == [("webhook", "dead"), ("email", "delivered")]
