"""Whether a source that answers still brings anything: measured by its own habit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scraper import freshness
from scraper.freshness import Freshness, Glimpse

START = datetime(2022, 6, 1, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def lived(moves, *, gap=6 * HOUR, entries=10, known=None, start=START):
    """A source that shows a newer entry every `gap`, looked at each time."""
    known, now = known or Freshness(), start
    for _ in range(moves):
        known = freshness.learned(known, Glimpse(now, entries), now=now)
        now += gap
    return known, now


def test_a_source_that_goes_on_as_ever_is_well():
    known, now = lived(50)

    assert freshness.trouble(known, now=now) == ""
    assert timedelta(hours=5) < known.gap < timedelta(hours=7)


def test_frozen_posts_with_status_200_are_told_after_a_few_times_the_usual():
    known, now = lived(50, gap=DAY)
    last = now - DAY
    for hours in range(0, 24 * 30, 6):
        known = freshness.learned(known, Glimpse(last, 10), now=now + hours * HOUR)

    assert freshness.trouble(known, now=last + 3 * DAY) == ""
    assert "nothing new since" in freshness.trouble(known, now=last + 5 * DAY)
    assert "usually every day" in freshness.trouble(known, now=last + 30 * DAY).replace("a day", "day")


def test_a_busy_source_is_given_two_days_and_a_rare_one_at_most_45():
    busy, at = lived(50, gap=HOUR)
    rare, then = lived(20, gap=20 * DAY)

    assert freshness.trouble(busy, now=at + 1.9 * DAY) == ""
    assert freshness.trouble(busy, now=at + 2.1 * DAY)
    assert freshness.trouble(rare, now=then + 20 * DAY) == ""
    assert freshness.trouble(rare, now=then + 30 * DAY)


def test_it_is_well_again_with_the_next_new_entry():
    known, now = lived(50, gap=HOUR)
    late = now + 10 * DAY
    assert freshness.trouble(known, now=late)

    known = freshness.learned(known, Glimpse(late, 10), now=late)

    assert freshness.trouble(known, now=late) == ""


def test_a_source_that_was_dead_when_it_was_added_is_told():
    known, _ = Freshness(), None
    for day in range(3):
        known = freshness.learned(known, Glimpse(START - 400 * DAY, 20), now=START + day * DAY)

    assert "27 April 2021" in freshness.trouble(known, now=START + 3 * DAY)


def test_a_young_source_is_not_judged():
    known, now = lived(2)

    assert freshness.trouble(known, now=now + 20 * DAY) == ""


def test_no_entries_where_there_were_some_is_told_at_the_first_look():
    known, now = lived(10, entries=20)
    known = freshness.learned(known, Glimpse(None, 0), now=now)

    assert "shows no entries; usually about" in freshness.trouble(known, now=now)
    known = freshness.learned(known, Glimpse(now, 20), now=now)
    assert freshness.trouble(known, now=now) == ""


def test_a_source_that_is_often_empty_may_be_empty():
    known, now = Freshness(), START
    for day in range(20):
        now = START + day * DAY
        known = freshness.learned(known, Glimpse(now if day % 3 == 0 else None, int(day % 3 == 0)), now=now)
    known = freshness.learned(known, Glimpse(None, 0), now=now)

    assert "no entries" not in freshness.trouble(known, now=now)


def test_a_source_without_dates_is_not_judged_by_them():
    known = Freshness()
    for day in range(30):
        known = freshness.learned(known, Glimpse(None, 5), now=START + day * DAY)

    assert freshness.trouble(known, now=START + 300 * DAY) == ""


@pytest.mark.parametrize(
    ("body", "newest", "entries"),
    [
        (b"<rss><item><pubDate>Mon, 30 May 2022 09:00:00 +0900</pubDate></item><item><pubDate>Tue, 31 May 2022 09:00:00 +0900</pubDate></item></rss>", datetime(2022, 5, 31, tzinfo=UTC), 2),
        (b"<feed><updated>2022-05-30T00:00:00Z</updated><entry><published>2022-05-29T12:00:00+09:00</published></entry></feed>", datetime(2022, 5, 30, tzinfo=UTC), 1),
        (b"<item><dc:date><![CDATA[2022-05-30T00:00:00Z]]></dc:date></item>", datetime(2022, 5, 30, tzinfo=UTC), 1),
        (b'{"items": [{"date_published": "2022-05-30T00:00:00Z"}]}', datetime(2022, 5, 30, tzinfo=UTC), 1),
        (b"<item><pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate></item>", None, 1),
        (b"<item><pubDate>soon, very soon</pubDate></item>", None, 1),
        (b"<html>", None, 0),
        (b"", None, 0),
    ],
)  # fmt: skip
def test_a_glimpse_of_a_feed(body, newest, entries):
    assert freshness.glimpse(body, now=START) == Glimpse(newest, entries)


@pytest.mark.parametrize(
    ("state", "failures", "ok_days_ago", "told"),
    [
        ("ok", 9, 9, False),
        ("failing", 4, 9, False),
        ("failing", 9, 0.5, False),
        ("failing", 9, 2, True),
        ("suspect", 9, 2, True),
        ("failing", 9, None, True),
    ],
)
def test_a_failing_source_is_told_when_it_lasts(state, failures, ok_days_ago, told):
    last = None if ok_days_ago is None else START - ok_days_ago * DAY
    added = START - 30 * DAY

    assert (
        freshness.failing(state=state, failures=failures, last_ok_at=last, added_at=added, now=START) is told
    )


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (26 * HOUR, "a day"),
        (3 * DAY, "3 days"),
        (HOUR, "an hour"),
        (timedelta(minutes=90), "2 hours"),
        (timedelta(seconds=5), "minute"),
    ],
)
def test_a_span_in_words(span, words):
    assert freshness.worded(span) == words
