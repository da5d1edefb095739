"""Feeds and calendars as other programs read them."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import feedparser
import pytest
from telling import NOW, change

from notifier.export import export
from notifier.store import open_log
from notifier.wording import Reader
from scraper.model import ChangeKind, Standing

READER = Reader(names=(("the-glory", "The Glory"),))


@pytest.fixture
def log():
    with open_log(":memory:") as opened:
        yield opened


@pytest.fixture
def written(log, tmp_path):
    """Export; returns the text of a file by name."""

    def read(name, reader=READER):
        export(log, tmp_path / "out", reader, base="https://example.org/glory/")
        return (tmp_path / "out" / name).read_bytes().decode()

    return read


def moves(log):
    """The Glory's date as it became known: a month, a day, a later day."""
    change(log, "2022-12", old=None, kind=ChangeKind.FIRST, scope="S1P1", at=NOW)
    change(
        log, "2022-12-30", old="2022-12", scope="S1P1", at=NOW + timedelta(days=1), page="https://p.example/2"
    )
    change(
        log, "2023-01-06", old="2022-12-30", kind=ChangeKind.MOVED_LATER, scope="S1P1", standing=Standing.OFFICIAL,
        at=NOW + timedelta(days=2), page="https://p.example/3",
    )  # fmt: skip


def events(text):
    """Read a calendar: unfold, then one dict an event."""
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.endswith("\r\n")
    found, now = [], None
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            now = {}
        elif line == "END:VEVENT":
            found.append(now)
            now = None
        elif now is not None:
            now[name.partition(";")[0]] = value
    return found


def test_an_atom_feed_holds_the_changes_newest_first(log, written):
    moves(log)
    feed = feedparser.parse(io.BytesIO(written("changes.atom").encode()))
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [
        "The Glory, season 1, part 1: release date moved later, 30 December 2022 → 6 January 2023",
        "The Glory, season 1, part 1: release date now 30 December 2022 (was December 2022)",
        "The Glory, season 1, part 1: release in December 2022",
    ]
    assert feed.entries[0].link == "https://p.example/3"
    assert "premiere on Netflix" in feed.entries[0].content[0].value
    assert len({entry.id for entry in feed.entries}) == 3


def test_a_feed_keeps_its_ids_when_the_log_is_begun_anew(log, written, tmp_path):
    moves(log)
    before = [entry.id for entry in feedparser.parse(io.BytesIO(written("changes.atom").encode())).entries]
    with open_log(":memory:") as other:
        change(other, "8", old=None, field="episode_count", kind=ChangeKind.FIRST)
        moves(other)
        export(other, tmp_path / "other", READER, base="https://example.org/glory/")
    after = feedparser.parse(io.BytesIO((tmp_path / "other" / "the-glory-release_date.atom").read_bytes()))
    assert [entry.id for entry in after.entries] == before


def test_a_json_feed_holds_the_changes_as_values_too(log, written):
    moves(log)
    feed = json.loads(written("the-glory.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Glory Watch: The Glory"
    assert [item["_glory_watch"]["new"] for item in feed["items"]] == ["2023-01-06", "2022-12-30", "2022-12"]


def test_each_title_and_field_has_feeds_of_its_own(log, written, tmp_path):
    moves(log)
    change(log, "8", old=None, field="episode_count", kind=ChangeKind.FIRST)
    change(log, "2025", old=None, title="other", kind=ChangeKind.FIRST)
    counts = json.loads(written("the-glory-episode_count.json"))
    assert [item["_glory_watch"]["new"] for item in counts["items"]] == ["8"]
    assert {path.name for path in (tmp_path / "out").glob("other*")} >= {
        "other.atom",
        "other.json",
        "other.ics",
    }


def test_hostile_words_stay_words(log, written):
    change(log, quote="</content><script>alert(1)</script>\r\nBEGIN:VEVENT;,\\", page="https://p.example/x")
    feed = feedparser.parse(io.BytesIO(written("changes.atom").encode()), sanitize_html=False)
    assert not feed.bozo
    assert len(feed.entries) == 1
    assert "<script>" in feed.entries[0].content[0].value  # as text, which is what the feed says it is
    assert feed.entries[0].content[0].type == "text/plain"
    assert len(events(written("releases.ics"))) == 1


def test_a_release_is_one_event_that_moves(log, written):
    change(log, "2022-12", old=None, kind=ChangeKind.FIRST, scope="S1P1", at=NOW)
    [first] = events(written("releases.ics"))
    assert (first["DTSTART"], first["DTEND"], first["SEQUENCE"]) == ("20221201", "20230101", "0")
    assert first["STATUS"] == "TENTATIVE"
    log.execute("DELETE FROM changes")
    moves(log)
    [last] = events(written("releases.ics"))
    assert (last["DTSTART"], last["DTEND"], last["SEQUENCE"]) == ("20230106", "20230107", "2")
    assert last["STATUS"] == "CONFIRMED"
    assert last["UID"] == first["UID"]
    assert last["SUMMARY"] == "The Glory\\, season 1\\, part 1: release"


@pytest.mark.parametrize("new", [None, "XXXX"])
def test_a_withdrawn_release_is_cancelled_where_it_stood(log, written, new):
    moves(log)
    change(log, new, old="2023-01-06", kind=ChangeKind.WITHDRAWN, scope="S1P1", at=NOW + timedelta(days=3))
    [event] = events(written("releases.ics"))
    assert (event["STATUS"], event["SEQUENCE"], event["DTSTART"]) == ("CANCELLED", "3", "20230106")


def test_better_support_alone_moves_no_event(log, written):
    moves(log)
    before = written("releases.ics")
    change(
        log, "2023-01-06", old="2023-01-06", kind=ChangeKind.UPGRADED, scope="S1P1", at=NOW + timedelta(days=9),
        page="https://p.example/9",
    )  # fmt: skip
    assert written("releases.ics") == before


def test_a_korean_calendar_folds_without_cutting_a_letter(log, written):
    change(log, quote="넷플릭스는 더 글로리를 공개한다. " * 20, page="https://p.example/ko")
    korean = Reader(language="ko", names=(("the-glory", "더 글로리"),))
    [event] = events(written("releases.ics", korean))
    assert event["SUMMARY"] == "더 글로리 공개"
    assert "넷플릭스는 더 글로리를 공개한다" in event["DESCRIPTION"]


def test_files_that_did_not_change_are_left_alone(log, tmp_path):
    moves(log)
    place = tmp_path / "out"
    assert len(export(log, place, READER)) == 12
    assert export(log, place, READER) == []
    change(
        log,
        "2023-02",
        old="2023-01-06",
        kind=ChangeKind.MOVED_LATER,
        scope="S1P1",
        page="https://p.example/4",
    )
    assert {path.name for path in export(log, place, READER)} == {
        "changes.atom", "changes.json", "releases.ics", "the-glory.atom", "the-glory.json", "the-glory.ics",
        "the-glory-release_date.atom", "the-glory-release_date.json",
    }  # fmt: skip
    assert not list(place.glob(".*"))
