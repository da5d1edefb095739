"""The loopback counterparts do what tests rely on, seen through clients that are not ours."""

from __future__ import annotations

import http.client
import json
import smtplib
import socket
import urllib.error
import urllib.request
from datetime import UTC, datetime
from email.message import EmailMessage

import feedparser
import pytest
from bs4 import BeautifulSoup
from kit import guard, pages, tls
from kit.hooks import Hook
from kit.mail import Inbox
from kit.site import Resource, not_modified

DAY = datetime(2022, 9, 26, 9, 30, tzinfo=UTC)


def get(url, **headers):
    asked = urllib.request.Request(
        url, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read(), dict(refused.headers)


def post(url, payload, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = urllib.request.Request(url, json.dumps(payload).encode(), named, method="POST")
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:
            answer.read()
            return answer.status
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


class TestSite:
    def test_serves_what_it_was_given_and_writes_down_who_asked(self, site):
        status, body, headers = get(site.serves("/a", "더 글로리"), user_agent="me")
        assert (status, body.decode(), headers["Content-Type"]) == (
            200,
            "더 글로리",
            "text/html; charset=utf-8",
        )
        assert site.asked("/a")[0].headers["user-agent"] == "me"

    def test_what_was_not_named_is_a_404_robots_too(self, site):
        assert get(site.url("/b"))[0] == 404
        assert get(site.url("/robots.txt"))[0] == 404
        site.robots("User-agent: *\nDisallow: /private\n")
        assert get(site.url("/robots.txt"))[1].startswith(b"User-agent")
        site.robots(status=503)
        assert get(site.url("/robots.txt"))[0] == 503

    def test_a_stored_tag_is_answered_304_without_a_body(self, site):
        url = site.serves("/feed", "old", etag='"a1"', last_modified=DAY)
        _, _, headers = get(url)
        again = get(url, if_none_match=headers["ETag"], if_modified_since=headers["Last-Modified"])
        assert again[:2] == (304, b"")
        site.edits("/feed", "new")
        assert get(url, if_none_match=headers["ETag"])[:2] == (200, b"new")
        assert site.answers("/feed") == [200, 304, 200]

    @pytest.mark.parametrize(
        ("headers", "expected"),
        [
            ({}, False),
            ({"if-modified-since": "Mon, 26 Sep 2022 09:30:00 GMT"}, True),
            ({"if-modified-since": "Mon, 26 Sep 2022 09:30:01 GMT"}, False),  # later than ours, yet not equal
            ({"if-modified-since": "yesterday"}, False),
            ({"if-none-match": '"a1"'}, True),
            ({"if-none-match": 'W/"a1", "zz"'}, True),
            ({"if-none-match": '"zz"'}, False),
            ({"if-none-match": "*"}, True),
            ({"if-none-match": '"a1"', "if-modified-since": "Mon, 26 Sep 2022 09:30:01 GMT"}, False),
        ],
    )
    def test_conditions_as_a_default_nginx_reads_them(self, headers, expected):
        assert not_modified(Resource(etag='"a1"', last_modified=DAY), headers) is expected

    def test_compresses_only_for_who_asks_and_weakens_the_tag(self, site):
        url = site.serves("/z", "x" * 500, etag='"a1"', gzip=True)
        plain, packed = get(url), get(url, accept_encoding="gzip")
        assert plain[1] == b"x" * 500
        assert packed[2]["ETag"] == 'W/"a1"'
        assert len(packed[1]) < 100

    def test_refusals_carry_their_retry_after(self, site):
        status, _, headers = get(site.fails("/f", 429, retry_after="120"))
        assert (status, headers["Retry-After"]) == (429, "120")

    def test_redirects_and_serves_something_else_on_the_next_request(self, site):
        site.serves("/new", "one")
        site.then("/new", "two")
        site.redirects("/old", "/new")
        assert [get(site.url("/old"))[1], get(site.url("/new"))[1], get(site.url("/new"))[1]] == [
            b"one",
            b"two",
            b"two",
        ]

    def test_a_query_is_its_own_path_or_falls_back(self, site):
        site.serves("/s", "plain")
        site.serves("/s?page=2", "second")
        assert [get(site.url("/s?page=2"))[1], get(site.url("/s?page=3"))[1]] == [b"second", b"plain"]

    def test_hangs_until_the_client_gives_up(self, site):
        url = site.hangs("/h")
        with pytest.raises(TimeoutError):
            urllib.request.urlopen(url, timeout=0.2)
        assert site.wait_for("/h")[0].status == 0

    def test_cuts_a_body_and_resets_a_connection(self, site):
        with pytest.raises(http.client.IncompleteRead) as cut:
            urllib.request.urlopen(site.cuts("/c", "0123456789", at=4), timeout=5).read()
        assert cut.value.partial == b"0123"
        with pytest.raises((ConnectionResetError, urllib.error.URLError)):
            urllib.request.urlopen(site.resets("/r"), timeout=5)

    def test_drips_the_whole_body(self, site):
        assert get(site.drips("/d", "abc", every=0.001))[1] == b"abc"

    def test_a_neighbour_is_another_host(self, site):
        other = site.neighbour()
        assert (other.address, get(other.serves("/n", "hi"))[1]) == ("127.0.0.2", b"hi")
        assert site.asked("/n") == []


class TestHook:
    def test_keys_what_it_receives(self, hook):
        for _ in range(2):
            assert post(hook.url(), {"n": 1}, idempotency_key="k1") == 200
        assert [(c.key, c.json) for c in hook.wait_for(1)] == [("k1", {"n": 1})]
        assert len(hook.calls) == 2

    def test_calls_without_a_key_all_count(self, hook):
        for n in range(2):
            post(hook.url(), {"n": n})
        assert [c.json["n"] for c in hook.received] == [0, 1]

    @pytest.mark.parametrize(("mode", "status"), [("refuse", 500), ("gone", 410), ("busy", 429)])
    def test_refuses_as_told_then_takes(self, hook, mode, status):
        hook.does(mode)
        assert [post(hook.url(), {}), post(hook.url(), {})] == [status, 200]
        assert [c.mode for c in hook.calls] == [mode, "ok"]
        assert len(hook.received) == 1

    @pytest.mark.parametrize(("mode", "kept"), [("close", 0), ("reset", 0), ("late_reset", 1)])
    def test_breaks_off_and_says_what_it_kept(self, hook, mode, kept):
        hook.does(mode)
        with pytest.raises((OSError, http.client.HTTPException)):
            post(hook.url(), {}, idempotency_key="k1")
        assert len(hook.received) == kept

    def test_a_wait_that_is_not_met_says_what_there_was(self, hook):
        with pytest.raises(AssertionError, match="0 calls, not 1"):
            hook.wait_for(1, deadline=0.01)

    def test_hangs_until_closed(self):
        with Hook(mode="hang") as silent, pytest.raises(TimeoutError):
            urllib.request.urlopen(silent.url(), data=b"{}", timeout=0.2)


def letter(subject="The Glory: 30 December 2022"):
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "watch@localhost", "me@localhost"
    message.set_content("더 글로리")
    message.add_alternative("<b>더 글로리</b>", subtype="html")
    return message


class TestInbox:
    def test_keeps_mail_parsed(self, inbox):
        with smtplib.SMTP(inbox.address, inbox.port, timeout=5) as client:
            client.send_message(letter())
        [mail] = inbox.wait_for(1)
        assert (mail.subject, mail.text.strip(), mail.html.strip()) == (
            "The Glory: 30 December 2022",
            "더 글로리",
            "<b>더 글로리</b>",
        )
        assert mail.recipients == ("me@localhost",)

    @pytest.mark.parametrize(("mode", "code"), [("defer", 451), ("full", 452), ("refuse", 550)])
    def test_refuses_as_told(self, inbox, mode, code):
        inbox.mode = mode
        with (
            smtplib.SMTP(inbox.address, inbox.port, timeout=5) as client,
            pytest.raises(smtplib.SMTPDataError) as no,
        ):
            client.send_message(letter())
        assert (no.value.smtp_code, inbox.mails, inbox.wait_for_tries(1)) == (code, [], 1)

    @pytest.mark.parametrize("security", ["starttls", "tls", "none"])
    def test_asks_for_a_login(self, security):
        with Inbox(security=security, user="me", password="pass") as box:
            kind = smtplib.SMTP_SSL if security == "tls" else smtplib.SMTP
            options = {"context": tls.client_context()} if security == "tls" else {}
            with kind(box.address, box.port, timeout=5, **options) as client:
                if security == "starttls":
                    client.starttls(context=tls.client_context())
                with pytest.raises(smtplib.SMTPAuthenticationError):
                    client.login("me", "wrong")
                client.login("me", "pass")
                client.send_message(letter())
            assert len(box.wait_for(1)) == 1

    def test_hangs_after_data(self, inbox):
        inbox.mode = "hang"
        client = smtplib.SMTP(inbox.address, inbox.port, timeout=0.3)
        with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)):
            client.send_message(letter())
        client.close()
        assert inbox.wait_for_tries(1) == 1


class TestPages:
    piece = pages.Piece(url="https://w.example/a?b=1&c=2", title="A & B", text="One <two>.\n\nThree.", at=DAY)

    @pytest.mark.parametrize("make", [pages.rss, pages.atom])
    def test_feeds_are_read_by_feedparser(self, make):
        feed = feedparser.parse(make(self.piece))
        [item] = feed.entries
        assert not feed.bozo
        assert (item.title, item.link) == ("A & B", "https://w.example/a?b=1&c=2")
        assert item.published_parsed[:5] == (2022, 9, 26, 9, 30)

    def test_a_json_feed_is_json(self):
        assert (
            json.loads(pages.json_feed(self.piece))["items"][0]["date_published"]
            == "2022-09-26T09:30:00+00:00"
        )

    def test_an_article_holds_text_times_and_its_embedded_post(self):
        post_markup = pages.tweet("wraps up <3", name="K", handle="k", at=DAY, number=7)
        soup = BeautifulSoup(pages.article(self.piece, embedded=post_markup), "lxml")
        assert [p.get_text() for p in soup.select("article > p")][1:] == ["One <two>.", "Three."]
        linked = json.loads(soup.select_one('script[type="application/ld+json"]').string)
        assert linked["datePublished"] == "2022-09-26T09:30:00+00:00"
        assert "September 26, 2022" in soup.select_one("blockquote.twitter-tweet > a").get_text()

    def test_a_listing_links_its_articles(self):
        soup = BeautifulSoup(pages.listing({"/1": "One"}), "lxml")
        assert [a["href"] for a in soup.select("li.headline a")] == ["/1"]


class TestGuard:
    def test_an_address_elsewhere_is_refused_and_remembered(self, outside):
        with socket.socket() as plain, pytest.raises(guard.OutsideError):
            plain.connect(("192.0.2.1", 80))
        with pytest.raises(guard.OutsideError):
            socket.getaddrinfo("example.com", 80)
        assert len(outside) == 2
        outside.clear()

    @pytest.mark.parametrize(
        ("host", "stays"),
        [
            ("127.0.0.9", True),
            ("::1", True),
            ("::ffff:127.0.0.1", True),
            ("localhost", True),
            ("10.0.0.1", False),
            ("::ffff:10.0.0.1", False),
            ("example.com", False),
            ("127.0.0.1.example.com", False),
        ],
    )
    def test_knows_loopback(self, host, stays):
        assert guard.loopback(host) is stays
