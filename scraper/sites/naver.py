"""Naver's pages of Korean press, as of 2026-11: all outlets in one layout, the outlet named by its logo.

News (n.news.naver.com/article/OUTLET/NUMBER, also /mnews/article/…): headline in #title_area, text in
#dic_area without paragraphs, its lines parted by <br>; first and last edit in the attributes data-date-time
and data-modify-date-time, Korean time without an offset, which the general reader of dates knows.
Entertainment (m.entertain.naver.com/article/…, entertain.naver.com/read?…): headline h2.end_tit or
.NewsEndMain_article_title, text in #articeBody (so spelled), ._article_content or #comp_news_article.

Photograph captions (em.img_desc), the photographer's line and the copyright line are not the article's
words. Made after the selectors that public readers of these pages name; the live pages could not be
looked at.
"""

from __future__ import annotations

from scraper.sites.site import Site

_DROP = (
    ".end_photo_org, .img_desc, .vod_player_wrap, .media_end_summary, .media_end_head_autosummary,"
    " .end_ad, ._VOD_PLAYER_WRAP, .byline, .copyright, .guide_categorization, .promotion, .link_news, script"
)
_LOGO = (
    "img.media_end_head_top_logo_img, .media_end_head_top_logo img, .press_logo img,"
    " .NewsEndMain_press_logo img"
)

NAVER_NEWS = Site(
    hosts=("n.news.naver.com", "news.naver.com", "m.news.naver.com"),
    seen="2026-11",
    zone="Asia/Seoul",
    language="ko",
    headline="#title_area",
    author=".media_end_head_journalist_name, .byline_s",
    outlet=_LOGO,
    text=("#dic_area",),
    drop=_DROP,
)
NAVER_ENTERTAINMENT = Site(
    hosts=("m.entertain.naver.com", "entertain.naver.com"),
    seen="2026-11",
    zone="Asia/Seoul",
    language="ko",
    headline="h2.end_tit, h2[class*=article_title]",
    author=".media_end_head_journalist_name, [class*=reporter_name]",
    outlet=_LOGO,
    text=("#articeBody", "._article_content", "#comp_news_article"),
    drop=_DROP,
)
