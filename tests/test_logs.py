"""What the daemon says: one line an event, never a secret, whatever is thrown at it."""

from __future__ import annotations

import io
import json
import logging
import socket
import threading
from datetime import timedelta
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifier import logs, service
from notifier.ticker import Ticker

SECRET = 'pä ss/"w\\ord+7'
ADDRESS = "https://me:t0psecret@hooks.example/services/T0123456789/abcdefghij?key=qwertzuiop"


@pytest.fixture(autouse=True)
def _restored():
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.raiseExceptions
    yield
    root.handlers[:], root.level, logging.raiseExceptions = before[0], before[1], before[2]
    logs.configure("info", "text", (), stream=io.StringIO())
    root.handlers[:] = before[0]


def said(style: str = "text", *, secrets=(SECRET, ADDRESS), level: str = "debug"):
    stream = io.StringIO()
    logs.configure(level, style, secrets, stream=stream)
    return stream, logs.logger("test")


FORMS = [
    SECRET,
    f"before {SECRET} after",
    quote(SECRET, safe=""),
    quote(SECRET),
    repr(SECRET)[1:-1].replace("\\\\", "\\"),
    ADDRESS,
    "POST /services/T0123456789/abcdefghij HTTP/1.1",
    "key=qwertzuiop",
    "user me with t0psecret",
]


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("form", FORMS)
def test_a_secret_is_masked_in_every_form_and_place(style: str, form: str):
    stream, log = said(style)
    event = f"event {form}"
    log.info(event, plain=form, listed=[form, {"inner": form}], key=form)
    log.warning("event", error=ValueError(form))
    logging.getLogger("some.library").warning("they say %s", form)
    try:
        raise ValueError(form)  # noqa: TRY301 - there must be a traceback
    except ValueError:
        log.exception("failed")
    text = stream.getvalue()
    assert text.count(logs.MASK) >= 4
    for part in ("T0123456789", "abcdefghij", "qwertzuiop", "t0psecret", "ss/", "ss%2F"):
        assert part not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://user:hunter2@host/x", "https://***@host/x"),
        ("Authorization: Bearer abcdef0123", "Authorization: ***"),
        ('{"token": "abc123"}', '{"token": "***"}'),
        ("api_key=abc&x=1", "api_key=***&x=1"),
        ("password=hunter2 next", "password=*** next"),
        ("Basic dXNlcjpwYXNz0", "Basic ***"),
        ("nothing to hide: 3 sources, https://a.example/feed?page=2", "nothing to hide: 3 sources, https://a.example/feed?page=2"),
    ],
)  # fmt: skip
def test_what_looks_like_a_credential_is_masked_though_nobody_configured_it(text: str, shown: str):
    assert logs.Mask(()).masked(text) == shown


def test_a_short_secret_does_not_mask_the_language():
    assert logs.Mask(("me", "abc")).masked("welcome to the abc") == "welcome to the abc"


@given(st.text(min_size=4, max_size=30), st.text(max_size=20), st.text(max_size=20))
def test_no_text_brings_a_secret_through(secret: str, before: str, after: str):
    shown = logs.Mask((secret,)).masked(before + secret + after)
    assert secret not in shown or secret in logs.MASK * 20


STEERING = {chr(code) for code in (*range(32), *range(127, 160), 0x2028, 0x2029)}
VALUES = st.text() | st.sampled_from(sorted(STEERING)) | st.integers() | st.lists(st.text(), max_size=3)


@pytest.mark.parametrize("style", ["text", "json"])
@settings(max_examples=60)
@given(values=st.dictionaries(st.sampled_from("abc"), VALUES), event=st.text())
def test_an_event_is_one_line_that_steers_no_terminal(style: str, values: dict, event: str):
    stream, log = said(style, secrets=())
    log.info(event, **values)
    line = stream.getvalue()
    assert line.endswith("\n")
    assert not set(line[:-1]) & STEERING
    if style == "json":
        assert json.loads(line) | values | {"event": event} == json.loads(line)


def test_the_level_is_kept_for_libraries_too():
    stream, log = said(level="warning")
    log.info("quiet")
    logging.getLogger("library").info("quiet")
    logging.getLogger("scrapy.core").info("quiet")
    log.error("loud")
    assert [line.split()[2] for line in stream.getvalue().splitlines()] == ["loud"]


def test_a_closed_stream_stops_nobody():
    stream, log = said()
    stream.close()
    log.error("unheard")
    logs.flush()


def test_text_reads_well():
    stream, log = said()
    log.info("crawl.done", sources=3, reason="two words", odd='a"b', nothing=None)
    assert stream.getvalue().split(" ", 1)[1] == (
        'info    crawl.done sources=3 reason="two words" odd="a\\"b" nothing=null\n'
    )


# --- systemd, ticks -----------------------------------------------------------------------------


def test_systemd_is_told_if_it_listens(tmp_path, monkeypatch):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    service.notify("READY=1")  # nobody there
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        place = tmp_path / "notify"
        ear.bind(str(place))
        ear.settimeout(10)
        monkeypatch.setenv("NOTIFY_SOCKET", str(place))
        service.notify("READY=1")
        assert ear.recv(100) == b"READY=1"
    service.notify("WATCHDOG=1")  # the socket is gone: no error


def test_a_tick_comes_at_once_always_in_its_own_thread_and_never_twice_at_a_time():
    ticker, came = Ticker(), threading.Event()
    threads: dict[str, set[int]] = {"a": set(), "b": set()}
    busy = threading.Lock()

    def tick(name: str) -> None:
        threads[name].add(threading.get_ident())
        if name == "a":
            assert busy.acquire(blocking=False)
            busy.release()
        if len(threads["b"]) and calls["a"] >= 3:
            came.set()
        calls[name] += 1

    calls = {"a": 0, "b": 0}
    ticker.add("a", timedelta(milliseconds=10), lambda: tick("a"))
    ticker.add("b", timedelta(hours=1), lambda: tick("b"))
    ticker.start()
    assert came.wait(20)
    ticker.stop()
    assert [len(threads["a"]), len(threads["b"])] == [1, 1]
    assert threads["a"] != threads["b"]


def test_a_nudge_runs_what_would_come_late():
    ticker, calls = Ticker(), threading.Semaphore(0)
    ticker.add("a", timedelta(hours=6), calls.release)
    ticker.start()
    assert calls.acquire(timeout=20)
    ticker.nudge()
    assert calls.acquire(timeout=20)
    ticker.add("a", timedelta(milliseconds=10), calls.release)
    assert calls.acquire(timeout=20)
    ticker.stop()
