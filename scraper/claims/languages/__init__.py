"""A language is data: a folder each, read once and compiled (see docs/adding-a-language.md)."""

from __future__ import annotations

from scraper.claims.languages.layer import Cue, Layer
from scraper.claims.languages.lexicon import Language, load, spoken

__all__ = ["Cue", "Language", "Layer", "load", "spoken"]
