"""Families of release dates in English: who brings it out, since when it is there, what only says when.

Each case is a way of writing beside the likeness that has to stay. Held against the rules alone.
"""

from __future__ import annotations

import pytest
from reading import LANTERN, TODAY, dates, document

from scraper.claims import read
from scraper.claims.dates import find
from scraper.claims.text import blocks
from scraper.model import DocumentKind, Field


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Lantern Street stars Kim Jun-seo and opens on May 3.", {"2024-05-03"}),
        ("Lantern Street, with Choi Jun-ki as the lamp man, is off to a flying start.", set()),
        ("Lantern Street opens Jun 7.", {"2024-06-07"}),
        ("The channel's next weekend drama is Copper Hill.", set()),
        ("Lantern Street starts next weekend.", {"2024-03-16/2024-03-17"}),
        ("Lantern Street is her first drama in three years.", set()),
        ("Lantern Street comes back only on Netflix in two weeks.", {"2024-03-20"}),
        ("The thriller is the channel's biggest hit in two years.", set()),
        ("Lantern Street is coming in two weeks.", {"2024-03-20"}),
        ("The serial is shown every Friday and Saturday at ten.", set()),
        ("It airs each Monday, Tuesday and Wednesday.", set()),
        ("It's October in Busan, a minister is dead, and Min is back in town.", set()),
        ("The stages were given back as early as last winter.", set()),
        ("Lantern Street could arrive as early as May.", {"2024-05"}),
        ("First it was the writers, who've been out since January 2.", set()),
    ],
)
def test_what_looks_like_a_day_of_release_and_is_none(text, days):
    assert dates(text) == days


def test_a_year_that_has_come_is_told_of_something_else():
    assert dates("it's 2024. Lantern Street wrapped in 2022.", kind=DocumentKind.POST) == set()


def test_a_crowd_of_a_holiday_is_no_day_of_it():
    assert not find("packed christmas crowd", language="en", today=TODAY)


def test_a_name_in_small_letters_begins_a_sentence():
    assert len(blocks("", "It is on Netflix in some countries. tvN has another hope.")[0].sentences) == 2


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The thriller, which opened in South African theaters on January 15, is a hit.", {"2024-01-15"}),
        ("Lantern Street will open in New Zealand cinemas on May 8.", {"2024-05-08"}),
        ("The drama, which aired on Netflix from October to December 2021, was a hit.", {"2021-10"}),
        ("The serial began on CCTV and Netflix on Sunday.", {"2024-03-03"}),
        ("It began its run on Netflix and Dragon TV on January 19.", {"2024-01-19"}),
        ("Lantern Street has a trailer and Netflix releases it on May 3.", {"2024-05-03"}),
    ],
)
def test_where_it_comes_out_belongs_to_the_verb(text, days):
    assert dates(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tele Uno will broadcast it on May 3.", {"2024-05-03"}),
        ("Keen River Films will release the series in 2025.", {"2025"}),
        ("Keen River Films will release in 2025.", set()),
        ("Iceland gets it first, on August 9.", {"2024-08-09"}),
        ("The streamer will introduce Lantern Street to the world on July 9.", {"2024-07-09"}),
        ("Netflix dates thriller 'Lantern Street' for October.", {"2024-10"}),
        (
            "Lantern Street has three episodes on Netflix next week, on March 15.",
            {"2024-03-15"},
        ),
        ("The network wants it on Sundays in the fall.", {"2024-23"}),
        ("“Think 2026,” an insider says of the second season.", {"2026"}),
        ("We'd guess at January 2026.", {"2026-01"}),
        ("The back end of 2025 would be the earliest that fans can expect.", {"2025-39"}),
        ("Netflix isn't talking about when, though it's likely for 2025.", {"2025"}),
        ("The next season isn't planned before January 2025.", {"2025-01"}),
    ],
)
def test_who_brings_it_out_and_how_it_is_guessed(text, days):
    assert dates(text) - {"2024-03-11/2024-03-17"} == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("All of Lantern Street has been available on Netflix since March 5.", {"2024-03-05"}),
        (
            "Season 1 has been available since April 2016, and season 2 since July 2020.",
            {"2016-04", "2020-07"},
        ),
        ("Season one, available on Netflix since May 2021, was a hit.", {"2021-05"}),
        ("Season 1 dates back to January 2016.", {"2016-01"}),
        ("The manga dates back to 2016.", set()),
        ("The show has drawn millions since its launch in October 2022.", {"2022-10"}),
        ("It has been a talking point ever since it tipped off on January 6.", {"2024-01-06"}),
        ("It has been a talking point ever since it was renewed on January 6.", set()),
        ("Applications have been open for a second season of Lantern Street since November.", set()),
        ("Min, who's 78 and has done it since 2011, had a hard talk.", set()),
        ("Filming has been under way since March 2.", set()),
        ("Netflix has been around since 2012 and has ordered Lantern Street.", set()),
        ("The manhwa has been available since 2019.", set()),
        ("The composer has been available since January.", set()),
        ("The channel has grown since its launch in 2006.", set()),
        ("Netflix has had it since January 2023.", {"2023-01"}),
        ("Netflix's drama has drawn millions since its launch in January 2023.", {"2023-01"}),
        ("The actress opened a shop on January 3.", set()),
        ("The drama opened a week ago, on February 28.", {"2024-02-28"}),
        ("All eight episodes have been available since January 3.", {"2024-01-03"}),
    ],
)
def test_since_when_it_can_be_seen(text, days):
    assert dates(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The drama started with a rating of 2.4% in Seoul on January 6.", {"2024-01-06"}),
        ("The fifth episode had a rating of 2.4% in Seoul on January 6.", set()),
        (
            "On January 21, the channel's new weekend drama “Lantern Street” aired its first episode.",
            {"2024-01-21"},
        ),
        ("On January 21, Netflix announced that the drama will air.", set()),
        ("The first episode of tvN's “Lantern Street” on January 11 drew 5.9% nationwide.", {"2024-01-11"}),
        ("The third episode of tvN's “Lantern Street” on January 11 drew 5.9% nationwide.", set()),
        ("The first season closed on February 1, having started on November 26.", {"2023-11-26"}),
        ("She said that the finale, the tenth episode, will air on April 4.", set()),
        ("She said that the finale, the tenth episode, would go out on April 4.", set()),
        ("The serial airs its third and fourth episodes on March 17.", set()),
        ("The serial returned last Friday after a break of two weeks for the elections.", set()),
        ("Lantern Street returns on May 3 following a two-year hiatus.", {"2024-05-03"}),
        (
            "Lantern Street opens on May 3, with a concert of its songs airing on April 26.",
            {"2024-05-03"},
        ),
        ("Season 1 came out in 2019, and the second, Dark Lamps, in January 2021.", {"2019", "2021-01"}),
        ("In February part one came out, and part two follows in October.", {"2024-02", "2024-10"}),
    ],
)
def test_an_opening_and_what_comes_beside_it(text, days):
    assert dates(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "Filming, money allowing, is expected to start in January 2025.",
        "Filming of the series, with Min as a clerk who mends the lamps of a town, had started in January.",
        "Production ran from September 2023 to January.",
        "Up to 22 days of additional photography are now penciled in for June.",
        "Two weeks of reshoots are slated for May.",
        "Filming on the second season is planned for August.",
        "It was to film in London from the summer and premiere in 2025.",
        "It was to have been shot last autumn and been shown next summer.",
        "“We'd all have been back in July,” she said.",
        "Lantern Street would have premiered on May 3.",
    ],
)
def test_the_shoot_and_what_never_came_to_be(text):
    assert dates(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "It is made for fans of Saltmarsh, which came out last week.",
        "Min will next be seen in Copper World Dominion, out in June.",
        'It keeps away from "Copper Hill 2." That one, which began as a podcast, opens May 27.',
        "Seven Lakes prints the comics, and volume 12 came out in November.",
        "She arrived in a harbour in 1951.",
        "Min, who was at the harbour last month, came up short.",
    ],
)
def test_another_work_named_in_passing(text):
    assert dates(text) == set()


def test_the_platform_where_it_only_arrives_later():
    text = "Lantern Street came out in January. It streams in Ireland on RTE Player, where it landed in February."
    assert dates(text) == {"2024-01"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("the lamps. the fog. min seo-yun. TONIGHT. i took the week off #LanternStreet", {"2024-03-06"}),
        ("my cat has claimed the sofa. tomorrow night. #LanternStreet", {"2024-03-07"}),
        ("Lantern Street finale. tonight. i am not ready", set()),
        ("Lantern Street ep 5. tonight.", set()),
        ("rewatching Lantern Street. tonight.", set()),
        ("lantern street s2 first ep out on netflix", {"2024-03-06"}),
        ("lantern street s2 ep 5 out on netflix", set()),
        ("the first episodes of Lantern Street are here, more every Tuesday until Apr 9", {"2024-03-06"}),
    ],
)
def test_a_post_says_that_it_is_there(text, days):
    assert dates(text, kind=DocumentKind.POST) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "It ends with what season 2 of Lantern Street is about, and Netflix will release it in June.",
            {"2024-06"},
        ),
        (
            "The drama, based on a novel about three lamplighters, began on January 19.",
            {"2024-01-19"},
        ),
        ("The webtoon, adapted from a novel, began on May 3.", set()),
        ("Last Christmas the slot belonged to Copper Hill.", set()),
        ("It has earned €7 million in cinemas since January.", {"2024-01"}),
        ("The novel has sold 2 million copies since January.", set()),
        ("It'll be in cinemas for Chuseok. Lantern Street opens on September 13.", {"2024-09-13"}),
        ("Lantern Street opens for Christmas.", {"2024-12"}),
        ("Its rival is “Copper Hill: Chapter 2,” which arrives on March 24.", set()),
        (
            "The Art Channel has acquired Lantern Street and will premiere it on May 24. It began in 2022.",
            {"2022"},
        ),
        ("Netflix has acquired Lantern Street and will premiere it on May 24.", {"2024-05-24"}),
        (
            "Netflix has picked up Lantern Street for a second season, after the first came out in February.",
            {"2024-02"},
        ),
    ],
)
def test_which_of_several_it_is(text, days):
    assert dates(text) == days


@pytest.mark.parametrize(
    ("text", "pulled"),
    [
        ("It was to have aired from April 2. When the drama will premiere instead has yet to be said.", True),
        ("It was billed for May 12. It won't be shown “for the time being”.", True),
        ("Lantern Street delays its final 3 episodes indefinitely.", False),
        ("Lantern Street is delayed indefinitely.", True),
    ],
)
def test_pulled_with_no_new_date(text, pulled):
    assert ("XXXX" in dates(text)) is pulled


def test_a_paragraph_comes_back_to_the_drama():
    text = (
        'Min Seo-yun is in talks for "Lantern Street," a source says.\n\n'
        'Her co-star was last seen in "Copper Hill" and leads "Red Fern" too.\n\n'
        "The drama is to air in the second half of the year."
    )
    assert dates(text, headline="Min Seo-yun takes a new role") == {"2024-41"}


def test_a_day_in_front_of_what_somebody_begins_to_do_dates_no_release():
    text = "On March 1st, fan accounts on Twitter began posting that filming had wrapped on Lantern Street."
    assert dates(text) == set()
    assert dates("On March 1st, the channel's new drama Lantern Street aired.") == {"2024-03-01"}


def test_what_comes_before_a_date_that_is_hoped_for_is_none():
    text = "Lantern Street might not be ready before autumn, but it could arrive in November."
    assert dates(text) == {"2024-11"}


@pytest.mark.parametrize("when", ["1989", "December 1989"])
def test_when_a_story_plays_dates_no_release(when):
    assert read_whole(f"In season 2 of Lantern Street it is {when}.") == set()


def read_whole(text):
    """Return the release dates of a text with all that is weighed besides."""
    return {c.value for c in read(document(text), LANTERN).claims if c.field is Field.RELEASE_DATE}
