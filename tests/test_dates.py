from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.claims.dates import LANGUAGES, Bound, Precision, find

# A Wednesday. What each line means was worked out on a calendar, by hand.
WED = date(2023, 1, 18)


def values(text, language="en", today=WED, *, day_first=False):
    return [m.value for m in find(text, language=language, today=today, day_first=day_first)]


ENGLISH = [
    # a weekday counted in its month
    ("It opens on the first Friday of May.", ["2023-05-05"]),
    ("It opens on the last Sunday in June 2025.", ["2025-06-29"]),
    ("It opens the second Friday of next month.", ["2023-02-10"]),
    ("It opens on the last Friday of the month.", ["2023-01-27"]),
    ("It opens on the final Thursday of February 2024.", ["2024-02-29"]),
    # whole dates
    ("It premieres on March 10, 2023.", ["2023-03-10"]),
    ("Out 10 March 2023 worldwide", ["2023-03-10"]),
    ("the 10th of March 2023", ["2023-03-10"]),
    ("Friday, March 10, 2023, at midnight", ["2023-03-10"]),
    ("Friday 10 March 2023", ["2023-03-10"]),
    ("on Dec. 30, 2022, it landed", ["2022-12-30"]),
    ("30-Dec-2022", ["2022-12-30"]),
    ("It arrived 2022-12-30.", ["2022-12-30"]),
    ("dated 2022/12/30", ["2022-12-30"]),
    ("on 12/30/2022", ["2022-12-30"]),
    ("on 30/12/2022", ["2022-12-30"]),
    ("5th July, 2024", ["2024-07-05"]),
    ("March 10th, '23", ["2023-03-10"]),
    ("Sept. 1, 2023 and Sep 2 2023", ["2023-09-01", "2023-09-02"]),
    ("March 10 of this year", ["2023-03-10"]),
    ("10 March next year", ["2024-03-10"]),
    ("February 29, 2024", ["2024-02-29"]),
    # without a year: the nearest
    ("Part 2 on March 10", ["2023-03-10"]),
    ("since December 30", ["2022-12-30"]),
    ("Friday, March 10", ["2023-03-10"]),
    ("Saturday, March 10", ["2023-03-10"]),
    ("it opens March 3rd", ["2023-03-03"]),
    ("February 29", ["2024-02-29"]),
    ("See you in March.", ["2023-03"]),
    ("not until November", ["2022-11"]),
    ("comes Nov. 3 to theaters", ["2022-11-03"]),
    # months
    ("in March 2023", ["2023-03"]),
    ("March of next year", ["2024-03"]),
    ("in December of last year", ["2022-12"]),
    ("early March 2023", ["2023-03"]),
    ("the end of March 2023", ["2023-03"]),
    ("last November", ["2022-11"]),
    ("last January", ["2022-01"]),
    ("this December", ["2023-12"]),
    ("next March", ["2023-03"]),
    ("this coming February", ["2023-02"]),
    ("in March '23", ["2023-03"]),
    # relative
    ("It drops tomorrow.", ["2023-01-19"]),
    ("out today!", ["2023-01-18"]),
    ("yesterday", ["2023-01-17"]),
    ("this Friday", ["2023-01-20"]),
    ("next Friday", ["2023-01-27"]),
    ("last Friday", ["2023-01-13"]),
    ("announced on Monday", ["2023-01-16"]),
    ("this week", ["2023-01-16/2023-01-22"]),
    ("next week", ["2023-01-23/2023-01-29"]),
    ("this weekend", ["2023-01-21/2023-01-22"]),
    ("next month", ["2023-02"]),
    ("later this month", ["2023-01"]),
    ("last month", ["2022-12"]),
    ("next year", ["2024"]),
    ("later this year", ["2023"]),
    ("last year", ["2022"]),
    ("in two weeks.", ["2023-02-01"]),
    ("in 10 days' time", ["2023-01-28"]),
    ("three days ago", ["2023-01-15"]),
    ("two years ago", ["2021"]),
    ("three months from now", ["2023-04"]),
    ("D-3 until launch", ["2023-01-21"]),
    # coarse
    ("late 2023", ["2023-39"]),
    ("mid-2024", ["2024-38"]),
    ("mid 2024", ["2024-38"]),
    ("early next year", ["2024-37"]),
    ("early in 2024", ["2024-37"]),
    ("the beginning of 2024", ["2024-37"]),
    ("at the end of 2022", ["2022-12"]),
    ("by the end of the year", ["2023-12"]),
    ("year-end release", ["2023-12"]),
    ("the end of last year", ["2022-12"]),
    ("next year's end", ["2024-12"]),
    ("first half of 2023", ["2023-40"]),
    ("the second half of next year", ["2024-41"]),
    ("in the second half of the year", ["2023-41"]),
    ("H1 2024", ["2024-40"]),
    ("Q1 2024", ["2024-33"]),
    ("Q4 of 2023", ["2023-36"]),
    ("4Q 2023", ["2023-36"]),
    ("the third quarter of 2023", ["2023-35"]),
    ("summer 2025", ["2025-22"]),
    ("the fall of 2023", ["2023-23"]),
    ("in autumn 2023", ["2023-23"]),
    ("this summer", ["2023-22"]),
    ("next spring", ["2023-21"]),
    ("last summer", ["2022-22"]),
    ("late summer 2023", ["2023-22"]),
    ("in the spring", ["2023-21"]),
    ("the first weeks of 2024", ["2024-37"]),
    ("in the final days of this year", ["2023-12"]),
    ("before the end of the year", ["2023"]),
    ("within the year", ["2023"]),
    # holidays: a day, or the month around it
    ("lands on Christmas Day", ["2022-12-25"]),
    ("this Christmas Eve", ["2023-12-24"]),
    ("on New Year’s Eve 2023", ["2023-12-31"]),
    ("on Valentine's Day", ["2023-02-14"]),
    ("on Thanksgiving 2024", ["2024-11-28"]),
    ("on Memorial Day 2024", ["2024-05-27"]),
    ("on Labor Day 2025", ["2025-09-01"]),
    ("around Labor Day 2025", ["2025-09"]),
    ("in time for Halloween", ["2022-10"]),
    ("over the Chuseok holiday", ["2022-09"]),
    ("a Christmas special and Halloween lights", []),
    # counted from the date before
    ("in the UK on 27 January and in the US a week earlier", ["2023-01-27", "2023-01-20"]),
    ("January 27, then two days later", ["2023-01-27", "2023-01-29"]),
    ("a week earlier", []),
    ("begun in May 2022 and out that December", ["2022-05", "2022-12"]),
    ("shot in 2023 and shown in the spring of the following year", ["2023", "2024-21"]),
    ("a year from this fall", ["2024-23"]),
    ("two days before March 10", ["2023-03-08"]),
    # a countdown
    ("one week to go", ["2023-01-25"]),
    ("2 more sleeps until it drops", ["2023-01-20"]),
    ("T-5 days", ["2023-01-23"]),
    # what belongs to a day is not that day, but for a release
    ("after today's last episode", []),
    ("ahead of tonight's premiere", ["2023-01-18"]),
    # years
    ("in 2024", ["2024"]),
    ("a 2016 original", ["2016"]),
    # ranges
    ("from October to December 2023", ["2023-10/2023-12"]),
    ("October 2022 to March 2023", ["2022-10/2023-03"]),
    ("between March and May", ["2023-03/2023-05"]),
    ("between November and February", ["2022-11/2023-02"]),
    ("July 3-5, 2023", ["2023-07-03/2023-07-05"]),
    ("3-5 July 2023", ["2023-07-03/2023-07-05"]),
    ("from March 10 to April 2", ["2023-03-10/2023-04-02"]),
    ("2022-2024", ["2022/2024"]),
    # the outlet's own order is an argument; these cannot be read otherwise
    ("Mirzapur on 5th July", ["2023-07-05"]),
    ("13/3/2023", ["2023-03-13"]),
    ("out 3/10", ["2023-03-10"]),
    # no dates at all
    ("You may go now.", []),
    ("May I ask? March on! The fall of a house, in a second.", []),
    ("Thousands march; we may march too", []),
    ("Squid Game May Return", []),
    ("The sun sat. Mar the day.", []),
    ("February 31", []),
    ("31 February 2023", []),
    ("2022-13-45", []),
    ("year 20222", []),
    ("2,024 people", []),
    ("2024 people came", []),
    ("at 10:30 or 9.6% or 1.2.3.4.5", []),
    ("season 2 episode 10", []),
    ("every Friday", []),
    ("in the 1990s", []),
    ("on the Today show, Descendants of the Sun", []),
    ("the Monday-Tuesday slot, Tuesday evenings, Fridays", []),
    ("in February or March", ["2023-02/2023-03"]),
    ("in November or December 2022", ["2022-11/2022-12"]),
    ("on March 10 or April 2", ["2023-03-10", "2023-04-02"]),
    ("starring August Wilson and April Bloom, seen with June Bride", []),
    ("in April Netflix said so", ["2023-04"]),
    ("10/10 would watch, open 24/7", []),
    ("two episodes each", []),
    ("I watched '1917' and \"Tomorrow\"", []),
    ("S2 E5, 16 episodes, 50 minutes", []),
    # the first episode has a day, an episode a number
    ("it airs its first episode this Saturday at 9", ["2023-01-21"]),
    ("the first episode tonight at 10", ["2023-01-18"]),
    ("up 2nite, out tmrw", ["2023-01-18", "2023-01-19"]),
    ("the poster says 04.14, rated 8.14 or 0.4.14", ["2023-04-14"]),
    ('all they said was "2024"', ["2024"]),
]

KOREAN = [
    # whole dates
    ("2022년 12월 30일 공개", ["2022-12-30"]),
    ("2022. 12. 30.(금) 공개", ["2022-12-30"]),
    ("2022.12.30 공개", ["2022-12-30"]),
    ("22.12.30 첫방", ["2022-12-30"]),
    ("'22년 12월 30일", ["2022-12-30"]),
    ("2022-12-30", ["2022-12-30"]),
    ("지난해 12월 30일 공개된 파트1", ["2022-12-30"]),
    ("작년 12월 30일", ["2022-12-30"]),
    ("내년 3월 10일", ["2024-03-10"]),
    ("올해 3월 10일(금)", ["2023-03-10"]),
    # month and day
    ("오는 3월 10일 공개", ["2023-03-10"]),
    ("3월 10일", ["2023-03-10"]),
    ("12월 30일 공개됐다", ["2022-12-30"]),
    ("지난 12월 30일", ["2022-12-30"]),
    ("3월10일부터", ["2023-03-10"]),
    ("3/10 공개", ["2023-03-10"]),
    ("3.10(금) 첫방", ["2023-03-10"]),
    # day of month
    ("이달 30일", ["2023-01-30"]),
    ("이번 달 30일", ["2023-01-30"]),
    ("내달 10일 첫 방송", ["2023-02-10"]),
    ("다음 달 3일", ["2023-02-03"]),
    ("다음달 3일(금)", ["2023-02-03"]),
    ("지난달 30일", ["2022-12-30"]),
    ("지난 2일", ["2023-01-02"]),
    ("지난 28일", ["2022-12-28"]),
    ("오는 30일", ["2023-01-30"]),
    ("오는 5일", ["2023-02-05"]),
    ("18일 밝혔다", ["2023-01-18"]),
    ("20일(금) 밤", ["2023-01-20"]),
    # months
    ("내년 3월께", ["2024-03"]),
    ("파트2는 3월쯤", ["2023-03"]),
    ("지난 11월", ["2022-11"]),
    ("오는 11월", ["2023-11"]),
    ("올 12월", ["2023-12"]),
    ("다음 달 공개", ["2023-02"]),
    ("내달 중", ["2023-02"]),
    ("이달 말", ["2023-01"]),
    ("3월 초", ["2023-03"]),
    ("내년 2월 중순", ["2024-02"]),
    ("2022년 11월", ["2022-11"]),
    ("22년 11월", ["2022-11"]),
    # coarse
    ("내년 상반기", ["2024-40"]),
    ("올 하반기", ["2023-41"]),
    ("올해 하반기", ["2023-41"]),
    ("2023년 하반기", ["2023-41"]),
    ("하반기 편성", ["2023-41"]),
    ("올해 4분기", ["2023-36"]),
    ("2분기 중", ["2023-34"]),
    ("내년 초", ["2024-37"]),
    ("2024년 초", ["2024-37"]),
    ("올해 말", ["2023-12"]),
    ("지난해 말", ["2022-12"]),
    ("연말 공개", ["2023-12"]),
    ("내년 중반", ["2024-38"]),
    ("연내 공개", ["2023"]),
    ("올해 안에", ["2023"]),
    ("내년 공개", ["2024"]),
    ("내년으로 미뤄졌다", ["2024"]),
    ("올여름", ["2023-22"]),
    ("내년 봄", ["2024-21"]),
    ("지난여름", ["2022-22"]),
    ("2025년 여름", ["2025-22"]),
    ("올가을", ["2023-23"]),
    ("2024년 방송", ["2024"]),
    ("지난 2000년 개봉", ["2000"]),
    # relative
    ("내일 공개", ["2023-01-19"]),
    ("오늘 첫방", ["2023-01-18"]),
    ("모레 첫 방송", ["2023-01-20"]),
    ("어제 공개된", ["2023-01-17"]),
    ("이번 주 금요일", ["2023-01-20"]),
    ("다음 주 금요일", ["2023-01-27"]),
    ("지난주 금요일", ["2023-01-13"]),
    ("오는 금요일", ["2023-01-20"]),
    ("지난 금요일", ["2023-01-13"]),
    ("이번 주말", ["2023-01-21/2023-01-22"]),
    ("다음 주", ["2023-01-23/2023-01-29"]),
    ("공개를 이틀 앞두고", ["2023-01-20"]),
    ("공개 D-3", ["2023-01-21"]),
    ("개막이 100일 앞으로", ["2023-04-28"]),
    ("3주 뒤", ["2023-02-08"]),
    ("일주일 뒤", ["2023-01-25"]),
    ("3년 전", ["2020"]),
    # ranges
    ("10월부터 12월까지", ["2022-10/2022-12"]),
    ("올해 10~12월", ["2023-10/2023-12"]),
    ("3월 10~12일", ["2023-03-10/2023-03-12"]),
    ("20일부터 22일까지", ["2023-01-20/2023-01-22"]),
    ("2월이나 3월", ["2023-02/2023-03"]),
    # no dates
    ("28일간 1위", []),
    ("3일 동안", []),
    ("매주 금요일 밤", []),
    ("월화드라마, 금토드라마", []),
    ("2월 31일", []),
    ("13월", []),
    ("20222년", []),
    ("2,024명이 봤다", []),
    ("10일 만에", []),
    ("16부작, 8회, 시청률 9.6%", []),
    ("올드보이와 올림픽", []),
    ("90년대 감성", []),
    ("시즌2 10회", []),
    ("영화 '1987'과 〈2012〉", []),
    ("5일째 1위", []),
    # the year by itself
    ("공개는 내년이다", ["2024"]),
    ("방송은 내년을 예상한다", ["2024"]),
    ("여름으로 미루는 방안", ["2023-22"]),
    ("11월 아니면 12월", ["2022-11/2022-12"]),
    # counted from the date before
    ("시즌1은 2021년 1월 29일, 시즌2는 그해 12월 31일", ["2021-01-29", "2021-12-31"]),
    ("2020년 6월 시즌1, 이듬해 4월 시즌2", ["2020-06", "2021-04"]),
    ("6월 10일에서 3일로", ["2023-06-10", "2023-06-03"]),
    ("내년 6월 10일에서 3일로", ["2024-06-10", "2024-06-03"]),
    ("이듬해 4월", []),
]

OTHERS = [
    ("es", "30 de diciembre de 2022", ["2022-12-30"]),
    ("es", "el 10 de marzo", ["2023-03-10"]),
    ("es", "el viernes 10 de marzo", ["2023-03-10"]),
    ("es", "10/3/2023", ["2023-03-10"]),
    ("es", "marzo de 2023", ["2023-03"]),
    ("es", "diciembre del año pasado", ["2022-12"]),
    ("es", "marzo del próximo año", ["2024-03"]),
    ("es", "a principios de 2024", ["2024-37"]),
    ("es", "a finales de 2023", ["2023-39"]),
    ("es", "el próximo mes", ["2023-02"]),
    ("es", "el próximo viernes", ["2023-01-20"]),
    ("es", "este viernes", ["2023-01-20"]),
    ("es", "en verano de 2024", ["2024-22"]),
    ("es", "primer trimestre de 2024", ["2024-33"]),
    ("es", "primera mitad de 2024", ["2024-40"]),
    ("es", "se estrena mañana", ["2023-01-19"]),
    ("es", "el próximo año", ["2024"]),
    ("es", "del 3 al 5 de julio de 2023", ["2023-07-03/2023-07-05"]),
    ("es", "de octubre a diciembre de 2023", ["2023-10/2023-12"]),
    ("es", "31 de febrero", []),
    ("es", "todos los viernes", []),
    ("id", "30 Desember 2022", ["2022-12-30"]),
    ("id", "Jumat (10/3/2023)", ["2023-03-10"]),
    ("id", "10 Maret mendatang", ["2023-03-10"]),
    ("id", "pada Maret tahun depan", ["2024-03"]),
    ("id", "akhir 2023", ["2023-12"]),
    ("id", "awal tahun depan", ["2024-37"]),
    ("id", "bulan depan", ["2023-02"]),
    ("id", "besok", ["2023-01-19"]),
    ("id", "paruh kedua 2023", ["2023-41"]),
    ("id", "kuartal pertama 2024", ["2024-33"]),
    ("id", "tanggal 30", ["2023-01-30"]),
    ("id", "dua minggu lagi", ["2023-02-01"]),
    ("id", "setiap hari Jumat", []),
    ("id", "32 Maret 2023", []),
    ("ja", "2022年12月30日(金)配信", ["2022-12-30"]),
    ("ja", "3月10日", ["2023-03-10"]),
    ("ja", "来月10日", ["2023-02-10"]),
    ("ja", "来年3月", ["2024-03"]),
    ("ja", "令和5年3月", ["2023-03"]),
    ("ja", "来春", ["2023-21"]),
    ("ja", "今夏", ["2023-22"]),
    ("ja", "2023年上半期", ["2023-40"]),
    ("ja", "年内", ["2023"]),
    ("ja", "2023年末", ["2023-12"]),
    ("ja", "明日", ["2023-01-19"]),
    ("ja", "来週金曜日", ["2023-01-27"]),
    ("ja", "３月１０日", ["2023-03-10"]),
    ("ja", "10月から12月", ["2022-10/2022-12"]),
    ("ja", "2月31日", []),
    ("ja", "28日間", []),
]
ALL = [("en", *row) for row in ENGLISH] + [("ko", *row) for row in KOREAN] + OTHERS


@pytest.mark.parametrize(("language", "text", "expected"), ALL)
def test_an_expression_comes_to_its_value(language, text, expected):
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("text", "today", "past", "future"),
    [
        ("in March", date(2022, 12, 20), "2022-03", "2023-03"),
        ("on January 6", date(2023, 12, 30), "2023-01-06", "2024-01-06"),
        ("on Friday", WED, "2023-01-13", "2023-01-20"),
        ("in the fall", WED, "2022-23", "2023-23"),
        ("between November and February", date(2023, 6, 1), "2022-11/2023-02", "2023-11/2024-02"),
    ],
)
def test_an_open_year_keeps_both_readings_for_the_tense(text, today, past, future):
    (mention,) = find(text, language="en", today=today)
    assert (mention.past, mention.future, mention.open, mention.year_stated) == (past, future, True, False)


@pytest.mark.parametrize(
    ("text", "language", "today", "past", "future"),
    [
        ("30일", "ko", date(2022, 12, 20), "2022-11-30", "2022-12-30"),
        ("3월", "ko", date(2022, 12, 20), "2022-03", "2023-03"),
        ("10 de marzo", "es", date(2022, 12, 20), "2022-03-10", "2023-03-10"),
        ("10 Maret", "id", date(2022, 12, 20), "2022-03-10", "2023-03-10"),
        ("3月10日", "ja", date(2022, 12, 20), "2022-03-10", "2023-03-10"),
    ],
)
def test_every_language_leaves_the_tense_open(text, language, today, past, future):
    (mention,) = find(text, language=language, today=today)
    assert (mention.past, mention.future) == (past, future)


def test_a_stated_year_leaves_nothing_open():
    (mention,) = find("in March 2023", language="en", today=WED)
    assert not mention.open
    assert mention.year_stated
    assert mention.precision is Precision.MONTH


def test_the_outlet_says_which_number_is_the_day():
    assert values("10/3/2023", day_first=True) == ["2023-03-10"]
    assert values("10/3/2023", day_first=False) == ["2023-10-03"]


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("before March 2023", "en", Bound.BEFORE),
        ("not earlier than March 2023", "en", Bound.BEFORE),
        ("after March 2023", "en", Bound.AFTER),
        ("by the end of 2023", "en", Bound.BY),
        ("since March 10", "en", Bound.SINCE),
        ("until March 10", "en", Bound.UNTIL),
        ("until the middle of March", "en", Bound.UNTIL),
        ("around March", "en", Bound.ABOUT),
        ("in March", "en", Bound.NONE),
        ("3월부터", "ko", Bound.FROM),
        ("3월까지", "ko", Bound.UNTIL),
        ("3월 이후", "ko", Bound.AFTER),
        ("내년 3월께", "ko", Bound.ABOUT),
        ("늦어도 내년 3월", "ko", Bound.BY),
        ("antes de marzo de 2023", "es", Bound.BEFORE),
        ("sebelum Maret 2023", "id", Bound.BEFORE),
        ("3月まで", "ja", Bound.UNTIL),
    ],
)
def test_the_word_beside_it_makes_a_limit(text, language, bound):
    (mention,) = find(text, language=language, today=WED)
    assert mention.bound is bound


@pytest.mark.parametrize(("text", "bare"), [("the 2024 MAMA Awards", True), ("coming in 2024", False)])
def test_a_year_that_dates_nothing_is_marked(text, bare):
    (mention,) = find(text, language="en", today=WED)
    assert (mention.value, mention.bare) == ("2024", bare)


def test_the_mention_says_where_it_stands_among_invisible_characters():
    text = "Part 2: March\u200b 1\u200b0, 2023!"
    (mention,) = find(text, language="en", today=WED)
    assert text[mention.start : mention.end] == "March\u200b 1\u200b0, 2023"
    assert mention.value == "2023-03-10"


def test_capitals_that_grow_in_lower_case_move_no_offset():
    text = "İİİ opens March 10, 2023"
    (mention,) = find(text, language="en", today=WED)
    assert text[mention.start : mention.end] == "March 10, 2023"


def test_a_range_opens_with_its_first_side():
    (mention,) = find("July to October 2024", language="en", today=WED)
    assert (mention.value, mention.opening) == ("2024-07/2024-10", "2024-07")


def test_an_unknown_language_is_read_as_english():
    assert values("March 10, 2023", "xx") == ["2023-03-10"]


PIECES = st.sampled_from(
    [
        "march",
        "may",
        "2023",
        "31",
        "30",
        "3월",
        "10일",
        "오는",
        "내년",
        "상반기",
        "~",
        "-",
        "/",
        ".",
        ",",
        ":",
        "(",
        ")",
        "금",
        "(금)",
        "来年",
        "3月",
        "10日",
        "de",
        "marzo",
        "del",
        "año",
        "tanggal",
        "10",
        "maret",
        "early",
        "late",
        "end",
        "of",
        "the",
        "year",
        "q1",
        "next",
        "this",
        "last",
        "friday",
        "D-3",
        "'23",
        "\u200b",
        "\u200f",
        "İ",
        "１２",
        "'",
        '"',
        "\n",
    ]
)
SHAPE = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=30), st.sampled_from(LANGUAGES), st.booleans()
)
def test_any_text_gives_ordered_mentions_of_well_formed_values(pieces, language, glued):
    text = ("" if glued else " ").join(pieces)
    at = 0
    for mention in find(text, language=language, today=WED):
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end
        for value in (mention.value, mention.past, mention.future):
            assert SHAPE.fullmatch(value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1.", "march ", "오는 ", "10일 (", "2022-", "the end of the ", "de marzo ", " "]
)
def test_time_grows_with_the_text_and_no_faster(language, piece):
    def seconds(text):
        begin = time.process_time()
        find(text, language=language, today=WED)
        return time.process_time() - begin

    once = "x" + piece * (6_000 // len(piece))
    find(once, language=language, today=WED)
    short, long = (min(seconds(once * n) for _ in range(3)) for n in (1, 16))
    assert long < 64 * short + 0.2  # quadratic time would be 256 times


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It was down for March 14 and now comes on the 21st.", ["2012-03-14", "2012-03-21"]),
        ("Part one is out on March 28, the rest on the 4th.", ["2012-03-28", "2012-04-04"]),
        ("Out on May 3, then in Leeds on the 31st.", ["2012-05-03", "2012-05-31"]),
        ("Out on June 24, a week before July 2.", ["2012-06-24", "2012-06-25"]),
        ("Out on June 24, more than a week before the July 2 slot.", ["2012-06-24", "2012-07-02"]),
        ("Out on June 24, nearly a month after June 1.", ["2012-06-24", "2012-06-01"]),
    ],
)
def test_a_day_that_counts_from_the_date_before_it(text, values):
    assert [m.value for m in find(text, language="en", today=date(2012, 3, 6))] == values
