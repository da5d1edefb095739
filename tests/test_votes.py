"""What a claim weighs, and whose voice it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from judging import article, claim

from scraper.model import DocumentKind, SourceStanding, Speaker, Standing
from scraper.standing import guess, outlet
from scraper.votes import vote


def cast(document, text, **more):
    found = vote(document, replace(claim(text), **more), 1)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("standing", "said", "strength"),
    [
        ("OFFICIAL", "date - 2022-12-30", Standing.OFFICIAL),
        ("OFFICIAL", "date - 2022-12-30 rumoured", Standing.RUMOURED),
        ("TRADE", "date - 2022-12-30", Standing.REPORTED),
        ("TRADE", "date - 2022-12-30 expected platform", Standing.OFFICIAL),
        ("TRADE", "date - 2022-12-30 confirmed producer", Standing.OFFICIAL),
        ("TRADE", "date - 2022-12-30 expected guess", Standing.RUMOURED),
        ("TRADE", "date - 2022-12-30 expected sources", Standing.REPORTED),
        ("TRADE", "date - 2022-12-30 confirmed fan", Standing.RUMOURED),
        ("DATABASE", "count - 8", Standing.REPORTED),
        ("FAN", "date - 2022-12-30 confirmed platform", Standing.RUMOURED),
    ],
)
def test_how_much_a_claim_makes_of_a_value(standing, said, strength):
    assert (
        cast(article("a.com/1", "2022-12-01", standing=SourceStanding[standing]), said).strength is strength
    )


def test_a_cast_member_knows_of_the_set_but_not_of_the_calendar():
    post = article("x.com/1", "2022-06-22", kind=DocumentKind.POST, standing=SourceStanding.FAN)
    assert cast(post, "status - filming", speaker=Speaker.PERSON).strength is Standing.REPORTED
    assert cast(post, "date - 2022-12-30", speaker=Speaker.PERSON).strength is Standing.RUMOURED


def test_who_cites_an_outlet_speaks_with_its_voice():
    own = cast(article("whats-on-netflix.com/1", "2022-09-26"), "date - 2022-12-30")
    citing = cast(
        article("pinkvilla.com/2", "2022-09-27"),
        "date - 2022-12-30",
        speaker=Speaker.MEDIA,
        attribution="What's on Netflix",
    )
    assert own.outlet == citing.outlet


def test_of_one_instant_a_text_speaks_before_its_copies_whatever_they_are_called():
    first = cast(article("m.example/1", "2022-08-01"), "date - 2022-12-30")
    copies = [
        cast(article(key, "2022-08-01", origin="m.example/1"), "date - 2022-12-30")
        for key in ("a.example/1", "z.example/1")
    ]
    other = cast(article("n.example/1", "2022-08-01"), "date - 2022-12-30")

    assert sorted([other, *copies, first], key=lambda v: v.order) == [first, *copies, other]


@pytest.mark.parametrize("value", ["2022-13-45", "soon", ""])
def test_a_date_that_is_none_casts_no_vote(value):
    assert vote(article("a.com/1", "2022-01-01"), replace(claim("date - 2022"), value=value), 1) is None


@pytest.mark.parametrize("value", ["0", "-8", "eight", "٨", "1001", "8.5"])
def test_a_count_that_is_none_casts_no_vote(value):
    assert vote(article("a.com/1", "2022-01-01"), replace(claim("count - 8"), value=value), 1) is None


def test_a_document_from_the_future_spoke_when_we_read_it():
    read_at = datetime(2022, 6, 1, tzinfo=UTC)
    late = replace(article("a.com/1", "2099-01-01"), fetched_at=read_at)
    assert cast(late, "date - 2022-12-30").asserted == read_at


def test_a_quoted_statement_is_as_old_as_the_text_says_and_never_newer():
    said = cast(article("a.com/1", "2022-09-26"), "date - 2023", asserted_on=date(2022, 8, 16))
    assert said.asserted == datetime(2022, 8, 16, tzinfo=UTC)
    ahead = cast(article("a.com/1", "2022-09-26"), "date - 2023", asserted_on=date(2024, 1, 1))
    assert ahead.asserted == datetime(2022, 9, 26, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("www.nme.com", "NME"),
        ("en.wikipedia.org", "Wikipedia"),
        ("What's on Netflix", "whats-on-netflix.com"),
        ("v.daum.net (OSEN)", "osen"),
        ("m.hankookilbo.com", "hankookilbo.com"),
        ("star.mt.co.kr", "mt.co.kr"),
    ],
)
def test_one_publisher_in_two_spellings(one, other):
    assert outlet(one) == outlet(other)


@pytest.mark.parametrize(
    ("kind", "source", "url", "standing"),
    [
        ("article", "about.netflix.com", "https://about.netflix.com/en/news/1", "OFFICIAL"),
        ("article", "www.netflix.com", "https://www.netflix.com/tudum/1", "OFFICIAL"),
        ("post", "instagram.com (netflixkr)", "https://www.instagram.com/p/1", "OFFICIAL"),
        ("post", "x.com", "https://x.com/NetflixKR/status/1", "OFFICIAL"),
        ("post", "x.com", "https://x.com/netflixlover99/status/1", "FAN"),
        ("article", "whats-on-netflix.com", "https://www.whats-on-netflix.com/1", "TRADE"),
        ("article", "netflixlife.com", "https://netflixlife.com/1", "TRADE"),
        ("article", "mydramalist.com", "https://mydramalist.com/1", "DATABASE"),
        ("article", "en.wikipedia.org", "https://en.wikipedia.org/wiki/1", "DATABASE"),
        ("article", "someone.blogspot.com", "https://someone.blogspot.com/1", "FAN"),
        ("article", "soompi.com", "https://www.soompi.com/1", "TRADE"),
        ("post", "theqoo.net", "https://theqoo.net/1", "FAN"),
        ("record", "tvmaze.com", "https://api.tvmaze.com/shows/1", "DATABASE"),
        ("article", "", "", "TRADE"),
    ],
)
def test_a_standing_is_guessed_from_host_and_kind(kind, source, url, standing):
    assert guess(DocumentKind(kind), source, url, "Netflix") is SourceStanding[standing]
