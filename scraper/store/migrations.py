"""The schema of the reading half, as named, frozen steps of plain SQL. A landed step is never edited.

Columns ending in _at are stamps: UTC, ISO 8601 with milliseconds and Z. Whose clock is in the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

from scraper.store.habits import FRESHNESS
from scraper.store.queueing import QUEUE
from scraper.store.views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database

schema = Migrations("scraper")


@schema(name="0001 sources, documents, claims, facts, changes")
def first(db: Database) -> None:
    """Make the tables of the walk."""
    db.executescript(FIRST)


@schema(name="0002 claims that count, views")
def views(db: Database) -> None:
    """Say which claims are weighed now, and make the analysts' views."""
    db.executescript(VIEWS)


@schema(name="0003 articles that wait, hosts that rest")
def queue(db: Database) -> None:
    """Keep the crawl's queue in the log."""
    db.executescript(QUEUE)


@schema(name="0004 how fresh each source is")
def fresh(db: Database) -> None:
    """Learn each source's habit, and keep what the operator was told of it."""
    db.executescript(FRESHNESS)


FIRST = """
CREATE TABLE sources (              -- how each source is doing; what it is stands in the operator's file
    name            TEXT PRIMARY KEY,
    kind            TEXT NOT NULL,
    url             TEXT NOT NULL,
    added_at        TEXT NOT NULL,
    next_fetch_at   TEXT NOT NULL,  -- due when this is past
    last_fetch_at   TEXT,
    last_ok_at      TEXT,           -- last fetch that gave an answer we could read, 304 included
    last_new_at     TEXT,           -- last time it brought a new or changed document
    failures        INTEGER NOT NULL DEFAULT 0,   -- in a row
    state           TEXT NOT NULL DEFAULT 'new'
                    CHECK (state IN ('new', 'ok', 'failing', 'suspect', 'paused')),
    reason          TEXT NOT NULL DEFAULT '',     -- why it is not ok, fit to be shown
    fetches         INTEGER NOT NULL DEFAULT 0,
    unchanged       INTEGER NOT NULL DEFAULT 0    -- of these, how many were 304 or the same bytes
) STRICT;
CREATE INDEX sources_due ON sources (next_fetch_at);

CREATE TABLE pages (                -- every address fetched: validators, and the last answer
    url             TEXT PRIMARY KEY,
    source          TEXT NOT NULL,
    etag            TEXT NOT NULL DEFAULT '',     -- the server's own, sent back letter for letter
    last_modified   TEXT NOT NULL DEFAULT '',
    body_hash       TEXT NOT NULL DEFAULT '',     -- SHA-256 of the decoded body
    reader_version  TEXT NOT NULL DEFAULT '',     -- validators of another reader are not sent
    status          INTEGER NOT NULL DEFAULT 0,   -- HTTP; 0 is no answer
    fetched_at      TEXT NOT NULL,
    next_fetch_at   TEXT                          -- when it is to be read again; NULL is never
) STRICT, WITHOUT ROWID;
CREATE INDEX pages_source ON pages (source, next_fetch_at);

CREATE TABLE fetches (              -- one row for each fetch of a source that was not simply unchanged
    id          INTEGER PRIMARY KEY,
    source      TEXT NOT NULL,
    url         TEXT NOT NULL,
    fetched_at  TEXT NOT NULL,
    status      INTEGER NOT NULL,
    outcome     TEXT NOT NULL CHECK (outcome IN ('new', 'nothing_new', 'failed', 'refused', 'unreadable')),
    reason      TEXT NOT NULL DEFAULT '',
    seconds     REAL NOT NULL,
    bytes       INTEGER NOT NULL DEFAULT 0,
    documents   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX fetches_source ON fetches (source, fetched_at);

CREATE TABLE documents (            -- an article, post or record; its texts are its revisions
    id              INTEGER PRIMARY KEY,
    key             TEXT NOT NULL UNIQUE,         -- canonical URL, or the interface's own id
    kind            TEXT NOT NULL CHECK (kind IN ('article', 'post', 'record')),
    source          TEXT NOT NULL,
    url             TEXT NOT NULL,
    publisher       TEXT NOT NULL DEFAULT '',
    author          TEXT NOT NULL DEFAULT '',
    language        TEXT NOT NULL DEFAULT '',
    standing        INTEGER NOT NULL,             -- of its source when first seen: 1 fan … 4 official
    parent          TEXT NOT NULL DEFAULT '',     -- key of the article in which this post is embedded
    first_seen_at   TEXT NOT NULL
) STRICT;
CREATE INDEX documents_source ON documents (source);

CREATE TABLE revisions (            -- a document as read at one moment
    id              INTEGER PRIMARY KEY,
    document_id     INTEGER NOT NULL REFERENCES documents (id),
    number          INTEGER NOT NULL,             -- from 1
    fetched_at      TEXT NOT NULL,                -- ours
    published_at    TEXT,                         -- theirs; NULL where only the day is known
    published_on    TEXT NOT NULL,                -- the outlet's own calendar day
    updated_at      TEXT,                         -- theirs
    headline        TEXT NOT NULL,
    text            TEXT NOT NULL,
    text_hash       TEXT NOT NULL,
    fingerprint     INTEGER NOT NULL DEFAULT 0,   -- 64-bit SimHash, signed; 0 is too short to compare
    origin_id       INTEGER REFERENCES documents (id),   -- first document of the same text; NULL is its own
    reader_version  TEXT NOT NULL,
    unreadable      TEXT NOT NULL DEFAULT '',     -- why no text was found; '' is readable
    judged_at       TEXT,                         -- when claims were read from it; NULL waits
    UNIQUE (document_id, number)
) STRICT;
CREATE INDEX revisions_waiting ON revisions (id) WHERE judged_at IS NULL;
CREATE INDEX revisions_fingerprint ON revisions (fingerprint) WHERE fingerprint <> 0;
CREATE INDEX revisions_fetched ON revisions (fetched_at);

CREATE TABLE readings (             -- whether one revision is about one watched title
    id              INTEGER PRIMARY KEY,
    revision_id     INTEGER NOT NULL REFERENCES revisions (id),
    title           TEXT NOT NULL,                -- the watch's key
    about           INTEGER NOT NULL CHECK (about IN (0, 1)),
    reason          TEXT NOT NULL DEFAULT '',
    extractor       TEXT NOT NULL,                -- version
    read_at         TEXT NOT NULL,
    UNIQUE (revision_id, title, extractor)
) STRICT;

CREATE TABLE claims (               -- what one revision says about one item; never edited
    id              INTEGER PRIMARY KEY,
    reading_id      INTEGER NOT NULL REFERENCES readings (id),
    document_id     INTEGER NOT NULL REFERENCES documents (id),
    revision_id     INTEGER NOT NULL REFERENCES revisions (id),
    title           TEXT NOT NULL,
    field           TEXT NOT NULL CHECK (field IN ('release_date', 'episode_count', 'production_status')),
    scope           TEXT NOT NULL,                -- as the document says it
    item_scope      TEXT NOT NULL,                -- the installment it was counted for
    value           TEXT NOT NULL,
    modality        TEXT NOT NULL CHECK (modality IN ('confirmed', 'expected', 'rumoured', 'past', 'denied')),
    speaker         TEXT NOT NULL,
    attribution     TEXT NOT NULL DEFAULT '',
    weight          INTEGER NOT NULL,             -- standing it votes with: 1 fan … 4 official
    asserted_at     TEXT NOT NULL,                -- when it was said, which may be before it was published
    asserted_on     TEXT,                         -- the day the text gives for the statement, NULL if none
    quote           TEXT NOT NULL CHECK (quote <> ''),
    quote_start     INTEGER NOT NULL,             -- in headline + newline + text, code points
    quote_end       INTEGER NOT NULL,
    rule            TEXT NOT NULL,
    extractor       TEXT NOT NULL
) STRICT;
CREATE INDEX claims_item ON claims (title, field, item_scope, asserted_at);
CREATE INDEX claims_document ON claims (document_id);

CREATE TABLE facts (                -- what is held now; its history is in changes
    title           TEXT NOT NULL,
    scope           TEXT NOT NULL,
    field           TEXT NOT NULL,
    value           TEXT NOT NULL,
    standing        INTEGER NOT NULL,             -- 1 rumoured, 2 reported, 3 corroborated, 4 official
    modality        TEXT NOT NULL,
    since           TEXT NOT NULL,                -- stamp
    claims          TEXT NOT NULL,                -- JSON list of the claim ids that support it
    disputed_by     TEXT NOT NULL DEFAULT '[]',   -- JSON list of claim ids for another value
    best_claim      INTEGER REFERENCES claims (id),   -- the first of its claims
    supporters      INTEGER NOT NULL DEFAULT 0,   -- how many claims support it
    rivals          INTEGER NOT NULL DEFAULT 0,   -- how many say something else
    judged_at       TEXT NOT NULL,
    rules           TEXT NOT NULL,                -- version of settle and diff
    PRIMARY KEY (title, field, scope)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (              -- append-only; also the queue that the notifier walks
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    title           TEXT NOT NULL,
    scope           TEXT NOT NULL,
    field           TEXT NOT NULL,
    kind            TEXT NOT NULL,
    old             TEXT,
    new             TEXT,
    old_standing    INTEGER,
    standing        INTEGER NOT NULL,
    modality        TEXT NOT NULL,
    rule            TEXT NOT NULL,
    revision_id     INTEGER REFERENCES revisions (id),
    quote           TEXT NOT NULL,
    published_at    TEXT NOT NULL,                -- theirs: the causing document's time
    seen_at         TEXT NOT NULL,                -- ours
    rules           TEXT NOT NULL                 -- version of settle and diff
) STRICT;
CREATE INDEX changes_item ON changes (title, field, scope, id);

CREATE TABLE change_claims (        -- the claims that caused a change, the deciding one first
    change_id   INTEGER NOT NULL REFERENCES changes (id),
    place       INTEGER NOT NULL,
    claim_id    INTEGER NOT NULL REFERENCES claims (id),
    PRIMARY KEY (change_id, place)
) STRICT, WITHOUT ROWID;
"""
