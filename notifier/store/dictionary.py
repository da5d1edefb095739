"""The data dictionary: docs/schema.md, written from the schema itself. `python -m notifier.store.dictionary`.

The meaning of a table, view or column is the comment that stands beside it in the migration's SQL, which
SQLite keeps; a column without one needs none.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from notifier.store import open_log

if TYPE_CHECKING:
    from scraper.store import Log

HEAD = """\
# The log: every table, view and column

One SQLite file. Written by `python -m notifier.store.dictionary` from the schema itself; a test holds the
two together, so edit the comments in the migrations, not this file.

Columns that end in `_at` are stamps: UTC, ISO 8601 with milliseconds and Z, so that text order is time
order; `_on` is a calendar day of the outlet's own zone. Values of release dates are EDTF (ISO 8601-2),
`XXXX` for "pulled, no new date". Standings are numbers in the tables (see `standings`) and words in the
views. Start with the views, whose columns are
named after those of the tables: `v_facts`, `v_changes`, `v_why`, `v_claims`, `v_track_record`.

    sqlite3 -readonly log.db "SELECT * FROM v_changes WHERE title = 'the-glory'"
"""
HIDDEN = ("sqlite_", "_sqlite_")
COMMENT = re.compile(r"--\s*(.*)")


def dictionary(log: Log) -> str:
    """Return the whole dictionary as Markdown."""
    objects = log.rows("SELECT type, name, sql FROM sqlite_master ORDER BY name")
    shown = [row for row in objects if not row["name"].startswith(HIDDEN) and "_fts" not in row["name"]]
    parts = [HEAD]
    for kind, title in (("view", "Views"), ("table", "Tables")):
        parts.append(f"## {title}\n")
        parts += [_entry(log, row["name"], row["sql"]) for row in shown if row["type"] == kind]
    return "\n".join(parts).rstrip() + "\n"


def _entry(log: Log, name: str, sql: str) -> str:
    lines = sql.splitlines()
    about = COMMENT.search(lines[0])
    head = f"### {name}\n\n{_sentence(about[1])}\n" if about else f"### {name}\n"
    if sql.startswith("CREATE VIEW"):
        columns = ", ".join(f"`{column['name']}`" for column in log.rows(f"PRAGMA table_info({name})"))
        return f"{head}\nColumns: {columns}.\n"
    rows = []
    for column in log.rows(f"PRAGMA table_info({name})"):
        meaning = _meaning(log, name, column["name"], lines)
        rows.append(f"| {column['name']} | {column['type'].lower()} | {meaning} |")
    return f"{head}\n| column | type | meaning |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"


def _meaning(log: Log, table: str, column: str, lines: list[str]) -> str:
    found = ""
    for line in lines[1:]:
        if re.match(rf"\s*{column}\s+[A-Z]", line):
            comment = COMMENT.search(line)
            found = comment[1] if comment else ""
            break
    keys = [
        f"→ {row['table']}.{row['to'] or 'rowid'}"
        for row in log.rows(f"PRAGMA foreign_key_list({table})")
        if row["from"] == column
    ]
    return "; ".join(part for part in (found, *keys) if part).replace("|", "\\|")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."


def main() -> None:
    """Print the dictionary of a fresh log."""
    with open_log(":memory:") as log:
        sys.stdout.write(dictionary(log))


if __name__ == "__main__":
    main()
