"""The figures of a text: what may not change while its wording may."""

from __future__ import annotations

import re

_UNIT = (
    r"(?:minutes?|hours?|days?|weeks?|fortnights?|months?|years?|terms?|per cent|percent)"
    r"(?![a-z])"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_BETWEEN = r"(?:(?:working|school|calendar|full|clear|consecutive|whole)[ -])?"
_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|sixty|ninety|hundred|half)"
)
_FIGURES = re.compile(
    # Anything with a digit in it, with the unit that follows: '48 hours', '01582 123', '17:30'.
    rf"(?:\b{_MONTH}[\s]+)?"
    rf"[^\s]*\d[^\s]*(?:[\s]+[^\s]*\d[^\s]*)*(?:[\s]+(?:{_BETWEEN}{_UNIT}|{_MONTH}\b(?:[\s]+\d{{4}})?))?"
    # A number in words counts only before a unit: 'two' alone is wording.
    rf"|\b{_WORD}[ -]{_BETWEEN}{_UNIT}"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"
    r"|\b(?:hourly|daily|weekly|fortnightly|monthly|termly|quarterly|yearly|annually)\b"
    r"|\b(?:midnight|noon|tomorrow|same day|next day)\b",
    re.IGNORECASE,
)
_AROUND = ".,;:!?()[]\"'“”‘’"


def figures(text: str) -> list[str]:
    """Every figure of a text in order: numbers, times and days, each with its unit.

    Commas, brackets and quotes around a figure are wording, and so left out.
    """
    return [" ".join(_bare(word) for word in found.split()) for found in _FIGURES.findall(text)]


def _bare(word: str) -> str:
    return word.strip(_AROUND).removesuffix("'s").removesuffix("’s").strip(_AROUND)
