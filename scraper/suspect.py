"""Pages that are served with a good status and are not the page: challenges, logins, blocks. Pure.

Taken for the page they would read as if everything on it had been withdrawn.
"""

from __future__ import annotations

import re

# In the raw markup: the machinery of the challenge itself.
MACHINERY = re.compile(
    rb"/cdn-cgi/challenge-platform/|cf-chl-|cf_chl_opt|_Incapsula_Resource|captcha-delivery\.com|px-captcha"
    rb"|geo\.captcha-delivery|aws-waf-token|awsWafCookieDomainList|ddos-guard|sucuri_cloudproxy_js",
    re.IGNORECASE,
)
# In the title of a short page.
TITLES = re.compile(
    r"just a moment|attention required|access denied|verify(?:ing)? (?:you are|that you're|your) "
    r"|are you a (?:robot|human)|robot check|security check|bot verification|ddos|request blocked"
    r"|pardon our interruption|checking your browser"
    r"|please (?:log|sign) ?in|log ?in to |sign in to |로그인|접근이 (?:거부|차단)|자동입력 방지",
    re.IGNORECASE,
)
TITLE = re.compile(rb"<title[^>]*>(.{0,300}?)</title", re.IGNORECASE | re.DOTALL)
SHORT = 3000  # bytes of words; a challenge page says little, an article about captchas says more
LOOK = 100_000  # bytes that are looked at


def suspicion(body: bytes) -> str:
    """Say why an HTML page looks like no page of the site's, "" if it does not."""
    look = body[:LOOK]
    words = len(
        re.sub(rb"<(script|style)\b.*?</\1>|<[^>]*>", b" ", look, flags=re.IGNORECASE | re.DOTALL).split()
    )
    if words * 6 > SHORT:
        return ""
    if MACHINERY.search(look):
        return "a challenge page, not the page"
    title = TITLE.search(look)
    named = title.group(1).decode("utf-8", "replace").strip() if title else ""
    if TITLES.search(named):
        return f"a page titled {named[:60]!r}, not the page"
    if re.search(rb"<input[^>]+type=[\"']?password", look, re.IGNORECASE):
        return "a login page, not the page"
    return ""
