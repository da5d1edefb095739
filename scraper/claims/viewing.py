"""Whether a post is one of somebody who has watched the title, or of one who waits for it.

"10 eps flew by", "★★★★", "finished it at 5am" say that it is out where a viewer posts them; in an article, or
beside "can't wait", the same words say nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.model import DocumentKind

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

VIEWED = "status.post.released"
_TITLED = (MARKS["title"], MARKS["scope"])
_THROUGH = re.compile(r"(?<!\w)(?:done|finished|completed?|watched|over)(?!\w)")  # "16/16 done"
_WAITS = re.compile(
    r"(?<!\w)(?:trailer|teaser|poster|first look|casting|(?:new|first) stills|can(?:'|’)?t wait|cannot wait"
    r"|when does|when is it|coming (?:soon|to|on|in)|hyped?|excited for|waiting for|looking forward"
    r"|out (?:on|in) (?:\d|[a-z]+ \d)|release date|announced|renewed|greenlit|wrapped|filming|shooting"
    r"|read the (?:book|novel|manga|webtoon)|premieres?|(?:starts|drops|airs?) (?:on|in|next)"
    r"|(?:will|gonna) (?:have|be))(?!\w)"
)


def only_waited_for(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """Whether a viewer's words stand where no viewer speaks."""
    if cue.name != VIEWED:
        return False
    if sentence.text.startswith(_TITLED, cue.start) and sentence.text[cue.end - 1] == MARKS["count"]:
        told = [m for m, p in sentence.placed(Kind.COUNT) if p == cue.end - 1]
        if not any(_THROUGH.search(scene.lowered, m.start, m.end) for m in told):
            return True  # "Lantern Street, 12 episodes"
    return scene.document.kind is not DocumentKind.POST or bool(_WAITS.search(scene.lowered))
