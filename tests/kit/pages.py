"""Markup as publishers serve it, for tests: the same builders that the demo's newsroom uses."""

from notifier.demo.markup import Piece, article, atom, json_feed, listing, paragraphs, rss, timeline, tweet

__all__ = ["Piece", "article", "atom", "json_feed", "listing", "paragraphs", "rss", "timeline", "tweet"]
