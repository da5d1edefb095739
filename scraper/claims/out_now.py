"""Posts that say a title is out and name no day: they speak of the day on which they are written.

"S2 is OUT and", "ep 1 on Netflix NOW", "dropped at 3am". A review of last month's season says so as well, so
only posts are read in this way, and only what is said of the title itself, in a sentence without a date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.marks import Kind
from scraper.claims.modality import Mood, mood
from scraper.claims.rivals import of_something_else
from scraper.model import Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subject, Subjects

_FRESH = re.compile(r"now streaming|streaming now|out now")
# "when it is out", "can't wait until it's out": not yet; "is it out?" asks
_AWAITED = re.compile(r"\b(?:when|whenever|until|till|til|before|once|if|unless|as soon as)\b[^,.;!?]*$")
_ASKED = re.compile(
    r"(?:(?:so|ok|okay|wait|omg|hey|guys|and|but)[, ]+)*(?:is|are|has|have|was|did|does|how|who|why|when)\b"
)
_REACH = 120  # characters before a name in which it is awaited
_NAMED = (Kind.TITLE, Kind.SCOPE, Kind.COUNT)


class Said(NamedTuple):
    """One place where a post says that the title is out."""

    place: int  # in the masked sentence
    cue: Cue
    subject: Subject
    how: Mood
    done: bool  # told as done: a release that has been, not one that comes today


def out_now(subjects: Subjects, sentence: Sentence) -> Iterator[Said]:
    """Yield where a sentence without a date says that the title is out."""
    told = False
    for cue in sentence.deeds:
        fresh = cue.name == "status.released" and _FRESH.search(sentence.text)
        if cue.name != "release.today" and not fresh:
            continue
        how = mood(sentence, cue.start, cue)
        subject = subjects.of(sentence, cue.start, cue)
        if not (subject.ours and subject.named and how.modality is Modality.CONFIRMED):
            continue
        if _AWAITED.search(sentence.text, max(0, cue.start - _REACH), cue.start) or (
            how.asked and _ASKED.match(sentence.text)
        ):
            continue
        if not _later_episode(sentence, cue.start, cue.end) and not of_something_else(
            sentence, cue, cue.start
        ):
            told = True
            yield Said(cue.start, cue, subject, how, "here" not in sentence.text[cue.start : cue.end])
    if not told and not _ASKED.match(sentence.text):
        yield from _available(subjects, sentence)


def _available(subjects: Subjects, sentence: Sentence) -> Iterator[Said]:
    """Yield where the words say so of the name itself, whatever verbs stand around."""
    for cue in sentence.language.cues("available", sentence.text):
        named = [p for _, p in sentence.placed(*_NAMED) if cue.start <= p < cue.end]
        subject = subjects.of(sentence, named[-1] + 1 if named else cue.start, None)
        how = mood(sentence, cue.start, None)
        hedged = not _plain(how) and how.why in sentence.text[: cue.end]
        start, _ = sentence.clause(cue.start)
        if (
            subject.ours
            and subject.named
            and not hedged
            and not _AWAITED.search(sentence.text, max(0, cue.start - _REACH), cue.start)
            and not _later_episode(sentence, start, cue.end)
        ):
            yield Said(cue.start, cue, subject, Mood(Modality.CONFIRMED), done=True)
            return


def _plain(how: Mood) -> bool:
    return how.modality is Modality.CONFIRMED and not how.conditional


def _later_episode(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what is out is an episode that is not the first: "ep 5 out now on Netflix"."""
    return any(
        mark.single and mark.numbers[:1] != (1,)
        for mark, place in sentence.placed(Kind.COUNT)
        if start <= place < end
    )
