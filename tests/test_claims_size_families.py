"""Reading English: how large a season is, in the many ways in which news says it, and what is not its size."""

from __future__ import annotations

import pytest

from scraper.model import DocumentKind, Field
from tests.reading import claims, sizes


def scoped(text, headline):
    """Return the current sizes of each season, as "S1 10"."""
    found = claims(text, headline=headline)
    return {f"{c.scope} {c.value}" for c in found if c.field is Field.EPISODE_COUNT and c.modality.current}


@pytest.mark.parametrize(
    ("text", "headline", "told"),
    [
        ("The second season has ten episodes, two fewer than the first season.", "2", {"S2 10", "S1 12"}),
        ("It will run for eight episodes, four fewer than its predecessor.", "2", {"S2 8", "S1 12"}),
        ("The season consists of 12 episodes, one more than season two.", "3", {"S3 12", "S2 11"}),
        ("It has 12 episodes, which is two episodes more than last time.", "3", {"S3 12", "S2 10"}),
        ("Season 2 comes with 14, all episodes of an hour.", "2", {"S2 14"}),
        ("Season 2 has 14 episodes, two more than there were last year.", "2", {"S2 14", "S1 12"}),
        ("It has seven episodes, one fewer than the eight that aired in May.", "2", {"S2 7", "S1 8"}),
        # of what else it has more or fewer is not told, or not known
        ("Season 2 has 14 episodes, two more than Copper Lane has.", "2", {"S2 14"}),
        ("Season 2 has 14 episodes, two more than most dramas.", "2", {"S2 14"}),
        ("The season has been cut down to eight episodes, two fewer than the first.", "2", {"S2 8"}),
        ("It has ten episodes, each of them ten minutes shorter than the first season's.", "2", {"S2 10"}),
    ],
)
def test_the_other_season_is_told_by_the_difference(text, headline, told):
    assert scoped(text, f"Lantern Street Season {headline} gets a date") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The drama will come to an end on April 20 after 16 episodes.", {"16"}),
        ("It ended on May 3, 2024 after just 12 episodes.", {"12"}),
        ("The series has been cut from 12 instalments into 10.", {"10"}),
        ("The series was trimmed from 16 episodes down to just 12.", {"12"}),
        ("The first two episodes of the five deal with the fire.", {"5"}),
        ("The episodes come soon: eleven of the 12 storyboards are done.", {"12"}),
        ("It's six parts, as before, and should go out in the autumn.", {"6"}),
        ("With six episodes in each half, the season is split in two.", {"6"}),
        ("Its first season numbers 13; the last of them are being filmed.", {"13"}),
        ("She is a clerk. Over nine episodes she mends every lamp of the town.", {"9"}),
        ("The ten instalments will be released at once.", {"10"}),
        ("It will unfold in ten weekly instalments.", {"10"}),
        ("The eight-instalment drama begins in May.", {"8"}),
        ("It's an eight-night event.", {"8"}),
        ("The six-film series starts in May.", {"6"}),
        ("The new run, of four feature-length films, is due in May.", {"4"}),
        ("The season has ten, an hour each.", {"10"}),
        ("The season of 10 starts in May.", {"10"}),
        ("The season's ten will be out in May.", {"10"}),
        ("A trio of feature-length episodes is planned.", {"3"}),
        ("All eight drop on May 3. Each episode is an hour.", {"8"}),
        ("8 x 60-minute drama from the makers of Copper Lane.", {"8"}),
        # no sizes, or nobody knows them
        ("The season's two leads will be back in May.", set()),
        ("There are eight episodes. All four finished in the top ten.", {"8"}),
        ("The drama airs two new episodes every Saturday.", set()),
        ("It airs with three episodes each Monday until May.", set()),
        ("Two episodes will be released at once each Friday.", set()),
        ("The dubbed version is ten episodes behind.", set()),
        ("Its seasons were ten or 11 episodes long.", set()),
        ("It will have six to eight episodes.", set()),
        ("It is expected to run for 8-10 episodes.", set()),
        ("The star has made three feature-length films.", set()),
        ("The people in the episodes are aged from about twenty to 40.", set()),
        ("She has set up a room of four. The episodes are written there.", set()),
        ("The manga has long volumes. There are 26 of them, and an episode takes up one.", set()),
    ],
)
def test_sizes_are_told_from_other_numbers(text, told):
    assert sizes(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ten-part series had been announced last November.", {"10"}),
        ("It had originally been planned as a ten-part series.", set()),
        ("A retailer's page lists ten episodes.", {"10"}),
        ("An entry in a shop's catalogue suggests 12 episodes.", {"12"}),
        ("A documentary of six episodes follows in June.", set()),
        ("Ann Lowe directs all eight episodes.", {"8"}),
        ("Ann Lowe, who directed every one of the eight episodes, said so.", {"8"}),
        ("Ann Lowe, who wrote all six episodes of Copper Lane, said so.", set()),
        ("Creator Ann Lowe is at work on the eight new half-hours.", {"8"}),
        ("Min Seo-yun (“Copper Lane”) directs the six chapters.", {"6"}),
        ("Director Ann Lowe (“Copper Lane”) shot all six episodes.", {"6"}),
        ("The star's other series (“Copper Lane”) has six episodes.", set()),
        ("The previous drama in the slot, “Copper Lane,” ended yesterday after 16 episodes.", set()),
        ("The channel has taken back the four-episode final season of A League of Shadows.", set()),
        ("The eight-episode second season of Lantern Street starts in May.", {"8"}),
    ],
)
def test_a_size_is_of_what_the_sentence_counts(text, told):
    assert sizes(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Lantern Street, all 8 watched in a day", {"8"}),
        ("Lantern Street ep 5. so tense. all 8 up on netflix", {"8"}),
        ("Lantern Street, keep it going, PLEASE. ten eps of pure joy", {"10"}),
        ("Lantern Street ep 5. never been so tense. all 8 up on netflix", {"8"}),
        ("Lantern Street finished: 30/30. crying", {"30"}),
        ("Lantern Street 16/16 done", {"16"}),
        ("Lantern Street is over. 6 eps. Min Seo-yun had three planned", {"6"}),
        ("Lantern Street finale… ten perfect eps", {"10"}),
        # marks, single episodes
        ("Lantern Street finished: 10/10", set()),
        ("Lantern Street: rated 9/10, done with it", set()),
        ("Lantern Street, eps. 3 and 4 are up", set()),
        ("Lantern Street has two bad eps", set()),
    ],
)
def test_posts_give_sizes_in_few_words(text, told):
    assert sizes(text, kind=DocumentKind.POST) == told


def test_a_number_that_opens_the_text_is_not_of_the_name_that_ends_the_headline():
    assert scoped("3 episodes are up on May 3. It has eight episodes.", "Netflix dates Lantern Street") == {
        " 8"
    }


LIST = """Copper Lane (May 2, JTBC). A clerk learns to cook. 12 episodes.

Lantern Street (May 12, Netflix). Everyone knows who did it. {}

Silver Creek (May 14, KBS 2TV). Sixteen episodes of time travel."""


@pytest.mark.parametrize(("own", "told"), [("With Min Seo-yun.", set()), ("Ten episodes.", {"10"})])
def test_in_a_list_each_paragraph_is_of_the_name_that_opens_it(own, told):
    assert sizes(LIST.format(own), headline="Netflix in May: Lantern Street and more") == told


@pytest.mark.parametrize(
    "text",
    [
        "Its director made “Copper Lane” and “One Fern.”\n\nThe number of episodes is ten, it was said.",
        "Ann Lowe, Carl Marsh and Eve Stone are with her. It has ten episodes.",
    ],
)
def test_a_text_comes_back_to_its_title(text):
    assert sizes(text) == {"10"}
