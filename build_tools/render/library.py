"""The walkthroughs of an authority as a library: the facts of each, and lists to find one by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from build_tools.coverage import KINDS, Kind, covered, not_covered
from build_tools.model.themes import THEMES
from build_tools.model.walkthroughs import WalkthroughFile
from widgets.engine.model import Authority

_STEP = 5
"""Minutes of practice are told in steps of this many: nobody can know them closer."""


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to find a walkthrough by, in words; `anchor` is its place on the list page."""

    anchor: str
    name: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What stands at the head of a walkthrough. Times are estimates, in words."""

    levels: tuple[Facet, ...]
    themes: tuple[Facet, ...]
    kinds: tuple[Facet, ...]
    scenes: str
    reading: str
    practising: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """One thing to find walkthroughs by, and those that are found: their ids and titles."""

    facet: Facet
    cases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Finder:
    """The lists by which a walkthrough is found, and what none of them shows."""

    levels: tuple[Shelf, ...]
    themes: tuple[Shelf, ...]
    kinds: tuple[Shelf, ...]
    lacking: tuple[str, ...]


def case_facts(authority: Authority, story: WalkthroughFile) -> CaseFacts:
    """The facts of a walkthrough, whose scenes must be true (AnswerError or KeyError if not)."""
    found = covered(authority, story)
    return CaseFacts(
        levels=tuple(_level(authority, key) for key in found.levels),
        themes=tuple(_theme(str(key)) for key in story.themes),
        kinds=tuple(_kind(key) for key in found.kinds),
        scenes="1 scene" if len(story.scenes) == 1 else f"{len(story.scenes)} scenes",
        reading=in_time(found.reading),
        practising=in_time(ceil(found.practising / _STEP) * _STEP),
    )


def finder(authority: Authority, stories: Mapping[str, WalkthroughFile]) -> Finder:
    """The lists of the library. A theme or kind that nobody tells of has no list; a level has."""
    facts = {key: case_facts(authority, story) for key, story in stories.items()}

    # No two facets of different lists are the same, so it is enough to ask whether a case has it.
    def shelf(facet: Facet) -> Shelf:
        cases = tuple(
            (str(key), str(stories[key].title))
            for key, each in facts.items()
            if facet in (*each.levels, *each.themes, *each.kinds)
        )
        return Shelf(facet, cases)

    themes = [shelf(_theme(key)) for key in THEMES]
    kinds = [shelf(_kind(key)) for key in KINDS]
    return Finder(
        levels=tuple(shelf(_level(authority, key)) for key in authority.levels),
        themes=tuple(each for each in themes if each.cases),
        kinds=tuple(each for each in kinds if each.cases),
        lacking=not_covered(authority, stories),
    )


def _level(authority: Authority, key: str) -> Facet:
    return Facet(f"level-{key}", authority.levels[key].name)


def _theme(key: str) -> Facet:
    return Facet(f"theme-{key}", THEMES[key])


def _kind(key: Kind) -> Facet:
    return Facet(f"shows-{key}", KINDS[key])


def in_time(minutes: int) -> str:
    """A number of minutes in words, with hours where there are any."""
    hours, rest = divmod(minutes, 60)
    words = [_counted(hours, "hour"), _counted(rest, "minute")]
    return " ".join(word for word in words if word)


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}" if number else ""
