"""What a rule read in one sentence, before the document is settled as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.model import Modality, Speaker

if TYPE_CHECKING:
    from datetime import date

    from scraper.claims.installment import Installment
    from scraper.claims.sentence import Sentence
    from scraper.model import Field

MOST = 400  # findings that are held against each other; no news has a tenth of that


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One statement about one field."""

    field: Field
    installment: Installment
    named: bool  # the sentence itself names the installment
    value: str
    modality: Modality
    sentence: Sentence
    at: int  # offset in the body of what was read
    rule: str
    speaker: Speaker = Speaker.OUTLET
    attribution: str = ""
    asserted_on: date | None = None
    perfect: bool = False  # told as done: "premiered on"
    whole: bool = False  # of all seasons together
    moved: str = ""  # "has" or "was" where the date is told as moved to: the first stands now


def few(findings: list[Finding]) -> list[Finding]:
    """Return findings that can be held against each other one by one: of too many the first and the last."""
    return findings if len(findings) <= MOST else findings[: MOST // 2] + findings[-MOST // 2 :]
