"""Messages in words: what is said in each language, and what other people's words cannot do in it."""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.mail import Letter, compose
from notifier.model import AlertKind, Evidence, News, Step
from notifier.wording import Reader, clean, dates, korean, note, pieces, plain, tell, words
from scraper.model import Change, ChangeKind, Field, Item, Modality, Standing, Status

AT = datetime(2022, 9, 26, 14, 30, tzinfo=UTC)
READER = Reader(names=(("the-glory", "The Glory"),), why="You get this because you follow The Glory.")
KOREAN = Reader(language="ko", zone="Asia/Seoul", names=(("the-glory", "더 글로리"),))


def news(
    new="2022-12-30", *, old="2022-12", kind=ChangeKind.NARROWED, field=Field.RELEASE_DATE, scope="", **more
):
    quote = more.pop("quote", "It arrives on December 30th.")
    evidence = {"quote": quote, "publisher": "The Press", "url": "https://press.example/a", "standing": 3}
    evidence |= more.pop("evidence", {})
    change = {
        "item": Item("the-glory", scope, field),
        "kind": kind,
        "old": old,
        "new": new,
        "old_standing": None,
        "standing": Standing.REPORTED,
        "modality": Modality.CONFIRMED,
        "rule": "r",
        "causes": (1,),
        "document": "d",
        "quote": quote,
        "published_at": AT,
        "seen_at": AT,
    } | more
    return News(id=1, change=Change(**change), evidence=Evidence(**evidence))


@pytest.mark.parametrize(
    ("value", "english", "korean"),
    [
        ("2022-12-30", "30 December 2022", "2022년 12월 30일"),
        ("2023-03", "March 2023", "2023년 3월"),
        ("2023", "2023", "2023년"),
        ("2023-33", "the first quarter of 2023", "2023년 1분기"),
        ("2023-36", "the fourth quarter of 2023", "2023년 4분기"),
        ("2023-40", "the first half of 2023", "2023년 상반기"),
        ("2023-41", "the second half of 2023", "2023년 하반기"),
        ("2023-37", "early 2023", "2023년 초"),
        ("2023-38", "mid-2023", "2023년 중반"),
        ("2022-39", "late 2022", "2022년 말"),
        ("2023-21", "spring 2023", "2023년 봄"),
        ("2022-24", "winter 2022", "2022년 겨울"),
        ("2022-10/2022-12", "October 2022 to December 2022", "2022년 10월~2022년 12월"),
        ("XXXX", "no date", "미정"),
        ("../2023-03", "by March 2023", "2023년 3월 이전"),
        ("2023-03/..", "March 2023 or later", "2023년 3월 이후"),
        ("2023-03~", "about March 2023", "2023년 3월경"),
        ("2022-02-31", "2022-02-31", "2022-02-31"),
        ("soon", "soon", "soon"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is(value, english, korean):
    assert dates.say(value, "en") == english
    assert dates.say(value, "ko") == korean


@pytest.mark.parametrize(
    ("value", "english", "korean"),
    [
        ("2022-12-30", "on 30 December 2022", "2022년 12월 30일"),
        ("2023-03", "in March 2023", "2023년 3월 중"),
        ("2023", "in 2023", "2023년 중"),
        ("2023-40", "in the first half of 2023", "2023년 상반기"),
        ("2022-39", "in late 2022", "2022년 말"),
        ("XXXX", "no date", "미정"),
    ],
)
def test_a_date_is_said_as_a_time(value, english, korean):
    assert dates.when(value, "en") == english
    assert dates.when(value, "ko") == korean


@pytest.mark.parametrize(
    ("value", "english", "korean"),
    [
        ("2023-03", "The Glory: release in March 2023", "더 글로리: 2023년 3월 중 공개"),
        ("2023-40", "The Glory: release in the first half of 2023", "더 글로리: 2023년 상반기 공개"),
        ("2022-12-30", "The Glory: release on 30 December 2022", "더 글로리: 2022년 12월 30일 공개"),
        ("../2023-03", "The Glory: release by March 2023", "더 글로리: 2023년 3월 이전 공개"),
        ("XXXX", "The Glory: no release date any more", "더 글로리: 공개 보류, 날짜 미정"),
    ],
)
@pytest.mark.parametrize("kind", [ChangeKind.FIRST, ChangeKind.BASELINE, ChangeKind.UPGRADED])
def test_the_subject_of_a_new_date_says_when_no_more_precisely_than_it_is_known(kind, value, english, korean):
    one = news(value, old=value if kind is ChangeKind.UPGRADED else None, kind=kind)
    assert tell(AlertKind.INSTANT, (one,), READER).subject == english
    assert tell(AlertKind.INSTANT, (one,), KOREAN).subject == korean


@pytest.mark.parametrize(
    ("one", "subject"),
    [
        (news(), "The Glory: release date now 30 December 2022 (was December 2022)"),
        (news(kind=ChangeKind.FIRST, old=None), "The Glory: release on 30 December 2022"),
        (
            news("2023-03-10", old="2022-12-30", kind=ChangeKind.MOVED_LATER),
            "The Glory: release date moved later, 30 December 2022 → 10 March 2023",
        ),
        (
            news("16", old="8", kind=ChangeKind.REVISED, field=Field.EPISODE_COUNT),
            "The Glory: episode count 8 → 16",
        ),
        (
            news(
                "wrapped",
                old="filming",
                kind=ChangeKind.PROGRESSED,
                field=Field.PRODUCTION_STATUS,
                scope="S1P2",
            ),
            "The Glory, season 1, part 2: filming → filming wrapped",
        ),
        (
            news(kind=ChangeKind.CONFIRMED, old="2022-12-30"),
            "The Glory: release date 30 December 2022 is now official",
        ),
        (
            news(None, old="2022-12-30", kind=ChangeKind.WITHDRAWN),
            "The Glory: release date 30 December 2022 withdrawn",
        ),
        (
            news("XXXX", old="2022-12-30", kind=ChangeKind.WITHDRAWN),
            "The Glory: release date 30 December 2022 withdrawn",
        ),
        (
            news("XXXX", old="XXXX", kind=ChangeKind.CONFIRMED),
            "The Glory: officially no release date any more",
        ),
        (
            news("XXXX", old="2022-12-30", kind=ChangeKind.CORRECTION),
            "Correction: The Glory: no release date any more",
        ),
        (
            news("2022-12-30", old="2023-40", kind=ChangeKind.CORRECTION),
            "Correction: The Glory: release date is 30 December 2022, not the first half of 2023",
        ),
        (
            news(standing=Standing.RUMOURED),
            "Rumour: The Glory: release date now 30 December 2022 (was December 2022)",
        ),
    ],
)
def test_the_subject_says_what_changed_from_what_to_what(one, subject):
    assert tell(AlertKind.INSTANT, (one,), READER).subject == subject


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_kind_status_standing_and_field_has_words_in_every_language(language):
    for kind in ChangeKind:
        words.SUBJECT[language][kind].format(title="t", field="f", old="o", new="n")
        assert words.KIND[language][kind]
    assert set(words.STATUS[language]) == set(Status)
    assert set(words.STANDING[language]) == set(words.SURE[language]) == set(Standing)
    assert set(words.FIELD[language]) == set(Field)
    assert words.LABEL[language].keys() == words.LABEL["en"].keys()


def test_a_message_says_who_in_which_words_how_sure_and_where():
    one = news(
        modality=Modality.EXPECTED,
        evidence={"attribution": "Netflix", "asserted_at": datetime(2022, 9, 20, tzinfo=UTC)},
    )
    text = tell(AlertKind.INSTANT, (one,), READER).text
    for part in (
        "was  December 2022",
        "now  30 December 2022",
        "“It arrives on December 30th.”",
        "The Press (press), 20 Sep 2022, citing Netflix",
        "Reported by one credible source. It is expected, not promised.",
        "https://press.example/a",
        "You get this because you follow The Glory.",
    ):
        assert part in text


def test_the_day_is_the_readers_own_but_a_bare_day_stays():
    late = datetime(2022, 9, 26, 20, tzinfo=UTC)  # the 27th in Seoul
    assert "2022. 9. 27." in tell(AlertKind.INSTANT, (news(published_at=late),), KOREAN).text
    bare = datetime(2022, 9, 26, tzinfo=UTC)
    assert "2022. 9. 26." in tell(AlertKind.INSTANT, (news(published_at=bare),), KOREAN).text


def test_the_history_is_a_table_within_72_columns():
    steps = (
        Step(at=datetime(2022, 8, 16, tzinfo=UTC), kind="first", old=None, new="2023-40", standing=1),
        Step(at=AT, kind="moved_earlier", old="2023-40", new="2022-12", standing=2),
    )
    one = news()
    text = plain.full(
        [pieces.piece(News(id=1, change=one.change, evidence=one.evidence, history=steps), READER)], READER
    )
    assert "16 Aug 2022" in text
    assert "the first half of 2023 → December 2022" in text
    assert max(plain.width(line) for line in text.splitlines()) <= 72


def test_korean_letters_take_two_columns():
    assert plain.width("더 글로리") == 9
    lines = plain.wrap("넷플릭스 " * 30)
    assert all(plain.width(line) <= 72 for line in lines)


def test_a_digest_counts_and_names_its_titles():
    two = (news(), news("16", old="8", kind=ChangeKind.REVISED, field=Field.EPISODE_COUNT))
    assert tell(AlertKind.DIGEST, two, READER).subject == "2 changes: The Glory"
    assert tell(AlertKind.INSTANT, two, READER).subject.endswith("and 1 more")
    assert tell(AlertKind.SUMMARY, two, READER).subject == "The Glory: what is known so far"


def test_a_message_about_several_installments_names_the_date_that_changed():
    parts = (
        news("16", scope="S1", old="8", kind=ChangeKind.REVISED, field=Field.EPISODE_COUNT),
        news("2023-03-10", scope="S1P2", old="2023-03", kind=ChangeKind.NARROWED),
    )
    subject = "The Glory, season 1, part 2: release date now 10 March 2023 (was March 2023) and 1 more"
    assert tell(AlertKind.INSTANT, parts, READER).subject == subject


def test_a_long_message_is_cut_and_says_so():
    many = tuple(news(f"{2030 + i}", kind=ChangeKind.REVISED) for i in range(50))
    message = tell(AlertKind.DIGEST, many, READER)
    assert "and 30 more" in message.text
    assert "and 30 more" in message.html


# ----- what other people's words cannot do

nasty = st.text(
    st.one_of(
        st.sampled_from(
            ["<", ">", "&", '"', "'", "@", "#", "!", ":", "/", "\\", "`", "*", "_", "[", "]", "(", ")", "|"]
        ),
        st.sampled_from(
            [chr(c) for c in (9, 10, 11, 13, 0, 27, 0x202E, 0x2066, 0x200B, 0xFEFF, 0x2028, 0x85)]
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=400,
)


@given(text=nasty, most=st.integers(1, 300))
def test_a_line_is_one_line_of_visible_characters_and_no_longer_than_asked(text, most):
    one = clean.line(text, most)
    assert len(one) <= most
    assert len(one.splitlines()) <= 1
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in one)
    assert not set(one) & {chr(c) for c in (*clean.BIDI, *clean.INVISIBLE)}


@given(quote=nasty, publisher=nasty, url=nasty)
def test_no_words_of_others_become_markup_in_a_mail(quote, publisher, url):
    one = news(quote=quote or "q", evidence={"publisher": publisher, "url": url})
    message = tell(AlertKind.INSTANT, (one,), READER)
    frame = tell(AlertKind.INSTANT, (news(quote="q", evidence={"publisher": "p", "url": ""}),), READER)
    tags = re.compile(r"<[a-zA-Z/!][^>]*>")
    extra = [tag for tag in tags.findall(message.html) if tag not in set(tags.findall(frame.html))]
    assert all(tag.startswith('<a href="http') for tag in extra), extra


@given(quote=nasty)
def test_a_quote_calls_nobody_in_a_chat(quote):
    chat = tell(AlertKind.INSTANT, (news(quote=quote or "q"),), READER).chat
    assert not re.search(r"@\w", chat)
    assert not re.search(r"<[@!#&:/a-zA-Z]", chat)


@pytest.mark.parametrize(
    "bait",
    [
        "@everyone",
        "@here",
        "<@1234>",
        "<!channel>",
        "<!here|here>",
        "<#C024>",
        "<https://evil.example|Netflix>",
        "[Netflix](https://evil.example)",
    ],
)
def test_mentions_and_hidden_links_are_made_harmless_in_chats_and_pushes(bait):
    message = tell(AlertKind.INSTANT, (news(quote=f"so {bait} said", evidence={"publisher": bait}),), READER)
    assert bait not in message.chat
    assert bait not in message.short


def test_a_title_of_300_letters_and_a_quote_of_100_kb_are_cut_with_a_mark():
    reader = Reader(names=(("the-glory", "G" * 300),))
    message = tell(AlertKind.INSTANT, (news(quote="word " * 20_000),), reader)
    assert len(message.subject) <= 180
    assert "…" in message.subject
    assert len(message.text) < 2000
    assert "word…”" in message.text


@given(subject=nasty, publisher=nasty)
def test_a_mail_has_one_subject_and_no_header_of_somebody_elses_making(subject, publisher):
    reader = Reader(names=(("the-glory", subject),))
    message = tell(AlertKind.INSTANT, (news(evidence={"publisher": publisher}),), reader)
    letter = Letter(
        key="k", sender="Glory <g@example.org>", to="me@example.org", subject=message.subject, text=message.text,
        html=message.html, sent_at=AT, thread="t",
    )  # fmt: skip
    composed = compose(letter)
    assert composed.keys() == [
        "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
        "X-Auto-Response-Suppress", "MIME-Version", "Content-Type",
    ]  # fmt: skip
    composed.as_bytes()


def test_messages_of_one_fact_are_one_thread_and_of_several_that_of_the_date():
    date, other = news("2023-01-13", old="2022-12-30"), news("16", old="12", field=Field.EPISODE_COUNT)
    third = news("2024", scope="S2")

    def thread(*about):
        return tell(AlertKind.INSTANT, about, READER).thread

    assert thread(news()) == thread(date) == thread(other, date) == thread(date, date)
    assert len({thread(date), thread(other), thread(third)}) == 3
    elsewhere = news(item=Item("squid-game", "", Field.RELEASE_DATE))
    assert thread(date, elsewhere) == ""


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://a.example/\r\nX: y",
        'https://a.example/"><b>',
        "//a",
    ],
)
def test_only_web_addresses_are_linked(url):
    message = tell(AlertKind.INSTANT, (news(evidence={"url": url}),), READER)
    assert "<a " not in message.html
    assert message.click == ""


def test_markdown_shows_other_peoples_markup_as_letters():
    text = tell(AlertKind.INSTANT, (news(quote="**bold** [x](https://evil.example) <b>"),), READER).markdown
    assert r"\*\*bold\*\* \[x\]\(https\:\/\/evil\.example\) \<b\>" in text


def test_the_same_arguments_give_the_same_message():
    tell.cache_clear()
    first = tell(AlertKind.INSTANT, (news(),), READER)
    tell.cache_clear()
    assert tell(AlertKind.INSTANT, (news(),), READER) == first


def test_a_note_is_worded_in_every_form():
    message = note(
        AlertKind.OPERATOR, "A source fell silent", "soompi: no answer since Monday\n<b>x</b>", READER
    )
    assert message.html.count("<h1>") == 1
    assert html.escape("<b>x</b>") in message.html
    assert "soompi" in message.text
    assert message.values["changes"] == []
    assert message.text.endswith("-- \nYou get this because the configuration names you as operator.\n")
    assert "you follow The Glory" not in message.html
    test = note(AlertKind.TEST, "a test", "first\n\nlast", READER)
    assert test.text == "first\n\nlast\n\n-- \nYou get this because you follow The Glory.\n"
    assert '<p class="gap"></p>' in test.html


@pytest.mark.parametrize(
    ("open_", "settled"),
    [
        ("더 글로리을(를)", "더 글로리를"),
        ("오징어 게임을(를)", "오징어 게임을"),
        ("2022년 12월 30일(으)로", "2022년 12월 30일로"),
        ("2023년 3월 중(으)로", "2023년 3월 중으로"),
        ("2023년 상반기(으)로", "2023년 상반기로"),
        ("16부작은(는)", "16부작은"),
        ("The Glory을(를)", "The Glory를"),
        ("Signal을(를)", "Signal을"),
        ("Part 2을(를)", "Part 2를"),
        ("Part 3을(를)", "Part 3을"),
        ("작품 (보도)을(를)", "작품 (보도)을(를)"),
    ],
)
def test_a_korean_particle_follows_the_sound_before_it(open_, settled):
    assert korean.joined(open_) == settled
