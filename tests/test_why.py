"""`glorywatch why`, `facts`, `changes`, `reread` and the record of sources: from the log alone."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner
from judging import READER, WATCH, article, save

from config.model import Config, Subscriber
from notifier.cli import changes as changes_command
from notifier.cli import cli, record
from notifier.cli import facts as facts_command
from notifier.cli import why as why_command
from notifier.route import route
from notifier.store import open_log
from notifier.why import account, silences, why
from scraper.due import due_passed
from scraper.model import Field
from scraper.process import Reader, process
from scraper.reread import reread
from scraper.store import changes, facts

NOW = datetime(2023, 2, 1, tzinfo=UTC)
ME = Subscriber(name="me", webhook="https://me.example/")
STORY = [
    article(
        "whats-on-netflix.com/1", "2022-09-26", "date S1 2022-12-30 expected sources", "count S1 8 expected"
    ),
    article("fan.blogspot.com/1", "2022-10-01", "date S1 2022-10-31 rumoured"),
    article("soompi.com/1", "2022-12-01", "date S1 2022-12-30 confirmed platform"),
    article("soompi.com/1", "2022-12-02", "date S1 2023-01-06 confirmed platform", "date S1 2022-12-30 past"),
    article("silent.com/1", "2022-12-03"),
]


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "log.db"
    with open_log(where) as log:
        for document in STORY:
            save(log, document)
            now = document.fetched_at + timedelta(hours=1)
            process(log, [WATCH], now=now, reader=READER)
            route(log, Config(watches=(WATCH,), subscribers=(ME,)), now=now)
    return where


def test_why_names_the_rule_of_every_claim_and_who_was_told(path):
    with open_log(path, read_only=True) as log:
        number = next(n for n, c in changes.after(log, 0) if c.kind == "moved_later")
        explained = why(log, number, WATCH)

    assert explained is not None
    assert explained.change.new == "2023-01-06"
    rules = {(one.vote.document, one.vote.value): one.rule for one in explained.weighed}
    assert rules["soompi.com/1", "2023-01-06"] == "contradicts: holds"
    assert rules["soompi.com/1", "2022-12-30"].startswith("past")
    assert "weighs less" in rules["fan.blogspot.com/1", "2022-10-31"]
    assert [(r.subscriber, r.told) for r in explained.rulings] == [("me", True)]


def test_why_shows_what_was_weighed_then_not_now(path):
    with open_log(path, read_only=True) as log:
        explained = why(log, 1, WATCH)
    assert explained is not None
    assert {one.vote.document for one in explained.weighed} == {"whats-on-netflix.com/1"}


def test_an_account_of_a_day_lists_every_document_and_what_stood(path):
    with open_log(path, read_only=True) as log:
        then = account(log, WATCH, Field.RELEASE_DATE, date(2022, 12, 1))
        later = account(log, WATCH, Field.RELEASE_DATE, date(2022, 12, 31))

    assert [fact.value for fact in then.facts] == ["2022-12-30"]
    assert [fact.value for fact in later.facts] == ["2023-01-06"]
    assert len(later.documents) == len(STORY)
    superseded = [one for one in later.weighed if one.rule == "superseded by a newer revision"]
    assert [one.vote.document for one in superseded] == ["soompi.com/1"]


def test_silences_have_reasons(path):
    with open_log(path, read_only=True) as log:
        found = silences(log)
    assert found
    assert all(not ruled.told and ruled.reason for _, ruled in found)


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (facts_command.command, []),
        (changes_command.command, []),
        (why_command.command, ["2"]),
        (why_command.command, ["--title", "glory", "--on", "2022-12-31"]),
        (why_command.command, ["--not-told"]),
    ],
)
def test_the_tables_fit_eighty_columns_and_the_json_is_json(path, command, arguments, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = CliRunner().invoke(command, [*arguments, "--db", str(path)], standalone_mode=False)
    assert shown.exception is None
    assert shown.stdout.strip()
    assert max(map(len, shown.stdout.splitlines())) <= 80
    plain = CliRunner().invoke(command, [*arguments, "--db", str(path), "--json"], standalone_mode=False)
    assert all(isinstance(json.loads(text), dict) for text in plain.stdout.splitlines())
    assert plain.stdout.strip()


def test_a_change_that_is_not_there_is_a_usage_error(path):
    done = CliRunner().invoke(why_command.command, ["999", "--db", str(path)])
    assert done.exit_code == 2
    assert "no change 999" in done.output


def test_reading_again_with_the_same_reader_differs_in_nothing(path):
    with open_log(path) as log:
        before = [tuple(row) for row in log.rows("SELECT * FROM facts")]
        found = reread(log, [WATCH], now=NOW, reader=READER)
        assert (found.facts, found.only_logged, found.only_reread) == ([], [], [])
        assert [tuple(row) for row in log.rows("SELECT * FROM facts")] == before
        assert log.row("SELECT count(DISTINCT extractor) AS n FROM claims")["n"] == 1


def test_a_better_reader_says_what_would_be_different_and_tells_nobody(path):
    def sharper(document, watch):
        from dataclasses import replace  # noqa: PLC0415

        reading = READER.read(document, watch)
        return replace(reading, claims=tuple(c for c in reading.claims if c.value != "2023-01-06"))

    better = Reader("json-2", sharper)
    with open_log(path) as log:
        queue = len(changes.after(log, 0))
        found = reread(log, [WATCH], now=NOW, reader=better)
        assert [(str(item), old, new) for item, old, new in found.facts] == [
            ("glory[S1].release_date", "2023-01-06", "2022-12-30")
        ]
        assert [change.new for change in found.only_logged] == ["2023-01-06"]
        assert facts.held(log, "glory")[found.facts[0][0]].value == "2023-01-06"

        reread(log, [WATCH], now=NOW, reader=better, adopt=True)
        assert facts.held(log, "glory")[found.facts[0][0]].value == "2022-12-30"
        assert len(changes.after(log, 0)) == queue
        assert log.row("SELECT count(DISTINCT extractor) AS n FROM claims")["n"] == 2


def test_the_record_of_sources_counts_days_before_the_official_word(path):
    with open_log(path) as log:
        for number, name in enumerate(("a.com", "b.com")):
            save(log, article(f"{name}/9", f"2022-12-1{number}", "date S1 2023-01-06"))
        process(log, [WATCH], now=NOW, reader=READER)
        found = {one.source: one for one in record.records(log)}

    assert (found["soompi.com"].right, found["soompi.com"].wrong) == (1, 1)
    assert found["fan.blogspot.com"].wrong == 1
    assert found["a.com"].lead_days == -8.0
    assert found["whats-on-netflix.com"].wrong == 1


@pytest.mark.parametrize("words", [["sources", "--record"], ["sources", "record"]])
def test_sources_record_shows_it_as_a_table_and_as_json(path, words):
    def run(*more):
        return CliRunner().invoke(cli, [*words, "--db", str(path), *more], catch_exceptions=False).output

    rows = {row["source"]: row for row in map(json.loads, run("--json").splitlines())}
    assert set(rows) == {"whats-on-netflix.com", "soompi.com", "fan.blogspot.com"}
    assert rows["fan.blogspot.com"] == {
        "source": "fan.blogspot.com", "right": 0, "wrong": 1, "pending": 0, "lead_days": None,
    }  # fmt: skip
    assert run("--json", "--title", "another") == ""
    head, *lines = run().splitlines()
    assert head.split()[:4] == ["source", "right", "wrong", "pending"]
    assert len(lines) == 3
    assert run("--title", "another") == "no source has claimed anything yet\n"


def test_a_date_that_passes_in_silence_is_a_question_for_operators(path):
    with open_log(path) as log:
        held = facts.held(log)
        assert due_passed(held, on=date(2023, 1, 7)) == ()
        late = due_passed(held, on=date(2023, 1, 9))
        assert [(str(one.item), one.value, one.days) for one in late] == [
            ("glory[S1].release_date", "2023-01-06", 3)
        ]
        assert due_passed(held, on=date(2023, 6, 1)) == ()

        save(log, article("c.com/1", "2023-01-08", "status S1 released"))
        process(log, [WATCH], now=NOW, reader=READER)
        assert due_passed(facts.held(log), on=date(2023, 1, 9)) == ()
