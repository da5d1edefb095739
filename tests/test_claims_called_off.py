"""Dates that are called off or moved, and what is only an episode's: the news that a watch waits for.

A date put off without a new one is no date any more; one that is moved gives way to the new one. But an
episode that makes way for a football match takes neither the series nor its date with it. Held against the
rules alone: what is weighed besides needs more than one sentence to go by.
"""

from __future__ import annotations

import pytest
from reading import told

from scraper.claims.text import blocks
from scraper.model import Field

GONE = "XXXX"


@pytest.mark.parametrize(
    "text",
    [
        "The April 12 launch of Lantern Street has been put on hold.",
        "Lantern Street's June 21 premiere was called off on Monday.",
        "Netflix has shelved the April 12 release of Lantern Street.",
        "The drama has lost its June 21 slot, and nobody says when Lantern Street comes instead.",
        "The release of Lantern Street on April 12 has been cancelled.",
        "Lantern Street, slated for June 21, was postponed.",
        "The June launch of Lantern Street is off.",
        "The May launch of Lantern Street has been delayed.",
        "Netflix drops the April 12 premiere of Lantern Street.",
    ],
)
def test_a_date_that_is_called_off_is_none_any_more(text):
    assert told(text, Field.RELEASE_DATE) == {GONE}
    assert told(text, Field.PRODUCTION_STATUS) == set()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The April 12 launch of Lantern Street has been moved to June 21.", "2024-06-21"),
        ("Netflix has pushed the April 12 premiere of Lantern Street to June 21.", "2024-06-21"),
        ("Netflix brings forward the June 21 release of Lantern Street to May 31.", "2024-05-31"),
        ("The May premiere of Lantern Street was postponed until August 9.", "2024-08-09"),
        ("The release of Lantern Street on April 12 has been delayed to June 21.", "2024-06-21"),
    ],
)
def test_a_date_that_is_moved_gives_way_to_the_new_one(text, day):
    assert told(text, Field.RELEASE_DATE) == {day}


@pytest.mark.parametrize(
    "text",
    [
        "The April 12 release of Lantern Street has not been postponed.",
        "The April 12 premiere of Lantern Street was confirmed by Netflix.",
        "After the April 12 launch of Lantern Street was announced, fans booked the day off.",
    ],
)
def test_a_date_that_holds_stays(text):
    assert told(text, Field.RELEASE_DATE) == {"2024-04-12"}


@pytest.mark.parametrize(
    "text",
    [
        "The April 12 press day for Lantern Street has been called off.",
        "The premiere party of Lantern Street on April 12 was cancelled.",
    ],
)
def test_what_else_is_called_off_tells_nothing_of_the_release(text):
    assert told(text, Field.RELEASE_DATE) == set()
    assert told(text, Field.PRODUCTION_STATUS) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Tonight's episode of Lantern Street has been cancelled because of the storm.",
        "MBC cancels Friday's episode of Lantern Street for the football.",
        "Saturday's broadcast of Lantern Street was called off at short notice.",
        "MBC has axed the March 8 episode of Lantern Street to make room for the debate.",
        "This week's Lantern Street is cancelled: MBC shows the election instead.",
        "Episode 9 of Lantern Street has been postponed indefinitely.",
    ],
)
def test_an_episode_that_makes_way_takes_nothing_with_it(text):
    assert "cancelled" not in told(text, Field.PRODUCTION_STATUS)
    assert told(text, Field.RELEASE_DATE) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Episode 1 of Lantern Street is in the can.",
        "The first three episodes of Lantern Street have been shot.",
        "The crew has finished filming the first four episodes of Lantern Street.",
        "The network is holding the last one of Lantern Street, already in the can, for next year.",
    ],
)
def test_some_episodes_are_not_the_whole_shoot(text):
    assert "wrapped" not in told(text, Field.PRODUCTION_STATUS)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Lantern Street was cancelled after a single episode.", "cancelled"),
        ("Netflix has cancelled Lantern Street; Friday's episode is the last.", "cancelled"),
        ("All episodes of Lantern Street have been shot.", "wrapped"),
        ("Filming on all ten episodes of Lantern Street has wrapped.", "wrapped"),
    ],
)
def test_the_whole_is_told_as_such(text, state):
    assert told(text, Field.PRODUCTION_STATUS) == {state}


@pytest.mark.parametrize(
    "text",
    [
        "The May 12 episode of Lantern Street scored 8.1 percent.",
        "Its March 8 episodes took Lantern Street to 9 percent.",
    ],
)
def test_the_day_of_an_episode_is_no_size(text):
    assert told(text, Field.EPISODE_COUNT) == set()


def test_the_next_episode_is_no_release():
    text = "There is no new episode of Lantern Street this week: the next one airs on March 15."
    assert told(text, Field.RELEASE_DATE) == set()


def test_a_clip_of_the_making_shows_no_shoot_of_today():
    clip = "Watch: Min Seo-yun is all smiles on the set of Lantern Street in a new behind-the-scenes clip."
    assert told(clip, Field.PRODUCTION_STATUS) == set()


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("it is out (finally!!) and i have seen it twice", 1),
        ("They showed it (at last!) in Busan.", 1),
        ("It is out (finally!!) It was about time.", 2),
        ("it is out!! (and i cried) what a show", 2),
    ],
)
def test_an_exclamation_in_brackets_ends_no_sentence_that_goes_on(line, sentences):
    [block] = blocks("", line, post=True)
    assert len(block.sentences) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "'등불 거리'의 4월 12일 공개가 미뤄졌다.",
        "넷플릭스는 '등불 거리' 4월 12일 공개를 취소한다고 밝혔다.",
        "'등불 거리'의 개봉이 결국 밀렸다.",
        "제작사는 '등불 거리' 6월 21일 공개를 포기했다.",
    ],
)
def test_a_korean_date_that_is_called_off_is_none_any_more(text):
    assert told(text, Field.RELEASE_DATE, "ko") == {GONE}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("'등불 거리'의 4월 12일 공개가 6월 21일로 미뤄졌다.", "2024-06-21"),
        ("'등불 거리' 공개일이 4월 12일에서 6월 21일로 변경됐다.", "2024-06-21"),
        ("'등불 거리'가 4월 12일 공개를 포기하고 6월 21일 시청자를 만난다.", "2024-06-21"),
    ],
)
def test_a_korean_date_that_is_moved_gives_way(text, day):
    assert told(text, Field.RELEASE_DATE, "ko") == {day}


@pytest.mark.parametrize(
    "text",
    [
        "'등불 거리'의 4월 12일 공개는 연기되지 않았다.",
        "넷플릭스는 '등불 거리'의 4월 12일 공개를 취소하지 않기로 했다.",
    ],
)
def test_a_korean_delay_that_is_denied_leaves_the_date(text):
    assert told(text, Field.RELEASE_DATE, "ko") == {"2024-04-12"}


@pytest.mark.parametrize(
    "text",
    [
        "'등불 거리' 오늘 밤 방송이 취소됐다.",
        "'등불 거리' 이번 주 방송 취소, 축구 중계",
        "'등불 거리' 9회 방송이 연기됐다.",
    ],
)
def test_a_korean_broadcast_that_makes_way_takes_no_date_with_it(text):
    assert GONE not in told(text, Field.RELEASE_DATE, "ko")


@pytest.mark.parametrize(
    "text",
    [
        "Netflix has put out a new trailer for Lantern Street ahead of its April 12 premiere.",
        "Lantern Street drops new poster ahead of April 12 premiere.",
        "The teaser for Lantern Street, which premieres on April 12, was shown on Monday.",
        "Lantern Street will have a two-episode premiere on April 12.",
    ],
)
def test_what_goes_ahead_of_a_premiere_tells_its_day(text):
    assert told(text, Field.RELEASE_DATE) == {"2024-04-12"}


@pytest.mark.parametrize(
    "text",
    [
        "The trailer for Lantern Street, which will be shown on April 12, runs two minutes.",
        "Lantern Street will be removed from Netflix on April 12.",
        "Netflix will take down Lantern Street on April 12.",
        "Lantern Street will leave Netflix on April 12.",
        "Lantern Street is back on April 12 after a two-week hiatus.",
    ],
)
def test_leaving_or_coming_back_from_a_break_is_no_release(text):
    assert told(text, Field.RELEASE_DATE) == set()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The May premiere of Lantern Street is set.", {"2024-05"}),
        ("Lantern Street's May release is official.", {"2024-05"}),
        ("Lantern Street May Premiere in June", {"2024-06"}),
        ("Lantern Street may premiere this year, or it May not.", {"2024"}),
    ],
)
def test_may_is_a_month_where_a_noun_follows_its_article(text, days):
    assert told(text, Field.RELEASE_DATE) == days


def test_what_is_left_is_no_size():
    assert told("Only two episodes of Lantern Street are left.", Field.EPISODE_COUNT) == set()
    assert told("The ten episodes of Lantern Street left viewers in tears.", Field.EPISODE_COUNT) == {"10"}


@pytest.mark.parametrize(
    "text",
    [
        "오는 4월 12일 공개되는 넷플릭스 시리즈 '등불 거리'의 메인 예고편이 공개됐다.",
        "넷플릭스가 4월 12일 공개를 앞둔 '등불 거리'의 포스터를 6일 선보였다.",
    ],
)
def test_a_korean_trailer_tells_the_day_that_it_goes_ahead_of(text):
    assert told(text, Field.RELEASE_DATE, "ko") == {"2024-04-12"}


@pytest.mark.parametrize(
    "text",
    [
        "4월 12일 공개된 '등불 거리' 예고편이 화제다.",
        "'등불 거리'가 4월 12일 넷플릭스에서 내려간다.",
        "'등불 거리'가 4월 12일부로 넷플릭스 서비스를 종료한다.",
        "'등불 거리'는 한 주 쉬고 4월 12일 방송된다.",
        "'등불 거리'가 휴방 끝에 4월 12일 돌아온다.",
    ],
)
def test_korean_days_that_are_no_release(text):
    assert told(text, Field.RELEASE_DATE, "ko") == set()


@pytest.mark.parametrize(
    "text",
    [
        "'등불 거리' 시즌2 제작이 무산됐다.",
        "'등불 거리' 시즌2 제작이 결국 취소됐다.",
        "넷플릭스가 '등불 거리' 시즌2 제작을 포기했다.",
    ],
)
def test_a_korean_season_that_is_given_up_is_cancelled(text):
    assert told(text, Field.PRODUCTION_STATUS, "ko") == {"cancelled"}


def test_a_korean_shoot_that_has_not_begun_is_none():
    text = "'등불 거리' 시즌2, 아직 촬영 시작 안 했다."
    assert "filming" not in told(text, Field.PRODUCTION_STATUS, "ko")
