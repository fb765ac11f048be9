"""The shape of a pathway: no cycle, nothing that cannot be reached, no gap between ranges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from build_tools.compile.ranges import band_ranges, whole_range
from build_tools.model.base import place
from build_tools.model.contacts import Hours
from build_tools.model.pathways import Band, Checklist, PathwayFile, Question, Step, Value
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problems


def check_graph(policy: AuthorityPolicy, problems: Problems) -> None:
    """Add a problem for every cycle, orphan and badly cut range of every pathway."""
    for pathway in policy.pathways.values():
        check_cycles(pathway, problems)
        check_orphans(pathway, problems)
        for name, step in pathway.steps.items():
            if isinstance(step, Value):
                check_bands(str(name), step, policy.contacts.hours, problems)


def targets(step: Step) -> Iterator[str]:
    """Where a step can lead."""
    match step:
        case Question():
            for choice in step.choices.values():
                if choice.go is not None:
                    yield choice.go
                yield from (rule.go for rule in choice.rules)
        case Checklist():
            yield from (rule.go for rule in step.rules)
        case Value():
            yield from (band.go for band in step.bands.values())


def check_cycles(pathway: PathwayFile, problems: Problems) -> None:
    """A pathway must end: no step may lead back to itself."""
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if name in done or name not in pathway.steps:
            return
        if name in trail:
            ring = [*trail[trail.index(name) :], name]
            key = next(key for key in pathway.steps if key == name)
            problems.add(
                place(key, pathway.at), "cycle",
                f"these steps lead round in a circle: {' -> '.join(ring)}",
                "let one of them lead to an outcome; a later visit belongs under the outcome's "
                "'next'",
            )  # fmt: skip
            done.update(ring)
            return
        for target in targets(pathway.steps[name]):
            visit(str(target), (*trail, name))
        done.add(name)

    for name in pathway.steps:
        visit(str(name), ())


def check_orphans(pathway: PathwayFile, problems: Problems) -> None:
    """Every step and outcome must be reachable from the first step."""
    found: set[str] = set()
    open_ = [str(pathway.start)]
    while open_:
        name = open_.pop()
        if name in found:
            continue
        found.add(name)
        step = pathway.steps.get(name)
        if step is not None:
            open_ += [str(target) for target in targets(step)]
    for kind, named in (("step", pathway.steps), ("outcome", pathway.outcomes)):
        for name in named:
            if name not in found:
                problems.add(
                    place(name, pathway.at), "orphan",
                    f"no answer leads to the {kind} '{name}'",
                    "let an answer lead to it, or remove it",
                )  # fmt: skip


def check_bands(name: str, step: Value, hours: dict[str, Hours], problems: Problems) -> None:
    """The ranges of a value step must cover everything once."""
    before = len(problems)
    for key, band in step.bands.items():
        _check_band_shape(step, band, place(key, band.at), problems)
    if step.kind == "number" and (step.least is None or step.most is None):
        problems.add(
            step.at, "no-limits", f"the number '{name}' has no smallest or largest value",
            "add the lines 'least: ...' and 'most: ...'",
        )  # fmt: skip
    if step.kind == "number" and step.least is not None and step.least < 0:
        problems.add(
            step.at, "odd-range", f"the number '{name}' starts below 0, at {step.least}",
            "let 'least' be 0 or more: readers type digits only",
        )  # fmt: skip
    named = {each for band in step.bands.values() for each in _hours_of(band)}
    if len(problems) > before or not named <= set(hours):
        return
    cut = sorted(
        (low, high, key)
        for key, band in step.bands.items()
        for low, high in band_ranges(step, band, hours)
    )
    first, last = whole_range(step)
    expected = first
    for low, high, key in cut:
        at = place(key, step.at)
        if low > high:
            problems.add(
                at, "empty-range", f"the range '{key}' ends before it starts",
                "put the smaller value into 'from'",
            )  # fmt: skip
        elif low < first or high > last:
            problems.add(
                at, "range-too-wide", f"the range '{key}' goes beyond what may be given",
                f"keep it between {_shown(step, first)} and {_shown(step, last)}",
            )  # fmt: skip
        elif low < expected:
            problems.add(
                at, "ranges-overlap",
                f"the range '{key}' covers {_shown(step, low)}, which another covers too",
                "move one of the ends so that every value belongs to one range",
            )  # fmt: skip
        elif low > expected:
            problems.add(
                at, "range-gap", f"no range covers {_shown(step, expected)}",
                "widen a range, or add one",
            )  # fmt: skip
        expected = max(expected, high + 1)
    if expected <= last:
        problems.add(
            step.at, "range-gap", f"no range covers {_shown(step, expected)}",
            "widen the last range, or add one",
        )  # fmt: skip


def _hours_of(band: Band) -> list[str]:
    return [each for each in (band.during, band.closing, band.outside) if each is not None]


def _check_band_shape(step: Value, band: Band, at: Mark, problems: Problems) -> None:
    by_hours = _hours_of(band)
    ends = [each for each in (band.from_, band.to) if each is not None]
    if step.kind == "time":
        if len(by_hours) != 1 or ends:
            problems.add(
                at, "odd-range", "a range of times names opening hours, and nothing else",
                "use exactly one of during, closing, outside",
            )  # fmt: skip
        return
    wanted = date if step.kind == "date" else int
    if by_hours or any(not isinstance(end, wanted) for end in ends):
        what = "dates, as in 2026-11-22" if step.kind == "date" else "whole numbers"
        problems.add(
            at, "odd-range", f"a range of a {step.kind} goes from and to {what}",
            "mend 'from' and 'to'",
        )  # fmt: skip


def _shown(step: Value, number: int) -> str:
    if step.kind == "number":
        return str(number)
    if step.kind == "date":
        return date.fromordinal(number).isoformat()
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    day, minute = divmod(number, 24 * 60)
    return f"{days[day]} {minute // 60:02}:{minute % 60:02}"
