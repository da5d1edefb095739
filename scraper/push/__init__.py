"""Sources that tell us: a message makes a source due at once, and the usual crawl does the rest.

    stream or hub ──> concerns a source? ──> its name ──> next_fetch_at = now ──> crawl, judge, tell

Nothing that is pushed is read or kept: what a stranger sends can cause one fetch that would have come
anyway, within the limits of the host, and nothing else. So a lost connection, a lost message or a forged
one costs minutes at most: polling goes on as if there were no push.
"""
