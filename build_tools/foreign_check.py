"""Nothing of one authority may stand on the pages of another.

Numbers and addresses are held against the contact register by `site_check`. Here it is names
(of contacts, of terms, of the person who coordinates) and intervals ("six months"): what stands
on an authority's page must stand in its own register of clauses. Scenes of invented cases may
name intervals of their own story, so walkthroughs are held against names only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

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


class Foreign:
    """Finds what does not belong on an authority's pages."""

    def __init__(self, policies: Mapping[str, AuthorityPolicy]) -> None:
        self.policies = policies
        self.texts = {key: own_text(policy) for key, policy in policies.items()}
        self.intervals = {key: own_intervals(policy) for key, policy in policies.items()}
        self.patterns = {key: self._pattern(key) for key in policies}

    def check(
        self, authority: str, page: str, text: Iterable[tuple[int, str]]
    ) -> Iterator[Problem]:
        """Tell of every foreign name and interval in the passages of a page of `authority`."""
        pattern = self.patterns[authority]
        for line, passage in text:
            part = " ".join(passage.split())
            for match in pattern.finditer(part) if pattern is not None else ():
                yield Problem(
                    Mark(page, line), "foreign-name",
                    f"'{match[0]}' is a name of another authority",
                    f"use {self.policies[authority].authority.name}'s own word, or say that the "
                    "document does not say",
                )  # fmt: skip
            if "/walkthroughs/" in page:
                continue
            for count, unit in sorted(intervals(part) - self.intervals[authority]):
                yield Problem(
                    Mark(page, line), "foreign-interval",
                    f"'{count} {unit}s' stands in no clause of this authority",
                    "correct it, or cite the clause that says it",
                )  # fmt: skip

    def _pattern(self, authority: str) -> re.Pattern[str] | None:
        """The names of the others that this authority's own documents do not use."""
        mine = {name.lower() for name in names(self.policies[authority])}
        foreign = {
            name
            for key, policy in self.policies.items()
            if key != authority
            for name in names(policy)
            if name.lower() not in mine and not self._prints(authority, name)
        }
        words = [re.escape(name) for name in sorted(foreign, key=len, reverse=True)]
        words += [f"(?i:{re.escape(name)})" for name in self._coordinators(authority)]
        return _whole_words("|".join(words)) if words else None

    def _coordinators(self, authority: str) -> set[str]:
        """What others call the person who coordinates, in whatever capitals."""
        mine = str(self.policies[authority].authority.coordinator).lower()
        others = {str(policy.authority.coordinator).lower() for policy in self.policies.values()}
        return {name for name in others if name != mine and not self._prints(authority, name)}

    def _prints(self, authority: str, name: str) -> bool:
        """Whether a document prints a name; a short form only counts in its capitals."""
        words = re.escape(name) if _SHORT_FORM.fullmatch(name) else f"(?i:{re.escape(name)})"
        return _whole_words(words).search(self.texts[authority]) is not None


def _whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})s?(?![\w-])")
