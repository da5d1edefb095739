"""How Korean papers tell of openings, runs, sizes and the making in figures of speech. Rules alone."""

from __future__ import annotations

import pytest
from reading import LANTERN, claims, dates, sizes, states

from scraper.model import DocumentKind, Field

FILM = LANTERN.model_copy(update={"kind": "film"})
POST = DocumentKind.POST


def scoped(text, field):
    return {(c.scope, c.value) for c in claims(text, "ko") if c.field is field and c.modality.current}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("지난달 9일 3.4%에서 발을 뗀 '등불 거리'는 어느새 10%를 바라본다.", "2024-02-09"),
        ("'등불 거리'는 지난달 9일 2.8%의 시청률로 수수하게 시작했다.", "2024-02-09"),
        ("지난달 9일 첫 회 시청률 1.9%(닐슨코리아)에 그쳤던 '등불 거리'가 6%를 넘었다.", "2024-02-09"),
        ("2월 9일 1회 3.3%로 첫 단추를 끼운 '등불 거리'는 4회에서 7%까지 올랐다.", "2024-02-09"),
        ("첫 회가 나간 2월 9일 이후 '등불 거리' 이야기가 끊이지 않는다.", "2024-02-09"),
        ("지난달 9일 막을 올린 뒤 '등불 거리'는 줄곧 선두를 지켰다.", "2024-02-09"),
        ("지난 2일 나온 이 시리즈는 나흘 만에 정상에 올랐다.", "2024-03-02"),
    ],
)
def test_an_opening_is_told_by_its_rating_or_what_followed(text, day):
    assert dates(text, "ko") == {day}


@pytest.mark.parametrize(
    "text",
    [
        "지난달 9일 방송된 '등불 거리' 6회는 8.1%로 자체 최고를 썼다.",
        "민서윤의 예능은 지난달 9일 3.3%로 출발했다. '등불 거리' 이후 첫 예능이다.",
        "'등불 거리' OST는 지난달 9일 차트 4위로 출발했다.",
        "투자사는 지난달 9일 '등불 거리'에서 발을 뺐다.",
        "지난 2일 나온 '등불 거리' 예고편은 나흘 만에 100만 번 재생됐다.",
        "골목 카페는 지난달 9일 간판을 내걸었다. '등불 거리'를 찍은 곳이다.",
        "지난 2일 나온 동명 소설의 새 판은 '등불 거리' 팬들이 찾는다.",
    ],
)
def test_other_things_open_and_rate_too(text):
    assert dates(text, "ko") == set()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("티빙은 다음 달 11일 '등불 거리'의 첫 세 회를 내보낸다.", "2024-04-11"),
        ("'등불 거리'는 4월 11일 1~4회를 먼저 열고 이후 매주 목요일 두 회씩 공개한다.", "2024-04-11"),
        ("'등불 거리'는 4월 11일 두 편을 먼저 공개한 뒤 매주 한 편씩 선보인다.", "2024-04-11"),
        ("SBS는 4월 11일 '등불 거리' 1, 2회를 잇달아 틀기로 했다.", "2024-04-11"),
        ("포스터를 공개하면서 4월 11일 '등불 거리' 여섯 편을 한꺼번에 연다고 했다.", "2024-04-11"),
        ("지난 1월 11일 첫 두 편을 내보낸 '등불 거리'는 단숨에 1위에 올랐다.", "2024-01-11"),
    ],
)
def test_the_first_episodes_open_it(text, day):
    assert dates(text, "ko") == {day}


@pytest.mark.parametrize(
    "text",
    [
        "'등불 거리'는 4월 11일 마지막 두 회를 내보낸다.",
        "'등불 거리'는 4월 11일 7~8회를 연속 방송한다.",
        "SBS는 4월 11일 '등불 거리' 9, 10회를 연속 방송한다.",
        "'등불 거리'는 한 주를 쉰 뒤 4월 11일 5회와 6회를 내보낸다.",
        "'등불 거리' 마지막 두 회는 4월 11일 공개된다.",
        "티빙은 4월 11일 극장에서 '등불 거리' 첫 두 회를 미리 보는 시사회를 연다.",
    ],
)
def test_later_episodes_and_screenings_open_nothing(text):
    assert dates(text, "ko") == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("'등불 거리' 시즌1은 지난해 5월부터 두 달 남짓 토요일 밤을 책임졌다.", ("S1", "2023-05")),
        ("지난해 5월 6일부터 석 달을 달린 '등불 거리' 시즌2는 최고 16%를 찍었다.", ("S2", "2023-05-06")),
        (
            "2021년 5월 8일부터 6월 27일까지 이어진 '등불 거리' 첫 시즌은 14.2%로 끝났다.",
            ("S1", "2021-05-08"),
        ),
        ("2022년 가을을 달군 '등불 거리' 시즌2는 최고 19%를 기록했다.", ("S2", "2022-23")),
    ],
)
def test_a_run_begins_on_its_first_day(text, told):
    assert scoped(text, Field.RELEASE_DATE) == {told}


@pytest.mark.parametrize(
    "text",
    [
        "'등불 거리' 제작진은 지난해 5월부터 두 달 동안 이어진 장마로 세트를 다시 지었다.",
        "민서윤은 지난해 5월부터 석 달간 매일 10km를 달렸다. '등불 거리'를 위해서였다.",
        "'등불 거리' 촬영은 지난해 5월부터 두 달 동안 이어졌다.",
        "2022년 가을을 달군 민서윤의 연극이 '등불 거리' 출연으로 이어졌다.",
    ],
)
def test_other_things_run_too(text):
    assert dates(text, "ko") == set()


def test_so_many_episodes_on_an_evening_are_no_part():
    assert scoped("'등불 거리' 뒤의 두 편은 2월 6일 방송됐다.", Field.RELEASE_DATE) == set()


def test_a_batch_before_its_day_is_a_part():
    text = "'등불 거리' 시즌4는 둘로 나뉘어 나온다. 앞의 다섯 편은 2025년 2월 6일, 뒤의 다섯 편은 3월 6일 공개된다."
    assert scoped(text, Field.RELEASE_DATE) >= {("S4P1", "2025-02-06"), ("S4P2", "2025-03-06")}


@pytest.mark.parametrize(
    "text",
    [
        "'등불 거리'가 개봉 달력에서 빠졌다. 새 개봉일은 제시되지 않았다.",
        "티빙은 '등불 거리'를 올여름 라인업에서 뺐다.",
        "'등불 거리'의 첫 방송 일정을 미룬다고 KBS가 알렸다.",
        "배급사는 '등불 거리'의 개봉 시기를 뒤로 물리기로 했다.",
        "'등불 거리'의 공개와 관련한 모든 일정을 당분간 보류하기로 했다.",
        "'등불 거리'의 개봉이 밀렸다. 새 날짜는 상황을 지켜본 뒤 정한다.",
    ],
)
def test_a_release_is_put_off(text):
    assert dates(text, "ko", watch=FILM) == {"XXXX"}


@pytest.mark.parametrize(
    "text",
    [
        "민서윤은 팬미팅을 미뤘다. 새 날짜는 정해지지 않았다. '등불 거리'는 예정대로 만난다.",
        "'등불 거리'는 부산국제영화제 라인업에서 빠졌다.",
        "'등불 거리' 제작발표회 일정을 미룬다. 새 날짜는 추후 안내할 예정이다.",
        "배급사는 '등불 거리'의 예매 오픈 시기를 뒤로 물리기로 했다.",
        "'등불 거리'의 메인 예고편 공개를 당분간 보류한다.",
        "'등불 거리'는 변경된 일정을 맞추느라 밤샘 촬영을 했다.",
    ],
)
def test_other_occasions_are_put_off_too(text):
    assert dates(text, "ko", watch=FILM) == set()


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("'등불 거리'는 14회이자 마지막 회에서 최고 시청률을 찍었다.", "14"),
        ("'등불 거리'는 스물네 편에 480억원이 들어간 대작이다.", "24"),
        ("티빙은 4월 11일 '등불 거리' 9개 회차를 일괄 공개한다.", "9"),
        ("다 더하면 '등불 거리'는 열여덟 편이다.", "18"),
        ("'등불 거리'는 매주 한 회씩 공개되며 합계는 10회에 이른다.", "10"),
        ("'등불 거리'는 앞선 작품처럼 20회를 달린다.", "20"),
        ("40부 대장정 '등불 거리'가 막을 내린다.", "40"),
    ],
)
def test_sizes(text, size):
    assert sizes(text, "ko") == {size}


def test_two_seasons_of_one_size():
    text = "'등불 거리' 시즌1과 시즌2는 똑같이 14부였다."
    assert scoped(text, Field.EPISODE_COUNT) == {("S1", "14"), ("S2", "14")}


@pytest.mark.parametrize(
    "text",
    [
        "티빙은 올해 드라마 열네 편에 2800억원을 들인다. '등불 거리'도 그중 하나다.",
        "제작사는 '등불 거리' 4부에 들어갈 장면을 골랐다.",
        "남은 3개 회차를 향해 가는 '등불 거리'는 7%를 넘겼다.",
        "이번 영화제에서는 단편 여섯 편이 한꺼번에 상영되고, '등불 거리'도 소개된다.",
        "티빙은 '등불 거리' 마지막 두 회를 4월 11일 공개한다.",
        "'등불 거리'는 첫 세 회를 4월 11일 공개한다.",
        "'등불 거리'는 7회를 맞아 새 국면을 연다.",
        "'등불 거리'는 6회 마지막 장면에서 반전을 남겼다.",
    ],
)
def test_numbers_that_are_no_size(text):
    assert sizes(text, "ko") == set()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("'등불 거리'의 카메라는 지금도 쉬지 않고 돌아간다.", "filming"),
        ("'등불 거리'는 지난해 가을부터 카메라가 돌지 않고 있다.", "paused"),
        ("'등불 거리'는 방대한 CG를 매만지는 작업이 계속되고 있다.", "post_production"),
        ("'등불 거리'는 지난달 모든 회차를 소화했다.", "wrapped"),
        ("'등불 거리'는 대본을 새로 손보고 있다.", "pre_production"),
        ("'등불 거리'는 춘천과 강릉을 오가며 카메라가 쉴 새 없이 돌아가고 있다.", "filming"),
        ("'등불 거리' 시즌2는 얼마 전 승인이 났다.", "announced"),
        ("'등불 거리' 시즌2가 연달아 만들어질 것이라고 한다.", "announced"),
        ("'등불 거리' 시즌2 제작 방침을 굳혔다.", "announced"),
    ],
)
def test_states(text, state):
    assert states(text, "ko") == {state}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("그럼 '등불 거리'는 엎어진 걸까.", DocumentKind.ARTICLE),
        ("등불 거리 올해는 물 건너갔지 뭐", POST),
        ("기자가 찾은 편집실에는 '등불 거리' 포스터가 붙어 있었다.", DocumentKind.ARTICLE),
        ("민서윤은 '등불 거리'를 위해 석 달간 검술 훈련을 모두 소화했다.", DocumentKind.ARTICLE),
        ("'등불 거리' 메이킹 영상에는 카메라가 꺼진 뒤의 모습이 담겼다.", DocumentKind.ARTICLE),
        ("'등불 거리' 시즌2가 만들어질지는 아직 아무도 모른다.", DocumentKind.ARTICLE),
        ("'등불 거리' 시즌2가 나올지는 알 수 없다.", DocumentKind.ARTICLE),
        ("민서윤은 '등불 거리' 시즌2 예산 승인이 나지 않아 걱정했다.", DocumentKind.ARTICLE),
        ("등불 거리 시즌2까지 봤으면 좋겠다", POST),
    ],
)
def test_words_that_are_no_state(text, kind):
    assert states(text, "ko", kind=kind) == set()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("'등불 거리'는 지난 1월 19일 130여 개 스크린으로 출발해 20만 명을 모았다.", "2024-01-19"),
        ("2월 9일 첫 방송이 남긴 2%라는 숫자를 '등불 거리'는 금세 잊게 했다.", "2024-02-09"),
        ("4월 19일 전파를 타는 '등불 거리'는 등대지기의 이야기다.", "2024-04-19"),
        ("'등불 거리'의 첫 방송이 12월 6일에서 해를 넘겨 2025년 1월 17일로 밀렸다.", "2025-01-17"),
    ],
)
def test_days_of_the_title_itself(text, day):
    assert dates(text, "ko") == {day}


@pytest.mark.parametrize(
    "text",
    [
        "5일 아이맥스관에서 상영을 시작한 '등불 거리' 아이맥스판이 선두에 올랐다.",
        "라디오 드라마 '등불 거리'는 1958년 4월 19일 첫 전파를 탔다.",
        "의류 업체는 '등불 거리' 로고를 살린 컬렉션을 다음 달 중순 내놓는다.",
        "'등불 거리' 마지막 두 회는 해를 넘겨 2025년 1월 1일 연속 편성된다.",
    ],
)
def test_days_of_another_cut_or_ware(text):
    assert dates(text, "ko") == set()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("등불 거리 29일에서 22일로 슬쩍 당겼네?", {"2024-03-22"}),
        ("등불 거리 작년 6월에 개봉했어야 하는 건데 아직 소식이 없음", set()),
    ],
)
def test_posts_wonder_and_regret(text, days):
    assert dates(text, "ko", kind=POST, watch=FILM) == days
