"""When a source is asked again: arithmetic with the clock and the dice in the test's hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.model import Source
from scraper import schedule

NOW = datetime(2022, 9, 26, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def source(every=timedelta(minutes=30)):
    return Source(name="s", kind="feed", url="https://n.example/", every=every)


spreads = st.floats(0, 1, exclude_max=True)
rhythms = st.timedeltas(timedelta(seconds=1), timedelta(days=30))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", 0),
        ("-5", None),
        ("1e9", None),
        ("99999999999999999999", 86400),
        ("86401", 86400),
        ("Mon, 26 Sep 2022 12:02:00 GMT", 120),
        ("Mon, 26 Sep 2022 11:00:00 GMT", 0),
        ("Mon, 26 Sep 2099 11:00:00 GMT", 86400),
        ("Monday, 26-Sep-22 12:02:00 GMT", 120),
        ("Mon Sep 26 12:02:00 2022", 120),
        ("soon", None),
        ("", None),
        ("١٢٠", None),
    ],
)
def test_retry_after(header, seconds):
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert schedule.retry_after(header, now=NOW) == expected


@given(rhythms, st.integers(1, 10_000), st.booleans(), spreads)
def test_a_failing_source_is_slower_than_a_good_one_and_is_never_given_up(every, failures, lasting, spread):
    wait = (
        schedule.after_failure(source(every), now=NOW, failures=failures, lasting=lasting, spread=spread)
        - NOW
    )
    assert wait > every * 1.05, "later than any that answers: dice add a twentieth at most"
    assert wait <= max(timedelta(days=1) if lasting else HOUR, 2 * every)


@given(rhythms, st.integers(1, 60), st.booleans(), spreads, st.timedeltas(timedelta(), timedelta(days=1)))
def test_nobody_is_asked_before_the_rest_is_over(every, failures, lasting, spread, rest):
    again = schedule.after_failure(
        source(every), now=NOW, failures=failures, lasting=lasting, spread=spread, rest=rest
    )
    assert again >= NOW + rest
    article = schedule.article_again(now=NOW, attempts=failures, spread=spread, rest=rest)
    assert article is None or article >= NOW + rest


def test_steps():
    def waits(*, lasting):
        return [
            (schedule.after_failure(source(), now=NOW, failures=n, lasting=lasting, spread=1) - NOW) / HOUR
            for n in range(1, 9)
        ]

    assert waits(lasting=False) == [1, 1, 1, 1, 1, 1, 1, 1]
    assert waits(lasting=True) == [1, 2, 4, 8, 16, 24, 24, 24]
    articles = [schedule.article_again(now=NOW, attempts=n, spread=1) for n in range(1, 5)]
    assert [a and (a - NOW) / timedelta(minutes=1) for a in articles] == [4, 16, 64, None]
