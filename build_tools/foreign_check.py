"""Nothing of one authority may stand on the pages of another.

Numbers and addresses are held against the contact register by `site_check`. Here it is names
(of contacts, of terms, of the person who coordinates) and intervals ("six months"): what stands
on an authority's page must stand in its own register of clauses. Scenes of invented cases may
name intervals of their own story, so walkthroughs are held against names only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from build_tools.check.contacts import EMERGENCY, texts
from build_tools.check.dates import UNITS
from build_tools.model.pathways import Value
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problem

_UNITS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {
    **{name: str(number) for number, name in enumerate((*_UNITS, *_TEENS)) if name},
    **{
        f"{ten}-{unit}".rstrip("-"): str(10 * tens + units)
        for tens, ten in enumerate(_TENS)
        for units, unit in enumerate(_UNITS)
        if ten
    },
}
_RHYTHMS = {
    "hourly": ("1", "hour"), "daily": ("1", "day"), "weekly": ("1", "week"),
    "fortnightly": ("2", "week"), "monthly": ("1", "month"), "quarterly": ("3", "month"),
    "annually": ("1", "year"), "yearly": ("1", "year"),
}  # fmt: skip
_LONGER = {"fortnight": (2, "week"), "quarter": (3, "month")}

_COUNT = "|".join([r"\d+", *sorted(_NUMBERS, key=len, reverse=True)])
_UNIT = "(?:(?:working|school|clear) )?(?:hour|day|week|fortnight|month|quarter|year)"
INTERVAL = re.compile(rf"\b({_COUNT})[ -](?:calendar )?({_UNIT})s?\b", re.IGNORECASE)
"""What a reader would take for a time limit."""

RHYTHM = re.compile(
    rf"(?<!\bin )\b(?:(?:each|every|per|once a) ({_UNIT})\b|({'|'.join(_RHYTHMS)})\b)",
    re.IGNORECASE,
)
"""What a reader would take for a rhythm; "in each month" is no more than a count."""

_CAPITALS = re.compile(r"\b[A-Z][a-z]+\b.*\b[A-Z][a-z]+\b")
_SHORT_FORM = re.compile(r"[A-Z]{3,}")
_WORD = re.compile(r"\w+")


def intervals(text: str) -> set[tuple[str, str]]:
    """The intervals a text names, as (count in digits, unit): "every fortnight" is 2 weeks."""
    found = {
        _in_plain_units(_NUMBERS.get(count.lower(), count), unit.lower())
        for count, unit in INTERVAL.findall(text)
    }
    for unit, word in RHYTHM.findall(text):
        found.add(_RHYTHMS[word.lower()] if word else _in_plain_units("1", unit.lower()))
    return found


def _in_plain_units(count: str, unit: str) -> tuple[str, str]:
    times, plain = _LONGER.get(unit, (1, unit))
    return str(int(count) * times), plain


def own_text(policy: AuthorityPolicy) -> str:
    """Everything an authority's documents say, as its register has it."""
    parts: list[str] = [str(policy.authority.name)]
    for clause in policy.clauses.clauses.values():
        parts += [str(clause.section), str(clause.says), str(clause.note or "")]
    return " ".join(" ".join(parts).split())


def own_intervals(policy: AuthorityPolicy) -> set[tuple[str, str]]:
    """The intervals that may stand on an authority's pages.

    Those of its clauses, and what its own number steps and timescales make of them ("quarterly"
    is 3 months).
    """
    found = intervals(own_text(policy))
    for scale in policy.dates.timescales.values():
        for due in scale.due.values():
            if due.after is not None:
                counts = ((unit, getattr(due.after, unit)) for unit in UNITS)
                found |= {(str(abs(count)), unit[:-1]) for unit, count in counts if count}
    for pathway in policy.pathways.values():
        for step in pathway.steps.values():
            if isinstance(step, Value):
                for _, text in texts(step):
                    found |= intervals(text)
    return found


def names(policy: AuthorityPolicy) -> set[str]:
    """The names by which an authority's own contacts and terms are known.

    Only what is plainly a name: two capitalised words at least, or an abbreviation.
    """
    found = {
        str(contact.name)
        for contact in policy.contacts.contacts.values()
        if all(number.shown != EMERGENCY for number in contact.telephones)
    }
    for term in policy.glossary.terms.values():
        found |= {str(term.term), *(str(form) for form in term.also)}
    plain = {_without_quotes(name.strip()) for name in found}
    return {name for name in plain if _CAPITALS.search(name) or _SHORT_FORM.fullmatch(name)}


def _without_quotes(name: str) -> str:
    """A name that stands in quotation marks, by itself; marks round a part of it stay."""
    quotes = "\"“”'‘’"
    return name[1:-1] if name[0] in quotes and name[-1] in quotes else name


@dataclass(frozen=True, slots=True)
class Voice:
    """What an authority calls things, and all that its documents say (as its register has it)."""

    name: str
    coordinator: str
    names: frozenset[str]
    text: str
    intervals: frozenset[tuple[str, str]]

    def with_intervals_of(self, others: Iterable[Voice]) -> Voice:
        """The same voice, which may name the intervals of earlier ones too."""
        return replace(self, intervals=self.intervals.union(*(each.intervals for each in others)))

    def prints(self, name: str) -> bool:
        """Whether a document prints a name; a short form only counts in its capitals."""
        words = re.escape(name) if _SHORT_FORM.fullmatch(name) else f"(?i:{re.escape(name)})"
        return _whole_words(words).search(self.text) is not None


def voice(policy: AuthorityPolicy) -> Voice:
    """The voice of one authority."""
    return Voice(
        str(policy.authority.name),
        str(policy.authority.coordinator),
        frozenset(names(policy)),
        own_text(policy),
        frozenset(own_intervals(policy)),
    )


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Every word of these texts, in small letters."""
    return frozenset(word for text in texts for word in _WORD.findall(text.lower()))


class Foreign:
    """Finds names that do not belong on an authority's pages.

    Names are held against the words of the pages first: of the thousands of names in a country
    nearly all have a word that an authority's pages never use, and a search for each of them
    would cost every authority more with every further one.
    """

    def __init__(self, voices: Mapping[str, Voice]) -> None:
        self.voices = voices
        self.names = {
            name: _words(name) for name in sorted({n for v in voices.values() for n in v.names})
        }
        self.coordinators = {
            name: _words(name) for name in sorted({v.coordinator.lower() for v in voices.values()})
        }

    def candidates(self, authority: str, words: Set[str]) -> re.Pattern[str] | None:
        """What finds the names of others on pages of `authority` that use these words.

        None when no name of others can stand there.
        """
        own = self.voices[authority]
        mine = {name.lower() for name in own.names}
        foreign = [
            name
            for name in _possible(self.names, words)
            if name.lower() not in mine and not own.prints(name)
        ]
        parts = [re.escape(name) for name in sorted(foreign, key=len, reverse=True)]
        # What others call the person who coordinates, in whatever capitals.
        parts += [
            f"(?i:{re.escape(name)})"
            for name in _possible(self.coordinators, words)
            if name != own.coordinator.lower() and not own.prints(name)
        ]
        return _whole_words("|".join(parts)) if parts else None

    def check(
        self,
        authority: str,
        pages: Mapping[str, list[tuple[int, str]]],
        words: Set[str] | None = None,
    ) -> Iterator[Problem]:
        """Tell of every foreign name in the passages of pages of `authority`.

        `words` are those of the pages, where they are known already.
        """
        if words is None:
            words = words_of(text for passages in pages.values() for _, text in passages)
        pattern = self.candidates(authority, words)
        if pattern is None:
            return
        for page, passages in pages.items():
            for line, passage in passages:
                for match in pattern.finditer(" ".join(passage.split())):
                    yield Problem(
                        Mark(page, line), "foreign-name",
                        f"'{match[0]}' is a name of another authority",
                        f"use {self.voices[authority].name}'s own word, or say that the "
                        "document does not say",
                    )  # fmt: skip


def check_intervals(
    own: Voice, page: str, passages: Iterable[tuple[int, str]]
) -> Iterator[Problem]:
    """Tell of every interval on a page that stands in no clause of its authority."""
    if "/walkthroughs/" in page:
        return
    for line, passage in passages:
        part = " ".join(passage.split())
        for count, unit in sorted(intervals(part) - own.intervals):
            yield Problem(
                Mark(page, line), "foreign-interval",
                f"'{count} {unit}s' stands in no clause of this authority",
                "correct it, or cite the clause that says it",
            )  # fmt: skip


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name.lower()))


def _possible(names: Mapping[str, tuple[str, ...]], words: Set[str]) -> Iterator[str]:
    """The names that can stand in a text of these words; its last word may have an s more."""
    for name, parts in names.items():
        if all(part in words for part in parts[:-1]) and (
            not parts or parts[-1] in words or f"{parts[-1]}s" in words
        ):
            yield name


def _whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})s?(?![\w-])")
