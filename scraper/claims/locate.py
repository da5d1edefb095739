"""Which installment a statement speaks of: the one named nearest to its verb, or the one spoken of so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.claims.beside import beside
from scraper.claims.foreign import foreign
from scraper.claims.installment import NOWHERE, Installment
from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subject, Subjects

_FAR = 45.0  # words
_ELLIPSIS = 5.0
_BEHIND = 8.0  # how much farther an installment behind the verb is


def locate(  # noqa: PLR0913 - the statement, its place and what is known of its subject
    subjects: Subjects,
    sentence: Sentence,
    place: int,
    deed: Cue | None,
    subject: Subject,
    *,
    perfect: bool = False,
) -> tuple[Installment, bool]:
    """Return the installment of a statement, and whether the sentence names it."""
    anchor = deed.start if deed is not None else place
    if deed is not None and (own := _elliptic(subjects, sentence, deed, place)):
        return own, True
    if subject.installment:
        return subject.installment, True
    best: tuple[float, Installment] | None = None
    for mark, p in sentence.placed(Kind.SCOPE, Kind.TITLE):
        installment = subjects.installments.resolve(mark)
        if installment is None or (mark.kind is Kind.SCOPE and foreign(subjects.scene, sentence, mark)):
            continue
        if mark.kind is Kind.SCOPE and beside(sentence, p, anchor):
            continue
        if p > max(anchor, place) and sentence.clause(p) != sentence.clause(anchor):
            continue
        cost = sentence.distance(min(p, anchor), max(p, anchor)) + (_BEHIND if p > anchor else 0)
        if best is None or cost < best[0]:
            best = (cost, installment)
    if best is not None and best[0] < _FAR:
        return best[1], True
    if (
        not subject.named
        and subjects.thread.ours
        and (
            perfect
            or not subjects.installments.firm
            or subjects.installments.asked
            or subjects.thread.installment.season > subjects.installments.main.season > 0
        )
    ):
        return subjects.thread.installment, False
    return NOWHERE, False


def _elliptic(subjects: Subjects, sentence: Sentence, deed: Cue, place: int) -> Installment | None:
    """Return the installment that stands before its date without a verb: "part 1 on A, part 2 on B"."""
    last: Installment | None = None
    for mark, p in sentence.placed(Kind.SCOPE, Kind.COUNT):
        if deed.end <= p < place and sentence.distance(p, place) <= _ELLIPSIS:
            last = subjects.installments.resolve(mark) or last
    return last
