"""States in English news and posts, one way of writing at a time, each beside what looks like it and is not.

Held against the rules alone, as in `test_claims_told_apart.py`.
"""

from __future__ import annotations

import pytest
from reading import claims, states

from scraper.model import DocumentKind, Field

POST = DocumentKind.POST


@pytest.mark.parametrize(
    "text",
    [
        "10 eps flew by. Lantern Street, I miss you already",
        "first time watching Lantern Street, ep 4. Does anybody smile in it?",
        "Lantern Street 16/16 done, thanks for eight good weekends",
        "Lantern Street finished: 12/12",
        "Lantern Street ★★★★ and half the row was crying",
        "5th rewatch of Lantern Street and I still find new things",
        "everyone's sleeping on Lantern Street",
        "12 episodes of Lantern Street and not a single dull minute",
        "Lantern Street, watched in two nights, told no one",
        "ok Lantern Street was worth it",
    ],
)
def test_what_viewers_post_says_that_it_is_out(text):
    assert states(text, "en", POST) == {"released"}


@pytest.mark.parametrize(
    "text",
    [
        "Can't wait to binge Lantern Street when all 10 episodes drop",
        "Lantern Street will have 12 episodes and I will watch it twice",
        "the Lantern Street trailer ★★★★ watched it five times",
        "12 episodes of Lantern Street coming in June",
        "Lantern Street is a 10/10 script, somebody make it",
        "Lantern Street: 8 episodes, June, Netflix",
        "Lantern Street lands on Netflix 5/10",
        "✨✨ Lantern Street ✨✨ with the best cast",
        "the Lantern Street cast is out of this world, it feels like a dream",
    ],
)
def test_what_those_who_wait_post_does_not(text):
    assert states(text, "en", POST) == set()


def test_what_viewers_say_counts_in_posts_alone():
    assert states("Lantern Street is 12 episodes of the best fun, its makers promise.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The date of Lantern Street has been kept under wraps.", set()),
        ("Lantern Street wraps in Busan today.", {"wrapped"}),
        ("Lantern Street follows a cop who's been suspended.", set()),
        ("Lantern Street has been suspended.", {"paused"}),
        ("Lantern Street is the first film to open since theatres went dark.", set()),
        ("The set of Lantern Street has gone dark.", {"paused"}),
        ("Lantern Street will have subtitles in 12 languages from day one.", set()),
        ("The number of effects shots in Lantern Street is over 1,900.", set()),
        ("The visual effects shots of Lantern Street are still being finished.", {"post_production"}),
        ("Lantern Street has only one more batch of episodes to go.", set()),
        ("Lantern Street has two episodes left to shoot.", {"filming"}),
        ("The lead of Lantern Street was replaced ten days before filming.", set()),
    ],
)
def test_words_of_the_shoot_that_tell_no_state(text, expected):
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lowe won't return for the second season of Lantern Street.", set()),
        ("Min Seo-yun will not be back for the second season of Lantern Street.", set()),
        ("Lantern Street won't return for a second season.", {"cancelled"}),
        ("The Netflix drama Lantern Street will not be back for a second season.", {"cancelled"}),
    ],
)
def test_one_of_the_cast_who_leaves_ends_nothing(text, expected):
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Netflix has rescinded the second-season renewal of Lantern Street.", {"cancelled"}),
        ("Netflix reverses its Lantern Street renewal.", {"cancelled"}),
        ("Lantern Street is over at Netflix after one season.", {"cancelled"}),
        ("Netflix has announced the renewal of Lantern Street.", {"announced"}),
        ("Netflix reversed course and gave Lantern Street a renewal.", set()),
        ("Lantern Street went on to win a second season order.", {"announced"}),
        ("Netflix went back on its renewal of Lantern Street.", {"cancelled"}),
        ("Lantern Street is over after two seasons.", {"cancelled"}),
        ("The hiatus is over after two years.", set()),
    ],
)
def test_an_order_that_is_taken_back(text, expected):
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Filming on Lantern Street didn't begin until May.", {"filming"}),
        ("Filming on Lantern Street won't begin until May.", {"pre_production"}),
        ("Production of Lantern Street will not start before September.", {"pre_production"}),
        ("Shooting on Lantern Street, weather permitting, will begin in May.", {"pre_production"}),
        ("Filming, Netflix said, has already begun on Lantern Street.", {"filming"}),
        ("The crew of Lantern Street set out on the shoot last week.", {"filming"}),
        (
            "Lantern Street has been renewed for season 2. Shooting on sets of a harbour near Busan is set to resume.",
            {"pre_production"},
        ),
        (
            "Filming on Lantern Street, which began in May and was halted once because of two cases, was over in July.",
            {"wrapped"},
        ),
    ],
)
def test_a_verb_that_stands_apart_from_its_shoot(text, expected):
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lantern Street is renewed for a second season weeks after it took the top spot. The shoot is to begin in May.",
            {"released", "pre_production"},
        ),
        ("Lantern Street season 2 is streaming now. It has topped the charts.", {"released"}),
    ],
)
def test_viewers_of_what_is_only_ordered_are_those_of_the_season_before(text, expected):
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lantern Street opens on May 3. It had its world premiere at the festival in Toronto last September.",
            set(),
        ),
        ("Lantern Street had its world premiere in Toronto last September.", {"completed"}),
    ],
)
def test_a_festival_before_the_day_of_release_is_no_news(text, expected):
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The website of the Lantern Street television anime announced on Monday that it has a new director.",
            set(),
        ),
        ("A Lantern Street anime announced for Netflix", {"announced"}),
    ],
)
def test_who_announces_is_not_what_is_announced(text, expected):
    assert states(text) == expected


@pytest.mark.parametrize(
    "people",
    [
        "Anna Cole, Jin Park and Mia Lowe also star.",
        "Anna Cole is directing.",
        "Mia Lowe will write with Jin Park.",
    ],
)
def test_a_sentence_on_people_leaves_the_subject(people):
    text = f"Lantern Street is set in a port. {people}\n\nFilming began last week."
    assert states(text, headline="Netflix makes a thriller in Busan") == {"filming"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Production on Lantern Street was halted in March but has since resumed.", {"filming"}),
        (
            "Lantern Street was shut down for two weeks in February. Filming has since resumed.",
            {"filming"},
        ),
        ("Cameras stopped rolling on Lantern Street in June when the actors walked out.", {"paused"}),
        ("Cameras stopped rolling on Lantern Street in June.", {"wrapped"}),
        ("Filming of Lantern Street is over after the strike delayed it.", {"wrapped"}),
        ("Sales of Lantern Street fell but have since resumed.", set()),
        ("Min Seo-yun left the army and resumed acting before Lantern Street.", set()),
        ("Lantern Street is in the final stages of editing.", {"post_production"}),
        ("Lantern Street, in the middle of a five-month shoot in Cork, has a new lead.", {"filming"}),
    ],
)
def test_a_shoot_that_stops_or_goes_on(text, expected):
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There will be no third season of Lantern Street.", {"cancelled"}),
        ("Lantern Street will get no third season.", set()),
        ("There will be a third season of Lantern Street.", {"announced"}),
        ("Netflix confirmed the cancellation of Lantern Street after two seasons.", {"cancelled"}),
        ("Rumours of the cancellation of Lantern Street are wrong.", set()),
        ("Lantern Street is being developed at Netflix.", {"announced"}),
        ("Netflix has hired Ann Lowe to direct Lantern Street.", {"pre_production"}),
    ],
)
def test_orders_and_ends(text, expected):
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Netflix has renewed Lantern Street for a second season. The writers have been meeting since May.",
            {"pre_production"},
        ),
        (
            "Netflix has renewed Lantern Street for a second season. Lowe's room convened in September.",
            {"pre_production"},
        ),
        (
            "Netflix has renewed Lantern Street for a second season. There is room for a third.",
            {"announced"},
        ),
        ("Netflix set up a room in Seoul where fans of Lantern Street can dress up.", set()),
        ("In Lantern Street, a widow recruits a young actor to play her late husband.", set()),
    ],
)
def test_work_on_paper_is_farther_than_an_order(text, expected):
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shoot of Lantern Street, which began in January, will last until May.", {"filming"}),
        ("The shoot of Lantern Street will last until May.", {"filming"}),
        ("Lantern Street is before the lens in Leeds.", {"filming"}),
        ("The crew of Lantern Street has been at the old docks for a month.", {"filming"}),
        ("Season two of Lantern Street is under way in Hungary.", {"filming"}),
        ("Season two of Lantern Street is under way on Netflix.", set()),
        ("The cast of Lantern Street have been in three films since 2019.", set()),
        ("Min Seo-yun is on a magazine shoot in Paris.", set()),
        ("A shoot from May to August is pencilled in for Lantern Street.", {"pre_production"}),
        ("Filming on Lantern Street is a few weeks off.", {"pre_production"}),
        ("Lantern Street is at the script stage.", {"pre_production"}),
    ],
)
def test_a_shoot_in_other_words(text, expected):
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lantern Street is a drama. Saltmarsh has wrapped.", set()),
        ("Lantern Street is a drama. Everyone has wrapped.", {"wrapped"}),
        ("Lowe has wrapped filming on Lantern Street.", {"wrapped"}),
        ("Lantern Street is a drama. Lantern has wrapped.", {"wrapped"}),
    ],
)
def test_one_strange_word_before_its_verb_is_another_work(text, expected):
    assert states(text) == expected


def test_a_size_in_a_post_is_no_viewing():
    assert states("Lantern Street, 12 episodes, Netflix", "en", POST) == set()


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("It appears that Lantern Street has wrapped filming.", "rumoured"),
        ("It seems that filming of Lantern Street began in May.", "rumoured"),
        ("Lantern Street has wrapped filming.", "confirmed"),
    ],
)
def test_what_only_appears_to_be_is_hearsay(text, modality):
    found = [c for c in claims(text) if c.field is Field.PRODUCTION_STATUS]
    assert [str(c.modality) for c in found] == [modality]
