"""Every typed HTTP channel against a receiver with a bad day: refused, hung up on, answered and reset, told to wait.

The service's real code speaks; the receiver takes any path. Whatever happens, the message is tried again and
arrives, and what may have arrived before is marked so.
"""

from __future__ import annotations

import os
import selectors
import signal
import time
from dataclasses import replace

import pytest
from kit import tls
from kit.hooks import Hook
from telling import NOW, change, config, later

from config.model import Subscriber
from notifier import wording
from notifier.address import addresses
from notifier.model import AlertKind
from notifier.relay import Relay, order
from notifier.route import route
from notifier.senders import Senders
from notifier.store import open_log
from notifier.wording import Reader

pytestmark = [
    pytest.mark.filterwarnings("default::pyparsing.warnings.PyparsingDiagnosticWarning"),
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),
]
SECRET = "AbCdEfGhIjKlMnOpQrStUvWxYz1234"
CHANNELS = {
    "webhook": "{root}/hook",
    "ntfy": "{root}/topic",
    "telegram": "{root}/123456789:" + SECRET + "/1",
    "discord": "{root}/api/webhooks/1/" + SECRET,
    "slack": "{root}/services/T1JJ3T3L2/A1BRTD4JD/" + SECRET,
    "matrix": "{root}/!room:example.org/" + SECRET,
    "pushover": "{root}/" + "u" * 30 + "/" + SECRET,
    "gotify": "{root}/" + SECRET,
}


@pytest.fixture
def senders():
    made = []

    def begin(**limits):
        made.append(Senders(**({"children": 1, "threads": 2, "deadline_s": 4.0} | limits)))
        return made[-1]

    yield begin
    for pool in made:
        pool.close()


class Line:
    """A subscriber with one channel, and a change for them."""

    def __init__(self, log, senders, **channel):
        self.log = log
        who = config(Subscriber(name="me", **channel))
        change(log)
        route(log, who, now=NOW)
        self.relay = Relay(log, who, senders=senders, dice=lambda: 0.0)

    def deliver(self, at=NOW):
        """Try what is due; returns the last try's verdict, and the delivery's state."""
        self.relay.deliver_due(at)
        tried = self.log.rows("SELECT * FROM attempts ORDER BY id")[-1]
        assert SECRET not in tried["reason"]
        return tried["verdict"], tried["status"], tried["reason"]


@pytest.fixture
def line(log_path, senders):
    with open_log(log_path) as log:
        yield lambda **channel: Line(log, senders(), **channel)


BAD = {
    "refuse": ("try_again", 500, "HTTP 500 Internal Server Error"),
    "busy": ("try_again", 429, "HTTP 429 Too Many Requests"),
    "close": ("unknown", None, ""),
    "reset": ("unknown", None, ""),
    "late_reset": ("unknown", None, ""),
}


@pytest.mark.parametrize("mode", BAD)
@pytest.mark.parametrize("kind", CHANNELS)
def test_a_message_survives_a_receivers_bad_day(line, kind, mode):
    with Hook(mode=mode, retry_after="90") as hook:
        if kind == "slack":
            hook.thanks = b"ok"  # it takes nothing else for a yes
        sent = line(**{kind: CHANNELS[kind].format(root=hook.root)})
        verdict, status, reason = sent.deliver()
        expected, code, words = BAD[mode]
        assert (verdict, status) == (expected, code), reason
        assert words in reason
        tries = len(hook.calls)
        sent.deliver(later(89))
        if mode == "busy":
            assert len(hook.calls) == tries, "it asked for 90 s"
        hook.mode = "ok"
        assert sent.deliver(later(3600))[0] == "delivered"
        assert sent.log.row("SELECT state FROM deliveries")["state"] == "delivered"


# --- TLS ------------------------------------------------------------------------------------------


def test_a_webhook_over_tls_is_delivered_to_a_certificate_that_is_trusted(line, monkeypatch):
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)  # it would come first
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.certificate()))
    with Hook(secure=True) as hook:
        assert line(webhook=hook.url("/x")).deliver() == ("delivered", 200, "")
        assert len(hook.received) == 1


def test_a_certificate_that_nobody_vouches_for_gets_no_message(line):
    with Hook(secure=True) as hook:
        verdict, status, reason = line(webhook=hook.url("/x")).deliver()
        assert (verdict, status) == ("try_again", None)
        assert "certificate" in reason
        assert hook.calls == []


# --- receivers and senders that stand still -------------------------------------------------------


def test_a_reply_that_drips_without_end_holds_nobody_else_and_is_given_up(log_path, senders):
    with open_log(log_path) as log, Hook(mode="drip") as slow, Hook() as quick:
        who = config(
            Subscriber(name="slow", webhook=slow.url("/")),
            *(Subscriber(name=f"s{number}", webhook=quick.url("/")) for number in range(8)),
        )
        change(log)
        route(log, who, now=NOW)
        relay = Relay(log, who, senders=senders(deadline_s=2.0), dice=lambda: 0.0)
        began = time.monotonic()
        while len(quick.received) < 8 and time.monotonic() - began < 2:
            relay.deliver_due(NOW, patience_s=0.0)
        assert len(quick.received) == 8
        relay.deliver_due(NOW)
        row = log.row("SELECT a.verdict, a.reason FROM attempts a JOIN deliveries d ON d.id = a.delivery_id "
                      "WHERE d.subscriber = 'slow'")  # fmt: skip
        assert tuple(row) == ("unknown", "no answer within 2 s")


def test_a_sender_that_is_stopped_holds_nobody_and_nothing_arrives_twice(log_path, senders):
    with open_log(log_path) as log, Hook() as hook:
        who = config(*(Subscriber(name=f"s{number}", webhook=hook.url("/")) for number in range(24)))
        pool = senders(threads=24, deadline_s=1.5)
        relay = Relay(log, who, senders=pool, dice=lambda: 0.0)
        change(log, page="https://press.example/first", title="first")
        route(log, who, now=NOW)
        relay.deliver_due(NOW)
        hook.wait_for(24)
        [child] = pool.pids
        os.kill(child, signal.SIGSTOP)

        change(log, page="https://press.example/second", title="second")
        route(log, who, now=NOW)
        relay.deliver_due(NOW)
        for minutes in range(1, 6):
            relay.deliver_due(later(minutes * 600))
        states = log.rows("SELECT state, count(*) AS number FROM deliveries GROUP BY state")
        assert [tuple(row) for row in states] == [("delivered", 48)]
        assert len(hook.received) == 48
        assert child not in pool.pids


def test_a_sender_that_does_not_read_holds_nobody_however_long_the_message(senders):
    with Hook() as hook:
        who = Subscriber(name="me", webhook=hook.url("/"))
        [address] = addresses(who, config(who))
        pool = senders(deadline_s=2.0)

        def submit(number, text):
            message = replace(wording.note(AlertKind.TEST, "a test", "", Reader()), text=text)
            pool.submit(number, order(f"key-{number}", address, message, sent_at=NOW))

        submit(1, "short")
        hook.wait_for(1)
        first = collected(pool)
        os.kill(pool.pids[0], signal.SIGSTOP)
        submit(2, "long " * 50_000)  # more than a pipe holds: a write that waits would wait for ever
        second = collected(pool)
        submit(3, "long " * 50_000)
        third = collected(pool)
    assert [first.verdict, second.verdict, third.verdict] == ["delivered", "unknown", "delivered"]
    assert second.reason == "no answer within 2 s"


@pytest.mark.parametrize("first", [selectors.EVENT_READ, selectors.EVENT_WRITE])
def test_a_sender_that_dies_with_half_a_message_in_its_pipe_is_buried_once(senders, monkeypatch, first):
    select = selectors.DefaultSelector.select

    def in_that_order(self, timeout=None):
        return sorted(select(self, timeout), key=lambda ready: ready[1] != first)

    monkeypatch.setattr(selectors.DefaultSelector, "select", in_that_order)
    with Hook() as hook:
        who = Subscriber(name="me", webhook=hook.url("/"))
        [address] = addresses(who, config(who))
        pool = senders()
        message = replace(wording.note(AlertKind.TEST, "a test", "", Reader()), text="long " * 50_000)
        pool.submit(1, order("key-1", address, replace(message, text="short"), sent_at=NOW))
        hook.wait_for(1)
        collected(pool)
        [child] = pool.pids
        os.kill(child, signal.SIGSTOP)
        pool.submit(2, order("key-2", address, message, sent_at=NOW))
        os.kill(child, signal.SIGKILL)
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)  # both of its pipes are ready at once now
        lost = collected(pool)
        pool.submit(3, order("key-3", address, message, sent_at=NOW))
        again = collected(pool)
    assert (lost.verdict, lost.reason) == ("unknown", "the sender process ended")
    assert again.verdict == "delivered"


def collected(pool):
    """Return the outcome of the one delivery that is out."""
    while not (done := pool.collect(5.0)):
        pass
    [(_, outcome)] = done
    return outcome
