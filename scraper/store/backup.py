"""A whole, consistent copy of a log, made while a daemon writes to it.

`VACUUM INTO` (https://sqlite.org/lang_vacuum.html, 2026-11) reads in one transaction and writes a file
without gaps; the copy is checked before it gets its name, so what bears the name can be restored.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from scraper.errors import LogError
from scraper.store.log import APPLICATION_ID, BUSY_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STEPS = 20_000  # instructions of SQLite's machine between two looks at how far it is


def backup(source: Path, target: Path, *, progress: Callable[[int, int], None] | None = None) -> int:
    """Copy the log at `source` to the new file `target`; returns the copy's size in bytes.

    `progress` is called now and then with bytes written and bytes expected at most. A log of an older or
    newer version is copied too. Raises LogError, with nothing left behind: of `target` if it exists, cannot
    be written or has too little room; of `source` if it is no log or is damaged.
    """
    if not source.is_file():
        raise LogError(source, "there is no log here")
    if target.exists():
        raise LogError(target, "exists; a backup replaces nothing, name another file")
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        _refuse_small(source, target)
        with closing(_opened(source)) as log:
            pages, size = (log.execute(f"PRAGMA {of}").fetchone()[0] for of in ("page_count", "page_size"))
            if progress is not None:
                log.set_progress_handler(lambda: progress(_size(draft), pages * size), STEPS)
            log.execute("VACUUM INTO ?", (str(draft),))
        with closing(_opened(draft)) as copy:
            if (found := copy.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise LogError(source, f"is damaged: {found}")
        _keep(draft, target)
    except FileExistsError:
        raise LogError(target, "exists; a backup replaces nothing, name another file") from None
    except OSError as error:
        raise LogError(target, f"cannot be written: {error.strerror}") from error
    except sqlite3.Error as error:
        raise LogError(source, f"cannot be copied: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
    return _size(target)


def _refuse_small(source: Path, target: Path) -> None:
    need = _size(source) + _size(source.with_name(source.name + "-wal"))
    free = shutil.disk_usage(target.parent).free
    if free < need:
        mb = 1024 * 1024
        raise LogError(target, f"may need {need // mb + 1} MB, and {free // mb} MB are free there")


def _opened(path: Path) -> sqlite3.Connection:
    log = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_S)
    if log.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        log.close()
        raise LogError(path, "is a SQLite file, but no log of Glory Watch")
    return log


def _keep(draft: Path, target: Path) -> None:
    """Give the draft its name once it is on the disk; never in place of another file."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.chmod(0o600)
    os.link(draft, target)  # unlike a rename, it fails where the name is taken
    directory = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
