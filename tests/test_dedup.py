"""Copies of one text, and texts that are not."""

from __future__ import annotations

import random
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper import dedup

WIRE = (
    "The second part of the revenge drama The Glory will be released on March 10, the streaming service said on "
    "Wednesday. All eight remaining episodes will be out on the same day in more than one hundred and ninety "
    "countries. The first part was watched for one hundred and forty-eight million hours within its third week. "
    "The writer has said that the second half is where the revenge begins in earnest, and that viewers should "
    "expect a cold spring. The lead actor trained for months to play a woman who has waited half of her life. "
    "A press conference is planned in Seoul for the week before the release, the company added in its statement."
)
OTHER = (
    "What do we know about the second part of The Glory? Netflix announced on Wednesday that it comes on March 10. "
    "Fans had guessed at dates since the finale of the first part left so much open, and many had feared a longer "
    "wait. We spoke to three people who worked on the set about the mood of the last days, about a scene that was "
    "shot in the snow at four in the morning, and about a letter that the lead wrote to the crew when it was over. "
    "None of them would tell us how it ends, but one of them cried when we asked, which we take for a good sign."
)
KOREAN = (
    "넷플릭스 시리즈 '더 글로리' 파트2가 오는 3월 10일 공개된다. 넷플릭스는 18일 파트2 공개일을 확정하고 스틸을 공개했다. "
    "파트2는 모두 8편으로 전 세계 190여 개국에 동시에 선보인다. 송혜교는 극 중 문동은 역을 맡아 온 생을 건 복수를 이어 간다. "
    "제작진은 파트2에서 인물들의 관계가 무너지고 숨겨진 진실이 드러날 것이라고 설명했다."
)
KOREAN_OTHER = (
    "배우 송혜교가 복수극의 마지막을 앞두고 소감을 전했다. 그는 시청자의 반응에 감사하다며 남은 이야기도 끝까지 지켜봐 달라고 "
    "말했다. 촬영은 지난해 여름 끝났고 후반 작업이 이어지고 있다. 감독은 음악 작업이 가장 오래 걸렸다고 털어놓았다. "
    "작가는 다음 작품을 벌써 쓰고 있다고 한다. 팬들은 공개일만 기다리고 있다."
)
COPIES = {
    "equal": WIRE,
    "spaced": WIRE.replace(" ", "  ").replace(". ", ".\n\n"),
    "credited": "SEOUL, South Korea - (Yonhap) " + WIRE + " (Yonhap)",
    "trimmed": WIRE[: int(len(WIRE) * 0.6)],
    "framed": "Good news for fans. " + WIRE + " Read more on our page about the series.",
    "touched": WIRE.replace("cold spring", "hard winter").replace("company", "firm"),
}


@pytest.mark.parametrize("name", COPIES)
def test_copies(name):
    copy = COPIES[name]
    assert dedup.same_text(WIRE, copy)
    assert dedup.same_text(copy, WIRE)
    assert dedup.near(dedup.fingerprint(WIRE), dedup.fingerprint(copy))


@pytest.mark.parametrize(("one", "other"), [(WIRE, OTHER), (KOREAN, KOREAN_OTHER), (WIRE, KOREAN)])
def test_two_reports_of_one_thing_are_no_copies(one, other):
    assert not dedup.same_text(one, other)


def test_korean_copies_with_other_spacing_are_copies():
    copy = KOREAN.replace("190여 개국", "190여개국").replace("동시에 ", "") + " (사진=넷플릭스)"
    assert dedup.same_text(KOREAN, copy)
    assert dedup.near(dedup.fingerprint(KOREAN), dedup.fingerprint(copy))


def test_short_texts_are_copies_only_if_equal():
    assert dedup.fingerprint("The Glory is dated.") == 0
    assert dedup.same_text("The Glory is dated.", "The  Glory is dated.")
    assert not dedup.same_text("The Glory is dated.", "The Glory is dated!")
    assert not dedup.near(0, 0)


@given(st.text(max_size=300))
def test_fingerprints_fit_a_signed_column(text):
    assert -(2**63) <= dedup.fingerprint(text) < 2**63


def test_random_texts_are_rarely_near():
    rng = random.Random(7)
    words = [f"word{n}" for n in range(400)]
    marks = [dedup.fingerprint(" ".join(rng.choices(words, k=150))) for _ in range(200)]
    near = sum(dedup.near(a, b) for n, a in enumerate(marks) for b in marks[:n])
    assert near < 0.002 * len(marks) ** 2 / 2


@given(st.integers(12, 90), st.integers(0, 9))
def test_a_fingerprint_is_the_majority_of_each_bit_of_the_runs_hashes(words, seed):
    rng = random.Random(seed)
    text = " ".join(rng.choice(WIRE.split()) for _ in range(words))
    runs = dedup.shingles(text)
    if len(runs) < dedup.FEW:
        assert dedup.fingerprint(text) == 0
        return
    hashes = [int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs]
    mark = dedup.fingerprint(text) & 0xFFFFFFFFFFFFFFFF
    for bit in range(64):
        balance = sum(1 if one >> bit & 1 else -1 for one in hashes)
        assert bool(mark >> bit & 1) == (balance > 0)
