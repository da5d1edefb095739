"""Reading English: what a title is called besides its whole name, and the words that are no name of it."""

from __future__ import annotations

import pytest
from reading import document

from config.model import Watch
from scraper.claims import reader
from scraper.model import DocumentKind
from scraper.names import Names

POST, ARTICLE = DocumentKind.POST, DocumentKind.ARTICLE


def watched(name, people=("Min Seo-yun",)):
    return Watch(key="own", name=name, people=people, platform="Netflix")


def about(watch, text, headline="", kind=ARTICLE):
    drafted = reader.draft(document(text, kind=kind, headline=headline), watch)
    return drafted is not None and drafted.about


@pytest.mark.parametrize(
    ("name", "headline", "text"),
    [
        ("Nine Lanterns", "Netflix dates “Nine-Lanterns”", "The drama “Nine-Lanterns” opens on May 3."),
        ("Nine-Lanterns", "Netflix dates “Nine Lanterns”", "The drama “Nine Lanterns” opens on May 3."),
        ("Lamp Okdanri", "Netflix dates “Lamp Ok-danri”", "The thriller “Lamp Ok-danri” is in May."),
        ("Our Valley of Lanterns", "Netflix dates Valley of Lanterns", "The drama is out on May 3."),
        ("Okdangari: The Star Is Made", "Netflix takes “Okdangari”", "Min Seo-yun leads the drama."),
        ("Lantern Core: Blood and Tide", "Blood and Tide dated", "Netflix has Min Seo-yun's drama in May."),
        (
            "Lantern House",
            "Min Seo-yun's house",
            "She had an idea, and Lantern House is it. It's on Netflix.",
        ),
        ("Lantern House", "Writer of “Lantern House” wants no more", "The drama ended with Min Seo-yun."),
    ],
)
def test_an_article_may_call_a_title_by_less_or_otherwise(name, headline, text):
    assert about(watched(name), text, headline)


@pytest.mark.parametrize(
    ("name", "headline", "text"),
    [
        # no one of its people is named
        ("Okdangari: The Star Is Made", "“Okdangari” opens", "The restaurant on the harbour opens in May."),
        # another work of that name
        ("Lanternpunk: Edge", "Lanternpunk 2099 dated", "Min Seo-yun is in the game, out on May 3."),
        ("Lantern Core: Blood and Tide", "Lantern Core: Night Shift", "Min Seo-yun leads it from May 3."),
        # the words in their own sense
        ("Lantern: Organized Crime", "Min Seo-yun's new role", "She hunts organized crime from May 3."),
        ("My Name", "Netflix and a name", "The drama has no name yet."),
        ("Our Summer", "Netflix in summer", "The drama opens in summer."),
        # what somebody was in
        ("Lantern House", "Min Seo-yun enlists", "She joins in May. She starred in Lantern House."),
        ("Lantern House", "After Lantern House, Min Seo-yun goes to sea", "Her next film is on Netflix."),
    ],
)
def test_what_a_title_is_not_called(name, headline, text):
    assert not about(watched(name), text, headline)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ember", "Ember on Netflix: 12 eps and I want more"),
        ("Ember", "everyone's sleeping on ember (netflix) 8 eps of fun"),
        ("Ember", "Ember S3E11, that's all. 11 eps"),
        ("LanternCore", "LanternCore is over and I'm crying. 11 eps"),
        ("Our Valley of Lanterns", "valley of lanterns finale… NETFLIX never misses. ten eps"),
        (
            "Lanternpunk: Edgewalkers",
            "I finished Edgewalkers two days ago. Ten episodes. Min Seo-yun owes me",
        ),
    ],
)
def test_fans_call_a_title_by_less(name, text):
    assert about(watched(name), text, kind=POST)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ember", "Ember on Fire: 12 tips for grilling"),
        ("Ember", "sat by the last ember (netflix was down)"),
        ("You", "are you (netflix) kidding me"),
        ("You", "you on netflix? me too"),
        ("Dark", "it is dark (netflix glow only)"),
        ("My Name", "what was my name again"),
        ("Lanternpunk: Edgewalkers", "the edgewalkers of my street are cats"),
    ],
)
def test_fans_use_the_same_words_for_other_things(name, text):
    assert not about(watched(name), text, kind=POST)


def test_people_may_be_joined_by_a_sign_without_blanks():
    watch = watched("Ember", people=("Raj & Min",))
    assert about(watch, "raj&min did it again with Ember, eight eps of it", kind=POST)
    assert about(watch, "Raj and Min did it again with Ember, eight eps of it", kind=POST)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Our Valley of Lanterns", "valley of lanterns finale"),
        ("Okdangari: The Star Is Made", "Netflix takes “Okdangari”"),
        ("Lantern Core: Blood and Tide", "Blood and Tide dated"),
    ],
)
def test_the_filter_lets_through_what_the_reader_would_know(name, text):
    assert Names([watched(name)]).in_text(text) == {"own"}
    assert Names([watched(name)]).in_bytes(text.encode()) == {"own"}
