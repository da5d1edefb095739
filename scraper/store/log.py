"""The log: one SQLite file, one writer at a time.

Settings and why: WAL lets analysts read while we write; `synchronous=FULL` keeps an acknowledged
commit through a power cut; foreign keys are off on each new connection unless asked for; a write
transaction takes its lock at the start (`BEGIN IMMEDIATE`), for a deferred one that reads first
and writes later fails at once with "database is locked", whatever the timeout.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlite_utils import Database

from scraper.errors import LogError
from scraper.model import utc
from scraper.store.migrations import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x474C5259  # "GLRY"
BUSY_S = 10.0
JOURNAL_LIMIT = 64 * 1024 * 1024  # bytes the WAL file is cut back to after a checkpoint


def stamp(at: datetime) -> str:
    """`at` as the log writes it: UTC, milliseconds, fixed width, so that text order is time order."""
    return utc(at).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """Turn a stamp back into the aware UTC datetime that it was."""
    return datetime.fromisoformat(text).astimezone(UTC)


class Log:
    """An open log. One object belongs to one thread; open another for another thread or process."""

    def __init__(self, path: Path | None, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.db = Database(connection)
        self.fence: Callable[[Log], None] | None = None  # raises if this process may no longer write
        self._sets: Sequence[Migrations] = ()

    @classmethod
    def open(cls, path: Path | str, *, also: Sequence[Migrations] = (), read_only: bool = False) -> Log:
        """Open or create the log at `path` (":memory:" keeps nothing) and bring its schema up to date.

        `also` names further migration sets that share the file (the notifier's). Raises LogError,
        with the file untouched, if it is no log of ours, is damaged, or was written by a newer version.
        """
        sets = (schema, *also)
        if str(path) == ":memory:":
            log = cls(None, sqlite3.connect(":memory:", isolation_level=None))
        else:
            path = Path(path).expanduser()
            if path.exists() and path.stat().st_size:
                _refuse_unknown(path, sets)
            elif read_only:
                raise LogError(path, "there is no log here yet; run `glorywatch once` first")
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                target = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
                log = cls(path, sqlite3.connect(target, uri=True, isolation_level=None, timeout=BUSY_S))
            except (OSError, sqlite3.Error) as error:
                raise LogError(path, f"cannot be opened: {error}") from error
        try:
            log._prepare(sets, read_only=read_only)
        except sqlite3.Error as error:
            log.close()
            raise LogError(Path(path), f"cannot be used: {error}") from error
        except LogError:
            log.close()
            raise
        return log

    def _prepare(self, sets: Sequence[Migrations], *, read_only: bool) -> None:
        self._sets = sets
        execute = self.connection.execute
        execute(f"PRAGMA busy_timeout = {int(BUSY_S * 1000)}")
        execute("PRAGMA foreign_keys = ON")
        execute("PRAGMA trusted_schema = OFF")
        execute("PRAGMA cell_size_check = ON")
        self.connection.row_factory = sqlite3.Row
        if read_only:
            execute("PRAGMA query_only = ON")
            if self.path is not None and any(migrations.pending(self.db) for migrations in sets):
                raise LogError(
                    self.path, "is of an older version; `glorywatch once` or `run` brings it up to date"
                )
            return
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = FULL")
        execute(f"PRAGMA journal_size_limit = {JOURNAL_LIMIT}")
        if any(migrations.pending(self.db) for migrations in sets):
            with self.transaction():
                execute(f"PRAGMA application_id = {APPLICATION_ID}")
                for migrations in sets:
                    migrations.apply(self.db)
                broken = execute("PRAGMA foreign_key_check").fetchone()
                if broken is not None:
                    msg = f"a migration left a row without its parent in table {broken[0]}"
                    raise sqlite3.IntegrityError(msg)

    def refuse_newer(self) -> None:
        """Raise LogError if a newer version has changed the log since it was opened."""
        if self.path is not None:
            _refuse_newer(self.path, self.connection, self._sets)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Inside another transaction it is part of that one."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            if self.fence:
                self.fence(self)
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.rollback()
            raise

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """Return all rows of a query."""
        return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Row | None:
        """Return the first row of a query, or None."""
        found: sqlite3.Row | None = self.connection.execute(sql, parameters).fetchone()
        return found

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self.connection.execute(sql, parameters)

    def close(self) -> None:
        """Close the connection; safe to call twice."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _refuse_unknown(path: Path, sets: Sequence[Migrations]) -> None:
    """Raise LogError, having written nothing, unless the file at `path` is a log this version can use.

    Only SQLite itself may look into the file: closing any other handle on it would drop the locks of
    every connection that this process has to it (https://sqlite.org/howtocorrupt.html, 2.2), and the
    next process to close the log would take it for unused and remove the WAL under our feet.
    """
    if not path.is_file():
        raise LogError(path, "is no file; name another log")
    try:
        look = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_S)
    except sqlite3.Error as error:
        raise LogError(path, f"cannot be read: {error}") from error
    try:
        if look.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise LogError(path, "is a SQLite file, but no log of Glory Watch; name another log")
        _refuse_newer(path, look, sets)
    except sqlite3.DatabaseError as error:
        raise LogError(path, _meaning(error)) from error
    finally:
        look.close()


def _refuse_newer(path: Path, look: sqlite3.Connection, sets: Sequence[Migrations]) -> None:
    known = {s.name: {m.name for m in s._migrations} for s in sets}  # noqa: SLF001 - the only list there is
    for set_name, name in look.execute("SELECT migration_set, name FROM _sqlite_migrations"):
        if name not in known.get(set_name, {name}):
            raise LogError(path, f"was written by a newer version (it has {name!r}); update Glory Watch")


def _meaning(error: sqlite3.DatabaseError) -> str:
    """Say what an error of the first look at a log amounts to. https://sqlite.org/rescode.html (2026-11)."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return "is not a SQLite file; name another log or move this file away"
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"is held by another process for too long: {error}; try again"
    return f"is damaged: {error}; restore a backup, it is never made anew"
