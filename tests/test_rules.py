"""What one subscriber is told of one change, and why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.model import Subscriber
from notifier.asked import wanted
from notifier.model import Cause, Told
from notifier.rules import rule
from scraper.model import Change, ChangeKind, Field, Item, Modality, Standing

AT = datetime(2022, 9, 26, tzinfo=UTC)


def change(
    kind="first",
    old=None,
    new="2022-12-30",
    *,
    scope="S1",
    field="release_date",
    standing="reported",
    was=None,
    rule="first",
):
    return Change(
        item=Item("glory", scope, Field(field)), kind=ChangeKind(kind), old=old, new=new,
        old_standing=was and Standing[was.upper()],
        standing=Standing[standing.upper()], modality=Modality.CONFIRMED, rule=rule, causes=(1,), document="d",
        quote="q", published_at=AT, seen_at=AT,
    )  # fmt: skip


def subscriber(**more):
    return Subscriber(name="me", webhook="https://me.example/", **more)


def ruled(one, *told, who=None):
    history = [Told(change=t, at=AT + timedelta(days=n)) for n, t in enumerate(told)]
    return rule(one, who or subscriber(), history, now=AT)


@pytest.mark.parametrize(
    ("minimum", "standing", "told"),
    [
        ("reported", "rumoured", False),
        ("reported", "reported", True),
        ("rumoured", "rumoured", True),
        ("official", "corroborated", False),
        ("official", "official", True),
    ],
)
def test_a_subscriber_waits_for_the_standing_they_asked_for(minimum, standing, told):
    ruling = ruled(change(standing=standing), who=subscriber(minimum=minimum))
    assert ruling.told is told
    assert ruling.cause is (Cause.TOLD if told else Cause.STANDING)


def test_what_was_too_unsure_is_told_when_somebody_credible_says_it():
    later = change("upgraded", old="2022-12-30")
    assert ruled(later).cause is Cause.TOLD


def test_other_titles_and_fields_are_nothing_to_them():
    assert ruled(change(), who=subscriber(titles=("other",))).cause is Cause.TITLE
    assert ruled(change(), who=subscriber(fields=("episode_count",))).cause is Cause.FIELD


def test_a_baseline_is_a_summary():
    assert ruled(change("baseline")).cause is Cause.SUMMARY


@pytest.mark.parametrize("scope", ["", "S1", "S1P1"])
def test_the_same_value_under_another_name_of_the_same_thing_is_a_repeat(scope):
    assert ruled(change(scope="S1P1"), change(scope=scope)).cause is Cause.REPEAT


def test_two_installments_never_come_out_on_one_day():
    assert ruled(change(scope="S3"), change(scope="S1")).cause is Cause.REPEAT
    assert ruled(change(scope="S3", new="2022"), change(scope="S1", new="2022")).cause is Cause.TOLD


def test_the_size_of_a_part_is_another_thing_than_that_of_the_whole():
    whole = change(field="episode_count", new="8", scope="S1")
    assert ruled(change(field="episode_count", new="8", scope="S1P1"), whole).told


def test_the_official_word_on_a_day_is_told_once():
    reported = change()
    official = change("confirmed", old="2022-12-30", standing="official")
    assert ruled(official, reported).told
    assert not ruled(official, reported, official).told
    assert not ruled(change("upgraded", old="2022-12-30", standing="corroborated"), reported).told


def test_an_official_month_is_no_second_message():
    reported = change(new="2022-12")
    assert (
        ruled(change("confirmed", old="2022-12", new="2022-12", standing="official"), reported).cause
        is Cause.MINOR
    )


def test_a_fall_is_told_to_those_who_were_told():
    fall = change("withdrawn", old="2022-12-30", new=None, rule="nobody says it any more")
    assert ruled(fall, change()).cause is Cause.CORRECTED
    assert ruled(fall).cause is Cause.NOT_TOLD
    assert (
        ruled(fall, change(), change("moved_later", old="2022-12-30", new="2023-01-06")).cause
        is Cause.NOT_TOLD
    )


def test_what_stands_after_a_fall_is_news_to_who_was_never_told_what_fell():
    official = subscriber(minimum="official")
    corrected = change("correction", old="2022-12-30", new="2022-12", standing="official")
    assert ruled(corrected, who=official).cause is Cause.TOLD
    assert ruled(corrected, change(new="2022-12"), who=official).cause is Cause.REPEAT
    reported = replace(corrected, standing=Standing.REPORTED)
    assert ruled(reported, who=official).cause is Cause.STANDING
    moves = subscriber(kinds=("moved_later",))
    assert ruled(corrected, who=moves).cause is Cause.NOT_TOLD


def test_an_exact_day_falls_with_its_month():
    fall = change("withdrawn", old="2022-12", new=None, rule="nobody says it any more")
    assert ruled(fall, change()).cause is Cause.CORRECTED
    assert ruled(fall, change(new="2023-03-10")).cause is Cause.NOT_TOLD


def test_a_rival_is_no_value_that_was_held():
    rumours = subscriber(minimum="rumoured")
    held = change(field="episode_count", new="8")
    rival = change("disputed", old="8", new="16", standing="rumoured", field="episode_count")
    fall = change("correction", old="8", new="16", standing="rumoured", field="episode_count")
    assert ruled(fall, held, rival, who=rumours).cause is Cause.CORRECTED
    won = change("revised", old="8", new="16", field="episode_count")
    assert ruled(won, held, rival, who=rumours).cause is Cause.TOLD


def test_a_told_value_that_only_a_rumour_follows_was_wrong():
    told = change()
    page_edited = change(
        "moved_later", old="2022-12-30", new="2023-01-06", standing="rumoured", was="reported"
    )
    assert ruled(page_edited, told).cause is Cause.CORRECTED
    assert ruled(page_edited).cause is Cause.STANDING
    assert ruled(replace(page_edited, old_standing=Standing.RUMOURED), told).cause is Cause.STANDING
    ahead = change(
        "progressed",
        old="filming",
        new="wrapped",
        field="production_status",
        standing="rumoured",
        was="reported",
    )
    assert ruled(ahead, change(new="filming", field="production_status")).cause is Cause.STANDING


def test_a_month_is_news_to_who_was_never_told_its_day():
    official_month = change("revised", old="2022-12-30", new="2022-12", standing="official")
    assert ruled(official_month, who=subscriber(minimum="official")).cause is Cause.TOLD
    assert ruled(official_month, change()).cause is Cause.MINOR
    assert ruled(official_month, change(new="2023-03")).cause is Cause.TOLD


def test_a_pulled_date_is_news_to_everybody():
    pulled = change("withdrawn", old="2022-12-30", new="XXXX", standing="official")
    assert ruled(pulled).told
    assert ruled(pulled, change()).cause is Cause.CORRECTED
    assert not ruled(pulled, change(), pulled).told


def test_back_and_forth_is_one_correction():
    a, b = change(new="2022-12-30"), change("moved_later", old="2022-12-30", new="2023-01-06")
    back = change("moved_earlier", old="2023-01-06", new="2022-12-30")
    assert ruled(back, a, b).cause is Cause.RESTORED
    assert ruled(b, a, b, back).cause is Cause.FLAPPING


def test_old_news_and_coarser_dates_are_kept_quiet():
    assert ruled(change(new="2019-09-17", rule="first.history")).cause is Cause.OLD
    coarser = change("revised", old="2022-12-30", new="2022-12", rule="first")
    assert ruled(coarser, change()).cause is Cause.MINOR


def test_a_dispute_is_for_those_who_want_rumours():
    dispute = change("disputed", old="2022-12-30", new="2023-01-06", standing="rumoured")
    assert ruled(dispute).cause is Cause.DISPUTED
    assert ruled(dispute, who=subscriber(minimum="rumoured")).told


def test_every_ruling_has_a_reason():
    for one in (change(), change(standing="rumoured"), change("withdrawn", old="2022", new=None)):
        assert ruled(one).reason


def test_history_of_another_title_or_field_does_not_matter():
    other = replace(change(), item=Item("other", "S1", Field.RELEASE_DATE))
    assert ruled(change(), other).told


@pytest.mark.parametrize(
    ("one", "told", "reason"),
    [
        (change("narrowed", old="2022", new="2022-12"), [change(new="2022-12")], "December 2022 was told already"),
        (
            change("disputed", old="2022-10/2022-12", new="2023-40"),
            [],
            "the first half of 2023 is claimed beside the held October 2022 to December 2022, which stands",
        ),
        (
            change("progressed", old="announced", new="pre_production", field="production_status"),
            [change(new="pre_production", field="production_status")],
            '"in pre-production" was told already',
        ),
        (change("withdrawn", old="2023-03-10", new=None), [], "me was not told 10 March 2023"),
        (change("first", new="16", field="episode_count"), [change(new="16", field="episode_count")], "16 was told already"),
    ],
)  # fmt: skip
def test_reasons_say_values_in_words(one, told, reason):
    assert ruled(one, *told).reason == reason


def test_a_part_that_is_not_followed_is_named_in_words():
    refused = wanted(change(scope="S1P2"), subscriber(scopes=("S2",)))
    assert refused is not None
    assert refused.reason == "me does not follow season 1, part 2"
