"""Many may open the log at once, in one process and in several, and none takes it away from another."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from notifier.store import open_log
from scraper.errors import LogError

if TYPE_CHECKING:
    from pathlib import Path

OPEN_AND_CLOSE = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); print(c.execute('SELECT count(*) FROM sources').fetchone()[0]); c.close()"
ADD = "INSERT INTO sources (name, kind, url, added_at, next_fetch_at) VALUES (?, 'feed', 'u', '', '')"


def elsewhere(path: Path) -> int:
    """Open the log in another process, count its sources, and close it."""
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AND_CLOSE, str(path)],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return int(done.stdout)


@pytest.mark.parametrize("read_only", [False, True])
def test_opening_it_again_drops_no_lock_of_those_that_have_it_open(log_path: Path, *, read_only: bool):
    with open_log(log_path) as first:
        first.execute(ADD, ("a",))
        wal = log_path.with_name(log_path.name + "-wal")
        before = os.stat(wal).st_ino  # noqa: PTH116 - the number is the point
        with open_log(log_path, read_only=read_only):
            pass
        assert elsewhere(log_path) == 1  # were our lock gone, its close would take the log for unused …
        assert wal.stat().st_ino == before  # … and remove the WAL that we write to
        first.execute(ADD, ("b",))
        assert elsewhere(log_path) == 2
    assert elsewhere(log_path) == 2


def test_neither_a_short_text_nor_a_folder_is_a_log(tmp_path: Path):
    note = tmp_path / "note"
    note.write_text("milk")
    with pytest.raises(LogError, match="is not a SQLite file; name another log"):
        open_log(note)
    assert note.read_text() == "milk"
    with pytest.raises(LogError, match="is no file; name another log"):
        open_log(tmp_path)


def test_a_log_that_another_process_holds_for_long_is_not_called_damaged(log_path: Path, monkeypatch):
    open_log(log_path).close()
    import sqlite3  # noqa: PLC0415

    from scraper.store import log as module  # noqa: PLC0415

    monkeypatch.setattr(module, "BUSY_S", 0.01)
    with closing(sqlite3.connect(log_path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(
            LogError, match="is held by another process for too long: database is locked; try again"
        ):
            open_log(log_path)
