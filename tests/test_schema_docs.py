"""The data dictionary is the schema's own words."""

from __future__ import annotations

from pathlib import Path

from notifier.store import open_log
from notifier.store.dictionary import dictionary

SCHEMA = Path(__file__).parents[1] / "docs" / "schema.md"


def test_docs_schema_is_what_the_schema_says():
    with open_log(":memory:") as log:
        assert SCHEMA.read_text(encoding="utf-8") == dictionary(log), (
            "run: .venv/bin/python -m notifier.store.dictionary > docs/schema.md"
        )


def test_every_table_and_view_says_what_it_is():
    with open_log(":memory:") as log:
        rows = log.rows(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%sqlite%'"
        )
        silent = [row["name"] for row in rows if "--" not in row["sql"].splitlines()[0]]
    assert silent == []


def test_views_answer_on_a_fresh_log():
    with open_log(":memory:") as log:
        views = [row["name"] for row in log.rows("SELECT name FROM sqlite_master WHERE type = 'view'")]
        assert {"v_facts", "v_changes", "v_claims", "v_why", "v_documents", "v_track_record"} <= set(views)
        for view in views:
            assert log.rows(f"SELECT * FROM {view}") == []  # noqa: S608 - names from the schema
