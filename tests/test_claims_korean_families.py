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
