"""Databases of titles: from their answers to records, from records to claims."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from config.model import Source, Watch
from scraper import records
from scraper.errors import ReadError
from scraper.kinds import json_ld, record, wikidata
from scraper.kinds.interface import Answer
from scraper.model import Document, DocumentKind, Field, Modality, SourceStanding, Status

BEFORE = datetime(2022, 12, 1, tzinfo=UTC)
AFTER = datetime(2023, 2, 1, tzinfo=UTC)
GLORY = Watch(
    key="the-glory",
    name="The Glory",
    aliases=("더 글로리", "Deo Geullori"),
    people=("Song Hye-kyo", "송혜교", "Kim Eun-sook"),
    platform="Netflix",
    lookalikes=("Glory", "Morning Glory", "雁回时"),
)

TVMAZE = {
    "id": 62000,
    "name": "The Glory",
    "language": "Korean",
    "status": "Running",
    "premiered": "2022-12-30",
    "ended": None,
    "updated": 1669852800,  # 2022-12-01T00:00:00Z
    "network": None,
    "webChannel": {"id": 1, "name": "Netflix"},
    "_embedded": {
        "seasons": [
            {"number": 1, "episodeOrder": 16, "premiereDate": "2022-12-30", "endDate": "2023-03-10"},
            {"number": 2, "episodeOrder": None, "premiereDate": None},
        ],
        "akas": [{"name": "더 글로리", "country": {"code": "KR"}}],
        "cast": [{"person": {"name": "Song Hye Kyo"}, "character": {"name": "Moon Dong Eun"}}],
    },
}
TMDB = {
    "id": 136283,
    "name": "The Glory",
    "original_name": "더 글로리",
    "status": "Returning Series",
    "first_air_date": "2022-12-30",
    "networks": [{"name": "Netflix"}],
    "created_by": [{"name": "Kim Eun-sook", "original_name": "김은숙"}],
    "seasons": [
        {"season_number": 0, "air_date": "2022-12-01", "episode_count": 3, "name": "Specials"},
        {"season_number": 1, "air_date": "2022-12-30", "episode_count": 16},
        {"season_number": 2, "air_date": None, "episode_count": 0},
    ],
    "alternative_titles": {"results": [{"title": "Deo Geullori", "iso_3166_1": "KR"}]},
    "credits": {"cast": [{"name": "Song Hye-kyo", "original_name": "송혜교"}]},
}


def statement(value, rank="normal", kind="value"):
    return {"rank": rank, "mainsnak": {"snaktype": kind, "datavalue": {"value": value}}}


def time(text, precision=11):
    return {
        "time": f"+{text}T00:00:00Z",
        "precision": precision,
        "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
    }


WIKIDATA = {
    "entities": {
        "Q106470953": {
            "id": "Q106470953",
            "modified": "2022-12-01T08:00:00Z",
            "labels": {"en": {"value": "The Glory"}, "ko": {"value": "더 글로리"}},
            "aliases": {"en": [{"value": "Deo Geullori"}]},
            "claims": {
                "P31": [statement({"id": "Q5398426"})],
                "P580": [statement(time("2022-12-30")), statement(time("2022-12-29"), "deprecated")],
                "P577": [
                    statement(time("2023-01-02")),
                    statement(time("2022-12-00", 10)),
                    statement(None, kind="somevalue"),
                ],
                "P1113": [
                    statement({"amount": "+8", "unit": "1"}),
                    statement({"amount": "+16", "unit": "1"}, "preferred"),
                ],
            },
        }
    }
}


def answer(body, *, url="https://api.example/x", at=BEFORE, status=200):
    sent = (
        body
        if isinstance(body, bytes)
        else body.encode()
        if isinstance(body, str)
        else json.dumps(body).encode()
    )
    return Answer(url=url, status=status, headers={}, body=sent, fetched_at=at)


def source(url, **options):
    return Source(name="db", kind="record", url=url, standing=options.pop("standing", "database"), **options)


def read_one(body, url, **options):
    (document,) = record.read(answer(body), source(url, **options)).documents
    return document


def told(document, watch=GLORY):
    """What the record claims, in short."""
    reading = records.read(document, watch)
    assert reading.about, reading.reason
    assert all(document.body[c.start : c.end] == c.quote for c in reading.claims)
    return {(c.field.value, c.scope, c.value, c.modality.value) for c in reading.claims}


def test_tvmaze_is_asked_for_everything_in_one_request():
    ask = record.ask(source("https://www.tvmaze.com/shows/62000/the-glory"))

    assert (
        ask.url == "https://api.tvmaze.com/shows/62000?embed%5B%5D=seasons&embed%5B%5D=akas&embed%5B%5D=cast"
    )


def test_tvmaze_record_and_its_claims():
    document = read_one(TVMAZE, "https://www.tvmaze.com/shows/62000/the-glory")

    assert document.kind is DocumentKind.RECORD
    assert document.id == "https://www.tvmaze.com/shows/62000"
    assert document.published == date(2022, 12, 1)
    assert document.standing is SourceStanding.DATABASE
    assert "S1 episodeOrder: 16" in document.text.split("\n")
    assert told(document) == {
        ("production_status", "", "released", "confirmed"),
        ("release_date", "", "2022-12-30", "expected"),
        ("release_date", "S1", "2022-12-30", "expected"),
        ("episode_count", "S1", "16", "confirmed"),
    }


def test_a_past_date_is_confirmed():
    document = read_one(TVMAZE | {"updated": int(AFTER.timestamp())}, "https://www.tvmaze.com/shows/62000/x")

    assert ("release_date", "", "2022-12-30", "confirmed") in told(document)


def test_tmdb_record_and_its_claims():
    document = read_one(TMDB, "https://www.themoviedb.org/tv/136283-the-glory", token="t")

    assert told(document) == {
        ("production_status", "", "released", "confirmed"),
        ("release_date", "", "2022-12-30", "expected"),
        ("release_date", "S1", "2022-12-30", "expected"),
        ("episode_count", "S1", "16", "confirmed"),
    }


def test_tmdb_film_is_scoped_as_film():
    film = {
        "id": 5,
        "title": "Uprising",
        "original_title": "전,란",
        "status": "Post Production",
        "release_date": "2024-10-11",
    }
    watch = Watch(key="uprising", name="Uprising", aliases=("전,란",), kind="film")

    assert told(read_one(film, "https://www.themoviedb.org/movie/5", token="t"), watch) == {
        ("production_status", "film", "post_production", "confirmed"),
        ("release_date", "film", "2024-10-11", "expected"),
    }


def test_tmdb_wants_a_token_and_sends_it_in_the_header():
    url = "https://www.themoviedb.org/tv/136283-the-glory"
    with pytest.raises(ReadError, match="token"):
        record.ask(source(url))

    ask = record.ask(source(url, token="t0k"))

    assert ask.headers == (("Authorization", "Bearer t0k"),)
    assert "t0k" not in ask.url


def test_wikidata_takes_the_best_rank_the_earliest_date_and_its_precision():
    document = read_one(WIKIDATA, "https://www.wikidata.org/wiki/Q106470953")

    assert document.published_at == datetime(2022, 12, 1, 8, tzinfo=UTC)
    assert told(document) == {
        ("release_date", "", "2022-12-30", "expected"),
        ("release_date", "", "2022-12", "expected"),
        ("episode_count", "", "16", "confirmed"),
    }


def test_wikidata_with_two_counts_of_one_rank_has_none():
    two = [statement({"amount": "+8", "unit": "1"}), statement({"amount": "+16", "unit": "1"})]
    entity = json.loads(json.dumps(WIKIDATA))
    entity["entities"]["Q106470953"]["claims"]["P1113"] = two

    assert not any(
        field == "episode_count" for field, *_ in told(read_one(entity, "https://www.wikidata.org/wiki/Q1"))
    )


@pytest.mark.parametrize(
    "url", ["https://www.wikidata.org/wiki/Q106470953", "https://www.wikidata.org/entity/Q106470953"]
)
def test_wikidata_is_asked_for_the_entitys_json(url):
    assert wikidata.ask(source(url)).url == "https://www.wikidata.org/wiki/Special:EntityData/Q106470953.json"


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", {}, {"entities": {}}, {"id": 1}, {"name": 5, "id": 1}, {"entities": {"Q1": {}}}, []],
)
@pytest.mark.parametrize(
    "url",
    [
        "https://www.tvmaze.com/shows/1/x",
        "https://www.wikidata.org/wiki/Q1",
        "https://www.themoviedb.org/tv/1",
    ],
)
def test_an_answer_of_another_shape_is_a_read_error(url, body):
    with pytest.raises(ReadError):
        record.read(answer(body), source(url))


@pytest.mark.parametrize(
    "url",
    [
        "https://www.tvmaze.com/people/1",
        "https://www.wikidata.org/wiki/Main_Page",
        "https://www.themoviedb.org/person/1",
    ],
)
def test_an_address_that_is_no_record_is_told(url):
    with pytest.raises(ReadError, match=r"https://"):
        record.ask(source(url, token="t"))


# JSON-LD

PAGE = """<html><head><title>x</title>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
 {"@type":"WebPage","datePublished":"2020-01-01","name":"a page"},
 {"@type":["TVSeries","Thing"],"name":"The Glory","alternateName":["더 글로리"],"url":"/title/81519223",
  "startDate":"2022-12-30T08:00:00Z","numberOfEpisodes":16,"actor":[{"@type":"Person","name":"Song Hye-kyo"}],
  "containsSeason":[{"@type":"TVSeason","seasonNumber":"1","numberOfEpisodes":"16","datePublished":"2022-12-30"}]}]}</script>
<script type="application/ld+json">{"broken": </script>
<script type="application/ld+json">
//<![CDATA[
{"@type":"Review","itemReviewed":{"@type":"Movie","name":"Decision to Leave","datePublished":"2022-06-29"}};
//]]></script></head><body></body></html>"""


def test_json_ld_of_a_page_becomes_a_record_for_each_title():
    found = {
        d.headline: d
        for d in json_ld.read(
            answer(PAGE, url="https://n.example/title/1"), source("https://n.example/title/1")
        ).documents
    }

    assert set(found) == {"The Glory", "Decision to Leave"}
    assert found["The Glory"].url.startswith("https://n.example/title/81519223")
    assert told(found["The Glory"]) == {
        ("release_date", "", "2022-12-30", "expected"),
        ("release_date", "S1", "2022-12-30", "expected"),
        ("episode_count", "", "16", "confirmed"),
        ("episode_count", "S1", "16", "confirmed"),
    }
    assert not records.read(found["Decision to Leave"], GLORY).about


def test_json_ld_of_a_season_speaks_for_that_season_of_its_series():
    page = (
        '<script type="application/ld+json">{"@type":"TVSeason","name":"Season 2","seasonNumber":2,'
        '"numberOfEpisodes":8,"startDate":"2023-03","partOfSeries":{"@type":"TVSeries","name":"The Glory","alternateName":"더 글로리"}}</script>'
    )
    (document,) = json_ld.records(answer(page), source("https://n.example/x"))

    assert told(document) == {
        ("release_date", "S2", "2023-03", "expected"),
        ("episode_count", "S2", "8", "confirmed"),
    }


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"The Glory"}</script>',
        '<script type="application/ld+json">{"@type":"TVSeries","name":"The Glory"}</script>',
        '<script type="application/ld+json">{"@type":"TVSeries","startDate":"2022"}</script>',
        '<script type="application/ld+json">' + '{"a":' * 3000 + "1" + "}" * 3000 + "</script>",
    ],
)
def test_a_page_without_a_record_has_none(page):
    assert json_ld.records(answer(page), source("https://n.example/x")) == ()
    with pytest.raises(ReadError):
        json_ld.read(answer(page), source("https://n.example/x"))


@pytest.mark.parametrize(
    ("standing", "expected"), [("official", 4), ("trade", 2), ("database", 2), ("fan", 1)]
)
def test_a_trade_page_shows_a_record_with_a_databases_standing(standing, expected):
    found = json_ld.records(answer(PAGE), source("https://n.example/x", standing=standing))

    assert {d.standing for d in found} == {SourceStanding(expected)}


# Which title a record is about


def plain(*lines, headline="The Glory"):
    return Document(
        id="r",
        kind=DocumentKind.RECORD,
        source="db",
        url="https://db.example/1",
        language="",
        published=date(2022, 12, 1),
        headline=headline,
        text="\n".join(lines),
    )


@pytest.mark.parametrize(
    ("lines", "about"),
    [
        (("type: TVSeries", "name: The Glory", "cast: Song Hye Kyo"), True),
        (("type: TVSeries", "name: The Glory", "cast: Chen Duling"), False),
        (("type: TVSeries", "name: The Glory", "akas.name: 雁回时", "cast: Song Hye Kyo"), False),
        (("type: Movie", "name: The Glory", "cast: Song Hye Kyo"), False),
        (("type: TVSeries", "name: The Glory", "network: Netflix Korea"), True),
        (("type: TVSeries", "name: The Glory", "network: Hunan TV"), False),
        (("name: the glory", "alternateName: 더글로리"), True),
        (("name: The Glory",), False),
        (("name: The Glory of Rome", "cast: Song Hye Kyo"), False),
    ],
)
def test_a_record_is_told_from_look_alikes(lines, about):
    reading = records.read(
        plain(*lines, "premiered: 2022-12-30", headline=lines[0].partition(": ")[2]), GLORY
    )

    assert reading.about is about, reading.reason
    assert bool(reading.claims) is about
    assert reading.reason


def test_the_name_is_enough_where_no_look_alike_is_known():
    watch = Watch(key="w", name="Extraordinary Attorney Woo")
    reading = records.read(plain("Episodes: 16", headline="Extraordinary Attorney Woo"), watch)

    assert [(c.field, c.value) for c in reading.claims] == [(Field.EPISODE_COUNT, "16")]


@pytest.mark.parametrize(
    "line",
    [
        "premiered: soon", "premiered: 2022-13-45", "premiered: 0000-00-00", "premiered: 2022-12-301",
        "episodeOrder: 0", "episodeOrder: -8", "episodeOrder: 8.5", "episodeOrder: many", "episodeOrder: 100000",
        "status: In Production", "status: Pilot", "status: Canceled", "runtime: 16", "S1 runtime: 50", "no colon",
    ],
)  # fmt: skip
def test_what_is_no_value_claims_nothing(line):
    reading = records.read(plain("cast: 송혜교", line), GLORY)

    assert reading.about
    assert reading.claims == ()


def test_offsets_count_code_points():
    document = plain("akas.name: 더 글로리 😀", "S1 episodeOrder: 016")
    (claim,) = records.read(document, GLORY).claims

    assert (claim.value, claim.quote) == ("16", "S1 episodeOrder: 016")
    assert document.body[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Planned", Status.ANNOUNCED),
        ("In Development", Status.ANNOUNCED),
        ("Post Production", Status.POST_PRODUCTION),
        ("Ended", Status.RELEASED),
    ],
)
def test_a_providers_status_in_our_words(word, status):
    (claim,) = records.read(plain("cast: 송혜교", f"status: {word}"), GLORY).claims

    assert (claim.field, claim.value, claim.modality) == (Field.PRODUCTION_STATUS, status, Modality.CONFIRMED)


def test_a_wikipedia_article_leads_to_its_entity():
    ask = record.ask(source("https://en.wikipedia.org/wiki/The_Glory_(TV_series)"))

    assert ask.url == (
        "https://www.wikidata.org/w/api.php?action=wbgetentities&format=json&sites=enwiki&titles=The+Glory+%28TV+series%29"
    )
    with pytest.raises(ReadError, match="no such article"):
        record.read(answer({"entities": {"-1": {"missing": ""}}}), source("https://en.wikipedia.org/wiki/X"))
