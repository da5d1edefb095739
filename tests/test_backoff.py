"""Waiting is arithmetic: bounds that hold for every draw of the dice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.backoff import RETRY_AFTER_CAP_S, ceiling_s, wait_s

draws = st.floats(0, 1, exclude_max=True)
failures = st.integers(1, 10_000)


def test_the_ceiling_doubles_to_its_cap():
    assert [ceiling_s(n) for n in range(1, 8)] == [30, 60, 120, 240, 480, 900, 900]


@given(failures=failures, spread=draws)
def test_a_wait_is_at_least_a_second_and_at_most_its_ceiling(failures, spread):
    assert 1.0 <= wait_s(failures, spread=spread) <= ceiling_s(failures)


@given(failures=failures, spread=draws, asked=st.floats(-1e9, 1e12))
def test_nobody_is_asked_again_before_the_time_they_named(failures, spread, asked):
    wait = wait_s(failures, spread=spread, retry_after_s=asked)
    assert wait >= min(asked, RETRY_AFTER_CAP_S)
    assert wait <= max(RETRY_AFTER_CAP_S * 1.1, ceiling_s(failures))


@given(failures=failures, low=draws, high=draws)
def test_a_higher_draw_never_waits_less(failures, low, high):
    low, high = sorted((low, high))
    assert wait_s(failures, spread=low) <= wait_s(failures, spread=high)


@pytest.mark.parametrize("failures", [0, -3])
def test_no_failure_counts_as_the_first(failures):
    assert ceiling_s(failures) == 30
