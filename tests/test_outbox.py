"""The outbox as a state machine: whatever fails, crashes or is removed, nothing is lost and nothing sent twice."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from telling import DELIVERED, LATER, NOW, REFUSED, UNKNOWN, CrashError, Post, change, config

from config.model import Subscriber
from notifier import outbox
from notifier.backoff import LIFETIME
from notifier.model import Delivery, DeliveryState, Outcome, Verdict
from notifier.relay import Relay
from notifier.route import route
from notifier.store import deliveries, open_log

NAMES = ("ann", "ben", "cho")


def waiting(**more):
    fields = {
        "id": 1,
        "key": "k",
        "alert_id": 1,
        "subscriber": "ann",
        "channel": "webhook",
        "state": DeliveryState.SENDING,
        "created_at": NOW,
        "due_at": NOW,
        "expires_at": NOW + LIFETIME,
        "attempts": 1,
    }
    return Delivery(**(fields | more))


def test_a_refusal_for_good_is_believed_the_third_time():
    first = outbox.after(waiting(), REFUSED, now=NOW, spread=0.5)
    assert (first.state, first.refusals, first.due_at) == (
        DeliveryState.WAITING,
        1,
        NOW + timedelta(seconds=15),
    )
    third = outbox.after(waiting(failures=2, refusals=2), REFUSED, now=NOW, spread=0.5)
    assert (third.state, third.reason) == (DeliveryState.DEAD, "HTTP 410 Gone")


def test_a_failure_for_now_between_refusals_starts_the_count_again():
    after = outbox.after(waiting(failures=2, refusals=2), LATER, now=NOW, spread=0.5)
    assert (after.state, after.refusals, after.failures) == (DeliveryState.WAITING, 0, 3)


def test_wrong_settings_are_not_tried_again():
    wrong = Outcome(verdict=Verdict.MISCONFIGURED, reason="no")
    assert outbox.after(waiting(), wrong, now=NOW, spread=0.0).state is DeliveryState.DEAD


def test_an_unknown_outcome_marks_the_next_try_as_a_possible_repeat_for_good():
    after = outbox.after(waiting(), UNKNOWN, now=NOW, spread=0.0)
    assert (after.state, after.may_repeat) == (DeliveryState.WAITING, True)
    again = outbox.after(waiting(may_repeat=True), LATER, now=NOW, spread=0.0)
    assert again.may_repeat


def test_retry_after_is_kept():
    asked = Outcome(verdict=Verdict.TRY_AGAIN, status=429, retry_after_s=120.0)
    due = outbox.after(waiting(), asked, now=NOW, spread=0.0).due_at
    assert timedelta(seconds=120) <= due - NOW <= timedelta(seconds=132)


def test_what_cannot_be_tried_before_it_expires_is_expired():
    late = NOW + LIFETIME - timedelta(seconds=10)
    after = outbox.after(waiting(failures=6), LATER, now=late, spread=0.9)
    assert (after.state, after.reason) == (DeliveryState.EXPIRED, "busy")


def test_keys_are_stable_and_tell_subscribers_channels_and_contents_apart():
    key = outbox.alert_key("ann", "instant", "1", "x")
    assert key == outbox.alert_key("ann", "instant", "1", "x")
    others = {outbox.alert_key("ben", "instant", "1", "x"), outbox.alert_key("ann", "instant", "1x", ""), key}
    assert len(others | {outbox.delivery_key(key, "a"), outbox.delivery_key(key, "b")}) == 5


class Outbox(RuleBasedStateMachine):
    """Changes come, receivers misbehave, the program is killed, subscribers leave; then all heals."""

    @initialize()
    def begin(self):
        self.log = open_log(":memory:")
        self.post = Post()
        self.now = NOW
        self.may_repeat: Counter[str] = Counter()  # by key: how often an extra copy is excused
        self.active = set(NAMES)
        self.count = 0
        self.start()

    def start(self):
        self.post.forget()
        self.post.crash = ""
        who = [
            Subscriber(name=name, webhook=f"http://{name}.example/") for name in NAMES if name in self.active
        ]
        self.config = config(*who)
        self.relay = Relay(self.log, self.config, senders=self.post, dice=lambda: 0.5, clock=lambda: 0.0)

    def steps(self, count):
        for _ in range(count):
            self.relay.step(self.now)

    @rule()
    def a_change_comes(self):
        self.count += 1
        change(
            self.log,
            f"20{23 + self.count % 70}-0{1 + self.count % 9}",
            old=None,
            page=f"https://p.example/{self.count}",
        )
        route(self.log, self.config, now=self.now)

    @rule(
        outcome=st.sampled_from([DELIVERED, LATER, UNKNOWN, REFUSED]),
        took=st.booleans(),
        steps=st.integers(1, 4),
    )
    def the_relay_works(self, outcome, took, steps):
        took = {Verdict.DELIVERED: True, Verdict.UNKNOWN: took}.get(outcome.verdict, False)

        def answer(order):
            if outcome is UNKNOWN and took:
                self.may_repeat[order["key"]] += 1
            return took, outcome

        self.post.answer = answer
        self.steps(steps)

    @rule(where=st.sampled_from(["before", "after"]))
    def the_program_is_killed_while_sending(self, where):
        self.post.answer = lambda _order: (True, DELIVERED)
        self.post.crash = where
        before = self.post.taken.copy()
        try:
            self.steps(2)
        except CrashError:
            self.may_repeat += self.post.taken - before
        self.start()

    @rule(hours=st.floats(0.01, 5))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule(name=st.sampled_from(NAMES))
    def a_subscriber_leaves(self, name):
        if len(self.active) > 1:
            self.active.discard(name)
            self.config = config(*(s for s in self.config.subscribers if s.name != name))
            self.relay.configure(self.config)
            self.left = name

    @invariant()
    def no_receiver_gets_a_key_more_often_than_is_excused(self):
        if hasattr(self, "post"):
            for key, times in self.post.taken.items():
                assert times <= 1 + self.may_repeat[key], key

    @invariant()
    def each_delivery_on_the_wire_has_its_attempt(self):
        if hasattr(self, "log"):
            missing = self.log.rows(
                """SELECT id FROM deliveries d WHERE attempts <>
                   (SELECT count(*) FROM attempts WHERE delivery_id = d.id)"""
            )
            assert not missing

    def teardown(self):
        if not hasattr(self, "post"):
            return
        self.post.answer = lambda _order: (True, DELIVERED)
        for _ in range(200):
            self.steps(6)
            open_now = deliveries.counts(self.log)
            if not open_now.get("waiting") and not open_now.get("sending"):
                break
            self.now += timedelta(minutes=15)
        for row in self.log.rows("SELECT key, state, subscriber FROM deliveries"):
            if row["state"] == "delivered":
                assert self.post.taken[row["key"]] >= 1
            else:
                assert row["state"] in ("dead", "expired", "cancelled"), "the queue did not drain"
                assert row["state"] != "cancelled" or row["subscriber"] not in self.active
        carried = self.log.rows(
            """SELECT (SELECT count(*) FROM alerts a JOIN alert_changes x ON x.alert_id = a.id
                       JOIN deliveries d ON d.alert_id = a.id
                       WHERE a.subscriber = r.subscriber AND x.change_id = r.change_id) AS n
               FROM rulings r WHERE told = 1"""
        )
        assert all(row["n"] == 1 for row in carried), "each change goes to each who is told in one message"
        self.log.close()


Outbox.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestOutbox = pytest.mark.filterwarnings("default::pyparsing.warnings.PyparsingDiagnosticWarning")(
    Outbox.TestCase
)
