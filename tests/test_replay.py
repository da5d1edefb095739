"""`glorywatch replay`: the contract that others rely on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from judging import READER, article, claim

from notifier import copies
from notifier.cli import cli
from notifier.cli.replay import command
from notifier.replay import Fold, documents, line, order
from notifier.replay_log import LogFold
from notifier.store import open_log
from notifier.why import silences, why
from scraper.model import Reading, Standing
from scraper.process import Reader
from scraper.store import changes, facts

KEYS = {
    "id",
    "published",
    "title",
    "item",
    "kind",
    "old",
    "new",
    "standing",
    "modality",
    "quote",
    "told",
    "reason",
}
TITLE = {
    "name": "The Glory",
    "aliases": [],
    "people": ["Song Hye Kyo"],
    "platform": "Netflix",
    "kind": "series",
}


def row(number, published, *claims, **more):
    document = article(f"site{number}.com/{number}", published[:10], *claims)
    return {
        "id": document.id, "lang": "en", "kind": "article", "source": f"site{number}.com", "url": document.url,
        "published": published, "headline": document.headline, "text": document.text, "title": TITLE,
    } | more  # fmt: skip


STORY = [
    row(3, "2022-12-01", "date - 2022-12-30 confirmed platform"),
    row(1, "2021-11-15", "date - 2022 expected", "status - pre_production"),
    row(2, "2022-09-26", "date S1 2022-12-30 expected", "count S1 8 expected"),
    row(
        4,
        "2022-12-20",
        "count S1 16 confirmed producer",
        "date S1P1 2022-12-30",
        "date S1P2 2023-03 expected",
    ),
    row(5, "2023-01-18", "date S1P2 2023-03-10 confirmed platform"),
    row(6, "2024-05-05", "date S1P2 2023-03-10", "count S1 16"),
]


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in STORY), encoding="utf-8")
    return path


def run(path, fold):
    mistakes = []
    places = order(path, mistakes.append)
    told = [
        line(one) for found in documents(path, places, mistakes.append) if found for one in fold.hear(*found)
    ]
    fold.close()
    return told, mistakes


def test_changes_come_in_order_of_publication_with_all_keys(story):
    lines, mistakes = run(story, Fold(READER))

    assert mistakes == []
    assert all(set(one) >= KEYS for one in lines)
    assert [one["published"] for one in lines] == sorted(one["published"] for one in lines)
    assert [(one["item"]["field"], one["new"]) for one in lines if one["told"]] == [
        ("release_date", "2022"),
        ("production_status", "pre_production"),
        ("release_date", "2022-12-30"),
        ("episode_count", "8"),
        ("release_date", "2022-12-30"),
        ("release_date", "2023-03"),
        ("episode_count", "16"),
        ("release_date", "2023-03-10"),
    ]
    assert all(one["title"] == "The Glory" for one in lines)
    assert isinstance(lines[0]["told"], bool)


def test_two_runs_are_equal_byte_for_byte(story):
    assert json.dumps(run(story, Fold(READER))) == json.dumps(run(story, Fold(READER)))


def test_a_log_makes_no_difference_and_keeps_everything(story, tmp_path):
    plain, _ = run(story, Fold(READER))
    kept, _ = run(story, LogFold(open_log(tmp_path / "log.db"), READER))

    assert kept == plain
    with open_log(tmp_path / "log.db", read_only=True) as log:
        assert log.row("SELECT count(*) AS n FROM documents")["n"] == len(STORY)
        assert log.row("SELECT count(*) AS n FROM v_changes")["n"] == len(plain)


def test_why_says_of_a_replayed_log_what_a_default_subscriber_would_have_got(story, tmp_path):
    path = tmp_path / "log.db"
    said, _ = run(story, LogFold(open_log(path), READER))
    again, _ = run(story, LogFold(open_log(path), READER))

    assert again == said
    with open_log(path, read_only=True) as log:
        numbers = [number for number, _ in changes.after(log, 0)]
        ruled = [one for number in numbers for one in why(log, number, None).rulings]
        quiet = [(change.new, one.reason) for change, one in reversed(silences(log))]
    assert {one.subscriber for one in ruled} == {"default (replay)"}
    assert [(one.told, f"{one.cause}: {one.reason}") for one in ruled] == [
        (one["told"], one["reason"]) for one in said
    ]
    assert [new for new, _ in quiet] == [one["new"] for one in said if not one["told"]]
    shown = CliRunner().invoke(cli, ["why", str(numbers[0]), "--db", str(path)], catch_exceptions=False)
    assert "default (replay)" in " ".join(shown.output.split())


def test_a_run_that_was_cut_off_goes_on_and_prints_the_same(story, tmp_path):
    plain, _ = run(story, Fold(READER))
    cut = LogFold(open_log(tmp_path / "log.db"), READER)
    places = order(story, print)
    for found in list(documents(story, places[:3], print)):
        cut.hear(*found)
    cut.close()
    read = []

    class Counting(LogFold):
        def hear(self, document, watch):
            before = self.sitting.claims
            heard = super().hear(document, watch)
            read.append(self.sitting.claims > before)
            return heard

    again, _ = run(story, Counting(open_log(tmp_path / "log.db"), READER))
    assert again == plain
    assert read == [False, False, False, True, True, True]


def test_killed_in_the_middle_of_a_batch_loses_only_that_batch(story, tmp_path):
    plain, _ = run(story, Fold(READER))
    killed = LogFold(open_log(tmp_path / "log.db"), READER)
    for found in documents(story, order(story, print)[:4], print):
        killed.hear(*found)
    killed.log.connection.close()  # as a kill does: the open transaction is gone

    assert run(story, LogFold(open_log(tmp_path / "log.db"), READER))[0] == plain


def test_a_page_edited_there_and_back_is_three_revisions_with_a_log_or_without(tmp_path):
    path = tmp_path / "edits.jsonl"
    days = ("2022-12-30", "2023-01-06", "2022-12-30")
    edits = [row(1, "2022-09-26", f"date S1 {day}") for day in days]
    path.write_text("".join(json.dumps(one) + "\n" for one in edits), encoding="utf-8")
    plain, _ = run(path, Fold(READER))

    assert [one["new"] for one in plain] == list(days)
    for _ in range(2):  # a second run says the same from the log
        assert run(path, LogFold(open_log(tmp_path / "log.db"), READER))[0] == plain


def test_bad_lines_are_named_and_the_others_are_folded(tmp_path):
    path = tmp_path / "bad.jsonl"
    good = json.dumps(STORY[1])
    path.write_text(
        "\n".join([good, "{not json", "", json.dumps({"id": "x"}), json.dumps(row(9, "2022-01-01") | {"published": "2022-13-45"}), "[]",
                   json.dumps(row(8, "2022-01-01") | {"title": "The Glory"})]) + "\n",
        encoding="utf-8",
    )  # fmt: skip
    lines, mistakes = run(path, Fold(READER))

    assert [one["new"] for one in lines] == ["2022", "pre_production"]
    assert [m.split(":")[0] for m in mistakes] == ["line 2", "line 4", "line 5", "line 6", "line 7"]


def test_times_with_zones_sort_by_the_moment(tmp_path):
    path = tmp_path / "zones.jsonl"
    late = row(1, "2022-06-01T08:00:00+09:00", "date - 2022-12-30")  # 23:00 UTC of the day before
    early = row(2, "2022-05-31T23:30:00Z", "date - 2022-12-30 confirmed platform")
    path.write_text(json.dumps(early) + "\n" + json.dumps(late) + "\n", encoding="utf-8")

    assert [place.line for place in order(path, print)] == [2, 1]


def test_a_copy_is_tied_to_its_origin():
    wire = " ".join(f"The wire wrote sentence {n} of its story on the series." for n in range(30))
    own = " ".join(f"We sat down with actor {n} and asked about rain." for n in range(30))
    fold = Fold(READER)
    origins = [
        fold.copies.tied(replace(article(f"{name}.com/1", "2022-01-01"), text=text), "glory").origin
        for name, text in (("a", wire), ("b", own), ("c", wire[:1200]), ("d", wire))
    ]
    assert origins == ["", "", "a.com/1", "a.com/1"]


def test_only_documents_that_claim_something_are_compared(monkeypatch, story):
    compared = []
    monkeypatch.setattr(copies, "fingerprint", lambda text: compared.append(text) or 0)
    silent = [row(number, "2022-10-01") for number in range(10, 30)]
    with story.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(one) + "\n" for one in silent)
    run(story, Fold(READER))

    assert sorted(compared) == sorted(one["text"] for one in STORY)


def test_a_copy_adds_no_voice_even_when_its_origin_was_read_before_the_cut(tmp_path):
    wire = " ".join(f"The wire wrote sentence {n} of its story on the series." for n in range(30))

    def read(document, _watch):
        said = claim("date S1 2022-12-30 confirmed")
        return Reading(about=True, claims=(said,))

    path = tmp_path / "wire.jsonl"
    rows = [row(n, f"2022-12-0{n}") | {"text": wire[: 1600 - 20 * n]} for n in (1, 2, 3)]
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    reader = Reader("wire", read)
    cut = LogFold(open_log(tmp_path / "log.db"), reader)
    cut.hear(*next(iter(documents(path, order(path, print), print))))
    cut.close()
    run(path, LogFold(open_log(tmp_path / "log.db"), reader))

    with open_log(tmp_path / "log.db", read_only=True) as log:
        (fact,) = facts.held(log).values()
        tied = log.rows("SELECT d.key FROM revisions r JOIN documents d ON d.id = r.origin_id ORDER BY r.id")
    assert fact.standing is Standing.REPORTED
    assert [one["key"] for one in tied] == ["site1.com/1"] * 2


def test_the_command_prints_json_lines_and_says_what_it_could_not_read(tmp_path):
    path = tmp_path / "story.jsonl"
    said = (
        "Netflix said on Thursday that The Glory, starring Song Hye Kyo, will premiere on December 30, 2022."
    )
    one = row(1, "2022-12-01") | {"headline": "The Glory gets a date", "text": said}
    path.write_text(json.dumps(one) + "\n{\n", encoding="utf-8")
    done = CliRunner().invoke(command, [str(path)], standalone_mode=False)

    assert done.return_value == 1
    assert "line 2" in done.stderr
    lines = [json.loads(text) for text in done.stdout.splitlines()]
    assert [(x["new"], x["told"]) for x in lines if x["item"]["field"] == "release_date"] == [
        ("2022-12-30", True)
    ]
    assert datetime.fromisoformat(lines[0]["published"]).replace(tzinfo=UTC) == datetime(
        2022, 12, 1, tzinfo=UTC
    )
