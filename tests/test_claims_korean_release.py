"""Korean release dates in the ways in which they are told, each beside a likeness that is none.

The sentences are our own; held against the rules alone, as in `test_claims_told_apart.py`.
"""

from __future__ import annotations

from functools import partial

import pytest
from reading import HEADLINES, LANTERN, dates, document

from config.model import Watch
from scraper.claims import reader
from scraper.model import DocumentKind

days_of = partial(dates, language="ko")
FILM = Watch(key="f", name="Lantern Street", aliases=("등불 거리",), people=("민서윤",), kind="film")


def days_of_film(text):
    return days_of(text, headline=HEADLINES["ko"].replace("넷플릭스 드라마", "영화"), watch=FILM)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("넷플릭스는 지난 5일 '등불 거리'를 9월 12일 공개하겠다고 했다.", {"2024-09-12"}),
        ("제작사는 '등불 거리'를 초여름인 6월에 내놓는다고 했다.", {"2024-06"}),
        ("'등불 거리'는 1월 18일 공개했다.", {"2024-01-18"}),
        ("'등불 거리'가 5월 2일 닻을 올린다고 전했다.", {"2024-05-02"}),
        ("'등불 거리'가 5월 2일 기자들을 만난다고 전했다.", set()),
    ],
)
def test_what_is_said_to_come_has_not_come(text, days):
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("제작진은 가을 방송을 준비하고 있다.", {"2024-23"}),
        ("제작진은 9월 방송을 조율하고 있다.", {"2024-09"}),
        ("제작진은 9월 촬영을 준비하고 있다.", set()),
        ("넷플릭스는 10월로 밀릴 가능성을 배제하지 않았다.", {"2024-10"}),
        ("'등불 거리'가 5월 9일 밤 11시 20분 방송을 시작한다.", {"2024-05-09"}),
        ("'등불 거리'는 매주 두 회씩 토요일에 방송된다.", set()),
        ("'등불 거리'는 오는 토요일 첫 방송된다.", {"2024-03-09"}),
        ("배우는 5월 3일 무대에 나간다.", set()),
        ("'등불 거리'는 5월 3일부터 전파를 타고 나간다.", {"2024-05-03"}),
    ],
)
def test_a_slot_that_is_planned_is_no_shoot_and_no_rhythm(text, days):
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("첫 시즌은 2022년 4월 공개됐다.", {"2022-04"}),
        ("민서윤의 첫 시즌제 드라마로 5월 3일 공개된다.", {"2024-05-03"}),
        ("시즌1은 2020년 5월, 시즌2는 2022년 6월 방송됐다.", {"2020-05", "2022-06"}),
        ("지난달 9일 3.1%로 출발한 시청률이 두 배로 뛰었다.", {"2024-02-09"}),
        ("지난달 9일 3.1%까지 떨어진 시청률이 두 배로 뛰었다.", set()),
    ],
)
def test_what_opened_before_is_dated(text, days):
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2001년 개봉한 동명의 영화를 옮겼다.", set()),
        ("원작 소설은 2015년 나왔다.", set()),
        ("원작 팬이 기다린 '등불 거리'는 5월 3일 공개된다.", {"2024-05-03"}),
        ("10년 전인 2014년 출발한 시리즈의 최신작이다.", set()),
        ("작년 '먼 섬'에 출연한 민서윤이 돌아온다.", set()),
        ("작년 여름 공개된 '등불 거리'가 인기를 끌었다.", {"2023-22"}),
        ("차기작 '먼 섬'의 주연을 맡았다. 이 드라마는 5월 3일 방송된다.", set()),
        ("소설 '먼 섬'을 옮겼다. 이 드라마는 5월 3일 방송된다.", {"2024-05-03"}),
        ("여름에 내보내려던 '등불 거리'를 10월에 편성한다.", {"2024-10"}),
        ("6월 안에 공개하려고 서두르고 있다.", {"2024-06"}),
    ],
)
def test_what_another_work_did_is_not_its_own(text, days):
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("한때 2022년 공개설이 나왔으나 소문에 그쳤다.", set()),
        ("온라인에서는 5월 개봉설이 돈다.", {"2024-05"}),
        ("8월 개봉을 검토했으나 경쟁작이 몰려 접었다.", set()),
        ("8월 개봉을 검토하고 있다.", {"2024-08"}),
        ("속편은 2027년 개봉을 목표로 한다.", set()),
        ("'등불 거리'는 5월 3일 개봉하며 일본에서는 7월 5일 개봉한다.", {"2024-05-03"}),
    ],
)
def test_a_film_is_dated_by_what_still_holds_of_it(text, days):
    assert days_of_film(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("등불 거리 2월 9일 첫방이었는데 이제 봄", {"2024-02-09"}),
        ("등불 거리 5월 9일 첫방인데 두근두근", {"2024-05-09"}),
    ],
)
def test_a_post_dates_what_opened_last_month_in_the_past(text, days):
    assert days_of(text, kind=DocumentKind.POST) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("촬영은 봄에 하고 공개는 내년을 예상한다.", {"2025"}),
        ("배급사는 2025년 봄 개봉을 염두에 뒀다.", {"2025-21"}),
        ("개봉 시기는 9월로 가닥을 잡았다.", {"2024-09"}),
        ("크랭크인은 9월로 가닥을 잡았다.", set()),
        ("제작사는 완성본을 이달 말 방송사에 넘긴다.", set()),
        ("개봉을 이달 말에서 5월로 넘긴다.", {"2024-05"}),
        ("현장은 4월 2일 다시 열린다.", set()),
        ("'등불 거리' 9회를 쉬고 26일 방송한다.", set()),
        ("'등불 거리'는 26일 첫 방송한다.", {"2024-03-26"}),
        ("5월 10일 일본에서도 상영된다.", set()),
        ("시즌1은 5월 4일 첫선을 보여 큰 인기를 끌었다.", {"2023-05-04"}),
        ("시즌2는 5월 4일 첫선을 보인다.", {"2024-05-04"}),
    ],
)
def test_a_verb_of_many_things_needs_what_opens(text, days):
    assert days_of(text) == days


def test_a_day_that_was_told_and_taken_back_is_past():
    post = DocumentKind.POST
    assert days_of("등불 거리 4월 5일 첫방이라더니 12일이래", kind=post) == {"2024-04-12"}
    assert days_of("등불 거리 4월 5일 첫방이래", kind=post) == {"2024-04-05"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("제작발표회는 4월 1일, 첫 방송은 4월 5일이다.", {"2024-04-05"}),
        ("시사회는 4월 1일 열리고 개봉은 4월 5일이다.", {"2024-04-05"}),
        ("첫 방송 소식이 알려졌고 제작발표회는 4월 1일이다.", set()),
        ("티저는 4월 5일 공개된다.", set()),
    ],
)
def test_each_occasion_has_the_day_behind_its_own_heading(text, days):
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("headline", "text", "about"),
    [
        ("오세진, '먼 섬'에서 '등불 거리'로 제목 바꾼 새 드라마 주연", "오세진이 골목에 선다.", True),
        ("'먼 섬' 감독의 새 드라마", "'등불 거리'의 출연진을 넷플릭스가 알렸다.", True),
        ("'먼 섬' 5월 3일 공개", "'등불 거리'의 오세진이 주연을 맡았다.", False),
        ("'먼 섬' 5월 3일 공개", "'등불 거리'로 이름을 알린 오세진이 주연을 맡았다.", False),
    ],
)
def test_a_new_name_or_a_cast_is_no_credit(headline, text, about):
    assert reader.draft(document(text, "ko", headline=headline), LANTERN).about is about


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("크랭크인 시기는 5월이다.", set()),
        ("민서윤의 입대 시기는 오는 6월이다.", set()),
        ("공개 시기는 5월이다.", {"2024-05"}),
        ("지난 2일 올라온 '등불 거리' 목격담이 화제다.", set()),
        ("'등불 거리'의 봄은 4월 3일 지나간다.", set()),
        ("'등불 거리'는 4월 3일부터 나간다.", {"2024-04-03"}),
        ("'등불 거리' 촬영 재개는 4월로 미뤄졌다.", set()),
        ("'등불 거리' 첫 방송은 4월로 미뤄졌다.", {"2024-04"}),
    ],
)
def test_the_day_of_a_shoot_or_a_person_is_no_release(text, days):
    assert days_of(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "5월 8일 공개되는 작품은 복수하려던 남자가 주인공이다.",
        "5월 8일 공개되는 작품은 세상을 등지려던 의사가 주인공이다.",
        "'등불 거리'가 5월 8일 삶을 끝내려던 남자의 하루를 들고 시청자를 찾는다.",
    ],
)
def test_what_the_plot_was_about_to_do_does_not_end_a_plan(text):
    assert days_of(text) == {"2024-05-08"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("'등불 거리' 12월 공개.", {"2024-12"}),
        ("'등불 거리' 1월 공개.", {"2024-01"}),
    ],
)
def test_a_bare_month_is_of_the_past_only_where_it_just_went_by(text, days):
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("지난해 10월 7일 북미에서 개봉했다. 국내에서는 4월 3일 개봉한다.", {"2023-10-07"}),
        ("지난해 10월 7일 부산국제영화제에서 처음 공개됐다. 국내 개봉은 4월 3일이다.", {"2024-04-03"}),
        ("지난해 10월 12일 공개된 원작 웹툰을 옮겼다. 국내에서는 4월 3일 공개된다.", {"2024-04-03"}),
    ],
)
def test_only_a_release_abroad_comes_before_the_one_at_home(text, days):
    assert days_of(f"'등불 거리'는 {text}") == days
