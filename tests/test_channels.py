"""Typed channels, each against a server on loopback that speaks as much of its protocol as they need."""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from telling import NOW, change, config, later

from config.model import Smtp, Subscriber
from config.services import CHANNELS, channel
from notifier.relay import Relay
from notifier.route import route
from notifier.senders import Senders
from notifier.store import open_log

pytestmark = [
    pytest.mark.filterwarnings("default::pyparsing.warnings.PyparsingDiagnosticWarning"),
    # apprise loads a plugin that uses a module Python will drop
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),
]
TOKEN = "123456789:AbCdEfGhIjKlMnOpQrStUvWxYz123456789"


class Api:
    """Answers every call with the next of `answers`, (status, headers, JSON); writes calls down."""

    def __init__(self):
        self.calls, self.answers, self.usual = [], [], (200, {}, {"ok": True})
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                owner.calls.append((self.command, self.path, dict(self.headers), body))
                status, headers, told = owner.answers.pop(0) if owner.answers else owner.usual
                raw = (
                    told
                    if isinstance(told, bytes)
                    else told.encode()
                    if isinstance(told, str)
                    else json.dumps(told).encode()
                )
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            do_GET = do_POST = do_PUT = answer  # noqa: N815

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def json(self, number=-1):
        return json.loads(self.calls[number][3])


@pytest.fixture
def api():
    server = Api()
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture
def tell(log_path):
    """Tell one change to a subscriber; returns the function and leaves the log to look at."""
    pool = Senders(children=1, threads=2)
    log = open_log(log_path)
    relays = []

    def send(at=NOW, **channels):
        if not relays:
            who = config(Subscriber(name="me", **channels))
            change(log, quote="@everyone look: <b>30 December</b>")
            route(log, who, now=NOW)
            relays.append(Relay(log, who, senders=pool, dice=lambda: 0.0))
        relays[0].deliver_due(at)
        row = log.rows("SELECT verdict, status, reason FROM attempts ORDER BY id")[-1]
        return row["verdict"], row["status"], row["reason"]

    send.log, send.pool = log, pool
    yield send
    pool.close()
    log.close()


def test_telegram_gets_the_text_with_nothing_in_it_that_is_markup(api, tell):
    api.usual = (200, {}, {"ok": True, "result": {"message_id": 1}})
    assert tell(telegram=f"{api.root}/{TOKEN}/-100123")[0] == "delivered"
    assert api.calls[-1][1] == f"/bot{TOKEN}/sendMessage"
    sent = api.json()
    assert str(sent["chat_id"]) == "-100123"
    assert "30 December 2022" in sent["text"]
    assert "@everyone" not in sent["text"]
    assert "<b>30 December</b>" not in sent["text"]


def test_telegrams_retry_after_is_kept(api, tell):
    told = {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests",
        "parameters": {"retry_after": 35},
    }
    api.usual = (429, {}, told)
    assert tell(telegram=f"{api.root}/{TOKEN}/1") == ("try_again", 429, "HTTP 429 Too Many Requests")
    calls = len(api.calls)
    api.usual = (200, {}, {"ok": True})
    tell(at=later(34))
    assert len(api.calls) == calls
    assert tell(at=later(90))[0] == "delivered"


def test_a_wrong_telegram_token_is_a_refusal_that_does_not_tell_the_token(api, tell):
    api.usual = (401, {}, {"ok": False, "error_code": 401, "description": "Unauthorized"})
    verdict, status, reason = tell(telegram=f"{api.root}/{TOKEN}/1")
    assert (verdict, status) == ("refused", 401)
    assert "AbCd" not in reason


def test_discord_is_not_told_to_mention_everyone(api, tell):
    api.usual = (204, {}, "")
    assert tell(discord=f"{api.root}/api/webhooks/123456/abcdefghijKLMNOP_-q")[0] == "delivered"
    assert api.calls[-1][1].startswith("/api/webhooks/123456/abcdefghijKLMNOP_-q")
    assert "@everyone" not in api.calls[-1][3].decode()
    assert "30 December 2022" in api.calls[-1][3].decode()


def test_discords_retry_after_in_the_body_is_kept(api, tell):
    api.usual = (429, {}, {"message": "You are being rate limited.", "retry_after": 64.57, "global": False})
    assert tell(discord=f"{api.root}/api/webhooks/1/abcdefghijklm")[1] == 429
    calls = len(api.calls)
    tell(at=later(64))
    assert len(api.calls) == calls


def test_slack_gets_its_text(api, tell):
    api.usual = (200, {}, "ok")
    assert tell(slack=f"{api.root}/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ")[0] == "delivered"
    assert api.calls[-1][1] == "/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
    assert "<b>30 December</b>" not in api.calls[-1][3].decode()


def test_a_slack_channel_that_is_gone_is_given_up_after_three_tries(api, tell):
    api.usual = (404, {}, "no_service")
    channels = {"slack": f"{api.root}/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"}
    assert tell(**channels)[:2] == ("refused", 404)
    for minute in (1, 2, 3, 4):
        tell(at=later(minute * 60))
    assert len(api.calls) == 3


def test_matrix_sends_a_repeat_under_the_transaction_of_the_first(api, tell):
    api.usual = (200, {}, {"event_id": "$1", "room_id": "!r:example.org", "user_id": "@robot:example.org"})
    channels = {"matrix": f"{api.root}/!room:example.org/syt_token_1234"}
    assert tell(**channels)[0] == "delivered"
    tell.log.execute("UPDATE deliveries SET state = 'waiting'")  # as if killed before the mark
    assert tell(at=later(60))[0] == "delivered"
    first, second = (call for call in api.calls if "/send/m.room.message/" in call[1])
    assert first[2]["Authorization"] == "Bearer syt_token_1234"
    assert first[1] == second[1]
    assert tell.log.row("SELECT key FROM deliveries")["key"] in first[1]


def test_ntfy_gets_title_text_link_and_token(api, tell):
    api.usual = (200, {}, {"id": "x"})
    assert tell(ntfy=f"{api.root}/glory", ntfy_token="tk_secret")[0] == "delivered"
    _, path, headers, _ = api.calls[-1]
    sent = api.json()
    assert (path, sent["topic"]) == ("/", "glory")
    assert sent["title"].startswith("The Glory: release date")
    assert headers["X-Click"] == "https://press.example/glory"
    assert headers["Authorization"] == "Bearer tk_secret"


def test_gotify_gets_title_and_text(api, tell):
    api.usual = (200, {}, {"id": 1})
    assert tell(gotify=f"{api.root}/push/AbCdEfGhIjKlMnO")[0] == "delivered"
    _, path, headers, _ = api.calls[-1]
    assert path.startswith("/push/message")
    assert "AbCdEfGhIjKlMnO" in headers.values()
    assert api.json()["title"].startswith("The Glory: release date")


def test_pushover_gets_title_text_link_and_token(api, tell):
    api.usual = (200, {}, {"status": 1, "request": "5042853c-402d-4a18-abcb-168734a801de"})
    assert tell(pushover=f"{api.root}/{'u' * 30}/{'a' * 30}")[0] == "delivered"
    assert api.calls[-1][1] == "/1/messages.json"
    sent = {name: value for name, [value] in parse_qs(api.calls[-1][3].decode()).items()}
    assert (sent["token"], sent["user"]) == ("a" * 30, "u" * 30)
    assert sent["title"].startswith("The Glory: release date")
    assert "30 December 2022" in sent["title"]
    assert "Reported by one credible source" in sent["message"]
    assert sent["url"] == "https://press.example/glory"


def test_a_wrong_pushover_token_is_a_refusal_that_does_not_tell_the_token(api, tell):
    api.usual = (400, {}, {"token": "invalid", "errors": ["application token is invalid"], "status": 0})
    verdict, status, reason = tell(pushover=f"{api.root}/{'u' * 30}/{'a' * 30}")
    assert (verdict, status) == ("refused", 400)
    assert "aaaa" not in reason


@pytest.mark.parametrize("kind", sorted(CHANNELS))
@pytest.mark.parametrize("text", ["", "s3cr3t", "https://s3cr3t.example/x y", "http://a/b/c?verify=no"])
def test_what_is_no_channel_of_its_kind_is_refused_without_repeating_it(kind, text):
    with pytest.raises(ValueError, match=r"is no .*; (write|copy)") as wrong:
        channel(kind, text)
    assert "s3cr3t" not in str(wrong.value)


@pytest.fixture
def broker(tmp_path):
    """A real MQTT broker with a login."""
    program = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
    if not Path(program).exists():
        pytest.skip("mosquitto is not installed")
    passwords = tmp_path / "passwords"
    subprocess.run(
        [shutil.which("mosquitto_passwd") or "mosquitto_passwd", "-b", "-c", passwords, "robot", "s3cret"],
        check=True,
        capture_output=True,
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = tmp_path / "mosquitto.conf"
    settings.write_text(
        f"listener {port} 127.0.0.1\nallow_anonymous false\npassword_file {passwords}\nuser root\n"
    )
    process = subprocess.Popen(
        [program, "-c", settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
    yield port
    process.terminate()
    process.wait(5)


def test_a_real_broker_gets_the_message_and_refuses_a_wrong_password(broker, tell):
    client = pytest.importorskip("paho.mqtt.client")
    got = threading.Event()
    messages = []
    listener = client.Client(client.CallbackAPIVersion.VERSION2)
    listener.username_pw_set("robot", "s3cret")
    ready = threading.Event()
    listener.on_connect = lambda c, *_: c.subscribe("glory/news", 1)
    listener.on_subscribe = lambda *_: ready.set()
    listener.on_message = lambda _c, _u, m: (messages.append(m.payload.decode()), got.set())
    listener.connect("127.0.0.1", broker)
    listener.loop_start()
    try:
        assert ready.wait(5)
        assert tell(mqtt=f"mqtt://robot:s3cret@127.0.0.1:{broker}/glory/news")[0] == "delivered"
        assert got.wait(5)
    finally:
        listener.disconnect()
        listener.loop_stop()
    assert "The Press" in messages[0]


def test_a_broker_that_refuses_the_password_is_tried_again_and_the_reason_is_no_secret(broker, tell):
    verdict, _, reason = tell(mqtt=f"mqtt://robot:wr0ng@127.0.0.1:{broker}/glory/news")
    assert verdict in ("try_again", "refused", "misconfigured")
    assert "wr0ng" not in reason


def test_a_reply_that_is_a_bomb_fills_no_memory(api, tell):
    """1 GiB of zeros in 1 MB of gzip: apprise alone grew to 2.1 GB on it and called it a success."""
    bomb = gzip.compress(bytes(1 << 20)) * 256  # members of 1 MiB each, one after another
    api.usual = (200, {"Content-Encoding": "gzip"}, bomb)
    assert tell(webhook=f"{api.root}/x")[0] in ("delivered", "unknown")
    [pid] = tell.pool.pids
    peak = next(
        line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    assert int(peak.split()[1]) < 200 * 1024, peak


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("", (None, None)),
        (
            "mailto:boss@example.org?subject=unsubscribe%20{name}",
            ("<mailto:boss@example.org?subject=unsubscribe%20me>", None),
        ),
        ("https://example.org/u/{name}", ("<https://example.org/u/me>", "List-Unsubscribe=One-Click")),
        ("HTTPS://example.org/u/{name}", ("<HTTPS://example.org/u/me>", "List-Unsubscribe=One-Click")),
        ("http://example.org/u/{name}", ("<http://example.org/u/me>", None)),
    ],
)
def test_a_mail_says_how_to_unsubscribe(inbox, log_path, address, headers):
    who = config(
        Subscriber(name="me", email="me@example.org"),
        smtp=Smtp(host=inbox.address, port=inbox.port, unsubscribe=address),
    )
    pool = Senders(children=1, threads=1)
    try:
        with open_log(log_path) as log:
            change(log)
            route(log, who, now=NOW)
            Relay(log, who, senders=pool).deliver_due(NOW)
    finally:
        pool.close()
    [mail] = inbox.wait_for(1)
    assert (mail.message["List-Unsubscribe"], mail.message["List-Unsubscribe-Post"]) == headers


@pytest.mark.parametrize("box", ["me@example.org", "독자@example.org"])
def test_a_mail_has_seven_bits_unless_its_address_has_more(inbox, log_path, box):
    who = config(
        Subscriber(name="me", email=box, language="ko"), smtp=Smtp(host=inbox.address, port=inbox.port)
    )
    pool = Senders(children=1, threads=1)
    try:
        with open_log(log_path) as log:
            change(log)
            route(log, who, now=NOW)
            Relay(log, who, senders=pool).deliver_due(NOW)
    finally:
        pool.close()
    [mail] = inbox.wait_for(1)
    assert "공개일" in mail.subject
    assert "공개일" in mail.text
    head, _, body = mail.raw.partition(b"\r\n\r\n")
    assert body.isascii()
    assert (head.isascii(), "SMTPUTF8" in mail.options) == ((True, False) if box.isascii() else (False, True))


def test_an_operators_own_mailto_address_goes_out_with_the_stable_id_too(inbox, tell):
    to = f"mailto://{inbox.address}:{inbox.port}/?from=glory@example.org&to=me@example.org&smtp={inbox.address}"
    assert tell(to=to)[0] == "delivered"
    tell.log.execute("UPDATE deliveries SET state = 'waiting'")
    tell(at=later(60))
    first, second = inbox.wait_for(2)
    assert first.recipients == ("me@example.org",)
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert "30 December 2022" in first.html
