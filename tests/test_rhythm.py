"""How often a source that answers is asked: arithmetic with the clock and the dice passed in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.model import Source
from scraper import pacing, rhythm

NOW = datetime(2022, 12, 1, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
SPANS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3000))


def source(every=30 * MINUTE):
    return Source(name="s", kind="feed", url="https://n.example/feed", every=every)


def wait(every=30 * MINUTE, **more):
    return rhythm.next_fetch_at(source(every), now=NOW, **({"spread": 0.0} | more)) - NOW


@pytest.mark.parametrize(
    ("silent", "nearest", "expected"),
    [
        (0 * DAY, None, 30 * MINUTE),
        (29 * DAY, None, 30 * MINUTE),
        (30 * DAY, None, HOUR),
        (100 * DAY, None, 2 * HOUR),
        (365 * DAY, None, 4 * HOUR),
        (0 * DAY, 20 * DAY, 30 * MINUTE),
        (0 * DAY, 14 * DAY, 15 * MINUTE),
        (0 * DAY, 2 * DAY, timedelta(minutes=7.5)),
        (365 * DAY, 2 * DAY, timedelta(minutes=7.5)),
    ],
)
def test_its_own_rhythm_slowed_by_silence_quickened_by_nearness(silent, nearest, expected):
    assert wait(silent=silent, nearest=nearest) == expected


def test_silence_ends_at_once_a_day_unless_the_operator_said_longer():
    assert wait(12 * HOUR, silent=365 * DAY) == DAY
    assert wait(3 * DAY, silent=365 * DAY) == 3 * DAY


def test_nothing_is_asked_below_its_floor():
    assert wait(10 * MINUTE, nearest=DAY) == 5 * MINUTE
    assert wait(2 * MINUTE, nearest=DAY) == 2 * MINUTE


@pytest.mark.parametrize(
    ("fresh", "expected"),
    [(10 * MINUTE, 30 * MINUTE), (45 * MINUTE, 45 * MINUTE), (300 * DAY, HOUR)],
)
def test_the_server_is_believed_up_to_an_hour(fresh, expected):
    assert wait(fresh=fresh) == expected


@given(
    SPANS,
    st.none() | SPANS,
    SPANS,
    st.floats(0, 1, exclude_max=True),
    st.timedeltas(min_value=MINUTE, max_value=timedelta(days=30)),
)
def test_it_is_never_asked_more_than_four_times_as_often_nor_forgotten(silent, nearest, fresh, spread, every):
    waited = wait(every, silent=silent, nearest=nearest, fresh=fresh, spread=spread)

    assert waited >= every / 4 - timedelta(microseconds=1)
    assert waited <= max(every, DAY) * 1.05 + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ({}, b"", 0),
        ({"cache-control": "public, max-age=600"}, b"", 600),
        ({"cache-control": "max-age=600", "age": "200"}, b"", 400),
        ({"cache-control": "max-age=600", "age": "900"}, b"", 0),
        ({"cache-control": "max-age=600, no-cache"}, b"", 0),
        ({"cache-control": "no-store"}, b"<ttl>60</ttl>", 0),
        ({"cache-control": "s-maxage=9"}, b"", 0),
        ({"cache-control": "max-age=-5"}, b"", 0),
        ({"cache-control": "max-age=99999999999999"}, b"", 999_999_999),
        ({}, b"<rss><channel><ttl> 60 </ttl>", 3600),
        ({}, b"<rss><channel><ttl>soon</ttl>", 0),
    ],
)
def test_how_long_an_answer_holds(headers, body, expected):
    assert rhythm.fresh_for(headers, body).total_seconds() == expected


def test_an_article_is_read_again_often_at_first_and_not_after_a_month():
    reads, now = [], NOW
    while (again := rhythm.reread_at(first_read_at=NOW, now=now, spread=0.0)) is not None:
        assert again > now
        reads.append(again - NOW)
        now = again

    assert reads[:3] == [HOUR, 2 * HOUR, 3 * HOUR]
    assert sum(read <= DAY for read in reads) >= 6
    assert 10 <= len(reads) <= 25
    assert 30 * DAY <= reads[-1] <= 45 * DAY


def test_only_dates_that_are_known_to_days_are_near():
    today = datetime(2022, 12, 20, tzinfo=UTC).date()
    held = [
        ("a", "2022-12-30"),
        ("a", "2023-03-10"),
        ("b", "2023"),
        ("c", "2022-12-01"),
        ("d", "2022-12-20"),
        ("e", "XXXX"),
    ]

    assert pacing.near(held, today) == {"a": 10 * DAY, "c": 19 * DAY, "d": 0 * DAY}
