"""States and sizes as journalists tell them in passing, and what only sounds like them. Rules alone.

Each way of telling stands beside its likeness that claims nothing of the kind, or something else.
"""

from __future__ import annotations

import pytest
from reading import LANTERN, claims, sizes, states

from scraper.model import DocumentKind, Field, Status

FILM = LANTERN.model_copy(update={"kind": "film"})
MADE = {s.value for s in Status} - {Status.RELEASED.value}


def scoped(text):
    """Return the current sizes with the season that each is of."""
    return {(c.scope, c.value) for c in claims(text) if c.field is Field.EPISODE_COUNT and c.modality.current}


def making(text, **options):
    """Return what is told of the making; that something is out may stand beside it."""
    return states(text, **options) & MADE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Season 2 of Lantern Street has nine episodes, down three on the first run.",
            {("S2", "9"), ("S1", "12")},
        ),
        ("Lantern Street season 3 runs to ten episodes, two up on last time.", {("S3", "10"), ("S2", "8")}),
        ("Lantern Street season 2 has six episodes (two short of the original).", {("S2", "6"), ("S1", "8")}),
        (
            "Season 3 of Lantern Street is shorter: six episodes, down from nine last time.",
            {("S3", "6"), ("S2", "9")},
        ),
        (
            "Season 2 of Lantern Street has ten episodes versus eight the first time around.",
            {("S2", "10"), ("S1", "8")},
        ),
        (
            "Season 1 of Lantern Street had ten episodes; season 2 came a year later and added 12 more.",
            {("S1", "10"), ("S2", "12")},
        ),
        (
            "Season 2 of Lantern Street: the first five episodes come on May 3, the final five on June 7.",
            {("S2", "10")},
        ),
    ],
)
def test_another_seasons_size_is_told_by_measure(text, found):
    assert scoped(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Season 2 of Lantern Street has nine episodes, down three on the original order.", {("S2", "9")}),
        (
            "Season 3 of Lantern Street runs to ten episodes, up 20 percent on its predecessor.",
            {("S3", "10")},
        ),
        (
            "Season 2 of Lantern Street has six episodes. Ratings are down two points on the first.",
            {("S2", "6")},
        ),
        ("Season 3 of Lantern Street has six episodes instead of the planned nine.", {("S3", "6")}),
        ("Season 2 of Lantern Street added 12 more countries.", set()),
        (
            "Season 2 of Lantern Street: the first three episodes come May 3, then one a week until the last three.",
            set(),
        ),
        ("Ann Lowe shot the first four episodes of Lantern Street and the final four.", set()),
    ],
)
def test_other_measures_are_no_seasons_size(text, found):
    assert scoped(text) == found


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Of the ten episodes that make up Lantern Street, three are set at sea.", "10"),
        ("Lantern Street spreads its tale over nine hour-plus episodes.", "9"),
        ("Lantern Street: eight rain-soaked chapters of grief.", "8"),
        ("These six chapters of Lantern Street will arrive weekly.", "6"),
        ("Lantern Street ran to seven stand-alone stories.", "7"),
        ("Lantern Street was axed. The eight-part series had the channel's best launch until then.", "8"),
    ],
)
def test_sizes_by_other_nouns(text, size):
    assert sizes(text) == {size}


@pytest.mark.parametrize(
    "text",
    [
        "For Lantern Street the lead needed five hours of latex make-up.",
        "Five episodes of Lantern Street were written by Ann Lowe.",
        "Lantern Street goes out on Fridays, two half-hours at a time.",
        "When the fire broke out at the studio of Lantern Street, four episodes were finished.",
        "Lantern Street follows the first eight chapters of the novel.",
        "Lantern Street offers six opening episodes to subscribers.",
    ],
)
def test_other_numbers_are_no_sizes(text):
    assert sizes(text) == set()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Lantern Street is at long last shooting in Galway.", "filming"),
        ("Lantern Street has been capturing interiors at a mill since Monday.", "filming"),
        ("The crew of Lantern Street is still at work in Malta.", "filming"),
        ("Galway is currently doubling for Seoul in Lantern Street.", "filming"),
        (
            "Cameras began turning on Lantern Street last week, a year after a fire sent everybody home.",
            "filming",
        ),
        ("Week one of Lantern Street is in the can; the shoot goes on in Malta.", "filming"),
        ("Lantern Street season 2 will instead be filmed in Wales from next spring.", "pre_production"),
        ("The deal paves the way for a winter shoot of Lantern Street in Wales.", "pre_production"),
        ("Filming of Lantern Street in Wales, Malta and Spain wrapped this month.", "wrapped"),
        ("They shot Lantern Street in and around Cardiff between March and July last year.", "wrapped"),
        ("The final scenes of Lantern Street were in the bag by February.", "wrapped"),
        ("Lantern Street was halted in March, started up again in June and wrapped in August.", "wrapped"),
        ("Lantern Street is on what Netflix calls a temporary hold.", "paused"),
        ("Cameras on Lantern Street are down until the strike is over.", "paused"),
    ],
)
def test_the_shoot_told_in_passing(text, state):
    assert making(text) == {state}


@pytest.mark.parametrize(
    "text",
    [
        "Lantern Street is at long last on show in Galway.",
        "Min Seo-yun is standing in for the host of a quiz. Lantern Street was her first role.",
        "Galway doubled for Seoul in Lantern Street.",
        "A stuntman died on the set of Lantern Street, and his family sued.",
        "The editor met her husband on the set of Lantern Street.",
        "Min Seo-yun is behind the camera for two of the hours of Lantern Street.",
        "Fans of Lantern Street still talk of the chemistry read between its leads.",
        "We shot the poster of Lantern Street in Wales between March and July 2023.",
        "Lantern Street is shot through with grief.",
        "The last shots of the Lantern Street trailer show a lamp.",
        "The band behind the Lantern Street song is on what its label calls a hiatus.",
        "The deal paves the way for a Lantern Street museum.",
        "Interiors in Lantern Street are a delight.",
        "The cameras of Lantern Street cost a fortune.",
    ],
)
def test_what_only_sounds_like_a_shoot(text):
    assert making(text) == set()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Netflix has given a third season to the period thriller Lantern Street.", "announced"),
        ("The network is taking Lantern Street for a fourth go.", "announced"),
        ("ABC had axed Lantern Street in June, but Netflix has renewed it for a third season.", "announced"),
        ("Netflix has passed on making any more of Lantern Street.", "cancelled"),
        ("Lantern Street is set to finish for good.", "cancelled"),
        ("Lantern Street was pulled off the air after two episodes.", "cancelled"),
        ("Netflix will never release Lantern Street after all.", "cancelled"),
    ],
)
def test_orders_and_ends(text, state):
    assert making(text) == {state}


@pytest.mark.parametrize(
    "text",
    [
        "Netflix has given a third trailer to Lantern Street.",
        "Netflix is taking Lantern Street fans on a second tour.",
        "Rumours that Lantern Street was axed have been swiftly debunked.",
        'The network branded as "rubbish" a report that Lantern Street had been cancelled.',
        'The "Lantern Street cancelled" screenshot is from a satirical page.',
        "There is no third season of Lantern Street planned at the moment.",
        "Two extras are killed during the finale of Lantern Street.",
    ],
)
def test_what_only_sounds_like_an_order_or_an_end(text):
    assert making(text) == set()


def test_a_film_is_binned_by_its_price():
    assert making("Warner has scrapped the $90m film Lantern Street.", watch=FILM) == {"cancelled"}


def test_a_casualty_of_the_virus_is_only_late():
    text = "Lantern Street has left the calendar, the latest casualty of the omicron surge."
    assert making(text, watch=FILM) == set()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (
            "Lantern Street, in which two sisters fall out, has been finished for over three years.",
            "completed",
        ),
        ("The finished road movie Lantern Street, which nobody has seen, has a buyer.", "completed"),
        (
            "• March 2024: the director of Lantern Street left, weeks before the first shooting day.",
            "pre_production",
        ),
    ],
)
def test_films_that_wait(text, state):
    assert making(text, watch=FILM) == {state}


@pytest.mark.parametrize(
    "text",
    [
        "The finished costumes of Lantern Street, which took months, are on show.",
        "Seoul is the newest stop of the Lantern Street World Tour.",
        "• May 2022: the director of Lantern Street left, weeks before the first shooting day.",
    ],
)
def test_what_does_not_wait(text):
    assert making(text, watch=FILM) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lantern Street will end in a lone 90-minute episode.", {("", "1")}),
        (
            "Three episodes of Lantern Street are out, and the rest of the ten will air on Fridays.",
            {("", "10")},
        ),
        (
            "Season 3 of Lantern Street spans six episodes, against eight apiece for the first two seasons.",
            {("S3", "6"), ("S1", "8"), ("S2", "8")},
        ),
        (
            "Lantern Street season 2 has nine episodes, more than the six that aired in season 1.",
            {("S2", "9"), ("S1", "6")},
        ),
    ],
)
def test_sizes_side_by_side(text, found):
    assert scoped(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Read our review of the first five episodes of Lantern Street.",
        "The nine hours announced last fall were too few, says the director of Lantern Street.",
        "Critics were sent the first six episodes of Lantern Street.",
        "Two episodes of Lantern Street are out already.",
    ],
)
def test_pieces_side_by_side(text):
    assert scoped(text) == set()


def test_a_network_just_cancels():
    assert making("the network just cancelled Lantern Street", kind=DocumentKind.POST) == {"cancelled"}


def test_a_viewer_just_cancels():
    text = "just cancelled Lantern Street on my watchlist"
    assert making(text, kind=DocumentKind.POST) == set()


def test_the_next_season_is_ordered_days_before_this_one():
    text = (
        "Netflix has renewed Lantern Street for a third season.\n\n"
        "The series comes back on March 10, and season 3 will go on from there."
    )
    found = claims(text, headline="'Lantern Street' renewed for season 3 at Netflix")
    assert ("S3", "announced") in {(c.scope, c.value) for c in found}
