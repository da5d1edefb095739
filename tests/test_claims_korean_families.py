"""Families of Korean wordings for what is made, how far it is, and how long it is, with their decoys."""

from __future__ import annotations

import pytest
from reading import sizes as _sizes
from reading import states as _states

_NEWS = "넷플릭스는 6일 '등불 거리'를 5월 3일 공개한다고 밝혔다."


def sizes(text):
    return _sizes(text, "ko")


def states(text):
    return _states(text, "ko")


@pytest.mark.parametrize(
    "aside",
    [
        "두 사람은 '푸른 밤'과 '흰 강'을 만들었다.",
        "한 작가의 소설 '푸른 밤'을 바탕으로 했다.",
        "전작 '푸른 밤'이 4월 끝나고 자리를 넘긴다.",
        "'푸른 밤' 자리에 들어간다.",
        "'푸른 밤'이 첫사랑을 다뤘다면 이번에는 가족을 그린다.",
        "한 감독은 '푸른 밤'을 끝으로 쉬던 연출을 이 작품으로 다시 시작한다.",
    ],
)
def test_a_work_named_in_passing_does_not_take_over(aside):
    text = f"{_NEWS} {aside} 12부작이며 최근 부산에서 촬영을 마쳤다."
    assert (sizes(text), states(text)) == ({"12"}, {"wrapped"})


@pytest.mark.parametrize(
    "turn",
    [
        "이 회사는 '푸른 밤'도 내놓는다.",
        "'푸른 밤'은 10월 방송된다.",
        "이 회사는 지난달 '푸른 밤'을 공개했다.",
        "한 감독은 차기작으로 '푸른 밤'을 준비하고 있다.",
        "한 배우는 영화 '푸른 밤'에 합류했다. 이 영화는",
    ],
)
def test_a_work_that_news_is_told_of_takes_over(turn):
    text = f"{_NEWS} {turn} 12부작이며 최근 부산에서 촬영을 마쳤다."
    assert (sizes(text), states(text)) == (set(), set())


@pytest.mark.parametrize(
    ("text", "size"),
    [
        (f"{_NEWS} 16부.", "16"),
        (f"{_NEWS} 16부이며 촬영은 10월 시작했다.", "16"),
        (f"{_NEWS} 20부(하루 두 회)로 이어진다.", "20"),
        (f"{_NEWS} 24회(회당 30분) 구성이다.", "24"),
        ("'등불 거리'는 12부 미니시리즈로 시청자를 만난다.", "12"),
        ("'등불 거리'는 매주 목요일, 12회에 걸쳐 전파를 탄다.", "12"),
        ("'등불 거리'는 열 편으로 만들어졌다.", "10"),
        ("'등불 거리' 시즌2는 열 편으로 5월 17일 막을 내린다.", "10"),
        ("'등불 거리' 시즌3 열 편을 5월 9일부터 두 편씩 공개한다.", "10"),
        ("'등불 거리' 시즌2 소식이다. 시즌1은 지난해 나온 여섯 편짜리였다.", "6"),
        ("'등불 거리' 시즌1은 39회였다.", "39"),
        ("'등불 거리' 시즌1은 10회 내내 호평을 받았다.", "10"),
        ("'등불 거리'는 여섯 개의 이야기로 이루어졌다.", "6"),
        ("방송사는 \"'등불 거리'는 16부에서 끝난다\"고 못 박았다.", "16"),
        ("'등불 거리' 1기는 13화와 특별편으로 막을 내렸다.", "13"),
        ("'등불 거리'는 16부작을 10부작으로 줄여 내놓는다.", "10"),
        ("'등불 거리'는 소설 '푸른 밤'을 재해석한 20부작 사극이다.", "20"),
        ("전작 '푸른 밤'이 다음 주 종영하고 나면 바로 시작하며 16부로 기획됐다.", "16"),
    ],
)
def test_a_size_is_told_in_many_forms(text, size):
    assert sizes(text) == {size}


def test_each_part_has_the_size_behind_it():
    text = "'등불 거리' 파트1 여덟 회는 5월 9일에 나오고 파트2 여섯 회는 6월 내놓는다."
    assert sizes(text) == {"6", "8"}


@pytest.mark.parametrize(
    "text",
    [
        "'등불 거리' 3회에서 끝난다던 두 사람의 이야기가 이어졌다.",
        "'등불 거리' 시즌2 3화는 12일 방송된다.",
        "'등불 거리'는 12일 3부와 4부를 방송한다.",
        "'등불 거리'는 3회와 4회에 걸쳐 과거를 그렸다.",
        "'등불 거리' 5회와 특별 영상이 공개됐다.",
        "'등불 거리'는 12일 3회(10분 확대)를 내보낸다.",
        "'등불 거리'는 주말에 방송하는 두 회 모두 다음 주로 넘긴다.",
        "'등불 거리' 배우들은 마지막 두 회를 남겼다.",
        "'등불 거리' 제작이 취소됐다. 이 드라마는 10부작으로 기획돼 내년 봄 편성을 바라봤다.",
        "'등불 거리' 소식이다. 전작 '푸른 밤'이 30일 16부작으로 막을 내린다.",
        "'등불 거리'를 잇는 '푸른 밤'은 20부작 판타지다.",
    ],
)
def test_a_number_of_episodes_is_no_size_of_the_title(text):
    assert sizes(text) == set()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("'등불 거리' 소식이다. 지난해 8월 시작한 촬영은 올 1월 끝나 제작진은 숨을 돌렸다.", "wrapped"),
        ("'등불 거리' 촬영은 석 달 동안 이어지다 지난달 끝이 났다.", "wrapped"),
        ("'등불 거리'는 지난해 3월부터 7월까지 부산에서 찍었다.", "wrapped"),
        ("'등불 거리'는 지난해 6월부터 9월까지 전부 찍어 두었다.", "wrapped"),
        ("'등불 거리'는 지난해 9월 촬영을 시작해 올 1월 모든 장면을 담았다.", "wrapped"),
        ("'등불 거리'는 100% 사전제작으로 촬영을 마쳤다.", "wrapped"),
        ("'등불 거리' 소식이다. 지난해 촬영을 마친 유쾌한 외계인 드라마가 곧 찾아온다.", "wrapped"),
        ("'등불 거리' 촬영 기간: 2023년 4월 ~ 2023년 11월", "wrapped"),
        ("'등불 거리' 촬영은 8할가량 찍었다.", "filming"),
        ("'등불 거리' 소식이다. 지난달 시작한 촬영은 쉬지 않고 계속되고 있다.", "filming"),
        ("'등불 거리'는 이번 주부터 카메라를 돌리고 있다.", "filming"),
        ("'등불 거리'는 촬영 시작을 알렸다.", "filming"),
        ("'등불 거리' 첫 촬영은 4월 중순쯤으로 잡혔다.", "pre_production"),
        ("'등불 거리'는 부상자가 나와 이번 주 예정된 촬영을 취소했다.", "paused"),
        ("'등불 거리' 소식이다. 작품은 완성돼 있다.", "completed"),
        ("'등불 거리'는 후반작업이 끝났다.", "completed"),
        ("넷플릭스가 '등불 거리'를 취소했다.", "cancelled"),
        ("'등불 거리' 시즌3가 리뉴얼됐다.", "announced"),
    ],
)
def test_a_state_is_told_in_many_forms(text, state):
    assert states(text) == {state}


@pytest.mark.parametrize(
    "text",
    [
        "주민들은 '등불 거리' 촬영을 멈추라고 시청에 요구했다.",
        "노조는 '등불 거리' 촬영 중단을 촉구했다.",
        "'등불 거리' 촬영은 중단되지 않았다.",
        "'등불 거리'는 몇 장면을 다시 찍기 위해 한 주를 쉰다.",
    ],
)
def test_what_is_called_for_or_denied_is_no_state(text):
    assert states(text) == set()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("'등불 거리'는 지난해 8월 촬영에 들어가 올 1월 말 마쳤다.", "wrapped"),
        ("'등불 거리'는 3주간 이어진 부산 촬영을 마쳤고 4월 5일 밤 10시 시작한다.", "wrapped"),
        ("민서윤은 '등불 거리' 촬영을 마치고 휴식 중이다.", "wrapped"),
        ("'등불 거리' 첫 촬영은 지난주 제주에서 했다.", "filming"),
        ("'등불 거리'는 전체 분량의 70%를 찍었다.", "filming"),
        ("'등불 거리' 후반 작업은 6회까지 끝났다.", "post_production"),
        ("'등불 거리' 제작사는 여름에 첫 삽을 떠 연말까지 촬영을 끝낼 계획이다.", "pre_production"),
        ("'등불 거리' 첫 촬영은 가을로 계획하고 있다.", "pre_production"),
        ("소속사는 \"'등불 거리' 대본을 받아 살펴보는 중\"이라고 했다.", "pre_production"),
        ("관계자는 \"'등불 거리'는 1988년을 배경으로 대본을 쓰고 있다\"고 했다.", "pre_production"),
        ("'등불 거리'는 최고 8.6%를 찍었다.", "released"),
    ],
)
def test_a_state_is_what_the_last_verb_leaves(text, state):
    assert states(text) == {state}


@pytest.mark.parametrize(
    "text",
    [
        "'등불 거리' 소식이다. 민서윤은 요즘 월화극을 부산에서 찍고 있다.",
        "'등불 거리' 소식이다. 한 감독이 2017년 만든 스릴러는 80만 명이 관람했다.",
        "'등불 거리' 소식이다. 한 작가는 원작의 시즌3을 기획하고 있다.",
        "'등불 거리'는 당초 12월 공개가 유력했으나 후반 작업이 늦어져 올해로 밀렸다.",
    ],
)
def test_what_its_people_do_besides_or_did_before_is_no_state(text):
    assert states(text) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "'등불 거리' 시즌2가 5월 공개된다. 시즌1은 2022년 공개됐다. 현재 부산에서 촬영 중이다.",
            {"filming", "released"},
        ),
        (
            "'등불 거리' 시즌2가 5월 공개된다. 시즌1이 끝난 뒤 제작진은 1월 촬영을 재개했다.",
            {"filming"},
        ),
    ],
)
def test_what_is_being_made_is_the_season_that_comes(text, found):
    assert states(text) == found


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("촬영은 아직 시작하지 않았다.", "pre_production"),
        ("아직 촬영 전이다.", "pre_production"),
        ("대본은 4회까지 나왔다.", "pre_production"),
        ("주요 배역의 캐스팅을 마쳤다.", "pre_production"),
        ("가을에 찍을 예정이다.", "pre_production"),
        ("상대역을 찾는 중이다.", "pre_production"),
        ("촬영을 이달 안에 마무리할 계획이다.", "filming"),
        ("완성된 지 1년이 지났다.", "completed"),
        ("촬영 재개는 4월로 미뤄졌다.", "paused"),
    ],
)
def test_a_state_is_told_without_its_name(text, state):
    assert states(f"'등불 거리' 소식이다. {text}") == {state}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("'등불 거리'는 결국 만들어지지 않는다.", "cancelled"),
        ("'등불 거리'는 시즌3까지 간다.", "announced"),
        ("'등불 거리' 촬영 전에 체중을 뺐다.", None),
        ("'등불 거리'는 허투루 만들어지지 않는 작품이다.", None),
    ],
)
def test_what_is_made_or_not_is_told_of_the_title(text, state):
    assert states(text) == ({state} if state else set())


@pytest.mark.parametrize(
    "text",
    [
        "민서윤은 넷플릭스 새 시리즈 출연을 검토하고 있다.",
        "민서윤은 최근 KBS 새 주말극 출연을 확정했다.",
        "민서윤은 해외 영화 출연을 제안받았다.",
        "한 작가는 영화 시나리오를 쓰고 있다.",
        "같은 날 경쟁작 촬영이 시작됐다.",
        "한 감독은 이미 다음 영화 크랭크인을 준비하고 있다.",
        "그는 최근 종영한 주말극에서 호평을 받았다.",
        '민서윤은 "촬영이 끝나는 날 눈물이 났다"고 했다.',
    ],
)
def test_what_its_people_turn_to_is_no_state_of_the_title(text):
    assert states(f"'등불 거리' 소식이다. {text}") == set()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("민서윤이 넷플릭스 새 시리즈 '등불 거리' 출연을 확정했다.", "pre_production"),
        ("'등불 거리' 소식이다. 이 드라마는 최근 촬영을 시작했다.", "filming"),
        ("'등불 거리' 소식이다. 작가는 시나리오를 쓰고 있다.", "pre_production"),
    ],
)
def test_what_its_people_do_for_the_title_is_its_state(text, state):
    assert states(text) == {state}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("촬영은 1월에 끝나 지금은 음악과 음향에 정성을 쏟고 있다.", "post_production"),
        ("촬영을 마친 뒤 시각효과에 공을 들이고 있다.", "post_production"),
        ("지난해 봄부터 가을까지 부산에서 찍었다.", "wrapped"),
    ],
)
def test_a_season_of_the_year_asks_nothing_and_sound_is_worked_on(text, state):
    assert states(f"'등불 거리' 소식이다. {text}") == {state}


def test_an_actor_who_turns_to_music_is_no_state():
    assert states("'등불 거리' 소식이다. 민서윤은 요즘 음악에 몰두하고 있다.") == set()


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("'등불 거리'의 갈등은 10회에서 마무리됐다.", None),
        ("'등불 거리'는 10회에서 마무리된다.", "10"),
        ("'등불 거리' 3회와 스페셜 방송이 이어진다.", None),
        ("'등불 거리' 2화 끝까지 보고 잤다.", None),
        ("'등불 거리' 12화 끝까지 봤다.", "12"),
        ("'등불 거리' 시즌2는 5회로 접어들었다.", None),
        ("'등불 거리' 시즌2는 3회, 4회가 가장 좋았다.", None),
        ("지난 9일 방송된 '등불 거리' 3회(65분)는 호평을 받았다.", None),
        ("'등불 거리'는 12부(회당 50분)로 제작된다.", "12"),
    ],
)
def test_an_episode_that_is_reached_or_watched_is_no_size(text, size):
    assert sizes(text) == ({size} if size else set())


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("배우들은 날마다 셀카를 찍었다.", None),
        ("배우들은 모두 기념사진을 찍었다.", None),
        ("전 회차를 미리 찍었다.", "wrapped"),
        ("민서윤은 지난해까지 광고를 찍었다.", None),
        ("지난달까지 부산에서 찍었다.", "wrapped"),
        ("최종회를 끝으로 대장정을 마무리했다.", None),
        ("10개월에 걸친 촬영 대장정을 마쳤다.", "wrapped"),
        ("감독은 소리와 음악에 공을 들이는 것으로 유명하다.", None),
        ("제작사 주가는 5.2% 올랐다.", None),
        ("시청률이 7.1%까지 올랐다.", "released"),
        ("시청자가 새 얼굴을 찾는 재미가 있다.", None),
        ("촬영을 마치고 쉬고 있다.", "wrapped"),
        ("시즌2 리뉴얼 기원.", None),
        ("촬영 시작 시점은 5월이 유력하다.", "pre_production"),
    ],
)
def test_a_verb_of_the_making_needs_what_is_made(text, state):
    assert states(f"'등불 거리' 소식이다. '등불 거리' {text}") == ({state} if state else set())


def test_a_shoot_that_is_about_to_end_is_no_finale():
    assert "released" not in states("'등불 거리' 촬영은 4월이면 끝나간다.")
    assert states("'등불 거리'도 이번 주면 종영.") == {"released"}
