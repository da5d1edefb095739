"""Netflix itself, as of 2026-11: the newsroom, Tudum, and a title's page.

Newsroom (about.netflix.com/en/news/…, also /ko/news/…): text in the article's only <main>, after the date;
Tudum (netflix.com/tudum/articles/…): text in [data-testid=article-body] or main article. Both write their
dates for the United States' west coast.

Title page (netflix.com/title/NUMBER, kind `record`): JSON-LD of type TVSeries or Movie, as on any page;
netflix.com shows other pages to other countries, so the page holds what Netflix shows where the program runs.

An answer that leads to a login or a country's front page holds none of it and is told as such. Made after
what Netflix's pages are known to carry; the live pages could not be looked at.
"""

from __future__ import annotations

from scraper.sites.site import Site

NEWSROOM = Site(
    hosts=("about.netflix.com",),
    seen="2026-11",
    publisher="Netflix",
    zone="America/Los_Angeles",
    headline="main h1",
    text=("main [class*=article-body], main [class*=ArticleBody]", "main article"),
    drop="header, footer, nav, aside, figcaption, [class*=related], [class*=share], [class*=contact], button",
)
TUDUM = Site(
    hosts=("netflix.com", "tudum.com"),
    seen="2026-11",
    path="/tudum/",
    publisher="Netflix Tudum",
    zone="America/Los_Angeles",
    headline="h1",
    text=("[data-testid=article-body]", "main article"),
    drop=(
        "header, footer, nav, aside, figcaption, [class*=related], [class*=share], [data-testid*=related],"
        " button"
    ),
)
