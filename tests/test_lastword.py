"""A log that the daemon cannot use: the operator hears of it once, and once when it works again."""

from __future__ import annotations

import errno
import signal
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from kit.hooks import Hook
from kit.process import Process

from config.model import Config, Daemon, Subscriber
from notifier.lastword import mark_of, stopped
from notifier.store import open_log
from scraper.errors import LogError

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

CONFIG = """
[defaults]
watch = false
sources = false
[daemon]
log = "log.db"
tick = "1s"
deliver_every = "1s"
operator = "desk"
log_level = "debug"
[crawl]
contact = "desk@example.org"
[[subscriber]]
name = "desk"
webhook = "{hook}"
"""


@pytest.fixture
def hook():
    with Hook() as made:
        yield made


@pytest.fixture
def run(tmp_path, hook):
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(hook=hook.url("/")))
    file.chmod(0o600)
    started = []

    def begin():
        process = Process([sys.executable, "-m", "notifier", "run", "--config", file])
        started.append(process)
        return process

    yield begin
    for process in started:
        process.close()


@pytest.fixture
def log(tmp_path):
    """A log that a newer version wrote."""
    path = tmp_path / "log.db"
    open_log(path).close()
    renew(path)
    return path


def renew(path):
    """Do to a log what a newer version does when it first opens it."""
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('notifier', '9999 of tomorrow', '')"
        )
    connection.close()


def mend(path):
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = '9999 of tomorrow'")
    connection.close()


def test_a_log_of_a_newer_version_is_told_once_however_often_the_service_restarts(run, log, hook):
    for _ in range(3):
        process = run()
        assert process.ended() == 3
        assert "was written by a newer version" in process.lines[-1]
    [call] = hook.calls
    assert call.json["title"] == "Glory Watch has stopped: its log cannot be used"
    said = " ".join(call.json["message"].split())
    assert "was written by a newer version (it has '9999 of tomorrow'); update Glory Watch" in said

    mend(log)
    process = run()
    [_, back] = hook.wait_for(2)
    assert back.json["title"] == "Glory Watch works again"
    assert not mark_of(log).exists()
    process.send(signal.SIGTERM)
    assert process.ended() == 0
    run().wait_for("deliver.done")
    assert len(hook.calls) == 2


def test_a_daemon_whose_log_is_renewed_while_it_runs_stops_and_says_so(run, log, hook):
    mend(log)
    process = run()
    process.wait_for("deliver.done")
    renew(log)
    assert process.ended() == 3
    [call] = hook.calls
    assert "was written by a newer version" in call.json["message"]


def test_what_no_channel_took_is_said_again_at_the_next_start(run, log, hook):
    hook.does("refuse")
    assert run().ended() == 3
    assert not mark_of(log).exists()
    assert run().ended() == 3
    assert [call.mode for call in hook.calls] == ["refuse", "ok"]
    assert mark_of(log).exists()


def test_a_mark_that_was_cut_short_does_not_keep_the_daemon_from_starting(run, log, hook):
    mend(log)
    mark_of(log).write_text('{"since": "20')
    process = run()
    process.wait_for("deliver.done")
    assert not mark_of(log).exists()
    assert hook.calls == []


def test_a_disk_that_takes_no_mark_hides_neither_the_word_nor_the_reason(tmp_path, hook, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    desk = Subscriber(name="desk", webhook=hook.url("/"))
    settings = Config(subscribers=(desk,), daemon=Daemon(operator="desk", log=tmp_path / "log.db"))
    monkeypatch.setattr(Path, "write_text", full)
    error = LogError(tmp_path / "log.db", "cannot be written: disk is full")
    assert stopped(settings, error, now=NOW)
    [call] = hook.calls
    assert "disk is full" in call.json["message"]
    assert not mark_of(tmp_path / "log.db").exists()
