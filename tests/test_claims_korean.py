"""Korean, held to sentences of our own: half of them claim nothing of the kind."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from config.model import Watch
from scraper.claims import read
from scraper.model import Document, DocumentKind

FIELDS = {"r": "release_date", "e": "episode_count", "s": "production_status"}
WATCHES = {
    "w": Watch(key="w", name="Blue Waves", aliases=("푸른 파도",), platform="tvN"),
    "f": Watch(key="f", name="Black Forest", aliases=("검은 숲",), kind="film"),
}
HEADLINES = {"w": "드라마 '푸른 파도' 소식", "f": "영화 '검은 숲' 소식"}
# Reached on 2026-11-22: every figure 0.97 or more. Lower one only in a commit of its own that says why.
FLOORS = {"release_date": 0.95, "episode_count": 0.95, "production_status": 0.95}


def labelled():
    path = Path(__file__).parent / "data" / "claims" / "ko.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        told, _, labels = line.partition("=>")
        day, title, text = (part.strip() for part in told.split("|", 2))
        want = set()
        for label in filter(str.strip, labels.split(";")):
            field, scope, value, modality = label.split()
            want.add((FIELDS[field], "" if scope == "-" else scope, value, modality))
        yield date.fromisoformat(day), title, text, want


def claims(day, title, text):
    post = title.endswith("p")
    document = Document(
        id="x",
        kind=DocumentKind.POST if post else DocumentKind.ARTICLE,
        source="s",
        url="https://example.org/x",
        language="ko",
        published=day,
        headline="" if post else HEADLINES[title],
        text=text,
    )
    return document, read(document, WATCHES[title[0]]).claims


def test_there_are_as_many_decoys_as_asked_for():
    rows = list(labelled())
    silent = sum(not want for *_, want in rows)
    assert len(rows) >= 230
    assert silent >= 80


@pytest.mark.parametrize("field", FLOORS)
def test_korean_sentences_are_read_no_worse(field):
    tally, wrong, missed = Counter(), [], []
    for day, title, text, want in labelled():
        _, found = claims(day, title, text)
        got = {(str(c.field), c.scope, c.value, str(c.modality)) for c in found if c.field == field}
        mine = {label for label in want if label[0] == field}
        tally.update(hit=len(got & mine), wrong=len(got - mine), missed=len(mine - got))
        wrong += [(text, *w) for w in got - mine]
        missed += [(text, *m) for m in mine - got]
    assert tally["hit"] >= FLOORS[field] * (tally["hit"] + tally["wrong"]), wrong
    assert tally["hit"] >= FLOORS[field] * (tally["hit"] + tally["missed"]), missed


def test_every_quote_stands_letter_for_letter_in_the_text():
    for day, title, text, _ in labelled():
        document, found = claims(day, title, text)
        for claim in found:
            assert document.body[claim.start : claim.end] == claim.quote
            assert claim.quote


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("'푸른 파도'는 4월 6일 첫 방송된다.", {"2024-04-06"}),
        ("'푸른 파도'가 아니라 '하얀 마을'이 4월 6일 첫 방송된다.", set()),
        ("'하얀 마을'은 4월 6일 첫 방송된다. '푸른 파도'는 아직이다.", set()),
        ("4월 6일 첫 방송되는 '하얀 마을'의 작가는 '푸른 파도'를 썼다.", set()),
        ("4월 6일 첫 방송되는 '푸른 파도'의 작가는 '하얀 마을'을 썼다.", {"2024-04-06"}),
    ],
)
def test_a_clause_belongs_to_the_noun_that_it_stands_before(text, claimed):
    _, found = claims(date(2024, 3, 5), "w", text)
    assert {c.value for c in found if c.field == "release_date" and c.modality.current} == claimed


@pytest.mark.parametrize("noise", ["\u200b", "\u200f", "\ufeff"])
def test_invisible_characters_hide_no_date(noise):
    _, found = claims(date(2024, 3, 5), "w", f"'푸른 파도'는 4월{noise} 6일 첫 방송된다.")
    assert [c.value for c in found] == ["2024-04-06"]


def test_a_bare_day_that_its_month_does_not_have_is_of_another_month():
    _, found = claims(date(2018, 3, 5), "w", "'푸른 파도'의 첫 방송일이 23일에서 30일로 바뀌었다.")
    assert {c.value for c in found if c.modality.current and c.field == "release_date"} <= {"2018-03-30"}


@pytest.mark.parametrize(
    ("name", "headline", "text", "about"),
    [
        ("도와주세요", "", "어제 정주행하다가 컴퓨터가 멈췄어요 누가 좀 도와주세요ㅠㅠ", False),
        ("도와주세요", "", "도와주세요 3회 봤는데 배우들 연기 미쳤음 다음 회 언제 방송하냐", True),
        ("도와주세요", "", "tvN 새 드라마 도와주세요! 5월 3일 첫방이래", True),
        ("이웃", "", "우리 이웃이 어제 드라마 촬영장 다녀왔대, 영상은 금요일에 공개한대", False),
        ("이웃", "", "이웃 시즌2 촬영 시작했대 드라마 언제 하려나", True),
        (
            "이웃",
            "'이웃' 임지수, '바다의 끝' 5월 3일 공개",
            "드라마 '이웃'과 '겨울 정원'에 나온 임지수가 돌아온다.",
            False,
        ),
        (
            "이웃",
            "'바다의 끝', '이웃'과 나란히 후보에",
            "'바다의 끝'은 '이웃' 시즌2, 드라마 '겨울 정원'과 상을 다툰다.",
            False,
        ),
        (
            "이웃",
            "'이웃' 시즌2 5월 3일 공개",
            "드라마 '이웃'과 함께할 배우는 임지수다. 시즌2는 5월 3일 나온다.",
            True,
        ),
        (
            "이웃",
            "바다를 건넌 두 사람, 항구에서 만나다",
            "서하늘이 '겨울 정원' 임지수와 다시 만났다. '이웃' 서하늘은 올해로 데뷔 십 년째다.",
            True,
        ),
        (
            "이웃",
            "한 주 늦게 문을 여는 '바다의 끝'",
            "'이웃' 임지수가 주연한 '바다의 끝'이 5월 3일 공개된다.",
            False,
        ),
        (
            "이웃",
            "우리 동네 '이웃' 같은 사연",
            "tvN '이웃' 같은 일이 벌어졌다고 서하늘은 말했다. 드라마는 8부작이다.",
            True,
        ),
        (
            "이웃",
            "우리 동네 '이웃' 같은 사연",
            "드라마 '이웃' 같은 일이 실제로 벌어졌다. 경찰은 3일 조사에 나섰다.",
            False,
        ),
    ],
)
def test_a_name_in_its_plain_sense_or_as_a_credit_is_no_report(name, headline, text, about):
    watch = Watch(key="n", name="N", aliases=(name,), platform="tvN", people=("임지수", "서하늘"))
    kind = DocumentKind.ARTICLE if headline else DocumentKind.POST
    document = Document(
        id="x",
        kind=kind,
        source="s",
        url="https://example.org/x",
        language="ko",
        published=date(2024, 4, 2),
        headline=headline,
        text=text,
    )
    assert read(document, watch).about is about
