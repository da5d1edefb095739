"""What looks like the title's and is another thing's: a spinoff, a soundtrack, a later episode, one actor's part.

Each case is a way of writing that was read wrongly once, beside the likeness that has to stay. Held against
the rules alone, as in `test_claims_called_off.py`.
"""

from __future__ import annotations

import pytest
from reading import TODAY, claims, dates, sizes, states

from scraper.claims.dates import find
from scraper.model import DocumentKind, Field


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Lantern Street moves up two weeks, now out April 19.", {"2024-04-19"}),
        ("Lantern Street: now out May 10.", {"2024-05-10"}),
        ("Lantern Street slips a week, now out on April 19.", {"2024-04-19"}),
        ("Lantern Street slides from May 3, now arriving June 7.", {"2024-06-07"}),
        ("Lantern Street jumps from May 3 because of a crowded slate.", set()),
        ("Lantern Street moves off May 3.", set()),
        ("Lantern Street moves up from June 7 to May 3.", {"2024-05-03"}),
        ("Lantern Street moves from June 7 to May 3.", {"2024-05-03"}),
        ("Lantern Street shifts from December 20 to January 10.", {"2025-01-10"}),
        ("Lantern Street streams from May 3.", {"2024-05-03"}),
        ("Lantern Street moves to Netflix from May 3.", {"2024-05-03"}),
        (
            "Two days before it was to premiere, Netflix has pushed Lantern Street from March 8 to March 22.",
            {"2024-03-22"},
        ),
        ("Lantern Street was to premiere on March 8.", set()),
    ],
)
def test_a_date_that_moves_is_the_day_it_moves_to(text, days):
    assert dates(text) == days


@pytest.mark.parametrize(
    "text",
    ["Lantern Street: now out May 10.", "Lantern Street, now out on April 19, has a new poster."],
)
def test_what_is_now_out_on_a_day_to_come_is_not_out(text):
    assert states(text) == set()


def test_what_is_now_streaming_is_out():
    assert states("Lantern Street is now streaming on Netflix.") == {"released"}


@pytest.mark.parametrize(
    "text",
    [
        "Netflix quietly removes release date for Lantern Street",
        "Netflix has removed the release date of Lantern Street.",
        "The page of Lantern Street no longer lists April 12.",
    ],
)
def test_a_date_that_is_taken_off_the_page_is_gone(text):
    assert dates(text) == {"XXXX"}


@pytest.mark.parametrize(
    "text",
    [
        'Shooting of the second season of "Lantern Street," due to begin in May, will be moved to January.',
        "Production of Lantern Street moves to Busan in May.",
        "The shoot of Lantern Street has been pushed to January.",
    ],
)
def test_a_shoot_that_moves_dates_no_release(text):
    assert dates(text) == set()


def test_a_release_beside_a_shoot_is_one():
    assert dates("Shooting is done and Lantern Street moves to May 3.") == {"2024-05-03"}


@pytest.mark.parametrize(
    "text",
    [
        '"Today was my last day on the set of Lantern Street," she wrote.',
        '"Today was my last day on the Lantern Street set," Min Seo-yun wrote.',
        "Min Seo-yun's last day on Lantern Street was Tuesday.",
        "That was the last day of Lantern Street for me.",
        "Min Seo-yun wraps filming Lantern Street.",
        "Min left for Los Angeles after filming Lantern Street.",
    ],
)
def test_one_actors_last_day_is_not_the_productions(text):
    assert states(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday was the last day on the set of Lantern Street.",
        "It was our last day of shooting on Lantern Street.",
        "Shooting of Lantern Street took 140 days and ended in December.",
        "The Lantern Street shoot took 140 days and is over.",
        "The shoot of Lantern Street lasted 140 days.",
    ],
)
def test_the_productions_last_day_wraps_it(text):
    assert states(text) == {"wrapped"}


@pytest.mark.parametrize(
    "text",
    [
        "A spinoff of Lantern Street is in development at Netflix. It could film in the autumn.",
        "An American remake of Lantern Street is in the works, with filming to begin in Vancouver in June.",
        'The "Lantern Street" prequel starts filming in June.',
        'Min Seo-yun of "Lantern Street" has been cast in "The Harbor Line." It goes into production in June.',
    ],
)
def test_what_is_made_of_the_title_or_by_its_star_is_another_work(text):
    assert states(text) == set()


def test_a_star_who_comes_to_the_title_is_not_another_work():
    text = (
        '"The Harbor Line" star Min Seo-yun joins "Lantern Street." The series goes into production in June.'
    )
    assert states(text) == {"pre_production"}


@pytest.mark.parametrize(
    "text",
    [
        "Is Lantern Street done? I heard that it was cancelled. Answer: It was not.",
        "A post says that Lantern Street has been cancelled. That is false.",
    ],
)
def test_what_the_next_sentence_denies_is_not_claimed(text):
    assert states(text) == set()
    assert dates("Lantern Street premieres on May 3. That is not true.") == set()


def test_what_somebody_heard_is_a_rumour():
    (one,) = claims("I heard that Lantern Street was cancelled.", kind=DocumentKind.POST)
    assert one.value == "cancelled"
    assert one.modality.value == "rumoured"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("8 eps, no filler. 9/10", []),
        ("A solid 8/10 from me.", []),
        ("It was 4/5 good", []),
        ("premieres 9/10 on Netflix", ["2023-09-10"]),
        ("9/10 at 9pm", ["2023-09-10"]),
        ("moved to 5/10", ["2024-05-10"]),
        ("out 5/3", ["2024-05-03"]),
        ("airs 12/10", ["2023-12-10"]),
        ("Friday, 5/3", ["2024-05-03"]),
    ],
)
def test_a_rating_is_no_day(text, days):
    assert [m.value for m in find(text, language="en", today=TODAY)] == days


LISTED = """Salt & Iron - Incheon - starts March 18
Lantern Street S2 - Busan - through June
The Harbor Line - Tongyeong - wraps March 29"""
HEADED = """"Salt & Iron"
Release date: April 3
"Lantern Street"
Release date: April 12
"The Harbor Line"
Release date: April 26"""


def test_a_line_of_a_list_is_of_the_title_it_begins_with():
    assert dates(LISTED, headline="What is shooting in March") == set()


def test_rows_belong_to_the_title_they_stand_under():
    assert dates(HEADED, headline="K-dramas coming in April") == {"2024-04-12"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("'등불 거리' OST 파트3가 오는 10일 오후 6시 공개된다.", set()),
        ("'등불 거리' OST Part.3가 10일 오후 6시 공개된다.", set()),
        ("'등불 거리' 파트3가 오는 10일 오후 6시 공개된다.", {"2024-03-10"}),
        ("'등불 거리'가 오는 16일부터 토일 밤 9시로 자리를 옮긴다.", set()),
        ("'등불 거리'가 공개일을 5월 3일로 옮긴다.", {"2024-05-03"}),
        ("'등불 거리' 팝업스토어가 5월 3일 문을 연다.", set()),
        ("'등불 거리' 스페셜 방송이 15일 전파를 탄다.", set()),
        ("'등불 거리' 미방송분이 15일 공개된다.", set()),
        ("4월 12일 '등불 거리'", {"2024-04-12"}),
        ("▲4월 3일 tvN '소금과 쇠' ▲4월 12일 넷플릭스 '등불 거리' ▲4월 26일 SBS '항구의 선'", {"2024-04-12"}),
    ],
)
def test_korean_days_are_of_what_they_stand_with(text, days):
    assert dates(text, "ko") == days


ITEMS = """1. 소금과 쇠 (tvN, 4월 3일 첫 방송)
2. 등불 거리 (넷플릭스, 4월 12일 공개)
3. 항구의 선 (SBS, 4월 26일 첫 방송)"""
ROWS = """'소금과 쇠'
공개일: 4월 3일
회차: 16부작
'등불 거리'
공개일: 4월 12일
회차: 8부작
'항구의 선'
공개일: 4월 26일
회차: 12부작"""


@pytest.mark.parametrize("text", [ITEMS, ROWS])
def test_korean_lists_are_read_line_by_line(text):
    assert dates(text, "ko", headline="4월 신작 드라마 총정리") == {"2024-04-12"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("'등불 거리' 시즌2가 엎어졌다.", {"cancelled"}),
        ("'등불 거리' 시즌2 취소 결정", {"cancelled"}),
        ("'등불 거리' 시즌2 제작 확정", {"announced"}),
        ("'등불 거리' 시즌2는 무산되지 않았다.", set()),
        ("'등불 거리' 시즌2 확정이라고? 출처가 어디야", set()),
        ("'등불 거리' 美 리메이크 확정", set()),
        ("일본 드라마를 리메이크한 '등불 거리'가 촬영에 돌입했다.", {"filming"}),
        ("'등불 거리'는 후반 작업 중으로 하반기 공개될 예정이다.", {"post_production"}),
    ],
)
def test_korean_states_are_of_the_title(text, told):
    assert states(text, "ko") == told


def test_korean_sizes_in_a_question_are_not_claimed():
    assert sizes("'등불 거리' 12부작인가?", "ko") == set()
    assert sizes("등불 거리 몇부작이야? 12부작인가", "ko", DocumentKind.POST) == set()


def test_a_size_that_is_cut_down_to_is_the_size():
    text = "lantern street was supposed to be 12 episodes and they cut it to 8"
    assert sizes(text, kind=DocumentKind.POST) == {"8"}


def test_titles_of_episodes_are_no_release():
    assert states("Netflix has revealed the titles of the ten episodes of Lantern Street.") == set()


def scopes(text, field, headline="Lantern Street"):
    found = claims(text, "en", DocumentKind.ARTICLE, headline)
    return {(c.scope, c.value) for c in found if c.field is field and c.modality.current}


def test_a_season_that_only_explains_is_not_the_one_that_comes():
    text = "After season one's success, Lantern Street returns on May 3."
    assert scopes(text, Field.RELEASE_DATE) == {("", "2024-05-03")}
    text = "Following the first series' record ratings, the BBC has recommissioned Lantern Street for six episodes."
    assert {scope for scope, _ in scopes(text, Field.EPISODE_COUNT)} == {""}


def test_a_season_that_is_ruled_out_is_not_the_part_that_comes():
    text = '"There will be no season 2 of Lantern Street," she said. "The story ends with Part 2."'
    assert ("S1P2", "cancelled") not in scopes(
        text, Field.PRODUCTION_STATUS, "Lantern Street season 2? Answers"
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Lantern Street remains set for October 18.", {"2024-10-18"}),
        ("Lantern Street stays on course for May 3.", {"2024-05-03"}),
        ("Lantern Street, due out October 18, is said to run 140 minutes.", {"2024-10-18"}),
        ("A24 opens Lantern Street in US theaters on October 18.", {"2024-10-18"}),
        ("Lantern Street will continue with its second part in October.", {"2024-10"}),
        ("Lantern Street gets part 2 in fall.", {"2024-23"}),
        ("Reshoots on Lantern Street start in April.", set()),
        ("To be eligible, all six episodes of Lantern Street had to air by May 31.", set()),
        ("BBC One has pulled this Sunday's launch of Lantern Street.", {"XXXX"}),
        ('He hopes that on Lantern Street "we\'ll be up and running by June."', set()),
        ("Lantern Street was down for December 2020; then came May 3, 2021, and the list goes on.", set()),
    ],
)
def test_days_are_of_the_release_and_of_now(text, days):
    assert dates(text) == days


def test_a_rumour_about_something_else_leaves_the_date_sure():
    (one,) = claims(
        "Lantern Street, due out October 18, is said to run 140 minutes.", "en", DocumentKind.ARTICLE
    )
    assert one.modality.value != "rumoured"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two weeks of additional photography on Lantern Street will take place in April.", set()),
        ("The rest of the cast of Lantern Street will film until the end of the month.", {"filming"}),
        ("Lantern Street will film from April until June.", {"pre_production"}),
        (
            "HBO has trimmed the order for the third season of Lantern Street from ten episodes to eight.",
            set(),
        ),
        ("Lantern Street wraps up its second season this Sunday with a 75-minute finale.", set()),
        ("Lantern Street wraps up filming on its second season.", {"wrapped"}),
    ],
)
def test_states_are_of_the_shoot_and_of_now(text, told):
    assert states(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The third season of Lantern Street has grown by two episodes and will now consist of ten.", {"10"}),
        ("All six episodes of Lantern Street run for 90 minutes; that makes nine hours in all.", {"6"}),
        ("NBC is adding nine episodes to the initial 13 of Lantern Street.", set()),
        ('"Ten would have been too many," says Pat Lee of the eight episodes of Lantern Street.', {"8"}),
        ("The manga Lantern Street ends in two chapters.", set()),
    ],
)
def test_sizes_are_of_the_series(text, told):
    assert sizes(text) == told


def test_a_day_behind_a_number_is_found():
    assert [m.value for m in find("season 2 march 10", language="en", today=TODAY)] == ["2024-03-10"]
    assert [m.value for m in find("pt 2 march 10", language="en", today=TODAY)] == ["2024-03-10"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("'등불 거리' 4월 12일 공개 연기설은 사실무근이다.", {"2024-04-12"}),
        ("'등불 거리'의 4월 12일 공개가 연기됐다.", {"XXXX"}),
        ("'등불 거리'의 튀르키예 리메이크판이 9월 현지에서 방영된다.", set()),
        ("'등불 거리'가 16일 첫 방송 직후 넷플릭스에서도 공개된다.", {"2024-03-16"}),
        ("'등불 거리' 시즌2를 내년 초에 만나기는 힘들 것으로 보인다.", set()),
    ],
)
def test_korean_denials_and_days_to_come(text, days):
    assert dates(text, "ko") == days


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("'등불 거리' 제작진이 다시 뭉친다.", set()),
        ("'등불 거리' 제작진이 시즌2로 다시 뭉친다.", {"pre_production"}),
        ("'등불 거리'의 민서윤은 다음 작품 촬영 중이다.", set()),
        ("배우 이하늘이 '등불 거리'에 특별출연한다. 이하늘은 최근 촬영을 마쳤다.", set()),
        ("'등불 거리' 제작진은 촬영을 잠정 중단했다.", {"paused"}),
    ],
)
def test_korean_states_are_the_productions(text, told):
    assert states(text, "ko") == told


def test_the_latter_of_two_works_is_the_second():
    text = (
        '"The Harbor Line" and "Lantern Street" are dramas. The former was cancelled; the latter is filming.'
    )
    assert states(text) == {"filming"}
    text = (
        '"Lantern Street" and "The Harbor Line" are back. The former starts on May 3, the latter on June 7.'
    )
    assert dates(text) == {"2024-05-03"}


def test_a_makers_next_work_is_not_the_title():
    text = (
        'Pat Lee, who created "Lantern Street," is developing a medical drama for Apple. It has been given an '
        "eight-episode order and starts filming in July."
    )
    assert states(text) == set()
    assert sizes(text) == set()


def test_a_title_that_is_back_has_a_date():
    text = (
        '"The Harbor Line" begins on April 7, and "Lantern Street" is back for its third season on June 16.'
    )
    assert dates(text) == {"2024-06-16"}


@pytest.mark.parametrize(
    "text",
    [
        "From next Sunday Lantern Street will air at 8 instead of 9.",
        "Lantern Street returns on Thursday, April 4, with episode 9.",
        "Lantern Street returns on April 4 with its ninth episode.",
        "The writers' room of Lantern Street opened in January.",
    ],
)
def test_an_hour_a_later_episode_and_a_room_date_no_release(text):
    assert dates(text) == set()


def test_a_season_that_returns_with_its_first_episode_comes_that_day():
    assert dates("Lantern Street returns on April 4 with episode 1 of season 2.") == {"2024-04-04"}


def test_a_midseason_break_pauses_no_production():
    text = "Lantern Street is taking its midseason break. It returns on Thursday, April 4, with episode 9."
    assert states(text, headline="Lantern Street on hiatus") == set()
    assert states("Production of Lantern Street is on hiatus until May.") == {"paused"}


def test_an_estimate_is_no_announcement():
    (one,) = claims("Early 2025 would be a reasonable estimate, if you ask us.")
    assert one.modality.value == "rumoured"


def test_what_is_only_planned_is_announced_at_most():
    text = '"There will indeed be a second season of Lantern Street," she said. It is in the planning stage.'
    assert states(text) == {"announced"}
    assert states("Season 2 of Lantern Street is in the writing stage.") == {"pre_production"}


def test_the_day_of_what_is_known_is_no_release():
    assert dates("As of early 2026, Netflix has not renewed Lantern Street.") == set()


@pytest.mark.parametrize(
    ("next_one", "expected"),
    [
        ("All of it is true.", {"2024-05-03"}),
        ("All of that is wrong.", set()),
        ("None of this is true.", set()),
        ("None of it is wrong.", {"2024-05-03"}),
    ],
)
def test_what_the_next_sentence_affirms_is_not_denied(next_one, expected):
    assert dates(f"Lantern Street will premiere on May 3. {next_one}") == expected
