"""Reading English: sentences of our own, labelled by hand, and the seed article."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from config.model import Watch
from scraper.claims import read
from scraper.model import Document, DocumentKind, Field, Modality, Speaker

DATA = Path(__file__).parent / "data" / "claims"
SEED = Path(__file__).parents[2] / "shared" / "seed" / "whats-on-netflix-the-glory-2022-09-26.txt"
LANTERN = Watch(
    key="lantern-street",
    name="Lantern Street",
    aliases=("등불 거리",),
    people=("Min Seo-yun",),
    platform="Netflix",
)
GLORY = Watch(
    key="the-glory",
    name="The Glory",
    aliases=("더 글로리",),
    people=("Song Hye Kyo", "Lee Do Hyun", "Kim Eun Sook", "Ahn Gil Ho"),
    platform="Netflix",
)


def document(text, headline="", *, published=date(2024, 3, 6), kind=DocumentKind.ARTICLE, language="en"):
    return Document(
        id="1",
        kind=kind,
        source="",
        url="",
        language=language,
        published=published,
        headline=headline,
        text=text,
    )


def claims(text, headline="", watch=LANTERN, **how):
    return read(document(text, headline, **how), watch).claims


def current(text, headline="", watch=LANTERN, **how):
    return {
        (c.field.value, c.scope, c.value) for c in claims(text, headline, watch, **how) if c.modality.current
    }


# ---- labelled sentences

SENTENCES = [
    json.loads(line) for line in (DATA / "sentences-en.jsonl").read_text(encoding="utf-8").splitlines()
]


def outcome(rows):
    hits = wrong = missed = modality = 0
    for row in rows:
        got = {(c.field.value, c.value): c for c in claims(row["t"]) if c.modality.current}
        want = {}
        for label in row["c"]:
            field, _, value, mode = label.split("|")
            if mode in ("confirmed", "expected", "rumoured"):
                want[field, value] = mode
        implied = ("production_status", "released")  # a dated release says it too
        got = {k: c for k, c in got.items() if k != implied or k in want}
        hits += len(got.keys() & want.keys())
        wrong += len(got.keys() - want.keys())
        missed += len(want.keys() - got.keys() - {implied})
        modality += sum(got[k].modality.value == want[k] for k in got.keys() & want.keys())
    return hits / (hits + wrong), hits / (hits + missed), modality / hits


def test_there_are_as_many_decoys_as_hits():
    decoys = sum(not row["c"] for row in SENTENCES)
    assert len(SENTENCES) >= 200
    assert 0.45 <= decoys / len(SENTENCES) <= 0.55


def test_labelled_sentences_are_read_as_labelled():
    precision, recall, modality = outcome(SENTENCES)
    assert precision >= 0.92
    assert recall >= 0.97
    assert modality >= 0.96


def test_every_quote_of_a_labelled_sentence_is_its_own_text():
    for row in SENTENCES:
        doc = document(row["t"], "Lantern Street")
        for claim in read(doc, LANTERN).claims:
            assert doc.body[claim.start : claim.end] == claim.quote
            assert claim.rule


# ---- the seed article

needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the shared seed article is not here")


@pytest.fixture(scope="module")
def seed():
    head, _, body = SEED.read_text(encoding="utf-8").partition("\n")
    text = head.split(" ", 3)[-1] + "\n" + body
    return claims(text, "The Glory: release date, cast and plot", GLORY, published=date(2022, 9, 26))


@needs_seed
def test_the_seed_gives_the_day_that_the_outlets_sources_name(seed):
    [day] = [c for c in seed if c.value == "2022-12-30"]
    assert (day.field, day.modality) == (Field.RELEASE_DATE, Modality.EXPECTED)
    assert day.speaker is Speaker.SOURCES


@needs_seed
def test_the_seed_gives_the_coarser_month_as_well(seed):
    assert ("release_date", "2022-12", "expected") in {
        (c.field.value, c.value, c.modality.value) for c in seed
    }


@needs_seed
def test_the_seed_attributes_the_count_to_its_database(seed):
    [count] = [c for c in seed if c.field is Field.EPISODE_COUNT]
    assert count.value == "8"
    assert (count.speaker, count.attribution) == (Speaker.DATABASE, "MyDramaList")


@needs_seed
def test_the_seed_says_that_the_shoot_is_over(seed):
    states = {c.value for c in seed if c.field is Field.PRODUCTION_STATUS and c.modality.current}
    assert states
    assert states <= {"post_production", "wrapped"}


@needs_seed
def test_the_seeds_old_doubt_is_not_current(seed):
    doubt = "before the end of 2022"
    assert not [c for c in seed if c.modality.current and doubt in c.quote]


# ---- whose sentence it is


@pytest.mark.parametrize(
    "text",
    [
        "'Paper Moon' premieres on June 7, and its star was last seen in Lantern Street.",
        "The trailer for Lantern Street arrives on March 20.",
        "The finale of Lantern Street airs on March 20.",
        "Episode 5 of Lantern Street goes out on March 20.",
    ],
)
def test_a_date_of_something_else_is_no_release(text):
    assert not [c for c in claims(text) if c.field is Field.RELEASE_DATE]


def test_a_bullet_of_another_title_is_not_ours():
    text = "- Paper Moon is back on June 7 with ten episodes.\n- Lantern Street arrives on May 3."
    assert current(text, "What to watch") == {("release_date", "", "2024-05-03")}


def test_a_longer_title_in_the_headline_is_another_work():
    reading = read(
        document("The spin-off starts on May 3.", "'Lantern Street: The Early Years' gets a date"), LANTERN
    )
    assert not reading.about


def test_a_game_or_a_book_of_the_name_is_not_what_is_watched():
    game = "Lantern Street 3 was unveiled at The Game Awards and is made for the new consoles. It will be out in 2026."
    book = "It is publication day for the sequel. Few novels are as warm as Lantern Street, says its writer."
    assert not read(document(game, "Lantern Street 3 will not be out this year"), LANTERN).about
    assert not read(document(book, "Book post"), LANTERN).about
    series = "Netflix will release Lantern Street season 3 in 2026, a month after The Game Awards."
    assert read(document(series, "Lantern Street season 3 dated"), LANTERN).about


def test_a_credit_is_not_what_a_document_is_about():
    text = "The actor begins his service on April 2. He became known for Lantern Street."
    assert not read(document(text, "Actor to enlist in April"), LANTERN).about


def test_a_part_that_is_taken_is_news_of_the_title_and_one_that_made_a_name_is_not():
    taken = 'On Monday tvN shared that the two have settled on the lead roles in "Lantern Street" (working title).'
    assert read(document(taken, "Two stars meet again"), LANTERN).about
    known = 'Her agency recalled her role in "Lantern Street" and said that she is resting.'
    assert not read(document(known, "Actress takes a year off"), LANTERN).about


def test_a_long_headline_that_opens_with_the_title_is_about_it():
    headline = (
        "Lantern Street: Min Seo-yun and Kang Do-hyun get a second chance at love in the first poster; "
        "premiere set for May 3"
    )
    assert read(document("The drama airs on tvN.", headline), LANTERN).about
    longer = "The paper printed a long list of novels. " * 3 + "Lantern Street: Memories was among them."
    assert not read(document(longer, "Books of the year"), LANTERN).about


def test_a_long_title_is_known_by_its_head_where_the_whole_stands_too():
    watch = Watch(key="k", name="Quiet Keepers of the Lighthouse", platform="Netflix")
    whole = "Quiet Keepers of the Lighthouse has been renewed. Season 2 of Quiet Keepers arrives on May 3."
    assert ("release_date", "S2", "2024-05-03") in current(whole, "'Quiet Keepers' gets a date", watch)
    assert not read(document("Quiet Keepers arrives on May 3.", "Quiet Keepers dated"), watch).about
    post = "Cameras are turning on #QuietKeepers as of today."
    assert read(document(post, kind=DocumentKind.POST), watch).about


def test_pronouns_carry_the_title_on():
    text = "Lantern Street has been a hit. It returns on May 2."
    assert ("release_date", "", "2024-05-02") in current(text, "Lantern Street returns")


@pytest.mark.parametrize("name", ["You", "Dark", "It"])
def test_a_name_that_is_a_common_word_is_not_found_in_prose(name):
    watch = Watch(key=name.lower(), name=name, people=("Min Seo-yun",), platform="Netflix")
    text = "You should know that it gets dark early. It will be released on May 3, if you ask the museum."
    assert not read(document(text, "The lights go out"), watch).about


def test_a_name_that_is_a_common_word_is_found_where_it_is_a_title():
    watch = Watch(key="dark", name="Dark", people=("Min Seo-yun",), platform="Netflix")
    text = 'Min Seo-yun stars in the Netflix series "Dark," which premieres on May 3.'
    assert ("release_date", "", "2024-05-03") in current(text, "A new series", watch)


# ---- installments


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Season 2 of Lantern Street premieres on May 3.", "S2"),
        ("Part 2 of Lantern Street premieres on May 3.", "S1P2"),
        ("Part 2 of Lantern Street season 3 premieres on May 3.", "S3P2"),
        ("The fifth and final season of Lantern Street premieres on May 3.", "S5"),
        ("Lantern Street premieres on May 3.", ""),
    ],
)
def test_the_installment_that_a_sentence_names(text, scope):
    assert ("release_date", scope, "2024-05-03") in current(text)


def test_a_film_has_the_scope_film():
    watch = Watch(key="salt-road", name="The Salt Road", people=("Min Seo-yun",), kind="film")
    assert ("release_date", "film", "2024-05-03") in current(
        "The Salt Road, with Min Seo-yun, opens on May 3.", "", watch
    )


def test_an_article_on_a_season_speaks_of_it_throughout():
    text = "The new episodes arrive on Netflix on May 3."
    assert ("release_date", "S2", "2024-05-03") in current(text, "Lantern Street season 2 gets a date")


# ---- the last word stands


def test_a_later_update_overturns_what_stands_above_it():
    text = (
        "Lantern Street premieres on April 18.\n\nUpdate: Netflix has since moved the premiere to April 25."
    )
    got = {(c.value, c.modality.current) for c in claims(text) if c.field is Field.RELEASE_DATE}
    assert ("2024-04-25", True) in got
    assert ("2024-04-18", True) not in got


def test_old_and_new_date_in_one_sentence():
    got = {
        c.value: c.modality
        for c in claims("Lantern Street was originally planned for March 15 but now opens on May 3.")
    }
    assert got["2024-03-15"] is Modality.PAST
    assert got["2024-05-03"] is Modality.CONFIRMED


def test_what_the_text_denies_is_not_current():
    text = "Netflix denied reports that Lantern Street would premiere on May 3."
    assert [c.modality for c in claims(text)] == [Modality.DENIED]


# ---- on whose word


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Netflix announced that Lantern Street premieres on May 3.", Speaker.PLATFORM),
        ("Sources tell us that Lantern Street premieres on May 3.", Speaker.SOURCES),
        ("MyDramaList lists Lantern Street with ten episodes.", Speaker.DATABASE),
        ("The director said that Lantern Street will premiere on May 3.", Speaker.PRODUCER),
        ("Lantern Street premieres on May 3.", Speaker.OUTLET),
    ],
)
def test_who_says_so(text, speaker):
    assert claims(text)[0].speaker is speaker
