"""Waiting revisions to changes, in one transaction, with a memory that the log keeps."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import READER, WATCH, article, save, standing_of

from notifier.replay import Fold
from scraper.judge import KEPT
from scraper.process import Reader, process
from scraper.store import Log, changes

NOW = datetime(2023, 1, 1, tzinfo=UTC)


@pytest.fixture
def log():
    with Log.open(":memory:") as opened:
        yield opened


def judge(log, *documents, now=None, reader=READER):
    for document in documents:
        save(log, document)
        process(log, [WATCH], now=now or document.fetched_at + timedelta(hours=1), reader=reader)


def kinds(log):
    return [change.kind.value for _, change in changes.after(log, 0)]


def test_everything_of_a_revision_is_written_together(log):
    save(log, article("a.com/1", "2022-09-26", "date S1 2022-12-30 expected", "count - 8"))
    done = process(log, [WATCH], now=NOW, reader=READER)

    assert (done.revisions, done.claims, done.changes) == (1, 2, 2)
    assert standing_of(log) == {("S1", "release_date"): "2022-12-30", ("S1", "episode_count"): "8"}
    assert log.row("SELECT count(*) AS n FROM revisions WHERE judged_at IS NULL")["n"] == 0
    assert log.row("SELECT count(*) AS n FROM v_why")["n"] == 2
    assert process(log, [WATCH], now=NOW, reader=READER).revisions == 0


def test_a_reader_that_fails_leaves_the_log_as_it_was(log):
    save(
        log,
        article("a.com/1", "2022-09-26", "date S1 2022-12-30"),
        article("b.com/1", "2022-09-27", "count - 8"),
    )

    def failing(document, watch):
        if document.id == "b.com/1":
            raise RuntimeError(document.id)
        return READER.read(document, watch)

    with pytest.raises(RuntimeError):
        process(log, [WATCH], now=NOW, reader=Reader("failing", failing))
    assert log.row("SELECT count(*) AS n FROM claims")["n"] == 0
    assert log.row("SELECT count(*) AS n FROM revisions WHERE judged_at IS NULL")["n"] == 2


def test_a_log_that_fails_half_way_keeps_nothing(log):
    save(log, article("a.com/1", "2022-09-26", "date S1 2022-12-30"))
    log.execute(
        "CREATE TEMP TRIGGER broken BEFORE INSERT ON change_claims BEGIN SELECT raise(ABORT, 'disk'); END"
    )

    with pytest.raises(sqlite3.IntegrityError):
        process(log, [WATCH], now=NOW, reader=READER)
    assert not log.connection.in_transaction
    assert standing_of(log) == {}
    assert log.row("SELECT count(*) AS n FROM claims")["n"] == 0


def test_the_first_pass_is_one_baseline_however_it_is_cut(log):
    save(
        log,
        article("a.com/1", "2022-01-01", "date - 2022 expected"),
        article("b.com/1", "2022-01-02", "date - 2022-12 expected"),
        article("c.com/1", "2022-01-03", "date - 2022-12-30 expected"),
    )
    while process(log, [WATCH], now=NOW, limit=1, reader=READER).revisions:
        pass

    assert set(kinds(log)) == {"baseline"}
    assert standing_of(log) == {("", "release_date"): "2022-12-30"}

    judge(log, article("d.com/1", "2023-01-05", "date - 2023-02-01 confirmed platform"))
    assert kinds(log)[-1] == "moved_later"


def test_an_unreadable_or_foreign_revision_takes_nothing_back(log):
    judge(log, article("a.com/1", "2022-09-26", "date S1 2022-12-30"))
    judge(log, article("a.com/1", "2022-09-27", about=False))
    log.execute(
        "INSERT INTO revisions (document_id, number, fetched_at, published_on, headline, text, text_hash,"
        " reader_version, unreadable) VALUES (1, 9, '2022-10-01T00:00:00.000Z', '2022-10-01', '', '', '', '1', 'empty')"
    )
    process(log, [WATCH], now=NOW, reader=READER)

    assert standing_of(log) == {("S1", "release_date"): "2022-12-30"}
    assert log.row("SELECT count(*) AS n FROM revisions WHERE judged_at IS NULL")["n"] == 0


def test_ten_thousand_revisions_of_one_page_leave_one_vote(log):
    save(
        log,
        *(
            article("a.com/1", "2022-09-26", "date S1 2022-12-30", about=True, author=str(n))
            for n in range(1)
        ),
    )
    document = article("a.com/1", "2022-09-26", "date S1 2022-12-30")
    for number in range(2, 500):
        log.execute(
            "INSERT INTO revisions (document_id, number, fetched_at, published_on, headline, text, text_hash, reader_version)"
            " VALUES (1, ?, ?, '2022-09-26', 'The Glory', ?, '', '1')",
            [number, f"2022-09-26T00:00:{number % 60:02}.000Z", document.text],
        )
    while process(log, [WATCH], now=NOW, reader=READER).revisions:
        pass

    assert log.row("SELECT count(*) AS n FROM live_claims")["n"] == 1
    assert kinds(log) == ["baseline"]


def test_a_thousand_copies_of_one_rumour_stay_few_and_quiet(log):
    judge(log, article("a.com/1", "2022-09-26", "status - filming"))
    copies = [article(f"fan{n}.com/1", "2022-10-01", "date S1 2022-10-07 rumoured") for n in range(1000)]
    save(log, *copies)
    while process(log, [WATCH], now=NOW, reader=READER).revisions:
        pass

    assert log.row("SELECT count(*) AS n FROM live_claims WHERE title = 'glory'")["n"] <= KEPT + 1
    assert log.row("SELECT max(standing) AS s FROM changes WHERE new = '2022-10-07'")["s"] == 1


def test_a_clock_that_went_back_alerts_nobody_wrongly(log):
    judge(log, article("a.com/1", "2022-09-26", "date S1 2022-12-30"))
    judge(log, article("b.com/1", "2022-09-20", "date S1 2022-12-30"), now=datetime(2021, 1, 1, tzinfo=UTC))

    assert "moved_later" not in kinds(log)
    assert standing_of(log) == {("S1", "release_date"): "2022-12-30"}


said = st.sampled_from(
    [
        "date - 2022 expected", "date S1 2022-12-30", "date - 2022-12-30 expected platform", "date S1 2023-01-06",
        "date S1P2 2023-03 expected", "date S2 2023-03-10", "date - XXXX confirmed platform", "count - 8",
        "count S1 16 confirmed producer", "count S1P1 8", "status - filming", "status S1 wrapped",
        "status - released", "date S1 2022-12-30 denied platform", "date - 2022-12 past", "date S1P1 2022-12-30",
    ]
)  # fmt: skip
pages = st.tuples(st.integers(0, 9), st.integers(0, 3), st.integers(0, 364), st.lists(said, max_size=3))


@given(st.lists(pages, min_size=1, max_size=10))
@settings(max_examples=25, deadline=None)
def test_a_memory_loaded_from_the_log_judges_like_one_that_was_kept(stories):
    """The daemon loads its memory anew for every call; a replay keeps it: facts and changes are the same."""
    documents = [
        article(
            f"site{site}.com/{page}",
            (datetime(2022, 1, 1, tzinfo=UTC) + timedelta(days=day)).date().isoformat(),
            *claims,
        )
        for page, site, day, claims in stories
    ]
    kept = Fold(READER)
    kept.copies.tied = lambda document, _: document  # the crawl ties copies, in the log it has done so
    with Log.open(":memory:") as log:
        made = []
        for number, document in enumerate(documents):
            alone = replace_time(document, number)
            made += [folded.change for folded in kept.hear(alone, WATCH)]
            save(log, alone)
            process(log, [WATCH], now=alone.fetched_at, reader=READER)
        logged = [change for _, change in changes.after(log, 0)]
    assert [strip(change) for change in made] == [strip(change) for change in logged]


def replace_time(document, number):
    """Return the document with a text, and a time of reading, of its own."""
    at = datetime(2023, 6, 1, tzinfo=UTC) + timedelta(minutes=number)
    said = json.loads(document.text) | {"n": number}
    return replace(document, text=json.dumps(said), fetched_at=at)


def strip(change):
    return change.item, change.kind, change.old, change.new, change.standing, change.modality, change.quote
