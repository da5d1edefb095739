"""Reading English: whether a document is about the watched title, in texts of our own."""

from __future__ import annotations

from datetime import date

import pytest

from config.model import Watch
from scraper.claims import read
from scraper.model import Document, DocumentKind

LANTERN = Watch(
    key="lantern-street",
    name="Lantern Street",
    aliases=(),
    people=("Min Seo-yun", "Ana Ruiz"),
    platform="Netflix",
)
EMBER = Watch(key="ember", name="Ember", aliases=(), people=("Min Seo-yun",), platform="Netflix")
EXIT = Watch(key="exit-9", name="Exit 9", aliases=(), people=("Min Seo-yun",), platform="Netflix")


def about(text, headline="", watch=LANTERN, kind=DocumentKind.ARTICLE):
    document = Document(
        id="1",
        kind=kind,
        source="",
        url="",
        language="en",
        published=date(2024, 3, 6),
        headline=headline,
        text=text,
    )
    return read(document, watch)


STREET = """Lantern Street will be closed from May 3, said the council, while the drains are laid. Part two of
the works begins in July, when the buses go by the harbour."""
FLOOD = """Lantern Street opened on Friday. Its second half, delayed by the weather, is due in the autumn season;
the bridge stays closed. Residents had waited for it since March."""
WALK = """The first of ten houses on Lantern Street was finished in 1880, the last in 1891. A second row, planned
in 1892, was never begun. It can be seen daily, and the season is long."""


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Lantern Street closes for six weeks", STREET),
        ("Lantern Street reopens after the flood", FLOOD),
        ("A walk down Lantern Street", WALK),
    ],
)
def test_news_without_a_word_of_the_screen_is_of_something_else(headline, text):
    assert not about(text, headline).about


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Lantern Street season 2 opens in May", "All of it arrives on May 3."),
        ("Lantern Street to close in June", "The drama ends on June 7."),
        ("Lantern Street moves", "The last two episodes are put off to June."),
        ("Lantern Street in May", "Netflix has it from May 3."),
        ("Min Seo-yun on Lantern Street", "It opens on May 3."),
        ("Min Seo-yun and Ana Ruiz to star in 'Lantern Street'", "It is to be made in the spring."),
        (
            "Min Seo-yun Confirmed For New Romance",
            "Netflix's upcoming rom-com Lantern Street has confirmed its leads.",
        ),
    ],
)
def test_one_word_of_the_screen_is_enough_where_the_name_stands_first(headline, text):
    assert about(text, headline).about


@pytest.mark.parametrize(
    ("text", "watch"),
    [
        ("min seo-yun crying in ember again, i am not well", EMBER),
        ("EMBER EP1 IS ON NETFLIX and i have not blinked", EMBER),
        ("they cancelled it after one season, unreal #SaveLanternStreet", LANTERN),
    ],
)
def test_a_fan_who_names_the_cast_or_a_tag_means_the_title(text, watch):
    assert about(text, watch=watch, kind=DocumentKind.POST).about


@pytest.mark.parametrize(
    ("text", "watch"),
    [
        ("blew on the last ember and went to bed", EMBER),
        ("the ember in my chest says hi", EMBER),
        ("#SaveTheLanterns march on lantern road this saturday", LANTERN),
    ],
)
def test_an_ordinary_word_in_a_post_is_none(text, watch):
    assert not about(text, watch=watch, kind=DocumentKind.POST).about


def test_a_number_too_high_for_a_season_is_a_piece_of_the_name():
    claims = about("The drama Exit 9 opens on Netflix on May 3.", "Netflix dates Exit 9", watch=EXIT).claims
    assert {str(c.scope) for c in claims} == {""}


def test_names_set_apart_by_their_type_are_works_of_their_own():
    listed = "- *Copper Lane* S2 – May 3\n- *Lantern Street* – May 9\n- *Silver Creek* – May 20"
    claims = about(listed, "Netflix in May: Lantern Street and more").claims
    assert {c.value for c in claims if c.field.value == "release_date"} == {"2024-05-09"}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ms. Lantern", "Ms Lantern"),
        ("The Lanterns' Game", "The Lanterns Game"),
        ("Lanterns & Lies", "Lanterns and Lies"),
        ("Lantern and Tide", "Lantern & Tide"),
        ("Shōgan", "Shogan"),
        ("Shogan", "Shōgan"),
        ("Lantern-Man", "Lanternman"),
        ("Lantern!", "Lantern"),
        ("Cook's Creek", "Cook\u2019s Creek"),
    ],
)
def test_a_name_is_known_without_its_signs_and_accents(name, written):
    watch = Watch(key="own", name=name, platform="Netflix")
    reading = about(
        f"The Netflix series {written} premieres on May 3, 2024.", f"{written} gets a date", watch
    )
    assert [(c.value, c.scope) for c in reading.claims if c.field == "release_date"] == [("2024-05-03", "")]


def test_the_number_in_a_hyphenated_name_is_no_season():
    watch = Watch(key="own", name="4-5-6", platform="Netflix")
    reading = about("The Netflix series 4-5-6 premieres on May 3, 2024.", "4-5-6 gets a date", watch)
    assert [c.scope for c in reading.claims if c.field == "release_date"] == [""]


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (
            "Studio shuffles its spring",
            (
                "Two films trade places on Netflix. Paper Moon takes the Friday in March that had belonged to Lantern "
                "Street, the period drama with Ana Ruiz, which follows in May."
            ),
        ),
        (
            "A boat, a market stall and a very long queue",
            (
                "The boat with which Min Seo-yun crosses the harbour went under the hammer on Tuesday for £4,000. Props "
                "from Lantern Street brought more than the sale had hoped for, said the auctioneer of the drama's relics."
            ),
        ),
        (
            "Crew moves into Harbour Lane",
            (
                "Lorries filled both sides of Harbour Lane on Monday, and the baker sold out by nine. Ana Ruiz was seen "
                "under an umbrella. The scenes are for the drama Lantern Street, a council notice says."
            ),
        ),
    ],
)
def test_who_names_the_title_once_and_its_people_reports_on_it(headline, text):
    assert about(text, headline).about


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (
            "Ana Ruiz signs for 'Paper Moon'",
            (
                "Ana Ruiz has been cast in the thriller 'Paper Moon', ITV said on Monday. It would be her first series since "
                "Lantern Street, which made her a star. Shooting starts in June."
            ),
        ),
        (
            "Festival line-up is out",
            (
                "Opening night belongs to 'Paper Moon', the drama with Ana Ruiz, known for her part in Lantern Street. "
                "Twelve films compete, three of them from Korea."
            ),
        ),
        (
            "Min Seo-yun marries",
            (
                "The wedding was held on Sunday. Min Seo-yun, star of Lantern Street and 'Paper Moon', wore blue. The "
                "couple had met on the set of a film."
            ),
        ),
    ],
)
def test_a_title_that_only_says_who_somebody_is_is_named_in_passing(headline, text):
    assert not about(text, headline).about
