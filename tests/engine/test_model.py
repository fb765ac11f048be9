"""What is meant where a policy leaves something out, and how high an outcome stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.engine.sample import AUTHORITY, CALL_BACK, OUTCOMES, PATHWAY, PLAN_REVIEW, URGENT
from widgets.engine.model import (
    MINUTES_A_DAY,
    MINUTES_A_WEEK,
    Action,
    Choice,
    Count,
    Due,
    Edge,
    Every,
    Lifetime,
    Outcome,
    Step,
    Weekday,
)


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        (Count("s", ("i",), ("t",)), Count("s", ("i",), ("t",), least=0, most=None)),
        (Edge("s", Every(), "Why."), Edge("s", Every(), "Why.", clauses=(), own=False)),
        (
            Choice("a", "A"),
            Choice("a", "A", hint="", worry=None, unsure=False, reports_harm=False),
        ),
        (Step("s", "time", "Ask?", ()), Step("s", "time", "Ask?", (), unit="", clock=False)),
        (Action("You", "Ring.", "must"), Action("You", "Ring.", "must", by="", own=False)),
        (Outcome("o", "O"), Outcome("o", "O", level="", urgent=False, no_contact="")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_left_out_is_not_so(short: object, whole: object) -> None:
    assert short == whole


def test_times_are_counted_in_minutes_of_a_week() -> None:
    assert (MINUTES_A_DAY, MINUTES_A_WEEK) == (1_440, 10_080)


def test_an_urgent_outcome_stands_above_every_level_and_one_without_level_below() -> None:
    assert [AUTHORITY.rank(OUTCOMES[each]) for each in ("watch", "support")] == [1, 2]
    assert AUTHORITY.rank(URGENT) == AUTHORITY.rank(OUTCOMES["ring-office"]) == 4
    assert AUTHORITY.rank(Outcome("o", "O")) == AUTHORITY.rank(Outcome("o", "O", level="gone")) == 0


def test_the_dates_of_a_tool_go_before_those_of_its_authority() -> None:
    assert AUTHORITY.lifetime_of(PATHWAY) == Lifetime(
        "3.1", "2019-06-01", "2020-12-31", "Sampleton editors", "2020-06-30"
    )
    assert AUTHORITY.lifetime_of(replace(PATHWAY, lifetime=None)) is AUTHORITY.lifetime


def test_a_moment_is_needed_where_anything_is_counted_in_hours() -> None:
    assert CALL_BACK.to_the_minute is True
    assert PLAN_REVIEW.to_the_minute is False
    mixed = replace(CALL_BACK, dues=(Due("d", "D", Weekday(0, "after")), *CALL_BACK.dues))
    assert mixed.to_the_minute is True
