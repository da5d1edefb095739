"""`backup`: a copy of the log that can be restored, made while it is in use."""

from __future__ import annotations

import shutil
import sqlite3
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner
from telling import change

from notifier.cli import cli
from notifier.store import open_log
from scraper.errors import LogError
from scraper.store.backup import backup


@pytest.fixture
def log(log_path):
    """A log in use: a change is committed and still in the write-ahead log."""
    with open_log(log_path) as opened:
        change(opened)
        yield opened


def changes(path):
    with open_log(path, read_only=True) as log:
        return [tuple(row) for row in log.rows("SELECT id, title, new FROM changes")]


def test_a_copy_holds_what_was_committed_and_not_what_is_under_way(log, log_path, tmp_path):
    known = changes(log_path)
    with log.transaction():
        log.execute("DELETE FROM change_claims")
        log.execute("DELETE FROM changes")
        size = backup(log_path, tmp_path / "copy.db")
    assert len(known) == 1
    assert changes(tmp_path / "copy.db") == known
    assert size == (tmp_path / "copy.db").stat().st_size
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy.db"]


def test_the_command_says_what_it_made(log, log_path, tmp_path):
    ran = CliRunner().invoke(
        cli, ["backup", str(tmp_path / "copy.db"), "--db", str(log_path)], standalone_mode=False
    )
    assert ran.return_value == 0, ran.exception
    assert ran.output.startswith(f"{tmp_path / 'copy.db'}: 0.")
    assert ran.output.endswith(" MB, checked\n")


def test_progress_grows_up_to_what_was_expected(log, log_path, tmp_path):
    with log.transaction():
        log.connection.executemany(
            "INSERT INTO cursors VALUES (?, 1, '')",
            [(f"{number:05} {'x' * 300}",) for number in range(20_000)],
        )
    seen = []
    backup(log_path, tmp_path / "copy.db", progress=lambda done, of: seen.append((done, of)))
    done = [one for one, _ in seen]
    assert done == sorted(done)
    assert 0 < done[-1] <= seen[-1][1]


def test_no_file_is_replaced(log, log_path, tmp_path):
    there = tmp_path / "copy.db"
    there.write_text("dear diary")
    ran = CliRunner().invoke(cli, ["backup", str(there), "--db", str(log_path)], standalone_mode=False)
    assert isinstance(ran.exception, click.UsageError)
    with pytest.raises(LogError, match="exists; a backup replaces nothing"):
        backup(log_path, there)
    assert there.read_text() == "dear diary"


def test_too_little_room_is_said_before_anything_is_written(log, log_path, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=1000))
    with pytest.raises(LogError, match=r"may need 1 MB, and 0 MB are free there"):
        backup(log_path, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize("kind", ["missing", "text", "foreign"])
def test_what_is_no_log_is_not_copied(tmp_path, kind):
    source = tmp_path / "log.db"
    if kind == "text":
        source.write_text("dear diary\n" * 100)
    elif kind == "foreign":
        with sqlite3.connect(source) as other:
            other.execute("CREATE TABLE t (a)")
        other.close()
    with pytest.raises(LogError):
        backup(source, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
    assert not list(tmp_path.glob(".copy*"))


def test_a_damaged_log_gives_no_backup(log_path, tmp_path):
    with open_log(log_path) as log:
        change(log)
        size = log.connection.execute("PRAGMA page_size").fetchone()[0]
    with log_path.open("r+b") as file:
        file.seek(size)
        file.write(b"\xa5" * size * 40)
    with pytest.raises(LogError):
        backup(log_path, tmp_path / "copy.db")
    assert not list(tmp_path.glob("*copy*"))


def test_a_directory_that_is_not_there_is_said_in_words(log, log_path, tmp_path):
    with pytest.raises(LogError, match="cannot be written: No such file or directory"):
        backup(log_path, tmp_path / "nowhere" / "copy.db")
