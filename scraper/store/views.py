"""Step 0002 in plain SQL: which claims count, and readable views for analysts. Frozen once landed.

Standings are words in the views and numbers in the tables. The comments go into docs/schema.md.
"""

VIEWS = """
CREATE TABLE live_claims (          -- claims that count now: of latest revisions, a dozen that say the same
    title           TEXT NOT NULL,                -- the watch's key
    claim_id        INTEGER NOT NULL REFERENCES claims (id),
    PRIMARY KEY (title, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX live_claims_claim ON live_claims (claim_id);

CREATE TABLE standings (            -- the words for standing, of sources and of facts
    number          INTEGER PRIMARY KEY,          -- 1 is the least
    source          TEXT NOT NULL,                -- of a source, and what a claim weighs
    fact            TEXT NOT NULL                 -- of a fact
) STRICT;
INSERT INTO standings VALUES (1, 'fan', 'rumoured'), (2, 'database', 'reported'),
                             (3, 'trade', 'corroborated'), (4, 'official', 'official');

CREATE VIEW v_facts AS              -- what is held true now, with the best quote
SELECT f.title, f.scope, f.field, f.value, s.fact AS standing, f.modality, f.since,
       f.supporters, f.rivals, c.quote, d.url, f.judged_at
FROM facts f JOIN standings s ON s.number = f.standing
LEFT JOIN claims c ON c.id = f.best_claim
LEFT JOIN documents d ON d.id = c.document_id;

CREATE VIEW v_changes AS            -- every change, oldest first, with the document that caused it
SELECT c.id, c.published_at, c.seen_at, c.title, c.scope, c.field, c.kind, c.old, c.new,
       o.fact AS old_standing, s.fact AS standing, c.modality, c.rule, c.quote, d.source, d.publisher,
       d.url, r.headline
FROM changes c JOIN standings s ON s.number = c.standing
LEFT JOIN standings o ON o.number = c.old_standing
LEFT JOIN revisions r ON r.id = c.revision_id LEFT JOIN documents d ON d.id = r.document_id
ORDER BY c.id;

CREATE VIEW v_claims AS             -- every claim with its document; `counts` says whether it is weighed now
SELECT c.id, c.asserted_at, c.title, c.field, c.scope, c.item_scope, c.value, c.modality, c.speaker,
       c.attribution, s.source AS weight, c.quote, d.source, d.publisher, d.url, r.number AS revision,
       r.published_on, c.rule, c.extractor, (l.claim_id IS NOT NULL) AS counts
FROM claims c JOIN standings s ON s.number = c.weight JOIN documents d ON d.id = c.document_id
JOIN revisions r ON r.id = c.revision_id LEFT JOIN live_claims l ON l.claim_id = c.id AND l.title = c.title;

CREATE VIEW v_why AS                -- the evidence of every change: one row a claim, the deciding one first
SELECT c.id AS change_id, c.title, c.scope, c.field, c.kind, c.old, c.new, c.rule, cc.place, k.value,
       k.modality, s.source AS weight, k.asserted_at, k.quote, k.attribution, d.publisher, d.source, d.url
FROM changes c JOIN change_claims cc ON cc.change_id = c.id JOIN claims k ON k.id = cc.claim_id
JOIN standings s ON s.number = k.weight JOIN documents d ON d.id = k.document_id
ORDER BY c.id, cc.place;

CREATE VIEW v_documents AS          -- every document with its latest revision
SELECT d.id, d.key, d.kind, d.source, d.publisher, d.author, s.source AS standing, d.url,
       r.number AS revisions, r.published_on, r.fetched_at, r.headline, r.text, o.key AS origin,
       r.judged_at, r.unreadable
FROM documents d JOIN standings s ON s.number = d.standing
JOIN revisions r ON r.document_id = d.id
     AND r.number = (SELECT max(number) FROM revisions WHERE document_id = d.id)
LEFT JOIN documents o ON o.id = r.origin_id;

CREATE VIEW v_track_record AS       -- advice: when each source first said what, and whether it proved right
WITH spoken AS (
    SELECT c.title, c.item_scope AS scope, c.field, d.source, c.value, min(c.asserted_at) AS first_at
    FROM claims c JOIN documents d ON d.id = c.document_id
    WHERE c.modality IN ('confirmed', 'expected', 'rumoured')
    GROUP BY c.title, c.item_scope, c.field, d.source, c.value
), official AS (
    SELECT title, item_scope AS scope, field, value, min(asserted_at) AS at
    FROM claims WHERE weight = 4 AND modality IN ('confirmed', 'expected')
    GROUP BY title, item_scope, field, value
)
SELECT p.source, p.title, p.scope, p.field, p.value, p.first_at, f.value AS held,
       CASE WHEN f.value IS NULL OR f.standing < 3 THEN 'pending'
            WHEN p.value = f.value OR (p.field = 'release_date' AND f.value LIKE p.value || '-%') THEN 'right'
            WHEN p.field = 'production_status' AND EXISTS (SELECT 1 FROM changes x WHERE x.title = p.title
                 AND x.scope = p.scope AND x.field = p.field AND x.new = p.value) THEN 'right'
            WHEN instr(p.value, '/') OR substr(p.value, 6, 2) BETWEEN '21' AND '41' THEN 'coarse'
            ELSE 'wrong' END AS verdict,
       o.at AS official_at,
       CASE WHEN p.value = f.value THEN round(julianday(o.at) - julianday(p.first_at), 1) END AS lead_days
FROM spoken p LEFT JOIN facts f ON f.title = p.title AND f.scope = p.scope AND f.field = p.field
LEFT JOIN official o ON o.title = p.title AND o.scope = p.scope AND o.field = p.field
     AND o.value = f.value;
"""
