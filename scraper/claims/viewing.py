"""Whether a post is one of somebody who has watched the title, or of one who waits for it.

"10 eps flew by", "★★★★", "finished it at 5am" say that it is out where a viewer posts them; in an article, or
beside "can't wait", the same words say nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.model import DocumentKind

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene

VIEWED = "status.post.released"
_WAITS = re.compile(
    r"(?<!\w)(?:trailer|teaser|poster|first look|casting|(?:new|first) stills|can(?:'|’)?t wait|cannot wait"
    r"|when does|when is it|coming (?:soon|to|on|in)|hyped?|excited for|waiting for|looking forward"
    r"|out (?:on|in) (?:\d|[a-z]+ \d)|release date|announced|renewed|greenlit|wrapped|filming|shooting"
    r"|read the (?:book|novel|manga|webtoon)|premieres?|(?:starts|drops|airs?) (?:on|in|next)"
    r"|(?:will|gonna) (?:have|be))(?!\w)"
)


def only_waited_for(scene: Scene, cue: Cue) -> bool:
    """Whether a viewer's words stand where no viewer speaks."""
    if cue.name != VIEWED:
        return False
    return scene.document.kind is not DocumentKind.POST or bool(_WAITS.search(scene.lowered))
