"""What must hold of judgement whatever outlets print: hypothesis looks for the story that breaks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from config.model import Subscriber
from notifier.model import Cause, Told
from notifier.rules import MINIMUM, rule
from scraper.judge import Memory
from scraper.model import (
    ChangeKind,
    Claim,
    Document,
    DocumentKind,
    Field,
    Modality,
    SourceStanding,
    Speaker,
    Standing,
    Status,
)
from scraper.settle import settle
from scraper.spans import contains, overlaps, span
from scraper.votes import vote

START = date(2022, 1, 1)
READER = Subscriber(name="reader", webhook="https://reader.example/")
DATES = (
    "2022",
    "2022-12",
    "2022-12-30",
    "2023-03",
    "2023-03-10",
    "2023-41",
    "2022-10/2022-12",
    "XXXX",
    "1970-01-01",
)
VALUES = {
    Field.RELEASE_DATE: DATES,
    Field.EPISODE_COUNT: ("8", "16", "6"),
    Field.PRODUCTION_STATUS: tuple(status.value for status in Status),
}

claims = st.sampled_from(tuple(Field)).flatmap(
    lambda field: st.builds(
        Claim,
        field=st.just(field),
        scope=st.sampled_from(("", "S1", "S1P1", "S1P2", "S2")),
        value=st.sampled_from(VALUES[field]),
        modality=st.sampled_from(tuple(Modality)),
        quote=st.just("so they say"),
        start=st.integers(0, 3),
        end=st.just(9),
        rule=st.just("test"),
        speaker=st.sampled_from((Speaker.OUTLET, Speaker.PLATFORM, Speaker.GUESS, Speaker.SOURCES)),
    )
)


@st.composite
def documents(draw, days=400):
    """One document with up to three claims."""
    number = draw(st.integers(0, 30))
    published = START + timedelta(days=draw(st.integers(0, days)))
    document = Document(
        id=f"d{number}",
        kind=draw(st.sampled_from((DocumentKind.ARTICLE, DocumentKind.POST))),
        source=f"outlet{draw(st.integers(0, 5))}.example",
        url="https://example.com/",
        language="en",
        published=published,
        headline="",
        text="",
        standing=draw(st.sampled_from(tuple(SourceStanding))),
    )
    return document, tuple(draw(st.lists(claims, max_size=3)))


stories = st.lists(documents(), max_size=14)


FEW = {
    Field.RELEASE_DATE: ("2022-12", "2022-12-30", "2023-03-10"),
    Field.EPISODE_COUNT: ("8", "16"),
    Field.PRODUCTION_STATUS: ("filming", "released", "cancelled"),
}


@st.composite
def plain_stories(draw):
    """A story that a few outlets tell, and edit, of one field of a title without seasons."""
    field = draw(st.sampled_from(tuple(Field)))
    said = st.builds(
        Claim,
        field=st.just(field),
        scope=st.just(""),
        value=st.sampled_from(FEW[field]),
        modality=st.sampled_from((Modality.CONFIRMED, Modality.RUMOURED, Modality.DENIED)),
        quote=st.just("so they say"),
        start=st.just(0),
        end=st.just(9),
        rule=st.just("test"),
    )
    outlets = st.tuples(
        st.integers(0, 3),
        st.sampled_from((SourceStanding.FAN, SourceStanding.TRADE, SourceStanding.OFFICIAL)),
    )
    turns = draw(st.lists(st.tuples(outlets, st.lists(said, min_size=1, max_size=2)), min_size=2, max_size=6))
    return [
        (
            Document(
                id=f"{standing.name}{number}", kind=DocumentKind.ARTICLE, source=f"outlet{number}.example",
                url="https://example.com/", language="en", published=START + timedelta(days=day), headline="",
                text="", standing=standing,
            ),
            tuple(claims),
        )
        for day, ((number, standing), claims) in enumerate(turns)
    ]  # fmt: skip


class Fold:
    """Folds documents as the daemon does, and tells one reader."""

    def __init__(self, reader: Subscriber = READER) -> None:
        self.reader = reader
        self.rulings = {}  # the last one on each item, rivals left out
        self.memory = Memory("t")
        self.number = 0
        self.changes = []
        self.told = []

    def hear(self, document, said):
        cast = []
        for claim in said:
            self.number += 1
            one = vote(document, claim, self.number)
            assert one is not None
            cast.append(one)
        at = datetime.combine(document.published, datetime.min.time(), UTC)
        made = self.memory.judge(document.id, cast, published_at=at, now=at).changes
        for change in made:
            self.changes.append(change)
            history = [t for t in self.told if t.change.item.field is change.item.field]
            ruling = rule(change, self.reader, history, now=at)
            if change.kind is not ChangeKind.DISPUTED:
                self.rulings[change.item] = ruling
            if ruling.told:
                self.told.append(Told(change=change, at=at))
        return made

    @property
    def facts(self):
        return {item: (fact.value, fact.standing) for item, fact in self.memory.facts.items()}


def folded(story):
    fold = Fold()
    for document, said in story:
        fold.hear(document, said)
    return fold


@given(stories)
@settings(max_examples=150, deadline=None)
def test_a_replay_is_deterministic(story):
    assert folded(story).changes == folded(story).changes


@given(stories)
@settings(max_examples=150, deadline=None)
def test_a_document_fed_twice_changes_nothing(story):
    fold = folded(story)
    before = fold.facts
    for document, said in story[-1:]:
        assert fold.hear(document, said) == ()
    assert fold.facts == before


@given(
    st.lists(documents(days=0), max_size=8, unique_by=lambda d: d[0].id), st.randoms(use_true_random=False)
)
@settings(max_examples=150, deadline=None)
def test_the_order_of_arrival_inside_one_instant_does_not_matter(story, rng):
    shuffled = list(story)
    rng.shuffle(shuffled)

    assert folded(story).facts == folded(shuffled).facts


@given(stories)
@settings(max_examples=150, deadline=None)
def test_a_late_find_comes_to_the_same_as_an_early_one(story):
    unique = list({document.id: (document, said) for document, said in story}.values())

    assert folded(unique).facts == folded(sorted(unique, key=lambda d: d[0].published)).facts


@given(stories, st.integers(0, 13), st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_copies_never_add_standing(story, which, copies):
    if not story:
        return
    unique = list({document.id: (document, said) for document, said in story}.values())
    document, said = unique[which % len(unique)]
    fold = folded(unique)
    before = fold.facts
    for number in range(copies):
        copy = replace(
            document,
            id=f"copy{number}",
            source=f"copyist{number}.example",
            publisher=document.publisher or document.source,  # as the log says of a copy
            origin=document.origin or document.id,
        )
        fold.hear(copy, said)

    assert {item: value for item, (value, _) in fold.facts.items()} == {
        item: value for item, (value, _) in before.items()
    }
    assert all(standing <= before[item][1] for item, (_, standing) in fold.facts.items())


@given(plain_stories(), st.sampled_from(("rumoured", "reported", "official")))
@settings(max_examples=200, deadline=None)
def test_a_reader_ends_up_with_what_is_held_as_surely_as_they_ask(story, minimum):
    fold = Fold(Subscriber(name="reader", webhook="https://reader.example/", minimum=minimum))
    for document, said in story:
        fold.hear(document, said)
    for item, fact in fold.memory.facts.items():
        heard = [t.change.new for t in fold.told if t.change.kind is not ChangeKind.DISPUTED]
        last = heard[-1] if heard else None
        if fact.standing < MINIMUM[minimum] or last == fact.value:
            continue
        why = fold.rulings[item].cause
        coarser = last is not None and item.field is Field.RELEASE_DATE and contains(fact.value, last)
        assert why is Cause.FLAPPING or why is Cause.OLD or (why is Cause.MINOR and coarser)


@given(stories)
@settings(max_examples=200, deadline=None)
def test_no_told_value_repeats_without_a_different_one_between(story):
    last: dict = {}
    for told in folded(story).told:
        change = told.change
        previous = last.get(change.item)
        raised = change.kind is ChangeKind.CONFIRMED and change.old == change.new
        assert previous is None or previous != change.new or raised
        last[change.item] = change.new


@given(stories)
@settings(max_examples=150, deadline=None)
def test_every_change_is_reachable_from_a_quote(story):
    fold = folded(story)
    for change in fold.changes:
        assert change.causes
        assert change.quote
        assert all(1 <= claim <= fold.number for claim in change.causes)


@given(stories)
@settings(max_examples=150, deadline=None)
def test_fans_alone_never_make_a_told_release_date(story):
    fans = [
        (
            replace(document, standing=SourceStanding.FAN),
            tuple(c for c in said if c.field is Field.RELEASE_DATE),
        )
        for document, said in story
    ]
    fold = folded(fans)

    assert fold.told == []
    assert all(standing is Standing.RUMOURED for _, standing in fold.facts.values())


@given(stories)
@settings(max_examples=150, deadline=None)
def test_what_is_past_or_denied_is_never_held(story):
    gone = [
        (
            document,
            tuple(replace(c, modality=Modality.PAST if c.start % 2 else Modality.DENIED) for c in said),
        )
        for document, said in story
    ]

    assert folded(gone).facts == {}


@given(stories)
@settings(max_examples=100, deadline=None)
def test_the_outcome_depends_on_the_live_votes_alone(story):
    memory = folded(story).memory
    again = settle("t", list(memory.votes.values())[::-1])

    assert again.facts == memory.settled().facts == memory.facts


days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
edtf = st.one_of(
    days.map(date.isoformat),
    days.map(lambda d: f"{d:%Y-%m}"),
    days.map(lambda d: f"{d:%Y}"),
    st.builds(
        lambda d, code: f"{d:%Y}-{code}",
        days,
        st.sampled_from((21, 22, 23, 24, 33, 34, 35, 36, 37, 38, 39, 40, 41)),
    ),
    st.tuples(days, days).map(lambda d: f"{min(d):%Y-%m}/{max(d):%Y-%m}"),
)


@given(edtf, edtf)
def test_spans_behave_like_sets_of_days(one, other):
    a, b = span(one), span(other)
    assert a.first <= a.last
    assert overlaps(one, other) == overlaps(other, one)
    if contains(one, other):
        assert overlaps(one, other)
        assert a.days >= b.days
    if contains(one, other) and contains(other, one):
        assert a == b
