"""Everything in a sentence that could be a release date, an episode count or a state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind
from scraper.claims.weigh.signs import date_signs, number_signs, state_signs
from scraper.claims.weigh.spot import Candidate, Spot, Told
from scraper.model import Field
from scraper.spans import PULLED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scraper.claims.finding import Finding
    from scraper.claims.marks import Mark
    from scraper.claims.sentence import Sentence
    from scraper.claims.weigh.grammar import Grammar
    from scraper.claims.weigh.sight import Sight

# fmt: off
_WORDS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)
# fmt: on
_VALUES = {word: value for value, word in enumerate(_WORDS, start=2)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "hundred": 100,
    "half a dozen": 6,
    "a dozen": 12,
    "dozen": 12,
}
# By whether the verb comes last.
_NUMBER = {
    False: re.compile(
        rf"(?<![\w.,$£€#-])(?:\d{{1,3}}(?![\w%]|[,.:]\w)"
        rf"|(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))})(?![\w-]))"
    ),
    True: re.compile(
        r"(?<![\d.,])\d{1,3}(?![\d%]|[.,]\d)"
        # words that count what may be an episode: "열 편", "여덟 번"
        r"|(?<![가-힣])(?:[두세네]|다섯|여섯|일곱|여덟|아홉|열(?:[한두세네]|다섯|여섯|일곱|여덟|아홉)?|스무|서른)"
        r"(?= ?(?:편|회|부|화|번|개|차례))"
    ),
}
# What an episode may be called; a number without any of it in sight is of something else.
_UNIT = {
    False: re.compile(
        # Each begins with its letter, and looks back from there: such a row is sought several times as fast.
        r"e(?:pisode|(?<!\we)ps?\b)|p(?:arter|(?<!\wp)arts?\b)|h(?<!\wh)ours?\b|instal?lment|chapter"
        r"|o(?<!\wo)rder|total|a(?<!\wa)ll\b"
    ),
    True: re.compile(r"[0-9한두세네섯곱덟홉열] ?[부회화편개]|에피"),
}
_MOST = 250  # episodes


def in_sentence(
    sight: Sight, grammar: Grammar, sentence: Sentence, found: Sequence[Finding]
) -> Iterator[Candidate]:
    """Yield what a sentence may state. Asked between entering and leaving the sentence."""
    held: dict[tuple[Field, int], list[Finding]] = {}
    for one in found:
        held.setdefault((one.field, one.at), []).append(one)
    yield from _dates(sight, grammar, sentence, held)
    yield from _dateless(sight, grammar, sentence, held)
    if sight.scene.watch.kind != "film":
        yield from _counts(sight, grammar, sentence, held)
        if _of_episodes(sight, sentence):
            yield from _numbers(sight, grammar, sentence)
    yield _state(sight, grammar, sentence, [f for f in found if f.field is Field.PRODUCTION_STATUS])


def _told(values: Mapping[str, str], found: Sequence[Finding]) -> Iterator[Told]:
    """Yield the values with what the rules found of each; what they found beside them too."""
    for value, reading in {**{f.value: "rule" for f in found}, **values}.items():
        own = next((f for f in found if f.value == value), None)
        yield Told(value, reading, own, bool(found))


def _dates(
    sight: Sight,
    grammar: Grammar,
    sentence: Sentence,
    held: Mapping[tuple[Field, int], list[Finding]],
) -> Iterator[Candidate]:
    for mark, place in sentence.placed(Kind.DATE):
        if mark.date is None:
            continue
        found = held.get((Field.RELEASE_DATE, mark.start), [])
        deed = grammar.governor(sentence, mark, place)
        whose = grammar.whose(sentence, place, deed)
        spot = sight.spot(grammar, sentence, place, deed, whose, at=mark.start)
        for told in _told(_readings(mark), found):
            yield Candidate(
                Field.RELEASE_DATE, told.value, spot, date_signs(sight, spot, mark, told), told.found
            )


def _readings(mark: Mark) -> dict[str, str]:
    """Return the values that a date may have, each with the name of its reading."""
    date = mark.date
    assert date is not None  # noqa: S101 - only date marks come here
    readings = {date.value: "value"}
    for value, name in ((date.future, "future"), (date.past, "past"), (date.opening, "opening")):
        readings.setdefault(value, name)
    readings.setdefault(date.past.partition("/")[0], "past opening")
    return readings


def _dateless(
    sight: Sight,
    grammar: Grammar,
    sentence: Sentence,
    held: Mapping[tuple[Field, int], list[Finding]],
) -> Iterator[Candidate]:
    """Yield what the rules found where no date stands: "out now", "pulled"."""
    dated = {mark.start for mark, _ in sentence.placed(Kind.DATE)}
    for (field, at), found in held.items():
        if field is Field.RELEASE_DATE and at not in dated:
            deed = next((c for c in sentence.deeds if sentence.masked.body(c.start) == at), None)
            place = deed.start if deed else 0
            spot = sight.spot(grammar, sentence, place, deed, grammar.whose(sentence, place, deed), at=at)
            for one in found:
                signs = ["dateless", f"dateless {one.value == PULLED:d}"]
                yield Candidate(field, one.value, spot, signs, one)


def _counts(
    sight: Sight,
    grammar: Grammar,
    sentence: Sentence,
    held: Mapping[tuple[Field, int], list[Finding]],
) -> Iterator[Candidate]:
    for mark, place in sentence.placed(Kind.COUNT):
        numbers = mark.numbers[:4]
        values = {str(n): f"number {i}" for i, n in enumerate(numbers) if 1 < n <= _MOST}
        if len(numbers) == 2 and 0 < numbers[1] - numbers[0] < _MOST:
            values.setdefault(str(numbers[1] - numbers[0] + 1), "span")
        found = held.get((Field.EPISODE_COUNT, mark.start), [])
        if values or found:
            whose = grammar.whose(sentence, place, None)
            spot = sight.spot(grammar, sentence, place, None, whose, at=mark.start)
            for told in _told(values, found):
                signs = number_signs(spot, mark.name, told)
                yield Candidate(Field.EPISODE_COUNT, told.value, spot, signs, told.found)


def _of_episodes(sight: Sight, sentence: Sentence) -> bool:
    """Whether this sentence or the one before it speaks of anything that a number may be the number of."""
    unit, before = _UNIT[sentence.language.verb_last], sight.before
    return any(
        s.has(Kind.COUNT) or unit.search(s.text) is not None for s in (sentence, before) if s is not None
    )


def _numbers(sight: Sight, grammar: Grammar, sentence: Sentence) -> Iterator[Candidate]:
    """Yield the numbers that no cue of counts holds."""
    for match in _NUMBER[sentence.language.verb_last].finditer(sentence.text):
        number = _VALUES.get(match[0]) or sentence.language.value(match[0]) or 0
        if 1 < number <= _MOST:
            place = match.start()
            at, whose = sentence.masked.body(place), grammar.whose(sentence, place, None)
            spot = sight.spot(grammar, sentence, place, None, whose, at=at)
            told = Told(str(number), "free", None, ruled=False)
            yield Candidate(Field.EPISODE_COUNT, told.value, spot, number_signs(spot, "free", told))


def _state(sight: Sight, grammar: Grammar, sentence: Sentence, found: list[Finding]) -> Candidate:
    """Return a sentence as a statement of the production's state: what it says so with is open idiom."""
    deed = next(iter(sentence.states), None)
    named = next((place for _, place in sentence.placed(Kind.TITLE)), 0)
    place = deed.start if deed is not None else named
    whose = grammar.whose(sentence, place, deed)
    told = grammar.mood(sentence, place, deed).modality
    spot = Spot(sentence, place, sentence.masked.body(place), deed, whose, told, (), [])
    return Candidate(Field.PRODUCTION_STATUS, "", spot, state_signs(sight, sentence, whose, found))
