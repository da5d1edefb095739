"""Schema of the crawl's queue: articles that wait to be fetched, and hosts that asked for a rest."""

QUEUE = """
ALTER TABLE sources ADD COLUMN host TEXT NOT NULL DEFAULT '';      -- of its address, with an unusual port
ALTER TABLE pages ADD COLUMN host TEXT NOT NULL DEFAULT '';
ALTER TABLE pages ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;  -- failed fetches in a row
ALTER TABLE pages ADD COLUMN lead TEXT NOT NULL DEFAULT '';        -- JSON: what led to a waiting article
CREATE INDEX pages_waiting ON pages (next_fetch_at) WHERE next_fetch_at IS NOT NULL;

CREATE TABLE hosts (                -- hosts that asked to be left alone for a while (429, Retry-After)
    host            TEXT PRIMARY KEY,
    rest_until      TEXT NOT NULL,
    reason          TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
"""
