"""The schema of the telling half, in the same file as the reading half. A landed step is never edited.

Subscribers and channels stand here by name only: addresses and tokens live in the operator's files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

schema = Migrations("notifier")


@schema(name="0001 cursors, rulings, alerts, deliveries, attempts")
def first(db: Database) -> None:
    """Make the tables of telling."""
    db.executescript(FIRST)


FIRST = """
CREATE TABLE cursors (              -- how far each reader has walked along a table
    name            TEXT PRIMARY KEY,
    position        INTEGER NOT NULL,             -- id of the last row that was dealt with
    moved_at        TEXT NOT NULL
) STRICT;

CREATE TABLE rulings (              -- why a change was told to a subscriber, or kept quiet
    id              INTEGER PRIMARY KEY,
    change_id       INTEGER NOT NULL REFERENCES changes (id),
    subscriber      TEXT NOT NULL,                -- name in the operator's file
    told            INTEGER NOT NULL CHECK (told IN (0, 1)),
    cause           TEXT NOT NULL,                -- a word
    reason          TEXT NOT NULL,                -- a sentence
    ruled_at        TEXT NOT NULL,
    UNIQUE (change_id, subscriber)
) STRICT;
CREATE INDEX rulings_subscriber ON rulings (subscriber, told);

CREATE TABLE alerts (               -- a message for one subscriber
    id              INTEGER PRIMARY KEY,
    key             TEXT NOT NULL UNIQUE,         -- stable: the same decision gives the same key
    subscriber      TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('instant', 'summary', 'digest', 'operator', 'test')),
    urgent          INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),
    created_at      TEXT NOT NULL,
    due_at          TEXT NOT NULL,                -- not sent before; until then it may gather more changes
    subject         TEXT,                         -- as sent; NULL until the first try
    text            TEXT                          -- as sent; operator and test alerts are born with it
) STRICT;
CREATE INDEX alerts_subscriber ON alerts (subscriber, created_at);

CREATE TABLE alert_changes (        -- what a message is about
    alert_id        INTEGER NOT NULL REFERENCES alerts (id),
    change_id       INTEGER NOT NULL REFERENCES changes (id),
    PRIMARY KEY (alert_id, change_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_changes_change ON alert_changes (change_id);

CREATE TABLE deliveries (           -- a message for one channel of its subscriber
    id              INTEGER PRIMARY KEY,
    key             TEXT NOT NULL UNIQUE,         -- sent along, so that a receiver can drop a repeat
    alert_id        INTEGER NOT NULL REFERENCES alerts (id),
    subscriber      TEXT NOT NULL,
    channel         TEXT NOT NULL,                -- its name, never its address
    state           TEXT NOT NULL DEFAULT 'waiting'
                    CHECK (state IN ('waiting', 'sending', 'delivered', 'dead', 'expired', 'cancelled')),
    created_at      TEXT NOT NULL,
    due_at          TEXT NOT NULL,
    expires_at      TEXT NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,   -- tries so far, redriven ones included
    failures        INTEGER NOT NULL DEFAULT 0,   -- failed tries since it was last made or redriven
    refusals        INTEGER NOT NULL DEFAULT 0,   -- of these, the last ones in a row that were for good
    may_repeat      INTEGER NOT NULL DEFAULT 0 CHECK (may_repeat IN (0, 1)),  -- was sent once, unanswered
    finished_at     TEXT,
    reason          TEXT NOT NULL DEFAULT '',     -- of the last failure, without secrets
    UNIQUE (alert_id, channel)
) STRICT;
CREATE INDEX deliveries_open ON deliveries (due_at, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX deliveries_line ON deliveries (subscriber, channel, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX deliveries_state ON deliveries (state, finished_at);

CREATE TABLE attempts (             -- one try to send a delivery
    id              INTEGER PRIMARY KEY,
    delivery_id     INTEGER NOT NULL REFERENCES deliveries (id),
    number          INTEGER NOT NULL,             -- from 1
    started_at      TEXT NOT NULL,
    verdict         TEXT,                         -- NULL while it is on the wire
    status          INTEGER,                      -- HTTP or SMTP code, where there was one
    seconds         REAL,
    reason          TEXT NOT NULL DEFAULT '',
    UNIQUE (delivery_id, number)
) STRICT;

CREATE VIEW v_deliveries AS         -- deliveries with what they are about
SELECT d.id, d.subscriber, d.channel, d.state, a.kind, a.subject, d.attempts, d.created_at, d.due_at,
       d.finished_at, d.reason,
       (SELECT group_concat(change_id) FROM alert_changes WHERE alert_id = a.id) AS changes
FROM deliveries d JOIN alerts a ON a.id = d.alert_id;

CREATE VIEW v_rulings AS            -- every decision, with the change it is about
SELECT r.id, c.title, c.scope, c.field, c.kind, c.old, c.new, r.subscriber, r.told, r.cause, r.reason,
       r.ruled_at
FROM rulings r JOIN changes c ON c.id = r.change_id;
"""


@schema(name="0002 heartbeat")
def heartbeat(db: Database) -> None:
    """Make the tables by which `status` knows whether the daemon lives and which of its ticks succeed."""
    db.executescript(HEARTBEAT)


HEARTBEAT = """
CREATE TABLE heartbeat (            -- one row: the daemon that has the log, or had it last
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    epoch           INTEGER NOT NULL,             -- grows with every start; an older one may not write
    pid             INTEGER NOT NULL,
    host            TEXT NOT NULL,
    version         TEXT NOT NULL,                -- of the program
    command         TEXT NOT NULL,                -- run or once
    started_at      TEXT NOT NULL,
    beat_at         TEXT NOT NULL,                -- last sign of life
    stopped_at      TEXT,                         -- NULL while it runs, or when it was killed
    config_error    TEXT NOT NULL DEFAULT '',     -- why the last reload was refused; '' is none
    disk_free       INTEGER NOT NULL DEFAULT 0    -- bytes, where the log lies
) STRICT;

CREATE TABLE ticks (                -- how each part of the daemon's round went, by name
    name            TEXT PRIMARY KEY,
    last_ok_at      TEXT,
    last_failed_at  TEXT,
    failures        INTEGER NOT NULL DEFAULT 0,   -- in a row
    reason          TEXT NOT NULL DEFAULT '',     -- of the last failure
    seconds         REAL NOT NULL DEFAULT 0       -- that the last one took
) STRICT, WITHOUT ROWID;
"""


@schema(name="0003 mutes, feedback, lines")
def mutes(db: Database) -> None:
    """Make the tables of what operators decide about telling."""
    db.executescript(MUTES)


MUTES = """
CREATE TABLE lines (                -- subscribers' channels that do not deliver, told to the operator
    subscriber      TEXT NOT NULL,
    channel         TEXT NOT NULL,
    since           TEXT NOT NULL,
    reason          TEXT NOT NULL,
    PRIMARY KEY (subscriber, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE mutes (                -- what is kept quiet for a while, by whom and why
    id              INTEGER PRIMARY KEY,
    title           TEXT NOT NULL DEFAULT '',     -- the watch's key; '' is every title
    field           TEXT NOT NULL DEFAULT '',     -- '' is every field
    scope           TEXT NOT NULL DEFAULT '',     -- '' is every installment
    subscriber      TEXT NOT NULL DEFAULT '',     -- '' is everybody
    author          TEXT NOT NULL,
    reason          TEXT NOT NULL CHECK (reason <> ''),
    begins_at       TEXT NOT NULL,
    ends_at         TEXT NOT NULL
) STRICT;

CREATE TABLE feedback (             -- what people said of a change that was told
    id              INTEGER PRIMARY KEY,
    change_id       INTEGER NOT NULL REFERENCES changes (id),
    author          TEXT NOT NULL,
    verdict         TEXT NOT NULL CHECK (verdict IN ('right', 'wrong')),
    reason          TEXT NOT NULL DEFAULT '',
    given_at        TEXT NOT NULL,
    UNIQUE (change_id, author)                    -- who thinks again replaces their word
) STRICT;

CREATE VIEW v_feedback AS           -- how often changes were called right or wrong, by who published them
SELECT d.publisher, d.source, d.standing, count(*) AS told, sum(f.verdict = 'right') AS called_right,
       sum(f.verdict = 'wrong') AS called_wrong
FROM feedback f JOIN changes c ON c.id = f.change_id
LEFT JOIN revisions r ON r.id = c.revision_id LEFT JOIN documents d ON d.id = r.document_id
GROUP BY d.publisher, d.source, d.standing;
"""


@schema(name="0004 overdue")
def overdue(db: Database) -> None:
    """Make the table of release dates that passed in silence."""
    db.executescript(OVERDUE)


OVERDUE = """
CREATE TABLE overdue (              -- release dates that passed in silence, told to the operator
    title           TEXT NOT NULL,                -- the watch's key
    scope           TEXT NOT NULL,
    value           TEXT NOT NULL,                -- the date that passed, EDTF
    told_at         TEXT NOT NULL,
    PRIMARY KEY (title, scope, value)
) STRICT, WITHOUT ROWID;
"""


@schema(name="0005 alarms")
def alarms(db: Database) -> None:
    """Make the table of what is wrong with the machine."""
    db.executescript(ALARMS)


ALARMS = """
CREATE TABLE alarms (               -- what is wrong with the machine, told to the operator
    name            TEXT PRIMARY KEY,             -- disk
    told_at         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
