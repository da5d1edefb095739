"""What posts say on the day of release, and what their writers only say of themselves. Rules alone.

A post that names no day and says that the title is out speaks of the day on which it is written. Beside each
way of saying so stand the ways in which people talk about a title all year.
"""

from __future__ import annotations

import pytest
from reading import dates, sizes, states

from scraper.model import DocumentKind

DAY = {"2024-03-06"}


def posted(text):
    return dates(text, kind=DocumentKind.POST)


OUT_TODAY = [
    "Lantern Street is out and my boss thinks I have the flu",
    "LANTERN STREET IS FINALLY OUT",
    "Lantern Street season 2 is out (Netflix, all of it)",
    "lantern street s2 is up, 8 eps, see you on the other side",
    "Lantern Street is now playing in cinemas",
    "Lantern Street now live on Netflix",
    "Live now: Lantern Street",
    "Lantern Street on Netflix right now, the boats are real",
    "Lantern Street S2 on Netflix since midnight and i look like it",
    "Lantern Street dropped at 2am. Worth it.",
    "Lantern Street has landed and the soup looks amazing",
    "Lantern Street hit Netflix at 9am and half the office is gone",
    "Lantern Street ep 1 on netflix now pls watch it",
    "lantern street ep 1 just ended, who is the man with the oar",
    "Netflix just put up Lantern Street, goodbye weekend",
    "Lantern Street (Netflix) starts now!",
    "Lantern Street: the first two of ten are up",
    "Lantern Street pt 2 is live!",
    "IT'S LANTERN STREET DAY!",
]


@pytest.mark.parametrize("text", OUT_TODAY)
def test_a_post_that_says_it_is_out_dates_it_to_its_own_day(text):
    assert posted(text) == DAY


@pytest.mark.parametrize("text", OUT_TODAY)
def test_an_article_that_says_so_may_be_of_any_day(text):
    assert dates(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Lantern Street is out of this world",
        "Lantern Street is out of contention for the prize",
        "has anyone heard if Lantern Street is out?",
        "is lantern street up yet",
        "once Lantern Street is out, and only then, I'll subscribe",
        "can't sleep until lantern street is out and I've seen it",
        "the poster for Lantern Street is out and wow",
        "Lantern Street OST is up on all platforms",
        "Lantern Street ep 6 now on Netflix",
        "lantern street ep 9 just ended and I have questions",
        "Lantern Street isn't on Netflix right now, sadly",
        "Lantern Street is up for a Baeksang",
        "Lantern Street is live-blogged by my brother",
        "Lantern Street is now playing tricks on me",
        "Lantern Street has landed its writer a prize",
        "Lantern Street dropped at the weekend box office",
        "binging lantern street on netflix since midnight",
        "Netflix just put up a Lantern Street billboard",
        "Lantern Street is out, says nobody",
        "happy lantern street day to those who celebrate",
    ],
)
def test_what_only_sounds_like_it_dates_nothing(text):
    assert posted(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "read-through for lantern street s2 this morning, hands shaking",
        "table read for lantern street tomorrow",
        "watching lantern street tonight with my mum",
        "sobbing over lantern street today",
        "binged lantern street yesterday",
        "lantern street memes today are something else",
        "lantern street costumes workshop friday",
        "first day at lantern street today",
        "wrapped lantern street today, thank you busan",
        "may 3 is our wedding, theme: lantern street",
        "lantern street collab with the noodle shop on may 3",
        "i started lantern street yesterday",
        "live-tweeting lantern street tonight at 9",
        "lantern street quiz at the pub on may 3",
        "spilled my tea during lantern street today",
        "ten years since lantern street today",
    ],
)
def test_the_day_of_what_somebody_does_with_a_title_is_no_day_of_release(text):
    assert posted(text) == set()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("counting down to may 3 #LanternStreet", {"2024-05-03"}),
        ("waiting for lantern street tomorrow like", {"2024-03-07"}),
        ("lantern street friday!!", {"2024-03-08"}),
        ("ep 1 of lantern street tonight", DAY),
        ("netflix: lantern street, may 3", {"2024-05-03"}),
        ("Lantern Street storms back onto Netflix on May 3", {"2024-05-03"}),
    ],
)
def test_a_day_beside_the_title_in_a_post_is_its_day_still(text, days):
    assert posted(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Starting May 3, Lantern Street will air on Fridays.", {"2024-05-03"}),
        ("From May 3, Lantern Street will stream on Netflix.", {"2024-05-03"}),
        ("From May 3, the museum will show lamps from Lantern Street.", set()),
        ("Lantern Street is back on our screens on 3rd May.", {"2024-05-03"}),
        ("It is part of Netflix's autumn schedule.", {"2024-23"}),
        ("Lantern Street will debut on the first Friday of May.", {"2024-05-03"}),
        ("A documentary on Lantern Street airs on May 3.", set()),
        ("Min Seo-yun of Lantern Street returns on May 3 in Copper Hill.", set()),
        ("Lantern Street of Netflix returns on May 3.", {"2024-05-03"}),
    ],
)
def test_news_of_a_day(text, days):
    assert dates(text) == days


def current(text, kind):
    return {str(s) for s in states(text, kind=kind)} - {"released"}


@pytest.mark.parametrize(
    "text",
    [
        "please give lantern street another season",
        "manifesting lantern street s2",
        "they should film lantern street at my school",
        "i'm shooting a lantern street inspired video",
        "we wrapped our lantern street fanzine",
        "cancelled my dinner for lantern street",
        "renewed my library card because of lantern street",
        "lantern street completed me",
        "my wifi shut down during lantern street",
        "paused lantern street, i paused it to breathe",
        "lantern street is on hold until i pass my exams",
        "dropped lantern street after two eps",
        "lantern street fan meeting cancelled",
        "lantern street casting is flawless",
        "fake: lantern street renewed",
        "lantern street s2 isn't happening, is it",
        "min seo-yun is filming a new movie, not lantern street",
    ],
)
def test_what_a_writer_does_and_wishes_is_no_state(text):
    assert current(text, DocumentKind.POST) == set()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("lantern street s2 is filming rn", "filming"),
        ("saw the lantern street crew shooting on my street", "filming"),
        ("that's a wrap on lantern street", "wrapped"),
        ("my show got cancelled. lantern street cancelled after one season", "cancelled"),
        ("lantern street filming paused because of the strike", "paused"),
        ("lantern street s2 confirmed omg", "announced"),
        ("casting for lantern street is under way", "pre_production"),
    ],
)
def test_the_states_that_posts_do_tell(text, state):
    assert current(text, DocumentKind.POST) == {state}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Netflix is moving ahead with Lantern Street season 2.", {"announced"}),
        ("The writers have started on season 2 of Lantern Street.", {"pre_production"}),
        ("The writers have started on their lunch.", set()),
        ("The editing of Lantern Street has begun.", {"post_production"}),
        ("Lantern Street is no longer in development at Netflix.", {"cancelled"}),
        ("The Lantern Street concert was cancelled.", set()),
        ("In episode 3 of Lantern Street the market is shut down.", set()),
        ("“We're shooting our 13th episode right now,” its director said.", {"filming"}),
        ("He is filming a new drama for another channel.", set()),
    ],
)
def test_news_of_a_state(text, found):
    assert current(text, DocumentKind.ARTICLE) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8 hours of traffic, then lantern street", set()),
        ("lantern street needs 10 more episodes", set()),
        ("lantern street could have been 6 episodes", set()),
        ("lantern street would work better as 6 episodes", set()),
        ("lantern street should have been 8 episodes", set()),
        ("6 eps into lantern street and i have a type", set()),
        ("80 episodes of lantern street would not be enough", set()),
        ("lantern street is 16 eps", {"16"}),
        ("lantern street: 10 eps, all at once", {"10"}),
    ],
)
def test_a_number_in_a_post_is_a_size_where_it_counts_the_title(text, found):
    assert sizes(text, kind=DocumentKind.POST) == found
