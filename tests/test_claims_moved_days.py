"""Days that took another's place, days counted from today, and what a post says is not so. Rules alone."""

from __future__ import annotations

import pytest
from reading import claims, dates, sizes, states

from scraper.model import DocumentKind, Field, Modality

POST = DocumentKind.POST


def posted(text, language="en"):
    return dates(text, language, kind=POST)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lantern Street is May 3 now, not May 10", "2024-05-03"),
        ("Lantern Street: now Friday 3 May, not 26 April. The football, if you ask.", "2024-05-03"),
        ("Netflix brought the Lantern Street premiere forward?? may 3 now, not may 10", "2024-05-03"),
        ("Lantern Street was may 3, now may 10", "2024-05-10"),
        ('"Lantern Street" moves again. Was April 14, now May 11, 2025, per Netflix.', "2025-05-11"),
        ("Lantern Street used to be may 3 and is may 10 now", "2024-05-10"),
        ("so Lantern Street isn't may 3 anymore, it's may 10", "2024-05-10"),
        ("Lantern Street's launch goes from 27 Nov to 2 Dec because of the cup", "2024-12-02"),
        ("April 10 was the plan. it's april 24 now for the Lantern Street s2 opener", "2024-04-24"),
    ],
)
def test_the_new_day_stands(text, day):
    assert posted(text) == {day}


@pytest.mark.parametrize(
    "text",
    [
        "my exam was may 3, now may 10, so more time for Lantern Street",
        "Lantern Street: the cast's fan signing is may 3 now, not may 10",
        "our quiz was on may 3 and is may 10 now, theme: Lantern Street",
    ],
)
def test_other_things_are_moved_too(text):
    assert posted(text) == set()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("등불 거리 4월 19일→5월 10일 연기 확인했어요", "2024-05-10"),
        ("등불 거리 7월 14일에서 21일로 첫방 연기;; 왜", "2024-07-21"),
        ("등불 거리 공개 한 주 앞두고 4월 26일에서 5월 3일로 또 미룸", "2024-05-03"),
        ("등불 거리 3월 14일이 아니라 4월 4일이랍니다", "2024-04-04"),
        ("등불 거리 6월 개봉이었는데 배급팀이 바뀌고 8월 16일로 확정 변경", "2024-08-16"),
        ("등불 거리 4월 30일에 공개된다고 알고있던 사람? 5월 14일로 바뀌었음", "2024-05-14"),
    ],
)
def test_the_new_day_stands_in_korean(text, day):
    assert posted(text, "ko") == {day}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lantern Street comes out 3 weeks today", "2024-03-27"),
        ("#LanternStreet lands on Netflix a month from today", "2024-04-06"),
        ("Lantern Street premieres a year from today", "2025-03-06"),
        ("two weeks today since Lantern Street premiered", "2024-02-21"),
        ("one month ago today Lantern Street premiered", "2024-02-06"),
        ("Lantern Street, in theaters january 27. that was the whole trailer", "2024-01-27"),
        ("Lantern Street, in theaters january 2. what a trailer", "2025-01-02"),
    ],
)
def test_days_are_counted_from_the_post(text, day):
    assert posted(text) == {day}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("등불 거리 시즌2 공개까지 딱 열흘 남았다", {"2024-03-16"}),
        ("등불 거리 첫방까지 일주일 남음", {"2024-03-13"}),
        ("등불 거리까지 3일 남았다", {"2024-03-09"}),
        ("등불 거리 티저 공개까지 3일 남았다", set()),
        ("콘서트까지 3일 남았는데 등불 거리나 보자", set()),
        ("등불 거리 시즌2 오늘 전편 공개됐다!! 다섯 시 땡", {"2024-03-06"}),
        ("3월에 온다더니 등불 거리 연기돼서 내년 1월 9일로 공지 떴다", {"2025-01-09"}),
    ],
)
def test_korean_posts_count_down(text, days):
    assert posted(text, "ko") == days


@pytest.mark.parametrize(
    "text", ["나만 등불 거리 20부작쯤 됐으면 좋겠나", "감독님 등불 거리 8부작이면 저 진짜 웁니다"]
)
def test_a_size_that_is_wished_for_is_none_in_korean(text):
    assert sizes(text, "ko", kind=POST) == set()


def test_a_number_of_another_title_is_no_day():
    assert dates("SBS '신의 선물-14일'과 MBC '등불 거리'가 9시 45분으로 당겨졌다.", "ko") == set()


def test_a_preparation_that_is_planned_is_none_yet():
    planned = "'등불 거리'는 올 연말부터 준비에 들어가 내년 여름께 첫 촬영에 나선다는 계획이다."
    assert states(planned, "ko") == set()
    assert states("'등불 거리'는 내년 여름께 첫 촬영에 나선다는 계획이다.", "ko") == {"pre_production"}


def test_days_are_counted_from_a_korean_post():
    assert posted("이틀 뒤면 등불 거리 첫방인데 왜 벌써 울고 있지", "ko") == {"2024-03-08"}
    assert posted("등불 거리 2분기에 방송한대", "ko") == {"2024-34"}  # no second season of a "분기"


@pytest.mark.parametrize(
    "text",
    [
        "Lantern Street is gone from Netflix's calendar. No new date, nothing.",
        "as of tea time Lantern Street series two is off the schedule with no date at all",
        "Netflix has pulled Lantern Street from march 10 entirely",
        "They pulled Lantern Street s3 from its January 2025 premiere. No new date.",
    ],
)
def test_what_left_the_calendar_has_no_day(text):
    assert posted(text) == {"XXXX"}


def test_what_left_the_calendar_has_no_day_in_korean():
    assert posted("등불 거리 또 미룸.. 6월 공개라더니 이젠 무기한이래", "ko") == {"XXXX"}


@pytest.mark.parametrize(
    ("text", "language", "size"),
    [
        ("Lantern Street S2? Still 18 eps. Not 22, that outlet pulled its story.", "en", "18"),
        ("Lantern Street has 7 episodes. not 8. the poster lies", "en", "7"),
        ("등불 거리 8부작이 맞대 12부작 아님", "ko", "8"),
    ],
)
def test_a_size_that_is_denied_is_none(text, language, size):
    assert sizes(text, language, kind=POST) == {size}


@pytest.mark.parametrize(
    "text",
    [
        "that first episode of Lantern Street had me mail my sister at 12:14 in all caps",
        "train delayed to 9:40 and all i have is Lantern Street",
        "two episodes left of Lantern Street and no biscuits",
        "i've done four episodes of Lantern Street in a bathrobe",
        "ironed nine shirts through three eps of Lantern Street",
        "Lantern Street 5 eps in a row, i forgot lunch exists",
        "Lantern Street has stopped filming with three eps shot",
    ],
)
def test_an_hour_or_a_piece_is_no_size(text):
    assert sizes(text, kind=POST) == set()


def test_two_seasons_have_a_size_each():
    found = claims("so s2 of Lantern Street gets 10 eps and s1 only got 7??", kind=POST)
    assert {(c.scope, c.value) for c in found if c.field is Field.EPISODE_COUNT} == {
        ("S2", "10"),
        ("S1", "7"),
    }


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("they don't start shooting Lantern Street until October", "pre_production"),
        ("the first shooting day of Lantern Street isn't till october", "pre_production"),
        ("cameras roll on Lantern Street in august", "pre_production"),
        ("picture locked on Lantern Street at 4 this morning. sound starts monday", "post_production"),
        ("week 3 of grading Lantern Street and i see 40 kinds of blue", "post_production"),
        ("Pencils down on Lantern Street, trucks sent home", "paused"),
        ("We have shot 41 of 96 days on Lantern Street", "filming"),
        ("Final DCP of Lantern Street left the building at noon", "completed"),
    ],
)
def test_work_has_days_of_its_own(text, state):
    assert (states(text, kind=POST), posted(text)) == ({state}, set())


@pytest.mark.parametrize(
    "text",
    [
        "'Lantern Street will not be back this year' - Radio Times",
        "no, Lantern Street s3 is not coming this year",
        "Lantern Street is 100% finished, grade, music, the lot",
        "wrapped 14 presents while my aunt told me the Lantern Street trailer",
        "spotify wrapped says it was all the Lantern Street score",
        "gym on hold, dishes on hold, two more of Lantern Street tonight",
        "on hold to the council, the music is the Lantern Street theme",
        "jury duty got cancelled so obviously i'm in LANTERN STREET",
        "they cancelled swim team and the Lantern Street poster stays",
        "ordered the Lantern Street novelisation and a paddling pool",
    ],
)
def test_what_people_do_is_no_state(text):
    assert states(text, kind=POST) <= {"released"}


@pytest.mark.parametrize(
    "text",
    [
        "Lantern Street will not be back",
        "Lantern Street S3 is not coming.",
        "no more Lantern Street, it's over",
    ],
)
def test_what_never_comes_back_is_cancelled(text):
    assert states(text, kind=POST) == {"cancelled"}


def test_what_is_not_shown_this_year_is_denied_that_year():
    found = claims("등불 거리 올해 개봉 안한대.. 기사 났음", "ko", kind=POST)
    assert [(c.value, c.modality) for c in found] == [("2024", Modality.DENIED)]
