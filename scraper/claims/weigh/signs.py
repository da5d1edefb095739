"""Signs of a date, a number or a state by itself."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind
from scraper.claims.weigh.sight import bucket
from scraper.spans import span

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.marks import Mark
    from scraper.claims.sentence import Sentence
    from scraper.claims.weigh.grammar import Whose
    from scraper.claims.weigh.sight import Sight
    from scraper.claims.weigh.spot import Spot, Told

_USUAL = frozenset((6, 8, 10, 12, 16, 20, 24))  # episodes of a season
_AWAY = (-400, -60, -8, -1, 0, 1, 8, 60, 400)


def ruled(told: Told) -> list[str]:
    """Return what the rules say of a value at this spot."""
    found = told.found
    if found is None:
        return ["rule other" if told.ruled else "rule none"]
    now = "current" if found.modality.current else "stale"
    rule = found.rule.partition(" (")[0]
    return [
        "rule " + now,
        f"rule {now} {rule}",
        f"rule {rule.partition(':')[0]}",
        f"rule m.{found.modality}",
    ]


def date_signs(sight: Sight, spot: Spot, mark: Mark, told: Told) -> list[str]:
    """Return the signs of one reading of a date."""
    date = mark.date
    assert date is not None  # noqa: S101 - only date marks come here
    away = (span(told.value).first - sight.today).days
    tense = bucket(away, (-1, 0))
    ground = spot.sentence.passed.get(spot.place, "")
    return [
        "precision " + date.precision,
        f"year {date.year_stated:d} relative {date.relative:d} open {date.open:d}",
        "bound " + date.bound,
        "weekday" if date.weekday is not None else "no weekday",
        "form " + date.form,
        "bare" if date.bare else "not bare",
        f"open {date.open:d} reading {told.reading}",
        f"reading {told.reading}",
        "away " + bucket(away, _AWAY),
        f"tense {tense} mood {spot.modality}",
        f"tense {tense} by {spot.deed.name if spot.deed else 'none'}",
        *ruled(told),
        *([f"passed {ground}", f"passed {ground} tense {tense}"] if ground else ()),
    ]


def number_signs(spot: Spot, name: str, told: Told) -> list[str]:
    """Return the signs of one reading of a number."""
    size = int(told.value)
    episodes = bool(spot.sentence.language.episode.search(spot.sentence.text))
    return [
        "count " + name,
        f"count {name} {'ours' if spot.whose.ours else 'else'}",
        f"count {name} reading {told.reading}",
        f"count {name} mood {spot.modality}",
        "size " + bucket(size, (1, 2, 3, 5, 7, 9, 13, 17, 26, 60)),
        "usual" if size in _USUAL else "unusual",
        f"episodes {episodes:d}",
        *ruled(told),
    ]


def _passed(sentence: Sentence) -> list[str]:
    """Return on which grounds the rules took no state from the cues of a sentence."""
    grounds = [(sentence.passed.get(c.start), c.name) for c in sentence.states or sentence.deeds]
    return [sign for g, name in grounds if g for sign in (f"passed {g}", f"passed {g} {name}")]


def state_signs(sight: Sight, sentence: Sentence, whose: Whose, found: list[Finding]) -> list[str]:
    """Return the signs of a sentence as a statement of the production's state."""
    words = sight.words.words
    signs = [*sight.frame(sentence), f"of {'ours' if whose.ours else 'else'}{whose.named:d}{whose.firm:d}"]
    signs += ["w " + w for w in dict.fromkeys(words)]
    signs += {f"w {a} {b}" for a, b in pairwise(words)}
    if sight.last:
        for word in dict.fromkeys(words):
            if word[0] >= "가":
                signs += ["stem " + word[:2], "end " + word[-2:]]
                signs += ["cc " + word[i : i + 2] for i in range(len(word) - 1)]
    else:
        signs += {f"w {a} _ {b}" for a, b in zip(words, words[2:], strict=False)}
    for cue in sentence.states:
        signs += ["state " + cue.name, "state word " + sentence.text[cue.start : cue.end]]
    signs += _passed(sentence)
    signs += ["deed " + c.name for c in sentence.deeds]
    signs += ["mode " + c.name for c in sentence.modes]
    signs += ["tense " + c.name for c in sentence.tenses]
    signs += [f"{kind.value}{sentence.has(kind):d}" for kind in (Kind.TITLE, Kind.OTHER, Kind.PERSON)]
    for one in found:
        signs += [f"rule {one.value} {one.modality.current:d}", "rule " + one.rule.partition(" (")[0]]
    if not found:
        signs.append("rule none")
    today = sight.today.isoformat()
    for mark, _ in sentence.placed(Kind.DATE):
        if mark.date is not None:
            signs.append("dated past" if mark.date.value <= today else "dated future")
    return list(dict.fromkeys(signs))
