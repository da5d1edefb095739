"""Whether a number is a size by where it stands: "axed after six episodes", "over four nights", "(8)".

An episode's own number is the size where it is told to be the last one: "it bows out on Sunday with its
16th episode", "the twelfth episode will be the last".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from scraper.claims.sentence import Sentence

_FAR = 110  # characters between an end and the number of its episode
_NEAR = 90  # characters between an end and the number of episodes after which it came
_ENDS = re.compile(
    r"(?<!\w)(?:end(?:s|ed|ing)?|conclud(?:e[sd]?|ing)|finish(?:e[sd]|ing)?|wrap(?:s|ped|ping)?(?: up)?"
    r"|clos(?:e[sd]?|ing)(?: out)?|clocks? out|bow(?:s|ed|ing)? out|sign(?:s|ed|ing)? off|bid(?:s|ding)?"
    r"|(?:came|comes?|coming|drew|draws?|brought|brings?) to (?:an end|a close|its (?:end|close|conclusion))"
    r"|(?:said|says?|say) goodbye|farewell|goodbye|swan ?song|be (?:complete|over)|complet(?:e[sd]?|ing)"
    r"|t(?:ook|akes?) its (?:final )?bow|over and done|tie[sd]? up|goes? on|went on|r[ua]ns?|air(?:s|ed)?)"
    r"[^.;!?]{0,70}?(?<!\w)(?:with|on|at|in|through|until|up to|(?<=on )to) "
    r"(?:(?:its|the|their|today's|tonight's|yesterday's|(?:last |this |next )?\w+day's) )?$"
)
# What goes on "with its fifth episode" does not end there; "until episode 16", "on to the 24th" it does.
_GOES_ON = re.compile(
    r"(?<!\w)(?:goes?|went|r[ua]ns?|air(?:s|ed)?)(?: on)?(?!\w)[^.;!?]*(?:with|on|at|in) \S* ?$"
)
_LAST = re.compile(
    r",? (?:(?:scheduled|airing|which|due|out|set|on|of)(?!\w)[^.;]{0,40}?,? )?"
    r"(?:(?:which )?(?:is|was|will be|being)|as)(?: also| both| to be| going to be)* "
    r"(?:the |its |our )?(?:series |season |very )?(?:last|finale|final one|final episode|end|conclusion)"
    r"(?! (?:for a|until|before|so far|of the (?:year|month|week|night)|we|i|to be|in which|time))"
    r"|(?: [a-z]+){0,2} ?[-—(\[|:]+ ?(?:final|finale|the end|end|series finale|season finale)(?!\w)"
)
_OVER = re.compile(
    r"(?<!\w)(?:end(?:s|ed|ing)?|conclud(?:e[sd]?|ing)|cancel(?:s|l?ed|l?ing|lation)?|ax(?:e[sd]?|ing)"
    r"|scrap(?:s|ped|ping)?|pull(?:s|ed|ing)?|drop(?:s|ped|ping)?|cann?ed|dump(?:s|ed|ing)?"
    r"|yank(?:s|ed|ing)?|wrap(?:s|ped|ping)?(?: up)?|clos(?:e[sd]?|ing)|finish(?:e[sd]|ing)?"
    r"|bow(?:s|ed|ing)? out|sign(?:s|ed|ing)? off|(?:cut|cuts|stops?|stopped) short|over|off the air"
    r"|goodbye|farewell|no more|done)(?!\w)[^.;!?]*$"
)
_BEHIND_SCOPE = re.compile(f"{MARKS['scope']}(?:, [^.;,:{''.join(MARKS.values())}]{{1,40}},)? $")
_SHOWN = re.compile(
    r"(?<!\w)(?:air|show|broadcast|run|ran|play|go(?:es)? out|screen|premier|unfold|stripped|roll|drop"
    r"|debut|stretch|spread|transmit|return|open|begin|start|long|get back)"
)
_SHOT = re.compile(
    r"(?<!\w)(?:film|sho[ot]|rehears|record|writ|wrote|tour|sell|sold|party|stay|booked|protest|met)\w*"
)
_IN_BRACKETS = (f"{MARKS['scope']} ", f"{MARKS['scope']}")  # "season two (8)"


def _bracketed(sentence: Sentence, place: int) -> bool:
    return sentence.text.endswith(_IN_BRACKETS, 0, place)


def _closes(sentence: Sentence, place: int) -> bool:
    """Whether the episode numbered at `place` is told to be the last."""
    if _LAST.match(sentence.text, place + 1):
        return True
    before = _ENDS.search(sentence.text, max(0, place - _FAR), place)
    return before is not None and not _GOES_ON.match(sentence.text, before.start(), place)


def _over(sentence: Sentence, place: int) -> bool:
    """Whether a title is over when so many are shown: "axed by the network in May after six episodes"."""
    return bool(_OVER.search(sentence.text, max(0, place - _NEAR), place))


def _behind_scope(sentence: Sentence, place: int) -> bool:
    """Whether a number goes with the season or part right before it: "part 2 with four"."""
    return bool(_BEHIND_SCOPE.search(sentence.text, max(0, place - _NEAR), place))


def _broadcast(sentence: Sentence, place: int) -> bool:
    """Whether nights are those of a broadcast: "will air over four nights", not "shot over four nights"."""
    shot = _SHOT.search(sentence.text, max(0, place - _NEAR), place)
    return shot is None and bool(_SHOWN.search(sentence.text))


# Whether a number of that construction is a size, by what stands around it.
BY_PLACE: dict[str, Callable[[Sentence, int], bool]] = {
    "bracket": _bracketed,
    "after": _over,
    "scoped": _behind_scope,
    "nights": _broadcast,
    "single": _closes,
}
