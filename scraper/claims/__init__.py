"""Reads what a document really claims about a watched title: text in, claims out."""

from __future__ import annotations

from scraper.claims.reader import read

# Grows with every change of what is read: stored claims say which reader made them.
EXTRACTOR = "claims-9"

__all__ = ["EXTRACTOR", "read"]
