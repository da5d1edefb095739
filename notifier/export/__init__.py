"""What is known, as files that other programs subscribe to, without an account.

    changes.atom  changes.json  releases.ics                  all titles
    TITLE.atom    TITLE.json    TITLE.ics                     one title
    TITLE-FIELD.atom  TITLE-FIELD.json                        one field of it

A file is replaced in one step, and only when it changed, so that a web server's validators hold.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from notifier.export import calendar, feeds
from notifier.store import news
from scraper.model import ChangeKind, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from notifier.model import News
    from notifier.wording import Reader
    from scraper.store import Log

NEWEST = 100  # changes in a feed
QUIET = (ChangeKind.DISPUTED, ChangeKind.UPGRADED)  # they change no value


def export(log: Log, place: Path, reader: Reader, *, base: str = "") -> list[Path]:
    """Write all files into `place`; returns those that changed. `base` is where they will be served."""
    place.mkdir(parents=True, exist_ok=True)
    changes = [one for one in news.all_of(log) if one.change.kind not in QUIET]
    return [
        path
        for name, text in _files(changes, reader, base)
        if _replace(path := place / name, text.encode("utf-8"))
    ]


def _files(changes: Sequence[News], reader: Reader, base: str) -> Iterator[tuple[str, str]]:
    titles = sorted({one.change.item.title for one in changes} | {key for key, _ in reader.names})
    sets: list[tuple[str, Sequence[News]]] = [("changes", changes)]
    for title in titles:
        of_title = [one for one in changes if one.change.item.title == title]
        sets.append((title, of_title))
        sets += [
            (f"{title}-{field}", [one for one in of_title if one.change.item.field is field])
            for field in Field
        ]
        yield f"{title}.ics", calendar.ics(of_title, reader)
    yield "releases.ics", calendar.ics(changes, reader)
    for name, part in sets:
        newest = list(part[-NEWEST:])[::-1]
        yield f"{name}.atom", feeds.atom(newest, reader, address=f"{base}{name}.atom")
        yield f"{name}.json", feeds.json_feed(newest, reader, address=f"{base}{name}.json")


def _replace(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(made).chmod(0o644)
        Path(made).replace(path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
    return True
