"""Episode counts: the size of a season, part or series; not one episode's number, nor some of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.finding import Finding
from scraper.claims.installment import Installment
from scraper.claims.marks import Kind, Mark
from scraper.claims.modality import mood, speaker
from scraper.claims.release import locate
from scraper.claims.text import BlockKind
from scraper.model import Field, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subjects

_WHOLE = re.compile(r"[- ](?:\w+ )?(?:series|drama|show|k-drama|thriller)\b")  # "part 1 of the 16-episode drama"
_MOST = 300  # episodes; more is a daily soap, and more likely a misreading


def read(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the episode counts that a sentence states of the watched title."""
    if scene.watch.kind == "film":
        return
    for mark, place in sentence.placed(Kind.COUNT):
        size = _size(mark)
        if size is None or not 1 < size <= _MOST:
            continue
        subject = subjects.of(sentence, place, None)
        if not subject.ours:
            continue
        how = mood(sentence, place, None)
        if how.conditional or (how.asked and sentence.block is not BlockKind.HEADLINE and "?" in sentence.text[-2:] and how.modality is Modality.CONFIRMED):
            continue
        who, name = speaker(sentence, place)
        installment, named = locate(subjects, sentence, place, None, subject)
        for scope in _scopes(subjects, mark, installment, whole=bool(_WHOLE.match(sentence.text, place + 1))):
            yield Finding(
                field=Field.EPISODE_COUNT,
                installment=scope,
                named=named,
                value=str(size),
                modality=how.modality,
                sentence=sentence,
                at=mark.start,
                rule=f"count.{mark.name}" + (f" ({how.why})" if how.why else ""),
                speaker=who,
                attribution=name,
            )


def _size(mark: Mark) -> int | None:
    """Return the size that a count states, or None for what is no size."""
    if mark.name in ("size", "each", "more", "first") and mark.numbers:
        return mark.numbers[0]
    if mark.name == "range" and len(mark.numbers) == 2:
        return mark.numbers[1] - mark.numbers[0] + 1
    return None


def _scopes(subjects: Subjects, mark: Mark, installment: Installment, *, whole: bool) -> list[Installment]:
    """Return the installments that a count is the size of."""
    parts = subjects.installments.parts
    if whole and installment.part:
        return [Installment(installment.season or 1)]
    if mark.name == "each":
        if parts:
            return [Installment(installment.season, p) for p in sorted(parts | {1, 2})[:3]]
        seasons = sorted(subjects.installments.seasons) or [1, 2]
        return [Installment(s) for s in seasons[:3]]
    if mark.name == "first" and parts:
        return [Installment(installment.season, 1)]
    if mark.name == "first":
        return []
    if mark.name in ("more",) and not installment.part and parts:
        return [Installment(installment.season, 2)]
    return [installment]
