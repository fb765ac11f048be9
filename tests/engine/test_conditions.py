"""Whether a condition holds, and which steps it looks at."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.engine.sample import PATHWAY
from widgets.engine.conditions import atoms, holds
from widgets.engine.model import Condition, Count, Every, Is, Not, Some
from widgets.engine.replies import Tokens

STEPS = PATHWAY.steps
YES = Is("spoken", ("yes",))
LIST = ("school", "meals", "sleep")
GIVEN: Mapping[str, Tokens] = {"spoken": "yes", "signs": ("seen", "not-seen", "seen")}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (YES, True),
        (Is("spoken", ("no",)), False),
        (Is("spoken", ("no", "yes")), True),
        (Is("spoken", ()), False),
        (Every(), True),
        (Every((YES, Is("spoken", ("no",)))), False),
        (Every((YES, YES)), True),
        (Some(()), False),
        (Some((Is("spoken", ("no",)), YES)), True),
        (Not(YES), False),
        (Not(Not(YES)), True),
        (Count("signs", LIST, ("seen",), least=1), True),
        (Count("signs", LIST, ("seen",), least=2), True),
        (Count("signs", LIST, ("seen",), least=3), False),
        (Count("signs", LIST, ("seen",), most=0), False),
        (Count("signs", ("meals",), ("seen",), most=0), True),
        (Count("signs", LIST, ("seen",), least=1, most=1), False),
        (Count("signs", LIST, ("seen",), least=2, most=2), True),
        (Count("signs", ("school", "sleep"), ("seen",), least=2), True),
        (Count("signs", LIST, ("seen", "not-seen"), least=3), True),
        (Count("signs", LIST, (), least=1), False),
    ],
)
def test_holds(condition: Condition, expected: bool) -> None:
    assert holds(condition, GIVEN, STEPS) is expected


@pytest.mark.parametrize(
    "condition",
    [
        Is("age", ("young",)),
        Is("age", ("older",)),
        Count("signs", LIST, ("seen",), least=1),
        Count("signs", LIST, ("seen",), most=0),
    ],
)
def test_part_about_a_step_not_answered_does_not_hold(condition: Condition) -> None:
    assert not holds(condition, {"spoken": "yes"}, STEPS)
    assert holds(Not(condition), {"spoken": "yes"}, STEPS)


def test_atoms_are_found_at_any_depth_in_order() -> None:
    count = Count("signs", LIST, ("seen",), least=1)
    no = Is("spoken", ("no",))
    assert atoms(Every((Not(Some((YES, count))), Every((no,))))) == (YES, count, no)
    assert atoms(Every()) == ()


def test_a_list_that_was_not_answered_does_not_count() -> None:
    assert holds(Count("signs", LIST, ("seen",), most=0), {}, STEPS) is False


def test_replies_of_another_length_than_the_list_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        holds(Count("signs", LIST, ("seen",)), {"signs": ("seen",)}, STEPS)
