"""Schema, step 0004: what each source is in the habit of bringing."""

from __future__ import annotations

FRESHNESS = """
CREATE TABLE freshness (            -- what each source is in the habit of bringing, and whether it still does
    source          TEXT PRIMARY KEY,
    newest_at       TEXT,                         -- theirs: of the newest entry it has ever shown
    moved_at        TEXT,                         -- ours: when that last became a newer one
    gap_s           REAL NOT NULL DEFAULT 0,      -- usual seconds between two such moves
    moves           INTEGER NOT NULL DEFAULT 0,
    entries         REAL NOT NULL DEFAULT 0,      -- usual number of entries
    shown           INTEGER NOT NULL DEFAULT 0,   -- entries in its last answer that was read
    looks           INTEGER NOT NULL DEFAULT 0,
    trouble         TEXT NOT NULL DEFAULT '',     -- why it should be looked at; '' is well
    trouble_at      TEXT,                         -- since when
    told            TEXT NOT NULL DEFAULT ''      -- the trouble that the operator was told of; '' is none
) STRICT, WITHOUT ROWID;

ALTER TABLE pages ADD COLUMN first_read_at TEXT;  -- ours; an article is read again for a month after it
"""
