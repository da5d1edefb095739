"""The daemon as a process: how it starts, ends, fails, and keeps others away. Nothing here sleeps."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from kit.process import DEADLINE_S, Process

from config.model import Config
from config.model import Daemon as DaemonConfig
from notifier import upkeep
from notifier.clock import Clock
from notifier.daemon import Daemon
from notifier.health import Life, life
from notifier.lock import Lock, LockedError
from notifier.rounds import unusable
from notifier.store import heartbeat, open_log
from scraper.errors import GloryWatchError
from scraper.store import stamp
from scraper.store.upkeep import all_due, prune_fetches, pull_back, tidy

PROGRAM = Path(__file__).parent / "programs" / "daemon.py"
GLORYWATCH = [sys.executable, "-m", "notifier"]
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CONFIG = '[defaults]\nwatch = false\nsources = false\n[daemon]\nlog = "log.db"\ntick = "1s"\ndeliver_every = "1s"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "config.toml"
    place.write_text(CONFIG)
    return place


@pytest.fixture
def start(file: Path):
    started: list[Process] = []

    def begin(*acts: str, **more) -> Process:
        process = Process([sys.executable, PROGRAM, file, *acts], **more)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.close()


def beat(log_path: Path) -> heartbeat.Heartbeat:
    with open_log(log_path, read_only=True) as log:
        last, _ = heartbeat.read(log)
    assert last
    return last


# --- start and end ------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(start, tmp_path: Path, number: signal.Signals):
    process = start()
    process.wait_for("deliver.done")
    assert beat(tmp_path / "log.db").stopped_at is None
    before = time.monotonic()
    process.send(number)
    assert process.ended() == 0
    assert time.monotonic() - before < 10
    assert any("daemon.stopped" in line for line in process.lines)
    assert beat(tmp_path / "log.db").stopped_at is not None


def test_a_step_that_hangs_does_not_hold_up_the_end(start):
    process = start("crawl=hang")
    process.wait_for("crawl.hangs")
    process.wait_for("deliver.done")
    before = time.monotonic()
    process.send(signal.SIGTERM)
    assert process.ended() == 0
    assert time.monotonic() - before < 10
    assert "left=" in process.lines[-1]
    assert "crawl" in process.lines[-1]


def test_a_step_that_fails_stops_no_other(start, tmp_path: Path):
    process = start("crawl=raise")
    line = process.wait_for("crawl.failed")
    assert "ValueError: crawl cannot" in line
    process.wait_for("judge.done")
    process.wait_for("route.done")
    process.wait_for("crawl.failed")
    assert any("deliver.done" in line for line in process.lines)
    process.send(signal.SIGTERM)
    assert process.ended() == 0
    with open_log(tmp_path / "log.db", read_only=True) as log:
        _, ticks = heartbeat.read(log)
    went = {tick.name: tick for tick in ticks}
    assert went["crawl"].failures >= 1
    assert went["crawl"].reason == "ValueError: crawl cannot"
    assert went["judge"].failures == 0
    assert went["judge"].last_ok_at is not None


def test_an_unusable_log_ends_it_with_code_3(start):
    process = start("judge=damage")
    assert process.ended() == 3
    assert process.lines[-1] == f"error: {process.lines[-1].split(': ')[1]}: is damaged"
    assert not any("Traceback" in line for line in process.lines)


def test_steps_go_on_when_nobody_hears_what_is_said(file: Path, tmp_path: Path):
    process = subprocess.Popen(
        ["/bin/sh", "-c", 'exec "$@" 1>&- 2>&-', "sh", sys.executable, str(PROGRAM), str(file)]
    )
    try:
        log_path = tmp_path / "log.db"
        deadline = time.monotonic() + DEADLINE_S
        went = {}
        while not went.get("deliver") and time.monotonic() < deadline and process.poll() is None:
            if log_path.exists():
                try:
                    with open_log(log_path, read_only=True) as log:
                        went = {tick.name: tick.last_ok_at for tick in heartbeat.read(log)[1]}
                except GloryWatchError:
                    continue  # its schema is being made
        process.send_signal(signal.SIGTERM)
        assert process.wait(DEADLINE_S) == 0
        assert went.get("deliver")
    finally:
        process.kill()
        process.wait(DEADLINE_S)


# --- only one -----------------------------------------------------------------------------------


def test_a_second_daemon_is_refused_in_one_line(start, file: Path, tmp_path: Path):
    first = start()
    first.wait_for("deliver.done")
    second = subprocess.run(
        [*GLORYWATCH, "run", "--config", str(file)],
        capture_output=True,
        text=True,
        timeout=DEADLINE_S,
        check=False,
    )
    assert second.returncode == 2
    assert second.stderr == (
        f"Error: {tmp_path}/log.db is in use by process {first.popen.pid};"
        " stop that one first, or name another log with --db\n"
    )
    assert second.stdout == ""
    once = subprocess.run(
        [*GLORYWATCH, "once", "--config", str(file)],
        capture_output=True,
        text=True,
        timeout=DEADLINE_S,
        check=False,
    )
    assert (once.returncode, "is in use by process" in once.stderr) == (2, True)
    first.send(signal.SIGTERM)
    assert first.ended() == 0


def test_a_killed_daemon_leaves_the_log_free(start, tmp_path: Path):
    first = start()
    first.wait_for("deliver.done")
    epoch = beat(tmp_path / "log.db").epoch
    first.popen.kill()
    assert first.popen.wait(DEADLINE_S) == -signal.SIGKILL
    second = start()
    second.wait_for("deliver.done")
    assert beat(tmp_path / "log.db").epoch == epoch + 1
    second.send(signal.SIGTERM)
    assert second.ended() == 0


def test_a_daemon_that_slept_through_a_takeover_writes_no_more(start, tmp_path: Path):
    first = start()
    first.wait_for("deliver.done")
    with closing(sqlite3.connect(tmp_path / "log.db", isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")  # so that it is not stopped while it holds the write lock itself
        os.kill(first.popen.pid, signal.SIGSTOP)
        assert os.WIFSTOPPED(os.waitpid(first.popen.pid, os.WUNTRACED)[1])
    (tmp_path / "log.db.lock").unlink()  # as somebody does who believes it dead
    second = start()
    second.wait_for("deliver.done")
    os.kill(first.popen.pid, signal.SIGCONT)
    assert first.ended() == 3
    assert "was taken over by another daemon" in first.lines[-1]
    second.send(signal.SIGTERM)
    assert second.ended() == 0


def test_the_lock_names_its_holder_and_ends_with_it(tmp_path: Path):
    log_path = tmp_path / "log.db"
    with (
        Lock(log_path),
        pytest.raises(LockedError, match=f"in use by process {os.getpid()};"),
        Lock(log_path),
    ):
        pass
    with Lock(log_path):
        pass


# --- a log that is none -------------------------------------------------------------------------


def newer(path: Path) -> None:
    with open_log(path) as log:
        log.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('scraper', '9999 of tomorrow', '')"
        )


def somebody_elses(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.executescript("CREATE TABLE t (a); PRAGMA user_version = 1")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (newer, "was written by a newer version (it has '9999 of tomorrow'); update Glory Watch"),
        (lambda path: path.write_text("Dear diary,\n" * 50), "is not a SQLite file"),
        (somebody_elses, "is a SQLite file, but no log of Glory Watch"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["run", "once", "status"])
def test_a_log_that_cannot_be_used_is_left_untouched(file: Path, tmp_path: Path, name: str, make, said: str):
    log_path = tmp_path / "log.db"
    make(log_path)
    before = log_path.read_bytes()
    done = subprocess.run(
        [*GLORYWATCH, name, "--config", str(file)],
        capture_output=True,
        text=True,
        timeout=DEADLINE_S,
        check=False,
    )
    assert done.returncode == 3
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert said in line
    assert str(log_path) in line
    assert log_path.read_bytes() == before


def damage(path: Path) -> None:
    """Overwrite all pages but the first, which says that it is a log of ours."""
    with open_log(path) as log:
        size = log.connection.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek(size)
        file.write(b"\xa5" * (path.stat().st_size - size))


@pytest.mark.parametrize("name", ["run", "once", "status", "facts"])
def test_a_damaged_log_ends_every_command_with_code_3_and_no_traceback(file: Path, tmp_path: Path, name: str):
    damage(tmp_path / "log.db")
    before = (tmp_path / "log.db").read_bytes()
    done = subprocess.run(
        [*GLORYWATCH, name, "--config", str(file)],
        capture_output=True,
        text=True,
        timeout=DEADLINE_S,
        check=False,
    )
    assert done.returncode == 3
    assert "malformed" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "log.db").read_bytes() == before


def test_only_damage_ends_the_daemon_not_a_full_disk_or_a_long_lock(log_path: Path, tmp_path: Path):
    with open_log(log_path) as log:
        log.execute("PRAGMA max_page_count = 1")
        with pytest.raises(sqlite3.OperationalError) as full:
            log.execute("CREATE TABLE t AS SELECT hex(zeroblob(100000)) AS a")
        other = sqlite3.connect(log_path, isolation_level=None, timeout=0)
        other.execute("BEGIN IMMEDIATE")
        log.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(sqlite3.OperationalError) as locked, log.transaction():
            pass
        other.close()
    damaged = tmp_path / "damaged.db"
    damage(damaged)
    with closing(sqlite3.connect(damaged)) as look, pytest.raises(sqlite3.DatabaseError) as broken:
        look.execute("SELECT * FROM sources")
    assert unusable(log_path, full.value) is None
    assert unusable(log_path, locked.value) is None
    assert "malformed" in str(unusable(log_path, broken.value))
    assert unusable(log_path, ValueError("x")) is None


class Walked:
    """A walk that notes which steps were taken."""

    def __init__(self, log_path: Path):
        self.config = Config(daemon=DaemonConfig(log=log_path))
        self.taken: list[str] = []

    def steps(self):
        return {
            name: lambda log, now, name=name: self.taken.append(name) or {}
            for name in ("crawl", "judge", "deliver")
        }

    def interrupt(self):
        pass

    def finish(self, step, now):
        pass


def test_nothing_is_crawled_while_the_disk_is_nearly_full(log_path: Path, monkeypatch):
    walk, free = Walked(log_path), iter([50_000_000, 50_000_000, 500_000_000])
    daemon = Daemon(walk, reload=lambda: walk.config)
    monkeypatch.setattr(upkeep, "disk_free", lambda path: next(free))
    with open_log(log_path) as log:
        daemon._rounds.epoch = heartbeat.begin(log, command="run", version="0", now=NOW)
        for _ in range(3):
            daemon._beat(log)
            daemon._rounds.take("crawl", "crawl", "judge")
            daemon._rounds.take("deliver", "deliver")
        last, _ticks = heartbeat.read(log)
    daemon._rounds.stop()
    daemon._rounds.take("crawl", "crawl")
    daemon._rounds.take("deliver", "deliver")
    assert daemon._rounds.left_after(0) == []
    assert walk.taken == ["judge", "deliver"] * 2 + ["crawl", "judge", "deliver"]
    assert last.disk_free == 500_000_000


# --- reload -------------------------------------------------------------------------------------


def test_a_broken_configuration_changes_nothing_and_a_mended_one_is_taken(start, file: Path, tmp_path: Path):
    process = start()
    process.wait_for("deliver.done")
    file.write_text(CONFIG + 'tikc = "5s"\n')
    process.send(signal.SIGHUP)
    line = process.wait_for("config.refused")
    assert "tikc" in line
    process.wait_for("deliver.done")
    status = [*GLORYWATCH, "status", "--db", str(tmp_path / "log.db")]
    file.write_text(CONFIG + '[[subscriber]]\nname = "me"\nwebhook = "http://127.0.0.1:9/"\n')
    process.send(signal.SIGHUP)
    assert "subscribers=1" in process.wait_for("config.reloaded")
    process.wait_for("deliver.done")
    process.send(signal.SIGTERM)
    assert process.ended() == 0
    assert subprocess.run(status, capture_output=True, timeout=DEADLINE_S, check=False).returncode == 0


# --- secrets ------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["text", "json"])
def test_no_secret_is_said_or_kept(start, file: Path, tmp_path: Path, style: str):
    canary = "canary-5e1f0b77"
    file.write_text(
        CONFIG + f'log_format = "{style}"\nlog_level = "debug"\n'
        f'[smtp]\nuser = "{canary}-1"\npassword = "{canary}-2 \\"ä"\n'
        f'[[subscriber]]\nname = "me"\nto = "ntfys://user:{canary}-3@ntfy.example/{canary}-4?token={canary}-5"\n'
        f'email = "{canary}-6@b.example"\nwebhook = "https://h.example/{canary}-7/x"\n'
    )
    process = start("crawl=secret")
    line = process.wait_for("crawl.failed")
    assert "refused: " in line
    process.wait_for("deliver.done")
    process.send(signal.SIGTERM)
    assert process.ended() == 0
    said = "\n".join(process.lines)
    assert canary not in said
    assert "x" * 12 not in said
    assert "abcdef99" not in said
    kept = b"".join(place.read_bytes() for place in tmp_path.glob("log.db*"))
    assert b"crawl" in kept
    assert canary.encode() not in kept


# --- the clock ----------------------------------------------------------------------------------


class Hands:
    """A wall clock and a steady one, both moved by the test."""

    def __init__(self):
        self.at, self.steady = NOW, 100.0

    def pass_by(self, seconds: float, *, set_by: float = 0.0) -> None:
        self.steady += seconds
        self.at += timedelta(seconds=seconds + set_by)


@pytest.mark.parametrize(
    ("set_by", "expected"), [(0, 0), (4, 0), (-4, 0), (3600, 3600), (-6 * 3600, -6 * 3600)]
)
def test_a_clock_that_was_set_is_found_out_once(set_by: int, expected: int):
    hands = Hands()
    clock = Clock(wall=lambda: hands.at, steadily=lambda: hands.steady)
    hands.pass_by(600, set_by=set_by)
    assert clock.jump() == timedelta(seconds=expected)
    hands.pass_by(600)
    assert clock.jump() == timedelta(0)


def test_a_clock_that_was_never_set_is_refused():
    clock = Clock(wall=lambda: datetime(1970, 1, 1, 0, 3, tzinfo=UTC), steadily=lambda: 0.0)
    with pytest.raises(GloryWatchError, match="says 1970-01-01 00:03 UTC"):
        clock.checked()


def add_source(log, name: str, *, due: datetime) -> None:
    log.execute(
        "INSERT INTO sources (name, kind, url, added_at, next_fetch_at) VALUES (?, 'feed', 'http://x/', ?, ?)",
        (name, stamp(NOW), stamp(due)),
    )


def due_times(log) -> dict[str, str]:
    return {row["name"]: row["next_fetch_at"] for row in log.rows("SELECT name, next_fetch_at FROM sources")}


def test_what_is_due_later_stays_as_far_away_when_the_clock_is_set_back(log_path: Path):
    with open_log(log_path) as log:
        add_source(log, "later", due=NOW + timedelta(minutes=10))
        add_source(log, "due", due=NOW - timedelta(hours=7))
        back = NOW - timedelta(hours=6)
        assert pull_back(log, by=timedelta(hours=6), now=back) == 1
        assert due_times(log) == {
            "later": stamp(back + timedelta(minutes=10)),
            "due": stamp(NOW - timedelta(hours=7)),
        }


def test_a_daemon_started_after_the_clock_was_set_back_moves_what_is_due(start, tmp_path: Path):
    now = datetime.now(UTC)
    with open_log(tmp_path / "log.db") as log:
        heartbeat.begin(log, command="run", version="0", now=now + timedelta(hours=6))
        add_source(log, "later", due=now + timedelta(hours=6, minutes=10))
    process = start()
    assert "seconds=-2" in process.wait_for("clock.jumped")  # 6 h are 21,600 s, less what the start took
    assert "sources=1" in process.wait_for("due.moved")
    process.send(signal.SIGTERM)
    assert process.ended() == 0
    with open_log(tmp_path / "log.db", read_only=True) as log:
        moved = datetime.fromisoformat(due_times(log)["later"])
    assert abs(moved - (now + timedelta(minutes=10))) < timedelta(seconds=DEADLINE_S)


# --- life, and upkeep ---------------------------------------------------------------------------


def sign(**more) -> heartbeat.Heartbeat:
    values = {
        "epoch": 1, "pid": 4711, "host": "here", "version": "1", "command": "run", "started_at": NOW,
        "beat_at": NOW, "stopped_at": None, "config_error": "", "disk_free": 0,
    }  # fmt: skip
    return heartbeat.Heartbeat(**(values | more))


@pytest.mark.parametrize(
    ("last", "there", "after_s", "expected"),
    [
        (None, False, 0, Life.NEVER),
        (sign(), True, 59, Life.RUNNING),
        (sign(), True, 61, Life.SILENT),
        (sign(), False, 1, Life.DIED),
        (sign(host="elsewhere"), False, 1, Life.RUNNING),
        (sign(host="elsewhere"), False, 61, Life.SILENT),
        (sign(stopped_at=NOW), True, 1, Life.STOPPED),
    ],
)
def test_life_is_judged_by_the_last_sign_of_it(last, there, after_s: int, expected: Life):
    assert life(last, now=NOW + timedelta(seconds=after_s), host="here", there=lambda _: there) is expected


def test_upkeep_forgets_old_fetches_and_nothing_else(log_path: Path):
    with open_log(log_path) as log:
        for days in (0, 29, 31, 400):
            log.execute(
                "INSERT INTO fetches (source, url, fetched_at, status, outcome, seconds) VALUES ('a', 'u', ?, 200, 'new', 1)",
                (stamp(NOW - timedelta(days=days)),),
            )
        assert prune_fetches(log, now=NOW) == 2
        assert [row[0] for row in log.rows("SELECT fetched_at FROM fetches ORDER BY id")] == [
            stamp(NOW), stamp(NOW - timedelta(days=29)),
        ]  # fmt: skip
        assert tidy(log)
    assert not log_path.with_name(log_path.name + "-wal").exists()


def test_upkeep_waits_for_no_reader(log_path: Path):
    with open_log(log_path) as log:
        reader = sqlite3.connect(log_path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sources").fetchone()
        add_source(log, "a", due=NOW)
        log.execute("PRAGMA busy_timeout = 1")
        assert not tidy(log)
        reader.close()
        assert tidy(log)


def test_every_source_can_be_made_due(log_path: Path):
    with open_log(log_path) as log:
        add_source(log, "later", due=NOW + timedelta(days=1))
        add_source(log, "due", due=NOW - timedelta(days=1))
        assert all_due(log, now=NOW) == 1
        assert due_times(log) == {"later": stamp(NOW), "due": stamp(NOW - timedelta(days=1))}
