"""A log of an older version: whoever only reads says so; whoever writes brings it up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlite_utils import Database

from notifier.store import open_log
from scraper.errors import LogError
from scraper.store.migrations import schema


@pytest.fixture
def older(tmp_path):
    """Return a log that has only the first step of the reading half."""
    path = tmp_path / "log.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        first, second, *_ = [step.name for step in schema.pending(Database(connection))]
        connection.execute("PRAGMA application_id = 0x474C5259")
        schema.apply(Database(connection), stop_before=second)
        assert [step.name for step in schema.applied(Database(connection))] == [first]
    return path


def test_a_reader_says_what_to_do_and_changes_nothing(older):
    before = older.read_bytes()

    with pytest.raises(LogError, match=r"older version; `glorywatch once` or `run` brings it up to date"):
        open_log(older, read_only=True)

    assert older.read_bytes() == before


def test_a_writer_brings_it_up_to_date(older):
    with open_log(older) as log:
        assert schema.pending(log.db) == []
    with open_log(older, read_only=True) as log:
        assert log.row("SELECT count(*) FROM freshness")[0] == 0
