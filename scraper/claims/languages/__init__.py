"""A language is data: one folder a language, read once, compiled to patterns (see docs/adding-a-language.md)."""

from __future__ import annotations

from scraper.claims.languages.lexicon import Cue, Language, Layer, load, spoken

__all__ = ["Cue", "Language", "Layer", "load", "spoken"]
