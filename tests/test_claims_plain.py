"""Indonesian, Spanish and Japanese: dates and plain statements."""

from __future__ import annotations

from datetime import date

import pytest

from config.model import Watch
from scraper.claims import read
from scraper.model import Document, DocumentKind

WATCH = Watch(
    key="g", name="The Lantern", aliases=("灯籠の夜",), people=("Mina Han", "ハン・ミナ"), platform="Netflix"
)
HEADLINES = {
    "id": "Drama The Lantern di Netflix",
    "es": "La serie The Lantern en Netflix",
    "ja": "Netflixドラマ「灯籠の夜」",
}
RELEASE, COUNT, STATUS = "release_date", "episode_count", "production_status"


def current(language, text):
    document = Document(
        id="x",
        kind=DocumentKind.ARTICLE,
        source="s",
        url="https://example.org/x",
        language=language,
        published=date(2022, 12, 22),
        headline=HEADLINES[language],
        text=text,
    )
    return {(str(c.field), c.scope, c.value, str(c.modality)) for c in read(document, WATCH).claims}


@pytest.mark.parametrize(
    ("language", "text", "claimed"),
    [
        (
            "id",
            "The Lantern tayang perdana di Netflix pada 30 Desember 2022.",
            (RELEASE, "", "2022-12-30", "confirmed"),
        ),
        ("id", "The Lantern dijadwalkan tayang pada Maret 2023.", (RELEASE, "", "2023-03", "expected")),
        (
            "id",
            "Bagian kedua The Lantern dijadwalkan tayang pada 10 Maret 2023.",
            (RELEASE, "S1P2", "2023-03-10", "expected"),
        ),
        ("id", "The Lantern semula dijadwalkan tayang pada Desember 2022.", (RELEASE, "", "2022-12", "past")),
        ("id", "The Lantern terdiri dari 16 episode.", (COUNT, "", "16", "confirmed")),
        ("id", "The Lantern sedang syuting di Busan.", (STATUS, "", "filming", "confirmed")),
        (
            "es",
            "The Lantern se estrena en Netflix el 30 de diciembre de 2022.",
            (RELEASE, "", "2022-12-30", "confirmed"),
        ),
        (
            "es",
            "La segunda parte de The Lantern llegará a Netflix el 10 de marzo de 2023.",
            (RELEASE, "S1P2", "2023-03-10", "confirmed"),
        ),
        ("es", "The Lantern podría estrenarse en marzo de 2023.", (RELEASE, "", "2023-03", "rumoured")),
        ("es", "The Lantern consta de 16 episodios.", (COUNT, "", "16", "confirmed")),
        ("es", "The Lantern ha terminado el rodaje.", (STATUS, "", "wrapped", "confirmed")),
        (
            "es",
            "Netflix renueva The Lantern por una segunda temporada.",
            (STATUS, "S2", "announced", "confirmed"),
        ),
        ("ja", "「灯籠の夜」が12月30日に世界同時配信される。", (RELEASE, "", "2022-12-30", "confirmed")),
        (
            "ja",
            "12月30日に配信される「灯籠の夜」にハン・ミナが出演する。",
            (RELEASE, "", "2022-12-30", "confirmed"),
        ),
        (
            "ja",
            "「灯籠の夜」パート2は来年3月10日に配信される予定だ。",
            (RELEASE, "S1P2", "2023-03-10", "expected"),
        ),
        ("ja", "「灯籠の夜」は全16話。", (COUNT, "", "16", "confirmed")),
        ("ja", "「灯籠の夜」がクランクアップした。", (STATUS, "", "wrapped", "confirmed")),
    ],
)
def test_a_plain_statement_is_read(language, text, claimed):
    assert claimed in current(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Trailer The Lantern dirilis pada 20 Desember 2022."),
        ("id", "Konferensi pers The Lantern digelar pada 20 Desember 2022."),
        ("id", "The Lantern tayang setiap hari Jumat."),
        ("es", "El tráiler de The Lantern se publicó el 20 de diciembre."),
        ("es", "The Lantern está ambientada en 1987."),
        ("es", "El episodio 5 de The Lantern."),
        ("ja", "「灯籠の夜」の予告編が12月20日に公開された。"),
        ("ja", "「灯籠の夜」の第5話。"),
        ("ja", "12月30日に配信される「白い村」の監督は「灯籠の夜」で知られる。"),
    ],
)
def test_what_only_looks_like_a_statement_is_not(language, text):
    assert not {c for c in current(language, text) if c[0] != STATUS}
