"""What's on Netflix, whats-on-netflix.com, as of 2026-11: WordPress, text in div.entry-content.

Previews of a title are edited for months under one address: headings such as "When is … release date?",
a line "Production Status: … (Last Updated: day/month/year)", and a table of roles, cast and what they were
seen in, which is left out: its other titles' names would be read as news of them. Times stand in JSON-LD
with an offset; the outlet writes in the United Kingdom. Made after the article in the style of the outlet;
its live markup could not be looked at.
"""

from __future__ import annotations

from scraper.sites.site import Site

WHATS_ON_NETFLIX = Site(
    hosts=("whats-on-netflix.com",),
    seen="2026-11",
    publisher="What's on Netflix",
    zone="Europe/London",
    language="en",
    headline="h1.entry-title",
    text=("div.entry-content",),
    drop=(
        'table:contains("Cast Member"), .sharedaddy, .jp-relatedposts, .related-posts, .yarpp, .code-block,'
        " figcaption, .newsletter, .toc, #toc_container, .author-box, .comments-area, form"
    ),
)
