"""Episode counts: the size of a season, part or series; not one episode's number, nor some of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from scraper.claims.answers import answer, asked
from scraper.claims.counted import SPOKEN_OF, owner
from scraper.claims.finding import Finding
from scraper.claims.installment import Installment
from scraper.claims.locate import locate
from scraper.claims.marks import Kind, Mark
from scraper.claims.modality import Mood, mood, speaker
from scraper.claims.sizes import sizes
from scraper.claims.standing import BY_PLACE
from scraper.claims.text import BlockKind
from scraper.model import Field, Modality, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subject, Subjects

_WHOLE = re.compile(
    r"[- ](?:\w+ )?(?:series|drama|show|k-drama|thriller)\b"
)  # "part 1 of the 16-episode drama"
_TOTAL = re.compile(r"\b(?:in all|in total|total of|altogether|all told)\b")
_BEHIND = 10  # characters behind a number in which "in all" stands
_FULL = re.compile(r"\b(?:total|full season|back nine|back order)\b")
_AUDIENCE = re.compile(r"\b(?:million|percent|per cent|viewers|ratings?)\b|%")
_TAKEN_OUT = re.compile(
    r"(?<!\w)(?:were|was|been|being) (?:dropped|cut|removed|scrapped|shelved|pulled|lost)(?!\w)"
)
_NEAR = 200  # characters around a bare number in which the word for episodes must stand
# The noun is left out or stands elsewhere.
_BARE = frozenset(
    ("bare", "loose", "scoped", "others", "swapped", "changed", "share", "earlier", "earlier_of")
)
_PLAIN = frozenset(("size", "bare", "loose", "stated", "hours"))
_LISTED = _PLAIN | {"range"}  # of a part only where it is said again
_EACH = re.compile(
    r"(?:^|[;,] |[\"'])(?:and )?each (?:(?:season|series|part|volume|run|one) )?"
    r"(?:is|will|has|had|runs?|ran|of (?:them|the (?:two|three|four))|consists|comes|with|comprising)(?!\w)"
)
_MADE = re.compile(
    r"(?:had been|'d been) (?:completed|finished|shot|filmed|made|written|edited|delivered|produced|aired)"
)
_WISH = re.compile(
    r"\b(?:fans|viewers|people|we|i|they) (?:all )?(?:want|hoped? for|demand|ask(?:ed)? for|would like)\b"
    r"|\b(?:most|many|other) (?:[a-z-]+ )?(?:dramas|series|shows|seasons)\b|\bon average\b|^should\b"
)
# "originally planned as 20 episodes"
_PLANNED = re.compile(
    r"\b(?:first|originally|initially|once|previously) (?:been )?"
    r"(?:planned|ordered|announced|conceived|commissioned|billed|set|meant|slated|intended|pitched)\b[^.;,]{0,25}$"
)
_BELIEVED = re.compile(
    r"\b(?:thought|assumed|figured|believed)(?: that)?(?: (?:it|there|the \w+)(?: (?:was|were|would be))?)?"
    r"(?: [a-z]+)? ?$"
)
# "Over three series, 19 episodes were made": of all of them.
_RUN = re.compile(r"\b(?:two|three|four|five|six|seven|eight|\d) (?:seasons|series)\b[^.;]{0,30}$")
_THIS = re.compile(r"\b(?:the|this) season(?: [a-z]+){0,3} $")
_AGAIN = re.compile(r" (?:again|this time|next time)(?!\w)")
_LIKE = re.compile(r"\b(?:like|as (?:with|in)|same as)(?: in)?(?: the)? $")
_LIKENED = 90  # characters between a size and what it is likened to
_BEGAN = re.compile(r"\b(?:began|opened|started|kicked off|led off) with (?:a run of )?$")
_ALWAYS = re.compile(r"(?: (?:episodes|parts|hours|chapters))?,? as (?:always|ever|usual)\b")
_MOST = 12  # seasons; nobody counts on "as always" for more
_REACH = 40  # characters from a belief to its number


def read(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the episode counts that a sentence states of the watched title."""
    if scene.watch.kind == "film":
        return
    for mark, place in sentence.placed(Kind.COUNT):
        if _counts(scene, sentence, mark):
            yield from _findings(subjects, sentence, mark, place)
    answered = answer(scene, sentence)
    if answered:
        yield from _findings(subjects, sentence, *answered)


def _findings(subjects: Subjects, sentence: Sentence, mark: Mark, place: int) -> Iterator[Finding]:
    subject = owner(subjects, sentence, mark, place)
    how = mood(sentence, place, None)
    if not subject.ours or _idle(sentence, place, how):
        return
    who, name = speaker(sentence, place)
    here, named = _installment(subjects, sentence, mark, place, subject)
    whole = bool(_RUN.search(sentence.text, max(0, place - _REACH), place))
    each = mark.name in _PLAIN and _severally(sentence, place) and not _in_all(subjects, mark)
    for size in sizes(subjects, sentence, mark, here, each=each):
        modality = size.modality or _modality(sentence, mark, place, how)
        if modality is Modality.CONFIRMED and who is Speaker.DATABASE:
            modality = Modality.EXPECTED  # anybody may write there
        scopes = (here,) if size.scopes is None else size.scopes
        alike: tuple[Installment, ...] = ()
        if not size.modality:
            alike = (*_alike(subjects, sentence, place), *_always(subjects, sentence, mark, here))
        for scope in dict.fromkeys((*scopes, *alike)):
            yield Finding(
                field=Field.EPISODE_COUNT,
                installment=scope,
                whole=whole and size.scopes is None,
                named=named or size.scopes is not None,
                value=str(size.value),
                modality=modality,
                sentence=sentence,
                at=mark.start,
                rule=f"count.{'each' if each else mark.name}" + (f" ({how.why})" if how.why else ""),
                speaker=who,
                attribution=name,
            )


def _installment(
    subjects: Subjects, sentence: Sentence, mark: Mark, place: int, subject: Subject
) -> tuple[Installment, bool]:
    """Return the installment that a count is said of, and whether the sentence names it."""
    if subject.why == SPOKEN_OF and not any(p < place for _, p in sentence.placed(Kind.SCOPE)):
        # As in "the eight-episode drama returns for a second season".
        return subjects.thread.installment, False
    of_main = (mark.name in ("changed", "swapped") and _THIS.search(sentence.text, 0, place)) or (
        not subject.named
        and subjects.installments.firm
        and not subjects.installments.asked
        and asked(subjects.scene, sentence) is not None
    )
    if of_main:
        return subjects.installments.main, False
    here, named = locate(subjects, sentence, place, None, subject, perfect=True)
    here, named = _unlike(subjects, sentence, place, here, named=named)
    if not here.part and _opens(sentence, place):
        return here._replace(part=1), named
    in_all = _WHOLE.match(sentence.text, place + 1) or _in_all(subjects, mark)
    if here.part and (in_all or (not named and mark.name in _LISTED)):
        here = Installment(here.season or 1)  # a part goes on only where it is said again
    return here, named


def _unlike(
    subjects: Subjects, sentence: Sentence, place: int, here: Installment, *, named: bool
) -> tuple[Installment, bool]:
    """Return the installment that a size is of, not the one that it is likened to.

    As in "season one had ten, so expect ten again" and "like the first, the second season has eight".
    """
    main = subjects.installments.main
    if main.season and _AGAIN.match(sentence.text, place + 1):
        return main, False
    marks = _near(sentence, place)
    likened = [m for m, p in marks if _LIKE.search(sentence.text, max(0, p - _REACH), p)]
    if not any(subjects.installments.resolve(m) == here for m in likened):
        return here, named
    others = [i for m, _ in marks if m not in likened and (i := subjects.installments.resolve(m))]
    if others:
        return others[0], True
    return (main, False) if main.season else (here, named)


def _opens(sentence: Sentence, place: int) -> bool:
    """Whether a number is only of a first part: "it began with 16 episodes, and its second part added 12"."""
    began = _BEGAN.search(sentence.text, max(0, place - _REACH), place)
    return bool(began) and any(
        p > place and m.part == 2 and not m.season for m, p in sentence.placed(Kind.SCOPE)
    )


def _in_all(subjects: Subjects, mark: Mark) -> bool:
    """Whether a number is said to be the sum: "five each, which makes ten altogether"."""
    return bool(_TOTAL.search(subjects.scene.lowered, mark.start, mark.end + _BEHIND))


def _alike(subjects: Subjects, sentence: Sentence, place: int) -> tuple[Installment, ...]:
    """Return the installments that are said to be of the same size: "like the first two, it has four"."""
    found: dict[Installment, None] = {}
    for mark, p in _near(sentence, place):
        if not _LIKE.search(sentence.text, max(0, p - _REACH), p):
            continue
        if mark.name == "several":
            found |= {Installment(n): None for n in range(1, max(mark.numbers) + 1)}
        elif same := subjects.installments.resolve(mark):
            found[same] = None
    return tuple(found)


def _near(sentence: Sentence, place: int) -> list[tuple[Mark, int]]:
    """Return the installments named within a few words of a place."""
    marks = sentence.placed(Kind.SCOPE)
    first = bisect_left(marks, place - _LIKENED, key=lambda placed: placed[1])
    last = bisect_left(marks, place + _LIKENED, key=lambda placed: placed[1])
    return marks[first:last]


def _always(subjects: Subjects, sentence: Sentence, mark: Mark, here: Installment) -> list[Installment]:
    """Return the earlier seasons that are said to be of the same size: "six, as always"."""
    season = 0 if here.part else here.season or subjects.installments.main.season
    end = min(sentence.end, mark.end + _REACH)
    if not _ALWAYS.match(subjects.scene.lowered, mark.end, end):
        return []
    return [Installment(n) for n in range(1, min(season, _MOST))]


def _idle(sentence: Sentence, place: int, how: Mood) -> bool:
    """Whether a count is only asked, wished for or imagined."""
    question = how.asked and sentence.block is not BlockKind.HEADLINE and how.modality is Modality.CONFIRMED
    return question or how.conditional or bool(_WISH.search(sentence.text, 0, place))


def _severally(sentence: Sentence, place: int) -> bool:
    """Whether a size is said of several one by one: "each season has", "both parts run to"."""
    if _EACH.search(sentence.text, 0, place):
        return True
    before = [m for m, p in sentence.placed(Kind.SCOPE) if p < place]
    return bool(before) and before[-1].name in ("several", "both", "pair")


def _modality(sentence: Sentence, mark: Mark, place: int, how: Mood) -> Modality:
    """Return the modality of a size: work that had been done is no plan given up, a belief is none now."""
    if mark.name in ("earlier", "earlier_of"):
        return Modality.CONFIRMED  # "down from the first run's ten"
    start = max(0, place - _REACH)
    if _BELIEVED.search(sentence.text, start, place) or _PLANNED.search(sentence.text, start, place):
        return Modality.PAST
    if how.modality is Modality.PAST and _MADE.search(sentence.text):
        return Modality.CONFIRMED
    return how.modality


def _counts(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    """Whether a number is one of episodes, and all of them."""
    if mark.name == "more" and _FULL.search(sentence.text):
        return False  # "nine more, for a total of 22"
    if mark.name == "share" and _TAKEN_OUT.search(sentence.text):
        return False  # "two of eight episodes were dropped"
    if mark.name in BY_PLACE:
        return BY_PLACE[mark.name](sentence, sentence.masked.places[sentence.masked.marks.index(mark)])
    if mark.name not in _BARE:
        return True
    near = scene.lowered[max(0, mark.start - _NEAR) : mark.end + _NEAR]
    if not scene.language.episode.search(near):
        return False
    return mark.name != "loose" or not _AUDIENCE.search(sentence.text)
