"""Korean posts on the day of release, and what stands in posts and news beside a title's name. Rules alone."""

from __future__ import annotations

import pytest
from reading import dates, sizes

from scraper.model import DocumentKind

DAY = {"2024-03-06"}


def posted(text):
    return dates(text, "ko", kind=DocumentKind.POST)


@pytest.mark.parametrize(
    "text",
    [
        "등불 거리 드디어 공개됐어요",
        "등불 거리 시즌2 떴다 다들 모여",
        "등불 거리 넷플에 올라왔네요",
        "등불 거리 시즌2 방금 나왔음",
        "넷플릭스에 등불 거리 올라왔다",
        "지금 등불 거리 공개됐음",
        "등불 거리 첫방 보는 중인데 화면이 예쁘다",
        "등불 거리 1화 방금 봤어요",
    ],
)
def test_a_post_that_says_it_is_out_dates_it_to_its_own_day(text):
    assert posted(text) == DAY
    assert dates(text, "ko") == set()  # an article says so on any day


@pytest.mark.parametrize(
    "text",
    [
        "등불 거리 예고편 떴다",
        "등불 거리 시즌2 나왔으면",
        "등불 거리 시즌2 나왔나요?",
        "등불 거리에 나왔던 배우 누구죠",
        "등불 거리 5화 방금 봤는데 울었다",
        "등불 거리 6화 오늘 방송",
        "등불 거리 촬영 5월 3일 시작",
        "등불 거리 작가 차기작 5월 3일 공개",
        "등불 거리 넷플릭스에서 5월 3일에 내려감",
    ],
)
def test_what_a_post_says_beside_it_dates_nothing(text):
    assert posted(text) == set()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("'등불 거리' 일본판이 5월 3일 공개된다.", set()),
        ("'등불 거리' 다큐멘터리가 5월 3일 공개된다.", set()),
        ("'등불 거리'는 5월 3일 넷플릭스에서 서비스가 종료된다.", set()),
        ("'등불 거리'는 5월 3일 넷플릭스에서 공개된다.", {"2024-05-03"}),
    ],
)
def test_news_of_what_bears_its_name(text, days):
    assert dates(text, "ko") == days


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("등불 거리 7화까지 봤는데 재밌다", set()),
        ("등불 거리 4화 남았다", set()),
        ("등불 거리 하루에 5화 봤다", set()),
        ("등불 거리 20부작으로 늘려 주세요", set()),
        ("등불 거리 16부작이었으면", set()),
        ("등불 거리 12부작이래요", {"12"}),
        ("등불 거리 총 8화", {"8"}),
    ],
)
def test_a_number_in_a_post_is_a_size_where_it_counts_the_title(text, found):
    assert sizes(text, "ko", kind=DocumentKind.POST) == found
