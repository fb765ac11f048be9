"""Timescales say exactly how each of their dates is counted."""

from __future__ import annotations

from build_tools.model.base import place
from build_tools.model.dates import Due, Timescale
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problems

UNITS = ("hours", "days", "weeks", "months", "years")


def check_dates(policy: AuthorityPolicy, problems: Problems) -> None:
    """Add a problem for every date that is counted in no way, or in more than one."""
    for scale in policy.dates.timescales.values():
        for name, due in scale.due.items():
            _check_due(str(name), due, place(name, due.at), problems)
        _check_units(scale, problems)


def _check_due(name: str, due: Due, at: Mark, problems: Problems) -> None:
    if (due.after is None) == (due.nearest is None):
        problems.add(
            at, "odd-date", f"the date '{name}' must be counted in exactly one way",
            "use either 'after' or 'nearest'",
        )  # fmt: skip
    if due.after is not None:
        given = [unit for unit in UNITS if getattr(due.after, unit) is not None]
        if len(given) != 1:
            problems.add(
                due.after.at, "odd-date", f"the date '{name}' needs exactly one unit of time",
                f"use one of {', '.join(UNITS)}",
            )  # fmt: skip


def _check_units(scale: Timescale, problems: Problems) -> None:
    """Hours need a moment, everything else a day; one start cannot be both."""
    kinds = {due.after is not None and due.after.hours is not None for due in scale.due.values()}
    if len(kinds) > 1:
        problems.add(
            scale.at, "odd-date",
            "some of these dates are counted in hours and some in days, so they cannot start alike",
            "make two entries of it: hours start at a time, everything else at a day",
        )  # fmt: skip
