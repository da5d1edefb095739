"""Deliveries over real protocols on loopback: what arrives, how often, and what is written down."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from kit import tls
from kit.hooks import Hook
from kit.mail import Inbox
from telling import DELIVERED, LATER, NOW, Post, change, config, later

from config.model import Smtp, Subscriber
from notifier.model import Outcome, Verdict
from notifier.relay import Relay
from notifier.route import route
from notifier.senders import Senders
from notifier.store import open_log

pytestmark = pytest.mark.filterwarnings("default::pyparsing.warnings.PyparsingDiagnosticWarning")


@pytest.fixture
def log(log_path):
    with open_log(log_path) as opened:
        yield opened


@pytest.fixture
def senders():
    pool = Senders(children=1, threads=6, deadline_s=4.0)
    yield pool
    pool.close()


def told(log, who, **more):
    """Let one change come and be routed; returns the change's id."""
    made = change(log, **more)
    route(log, who, now=NOW)
    return made


def states(log):
    return {(row["subscriber"], row["channel"]): row["state"] for row in log.rows("SELECT * FROM deliveries")}


def attempts(log):
    rows = log.rows("SELECT verdict, status, reason FROM attempts ORDER BY id")
    return [(row["verdict"], row["status"], row["reason"]) for row in rows]


def mailed(inbox, **more):
    return Smtp(host=inbox.address, port=inbox.port, **more)


def test_a_change_reaches_a_mailbox_and_a_webhook_once(log, inbox, hook, senders):
    who = config(
        Subscriber(name="me", email="me@example.org", webhook=hook.url("/x?token=t")), smtp=mailed(inbox)
    )
    told(log, who)
    relay = Relay(log, who, senders=senders)
    assert relay.deliver_due(NOW).delivered == 2
    assert relay.deliver_due(later(60)).delivered == 0
    [mail], [call] = inbox.wait_for(1), hook.wait_for(1)
    assert mail.subject == "The Glory: release date now 30 December 2022 (was December 2022)"
    assert "premiere on Netflix" in mail.text
    assert "https://press.example/glory" in mail.text
    assert "30 December 2022" in mail.html
    assert call.path == "/x?token=t"
    assert call.json["title"] == mail.subject
    [value] = call.json["changes"]
    assert (value["old"], value["new"], value["standing"]) == ("2022-12", "2022-12-30", "reported")
    assert call.json["key"] == call.key != ""
    assert states(log) == {("me", "email"): "delivered", ("me", "webhook"): "delivered"}


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_goes_over_tls_with_a_login(log, senders, monkeypatch, security):
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.certificate()))
    with Inbox(security=security, user="robot", password="open sesame") as inbox:
        smtp = mailed(inbox, security=security, user="robot", password="open sesame")
        who = config(Subscriber(name="me", email="me@example.org"), smtp=smtp)
        told(log, who)
        assert Relay(log, who, senders=senders).deliver_due(NOW).delivered == 1
        assert inbox.wait_for(1)[0].recipients == ("me@example.org",)


def test_a_wrong_password_is_a_refusal_that_names_neither_user_nor_password(log, senders, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.certificate()))
    with Inbox(security="starttls", user="robot", password="right") as inbox:
        smtp = mailed(inbox, security="starttls", user="robot", password="wrong")
        who = config(Subscriber(name="me", email="me@example.org"), smtp=smtp)
        told(log, who)
        assert Relay(log, who, senders=senders).deliver_due(NOW).deferred == 1
    assert attempts(log) == [("refused", 535, "SMTP 535: authentication was refused")]


def test_a_server_with_an_unknown_certificate_gets_no_mail(log, senders):
    with Inbox(security="tls") as inbox:
        who = config(Subscriber(name="me", email="me@example.org"), smtp=mailed(inbox, security="tls"))
        told(log, who)
        Relay(log, who, senders=senders).deliver_due(NOW)
        assert inbox.mails == []
    assert attempts(log) == [("try_again", None, "the mail server's TLS certificate could not be verified")]


def test_a_login_on_a_server_without_one_is_a_mistake_of_ours(log, inbox, senders):
    who = config(Subscriber(name="me", email="me@example.org"), smtp=mailed(inbox, security="starttls"))
    told(log, who)
    assert Relay(log, who, senders=senders).deliver_due(NOW).dead == 1
    [(verdict, _, reason)] = attempts(log)
    assert (verdict, "STARTTLS" in reason) == ("misconfigured", True)


@pytest.mark.parametrize(
    ("mode", "answer"),
    [("defer", ("try_again", 451)), ("full", ("try_again", 452)), ("refuse", ("refused", 550))],
)
def test_a_mail_server_that_says_no_is_asked_again_and_the_mail_keeps_its_id(
    log, inbox, senders, mode, answer
):
    who = config(Subscriber(name="me", email="me@example.org"), smtp=mailed(inbox))
    told(log, who)
    relay = Relay(log, who, senders=senders)
    inbox.mode = mode
    assert relay.deliver_due(NOW).deferred == 1
    assert attempts(log)[0][:2] == answer
    inbox.mode = "ok"
    assert relay.deliver_due(later(60)).delivered == 1
    [mail] = inbox.mails
    row = log.row("SELECT key FROM deliveries")
    assert row["key"] not in mail.message["Message-ID"]  # the key itself is nobody's business
    assert mail.message["Message-ID"].endswith("@localhost>")


def test_a_mail_sent_again_has_the_message_id_of_the_first(log, inbox, senders):
    who = config(Subscriber(name="me", email="me@example.org"), smtp=mailed(inbox))
    told(log, who)
    relay = Relay(log, who, senders=senders)
    relay.deliver_due(NOW)
    log.execute("UPDATE deliveries SET state = 'sending'")  # as if killed before the mark
    Relay(log, who, senders=senders).deliver_due(later(1))
    first, second = inbox.wait_for(2)
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert "may be a repeat" not in first.text
    assert "may be a repeat" in second.text


@pytest.mark.parametrize(
    ("mode", "answer"),
    [
        ("refuse", ("try_again", 500)),
        ("busy", ("try_again", 429)),
        ("gone", ("refused", 410)),
        ("close", ("unknown", None)),
        ("reset", ("unknown", None)),
        ("late_reset", ("unknown", None)),
    ],
)
def test_a_webhook_that_fails_is_called_again_with_the_same_key(log, hook, senders, mode, answer):
    who = config(Subscriber(name="me", webhook=hook.url("/x")))
    told(log, who)
    relay = Relay(log, who, senders=senders, dice=lambda: 0.0)
    hook.does(mode)
    assert relay.deliver_due(NOW).deferred == 1
    assert attempts(log)[0][:2] == answer
    assert relay.deliver_due(later(60)).delivered == 1
    assert len({call.key for call in hook.calls}) == 1
    assert len(hook.calls) == 2
    assert len(hook.received) == 1
    assert hook.calls[1].json["repeat"] == (answer[0] == "unknown")


def test_a_busy_webhook_is_left_alone_as_long_as_it_asked(log, hook, senders):
    hook.retry_after = "90"
    hook.does("busy")
    who = config(Subscriber(name="me", webhook=hook.url("/x")))
    told(log, who)
    relay = Relay(log, who, senders=senders, dice=lambda: 0.0)
    relay.deliver_due(NOW)
    assert relay.deliver_due(later(89)).delivered == 0
    assert relay.deliver_due(later(150)).delivered == 1


def test_a_webhook_that_is_gone_for_good_is_a_dead_letter_after_three_tries(log, hook, senders):
    hook.mode = "gone"
    who = config(Subscriber(name="me", webhook=hook.url("/x")))
    told(log, who)
    relay = Relay(log, who, senders=senders, dice=lambda: 0.0)
    done = [relay.deliver_due(later(i * 60)).dead for i in range(5)]
    assert done == [0, 0, 1, 0, 0]
    assert len(hook.calls) == 3
    assert states(log) == {("me", "webhook"): "dead"}


def test_a_receiver_that_hangs_delays_nobody_else(log, hook, senders):
    with Hook(mode="hang") as hanging:
        who = config(
            Subscriber(name="hangs", webhook=hanging.url("/")),
            *(Subscriber(name=f"s{i}", webhook=hook.url("/")) for i in range(5)),
        )
        relay = Relay(log, who, senders=senders)
        started = time.monotonic()
        for number in range(3):
            told(log, who, page=f"https://p.example/{number}", title=f"title-{number}")
            relay.deliver_due(NOW, patience_s=0.0)
        while len(hook.received) < 15 and time.monotonic() - started < 3:
            relay.deliver_due(NOW, patience_s=0.0)
        assert len(hook.received) == 15
        assert len(hanging.calls) == 1
        relay.deliver_due(NOW)  # waits for the deadline of the one that hangs
        assert attempts(log)[0][0] == "unknown"


def test_a_sender_that_is_killed_is_replaced_and_its_delivery_sent_again(log, hook, senders):
    who = config(Subscriber(name="me", webhook=hook.url("/x")))
    told(log, who)
    relay = Relay(log, who, senders=senders, dice=lambda: 0.0)
    hook.does("hang")
    relay.step(NOW)
    hook.wait_for_calls(1)
    [child] = senders._pool
    child.process.kill()
    assert relay.deliver_due(NOW).deferred == 1
    assert attempts(log)[0] == ("unknown", None, "the sender process ended")
    assert relay.deliver_due(later(60)).delivered == 1
    assert len(hook.received) == 1


def test_a_child_is_replaced_after_a_number_of_deliveries(log, hook):
    pool = Senders(children=1, threads=2, life=3)
    try:
        who = config(*(Subscriber(name=f"s{i}", webhook=hook.url("/")) for i in range(8)))
        told(log, who)
        seen = set()
        relay = Relay(log, who, senders=pool)
        for _ in range(100):
            relay.step(NOW)
            seen.update(pool.pids)
            if len(hook.received) == 8 and not pool.out:
                break
        assert len(hook.received) == 8
        assert len(seen) >= 2
    finally:
        pool.close()


def test_a_retry_after_that_is_no_number_counts_as_none(log, hook, senders):
    hook.retry_after = "x" * 100
    hook.does("busy")
    who = config(Subscriber(name="me", webhook=hook.url("/x")))
    told(log, who)
    Relay(log, who, senders=senders, dice=lambda: 0.0).deliver_due(NOW)
    assert log.row("SELECT due_at FROM deliveries")["due_at"] <= "2022-09-26T15:00:40"


# ----- what the relay decides itself; the receivers are simulated


def simulated(log, *subscribers):
    post = Post()
    who = config(*subscribers)
    return post, who, Relay(log, who, senders=post, dice=lambda: 0.0)


def test_nothing_is_on_the_wire_before_its_row_says_so(log, log_path):
    post, who, relay = simulated(log, Subscriber(name="me", webhook="http://a.example/"))
    seen = []

    def look(order):
        with open_log(log_path, read_only=True) as other:
            row = other.row("SELECT state, attempts FROM deliveries WHERE key = ?", (order["key"],))
            seen.append((row["state"], row["attempts"], len(other.rows("SELECT * FROM attempts"))))
        return True, LATER

    post.answer = look
    told(log, who)
    relay.deliver_due(NOW)
    assert seen == [("sending", 1, 1)]


def test_a_removed_subscriber_is_not_told_even_if_the_message_waits(log):
    post, who, relay = simulated(
        log, *(Subscriber(name=n, webhook=f"http://{n}.example/") for n in ("ann", "ben"))
    )
    told(log, who)
    relay.configure(config(who.subscribers[0]))
    done = relay.deliver_due(NOW)
    assert (done.delivered, done.cancelled) == (1, 1)
    assert states(log) == {("ann", "webhook"): "delivered", ("ben", "webhook"): "cancelled"}
    assert len(post.orders) == 1


def test_a_channel_taken_away_cancels_only_what_was_to_go_there(log):
    _, who, relay = simulated(log, Subscriber(name="me", webhook="http://a.example/", email="me@example.org"))
    told(log, who)
    relay.configure(config(Subscriber(name="me", email="me@example.org")))
    relay.deliver_due(NOW)
    assert states(log) == {("me", "email"): "delivered", ("me", "webhook"): "cancelled"}


def test_a_line_keeps_its_order_while_its_first_message_is_tried_again(log):
    post, who, relay = simulated(log, Subscriber(name="me", webhook="http://a.example/"))
    for month in (1, 2, 3):
        told(log, who, new=f"2023-0{month}", old=None, title=f"t{month}", page=f"https://p.example/{month}")
    post.answer = lambda _order: (False, LATER)
    relay.deliver_due(NOW)
    assert len(post.orders) == 1
    post.answer = lambda _order: (True, Post().answer({})[1])
    relay.deliver_due(later(5))
    told_order = [order["message"]["values"]["changes"][0]["new"] for order in post.orders]
    assert told_order == ["2023-01", "2023-01", "2023-02", "2023-03"]


def test_a_delivery_expires_after_three_days_and_says_why(log):
    post, who, relay = simulated(log, Subscriber(name="me", webhook="http://a.example/"))
    told(log, who)
    post.answer = lambda _order: (False, LATER)
    relay.deliver_due(NOW)
    tries = len(post.orders)
    relay.deliver_due(NOW + timedelta(hours=73))
    row = log.row("SELECT state, reason FROM deliveries")
    assert (row["state"], row["reason"]) == ("expired", "busy")
    assert len(post.orders) == tries


def test_what_was_said_is_written_down(log):
    _, who, relay = simulated(log, Subscriber(name="me", webhook="http://a.example/", language="ko"))
    told(log, who)
    assert log.row("SELECT subject FROM alerts")["subject"] is None
    relay.deliver_due(NOW)
    row = log.row("SELECT subject, text FROM alerts")
    assert row["subject"] == "더 글로리: 공개일 2022년 12월 30일로 구체화 (이전 2022년 12월)"
    assert "premiere on Netflix" in row["text"]


def test_the_next_channel_takes_over_when_the_first_has_failed_for_a_while(log):
    both = Subscriber(
        name="me", email="me@example.org", webhook="http://a.example/", fallback_after=timedelta(minutes=10)
    )
    post, who, relay = simulated(log, both)
    told(log, who)
    post.answer = lambda order: (order["form"] == "json", DELIVERED if order["form"] == "json" else LATER)
    relay.deliver_due(NOW)
    assert states(log) == {("me", "email"): "waiting"}
    Relay(log, who, senders=post, dice=lambda: 0.9).deliver_due(later(599))
    assert states(log) == {("me", "email"): "waiting"}
    Relay(log, who, senders=post, dice=lambda: 0.9).deliver_due(later(601))
    assert states(log)["me", "webhook"] == "delivered"
    Relay(log, who, senders=post).deliver_due(later(602))
    assert states(log)["me", "email"] == "cancelled"


def test_the_next_channel_takes_over_at_once_from_one_that_is_dead(log):
    both = Subscriber(
        name="me", email="me@example.org", webhook="http://a.example/", fallback_after=timedelta(minutes=10)
    )
    post, who, relay = simulated(log, both)
    told(log, who)
    wrong = Outcome(verdict=Verdict.MISCONFIGURED, reason="no")
    post.answer = lambda order: (order["form"] == "json", DELIVERED if order["form"] == "json" else wrong)
    relay.deliver_due(NOW)
    Relay(log, who, senders=post).deliver_due(later(2))
    assert states(log) == {("me", "email"): "dead", ("me", "webhook"): "delivered"}
