"""EDTF values as spans of days. Expected days are from ISO 8601-2:2019, 4.8, and the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from scraper.spans import PULLED, contains, overlaps, readable, span


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2022-12-30", "2022-12-30", "2022-12-30"),
        ("2022-12", "2022-12-01", "2022-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-33", "2023-01-01", "2023-03-31"),
        ("2023-36", "2023-10-01", "2023-12-31"),
        ("2023-40", "2023-01-01", "2023-06-30"),
        ("2023-41", "2023-07-01", "2023-12-31"),
        ("2023-37", "2023-01-01", "2023-04-30"),
        ("2023-38", "2023-05-01", "2023-08-31"),
        ("2023-39", "2023-09-01", "2023-12-31"),
        ("2023-21", "2023-03-01", "2023-05-31"),
        ("2023-23", "2023-09-01", "2023-11-30"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("2022-10/2022-12", "2022-10-01", "2022-12-31"),
        ("2021-12/2022-06", "2021-12-01", "2022-06-30"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("2022~", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_value_allows_these_days(value, first, last):
    assert span(value) == (date.fromisoformat(first), date.fromisoformat(last))


def test_an_open_end_has_none():
    assert span("2023-03/..").last == date.max
    assert span("../2023-03").first == date.min


@pytest.mark.parametrize(
    "value", ["2022-13-45", "2022-02-30", "soon", "", "2023/2022", "2022-13", "2022-1X", "20221230"]
)
def test_what_is_no_date_is_refused(value):
    assert not readable(value)
    with pytest.raises(ValueError, match=r"."):
        span(value)


def test_comparisons():
    assert contains("2022-12", "2022-12-30")
    assert not contains("2022-12-30", "2022-12")
    assert contains(PULLED, "2022")
    assert overlaps("2022-10/2022-12", "2022-12/2023-01")
    assert not overlaps("2022-12-30", "2023-01")
