"""Second windows: the other country's later date, the disc, the stream after the cinema.

Of several regions' dates the earliest is the release. A later date that is tied to a country, to another
platform or to a window of its own says when the title reaches somebody else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, plain
from scraper.model import Field
from scraper.spans import PULLED, contains, span

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.languages.phrases import Phrases
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_WHERE = re.compile(r" ?where (?:it|they) ")
# who buys what has been out elsewhere shows it again
_BOUGHT = re.compile(
    r"(?<!\w)(?:has |have )?(?:acquired|licen[cs]ed|bought|picked up|snapped up|secured|landed) (?:the )?"
    r"(?:[\w.-]+ ){0,6}?(?:rights|[\"']?" + MARKS["title"] + ")"
)
# "the streaming premiere is December 14", of a film that opens in cinemas first
_STREAM = re.compile(r"(?<!\w)stream(?:ing|er)? (?:premiere|debut|launch|release|bow)(?!\w)")
_APART = 300  # days; farther apart than this one date is no second window of the other


def first(scene: Scene, findings: list[Finding]) -> list[Finding]:
    """Return the findings without dates on which the title only reaches somebody else."""
    known = scene.language.phrases
    if known is None:
        return findings
    dates = [
        f for f in findings if f.field is Field.RELEASE_DATE and f.modality.current and f.value != PULLED
    ]
    late = {id(f) for f in dates if _late(scene, known, f, dates)}
    return [f for f in findings if id(f) not in late]


def _late(scene: Scene, known: Phrases, finding: Finding, dates: list[Finding]) -> bool:  # noqa: PLR0911 - each return is a ground of its own
    """Whether a date is of a second window."""
    place = next((p for m, p in finding.sentence.placed(Kind.DATE) if m.start == finding.at), None)
    if place is None:
        return False
    around = _around(finding.sentence, place)
    if _feast(finding, place) and any(_finer(other, finding) for other in dates):
        return True
    told = finding.perfect or span(finding.value).first <= scene.document.published
    if not told and _BOUGHT.search(finding.sentence.text) and any(_long_out(scene, other) for other in dates):
        return True
    window = bool(known.window.search(around))
    film = scene.watch.kind == "film"
    if film and window:
        return True
    foreign = _other_platform(scene, finding.sentence, place)
    later = any(
        m.start == finding.at and m.date and m.date.form == "count-off" for m in finding.sentence.masked.marks
    )
    stream = film and _STREAM.search(around)
    if not (window or foreign or later or stream or known.country.search(around)):
        return False
    if (
        film
        and foreign
        and not known.cinema.search(around)
        and any(known.cinema.search(s.text) for s in scene.sentences)
    ):
        return True
    return any(_before(other, finding, film=film) for other in dates)


def _feast(finding: Finding, place: int) -> bool:
    """Whether a date is only that of a feast or a holiday, which is as good as its month."""
    return any(
        p == place and m.date is not None and m.date.form in ("feast", "holiday-about")
        for m, p in finding.sentence.placed(Kind.DATE)
    )


def _finer(other: Finding, finding: Finding) -> bool:
    """Whether another date says more exactly when: "in cinemas for the Spring Festival", "on January 29"."""
    return other.value != finding.value and contains(finding.value, other.value)


def _long_out(scene: Scene, other: Finding) -> bool:
    """Whether a title came out before the document, as it tells."""
    return other.perfect and span(other.value).last < scene.document.published


def _around(sentence: Sentence, place: int) -> str:
    """Return the part of the sentence that the date at `place` closes or opens."""
    start, end = sentence.clause(place)
    dates = [p for _, p in sentence.placed(Kind.DATE)]
    if _WHERE.match(sentence.text, start, end):
        start = 0  # "streams in Britain on the BBC, where it arrived in May"
    before = max((p + 1 for p in dates if start <= p < place), default=start)
    after = min((p for p in dates if place < p < end), default=end)
    return sentence.text[before:after]


def _other_platform(scene: Scene, sentence: Sentence, place: int) -> bool:
    """Whether only platforms other than the title's own stand beside the date."""
    start, end = sentence.clause(place)
    named = [plain(m.name) for m, p in sentence.placed(Kind.PLATFORM) if start <= p < end]
    own = plain(scene.watch.platform)
    return bool(own and named) and not any(n in own or own in n for n in named)


def _before(other: Finding, finding: Finding, *, film: bool) -> bool:
    """Whether another date of the same installment comes first."""
    same = film or other.installment == finding.installment
    if other is finding or not same or other.value == finding.value:
        return False
    if contains(finding.value, other.value):
        return True
    if contains(other.value, finding.value):
        return False  # the other one only says it more loosely
    one, two = span(other.value), span(finding.value)
    return one.first < two.first and (two.first - one.first).days < _APART
