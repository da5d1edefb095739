"""Release dates as they are told in passing, taken back, guessed at, or of other things. Rules alone."""

from __future__ import annotations

import pytest
from reading import LANTERN, claims, dates

from scraper.model import DocumentKind, Field, Modality
from scraper.spans import PULLED

FILM = LANTERN.model_copy(update={"kind": "film"})


@pytest.mark.parametrize(
    "text",
    [
        "The distributor has called off the release of Lantern Street.",
        "Lantern Street was due on May 3. No replacement date was given.",
        "Netflix said it would withhold the release of Lantern Street.",
        "The network no longer has Lantern Street on any schedule.",
        "Lantern Street has been postponed, and a fresh date will be communicated later.",
        "Lantern Street will not open on May 3 after all. Netflix is yet to announce a new day.",
        "Lantern Street loses its summer berth and floats undated for now.",
        "Netflix struck Lantern Street from its calendar without naming another date.",
        '"We have decided to withhold its release on April 10," Netflix said of Lantern Street.',
        "The launch of Lantern Street, planned for May 3, has been put on ice.",
    ],
)
def test_a_date_is_taken_away(text):
    assert dates(text) == {PULLED}


@pytest.mark.parametrize(
    "text",
    [
        "No release date has been given for Lantern Street.",
        "Lantern Street is renewed, though no date has been set.",
        "Netflix has called off the release of the Lantern Street soundtrack.",
        "Netflix called off the premiere party of Lantern Street.",
        "Netflix scrapped the launch event of Lantern Street.",
        "Lantern Street is on the schedule, and Netflix has a new host for its awards.",
        "Lantern Street fans have no fresh leads on the killer.",
        "Netflix is yet to announce a new lead for Lantern Street.",
        "The Lantern Street crew was cut from the awards line-up for length.",
        "Netflix still has Lantern Street on its slate.",
    ],
)
def test_nothing_is_taken_away(text):
    assert PULLED not in dates(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lantern Street was taken off the schedule in 2023 but is now due on May 3.", "2024-05-03"),
        (
            "Its makers said on Monday that Lantern Street would now reach cinemas on 12 January.",
            "2025-01-12",
        ),
        ("The studio said Lantern Street would open on January 9.", "2025-01-09"),
        (
            "The date of Lantern Street was May 12 back when it was shown to buyers. It opens on June 7.",
            "2024-06-07",
        ),
        ("Netflix gave up the May 3 slot. Lantern Street opens on June 7.", "2024-06-07"),
        ("The strike cost Lantern Street its original May 3 release; it opens on June 7.", "2024-06-07"),
    ],
)
def test_the_date_that_now_holds(text, day):
    assert dates(text) == {day}


@pytest.mark.parametrize(
    "text",
    [
        "Lantern Street, which the network once said would be with viewers in 2023, is far off.",
        "Netflix once had Lantern Street down for the last quarter of 2023.",
        "The stoppage cost Lantern Street its original June 14 premiere in cinemas.",
        "Should have been in the theatres today watching Lantern Street.",
        "At one point Netflix promised Lantern Street for May 3.",
        "The return of Lantern Street, planned for May 3, is not happening that day.",
        "Lantern Street was a month away from its April 5 release.",
        "Lantern Street was announced with a December 2022 premiere in mind.",
    ],
)
def test_a_plan_gone_by_does_not_come_out_as_current(text):
    assert dates(text) == set()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Netflix kept its promise: Lantern Street is down for May 3.", "2024-05-03"),
        ("Netflix once again has Lantern Street down for May 3.", "2024-05-03"),
        ("Lantern Street would be with viewers on May 3, Netflix said.", "2024-05-03"),
        ("Lantern Street, a hit from its first day, came out on January 9.", "2024-01-09"),
        ("Lantern Street could open on May 3.", "2024-05-03"),
        ("Lantern Street was to be longer, and opens soon (May 3).", "2024-05-03"),
        ("A gas leak stopped the crew, but Lantern Street opens on May 3.", "2024-05-03"),
        ("Lantern Street is eight days from cinemas and opens on March 14.", "2024-03-14"),
    ],
)
def test_a_plan_that_holds(text, day):
    assert dates(text) == {day}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Koto Group has locked in Thursday, May 30 for the return of Lantern Street.", "2024-05-30"),
        ("Koto Group has picked June 29 for the local bow of the film.", "2024-06-29"),
        ("Netflix serves up the opening quartet of Lantern Street episodes on May 30.", "2024-05-30"),
        ("Netflix puts out eight on May 30.", "2024-05-30"),
        ("Netflix delivers the second season of Lantern Street on May 30.", "2024-05-30"),
        ("Bluebird opens the thriller in 1,200 cinemas on September 27.", "2024-09-27"),
        ("Audiences must now hold out for June 23 to see Lantern Street.", "2024-06-23"),
        ("Viewers get to deliver their verdict on Lantern Street on June 28.", "2024-06-28"),
        ("The fantasy thriller came on the air only on Monday.", "2024-03-04"),
        ("Lantern Street plays in Los Angeles, New York and Oslo as of April 21.", "2024-04-21"),
    ],
)
def test_those_who_bring_it(text, day):
    assert dates(text) == {day}


@pytest.mark.parametrize(
    "text",
    [
        "Koto Group has locked in May 30 for its annual results, and Lantern Street is among its hits.",
        "Netflix has picked June 29 for the start of filming on Lantern Street.",
        "Netflix serves up a Lantern Street trailer on Thursday, May 30.",
        "The bakery serves up a Lantern Street cake on May 30.",
        "Lantern Street star Min Seo-yun gets her turn on the talk show on May 30.",
        "Details on tickets for the Lantern Street concert are to follow on April 1.",
        "Open to work from September! Loved being on Lantern Street.",
        "The star of Lantern Street is in court. His trial is set for July.",
        "Netflix says Lantern Street runs longer, which moves the farewell to May 10.",
        "As of January 4, nobody had renewed Lantern Street.",
    ],
)
def test_those_who_bring_something_else(text):
    assert dates(text) == set()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lantern Street, on the service since 29 January, has 55 million viewers.", "2024-01-29"),
        ("Since January 4, when it appeared in 190 countries, the series has topped the list.", "2024-01-04"),
        ("Lantern Street has been a talking point since its May 2022 arrival.", "2022-05"),
        ("She saw Lantern Street last June, three weeks after its May 30 domestic opening.", "2023-05-30"),
        ("Lantern Street was the surprise of fall 2022, when it made its debut on October 8.", "2022-10-08"),
        ("Adapted from a play of 2011, the show bowed on CBC on October 11, 2016.", "2016-10-11"),
        (
            "When Lantern Street came out in Korea ahead of the holidays, on January 4, few saw it.",
            "2024-01-04",
        ),
    ],
)
def test_told_in_passing(text, day):
    assert dates(text) == {day}


@pytest.mark.parametrize(
    "text",
    [
        "Lantern Street, in development since 2019, has no date yet.",
        "Min Seo-yun, in London since January 4, plays the lead in Lantern Street.",
        "Since January 4, when shooting began, the crew of Lantern Street has been in Oslo.",
        "He and his wife have been there since 1988. Lantern Street made them famous.",
        "Across the Blue Lanes, out since January 2, has topped $675 million worldwide.",
        "Filming was held up for months before it finally kicked off in April of last year.",
        "Lantern Street has been weeks away: its London premiere is fixed for 31 March.",
    ],
)
def test_told_of_something_else(text):
    assert dates(text) == set()


@pytest.mark.parametrize(
    ("text", "day", "modality"),
    [
        ("Industry trackers figure on 2026 for Lantern Street.", "2026", Modality.RUMOURED),
        ("Most people are looking to summer 2025 for its return.", "2025-22", Modality.RUMOURED),
        ("A crew member puts Lantern Street in 2026.", "2026", Modality.RUMOURED),
        ("The earliest anyone will talk about for Lantern Street is 2027.", "2027", Modality.RUMOURED),
        ('"Lantern Street" is now aimed at June 4, 2027.', "2027-06-04", Modality.EXPECTED),
        ("Netflix is thinking of 2025 for Lantern Street.", "2025", Modality.EXPECTED),
    ],
)
def test_guessed_and_aimed_at(text, day, modality):
    found = {(c.value, c.modality) for c in claims(text) if c.field is Field.RELEASE_DATE}
    assert found == {(day, modality)}


@pytest.mark.parametrize(
    "text",
    [
        "Figures for 2025 will decide whether Lantern Street goes on.",
        "She is looking to 2025 with hope after Lantern Street.",
        "A fan guessed the plot of Lantern Street in 2023.",
        "He puts his career in 2025 first after Lantern Street.",
        "The budget of Lantern Street is aimed at 2025 prices.",
        "I was thinking of 2019 when I began Lantern Street.",
    ],
)
def test_guesses_at_something_else(text):
    assert dates(text) == set()


def test_a_stream_after_the_cinemas_is_a_second_window():
    text = "Lantern Street opens in cinemas on April 21. The streaming premiere is May 14."
    assert dates(text, watch=FILM) == {"2024-04-21"}
    assert dates("The streaming premiere of Lantern Street is May 14.", watch=FILM) == {"2024-05-14"}


def test_a_day_in_brackets_is_told_with_what_stands_before_them():
    text = "Lantern Street pushed! Was eight days from US theaters (3/20). No replacement date given."
    assert dates(text, kind=DocumentKind.POST) == {PULLED}
    assert dates("Lantern Street is in US theaters (3/20).", kind=DocumentKind.POST) == {"2024-03-20"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lantern Street is not expected until some time in 2025.", "2025"),
        (
            'Koto Group has picked June 29 for the local bow, in a summer that also has "Copper Hill".',
            "2024-06-29",
        ),
        ("The first season of Lantern Street had its Channel 4 debut on January 4, 2018.", "2018-01-04"),
        ("Lantern Street goes online at 20:00 tomorrow.", "2024-03-07"),
        ("The second season of Lantern Street reached subscribers on October 23, 2020.", "2020-10-23"),
        ("With season 3 of Lantern Street having begun in February 2023, he kept his word.", "2023-02"),
        (
            "Lantern Street, which heads for the other end of the year, will be in theaters on May 23.",
            "2024-05-23",
        ),
        ("It's down for the BBC, Hulu and Koto some time in 2025.", "2025"),
        ("Netflix put up a pair on Monday and doles out the others weekly until May.", "2024-03-04"),
        ("Swedes can see Lantern Street from May 9 on Viaplay.", "2024-05-09"),
    ],
)
def test_more_ways_to_come_out(text, day):
    assert dates(text) == {day}


@pytest.mark.parametrize(
    "text",
    [
        "The second round of talks on Lantern Street began on January 19.",
        "Lantern Street got its Cannes debut on May 19.",
        "Lantern Street had its world premiere on January 19.",
        "Min Seo-yun reached fans on January 19 with a letter about Lantern Street.",
        "Shooting of Lantern Street is not expected until some time in 2025.",
        "Having begun work in February 2023, she is still writing Lantern Street.",
        "Min Seo-yun will be missed on Lantern Street. He leaves this winter.",
        "The Lantern Street project was unveiled in 2023.",
        "Ratings figures released Monday put Lantern Street first.",
        "He can also be seen from May 24 in another drama after Lantern Street.",
        "Two compilation films of Lantern Street followed in the summer of 2023.",
    ],
)
def test_what_is_no_coming_out(text):
    assert dates(text) == set()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Lantern Street was first advertised for this past summer and then slid.", set()),
        ("A spring slot for Lantern Street is unlikely.", set()),
        ("The plan for Lantern Street before the strike was a fall 2024 berth.", set()),
        ("The studio had once hoped to have Lantern Street out by March of last year.", set()),
        ("Posters had carried the date July 2. Lantern Street will now stream from June 24.", {"2024-06-24"}),
        ("The plan for Lantern Street is a fall 2024 berth.", {"2024-23"}),
        ("A spring slot for Lantern Street is likely.", {"2024-21"}),
        ("The network talks of a 2025 premiere for Lantern Street.", {"2025"}),
        ("Lantern Street was first shown on January 19.", {"2024-01-19"}),
        ("Once again Netflix hopes to have Lantern Street out by May.", {"2024-05"}),
    ],
)
def test_plans_that_were_and_plans_that_are(text, days):
    assert dates(text) == days


def test_a_film_that_opens_nationwide_comes_out():
    assert dates("Lantern Street opens nationwide on Thursday.", watch=FILM) == {"2024-03-07"}
    text = "Lantern Street opened in two cities on March 1. It opens nationwide on Thursday."
    assert dates(text, watch=FILM) == {"2024-03-01"}


def test_a_new_date_undoes_that_the_old_one_was_taken_away():
    text = (
        '"Lantern Street" is now aimed at June 4, 2027. It was taken off the schedule in the summer of 2023.'
    )
    assert dates(text, watch=FILM) == {"2027-06-04"}
    assert dates("Lantern Street was taken off the schedule.", watch=FILM) == {PULLED}


def test_everywhere_on_a_day():
    assert dates("Lantern Street, everywhere Thursday.", kind=DocumentKind.POST) == {"2024-03-07"}
    assert dates("See you at Lantern Street quizzes everywhere, Thursday.", kind=DocumentKind.POST) == set()


def test_a_lockdown_names_no_day():
    assert dates("Netflix locked in May 3 for Lantern Street.") == {"2024-05-03"}
    assert dates("She wrote Lantern Street in the lockdown in May 2020.") == set()
