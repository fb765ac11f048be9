"""Decision diagrams agree with plain sets of answers, whatever is done with them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.answer_sets import diagram as module
from build_tools.answer_sets.diagram import BLANK, EMPTY, Diagram, Family, TooEntangled

SIZES = (2, 3, 2)

Plain = frozenset[tuple[tuple[int, int], ...]]

members = st.tuples(*(st.none() | st.integers(0, size - 1) for size in SIZES)).map(
    lambda values: tuple((slot, v) for slot, v in enumerate(values) if v is not None)
)
families = st.frozensets(members, max_size=8)


def made(diagram: Diagram, plain: Plain) -> Family:
    """The family that holds these members."""
    return reduce(
        diagram.union,
        (
            reduce(lambda f, pair: diagram.answered(f, pair[0], [pair[1]]), member, BLANK)
            for member in plain
        ),
        EMPTY,
    )


def joined(a: Plain, b: Plain) -> Plain:
    both = ((dict(x), dict(y)) for x, y in product(a, b))
    return frozenset(
        tuple(sorted({**x, **y}.items()))
        for x, y in both
        if all(y.get(slot, value) == value for slot, value in x.items())
    )


@given(families, families)
def test_families_behave_as_sets(a: Plain, b: Plain) -> None:
    diagram = Diagram(SIZES)
    x, y = made(diagram, a), made(diagram, b)
    assert (x == y) == (a == b)
    assert diagram.union(x, y) == made(diagram, a | b)
    assert diagram.minus(x, y) == made(diagram, a - b)
    assert diagram.both(x, y) == made(diagram, a & b)
    assert diagram.joined(x, y) == made(diagram, joined(a, b))
    assert diagram.count(x) == len(a)


@given(families, st.sampled_from(range(3)), st.frozensets(st.integers(0, 2), min_size=1))
def test_an_answer_can_be_added_and_dropped(a: Plain, slot: int, values: frozenset[int]) -> None:
    diagram = Diagram(SIZES)
    values = frozenset(value for value in values if value < SIZES[slot])
    open_ = frozenset(m for m in a if slot not in dict(m))
    wanted = frozenset(tuple(sorted((*m, (slot, v)))) for m in open_ for v in values)
    answered = diagram.answered(made(diagram, open_), slot, values)
    assert answered == made(diagram, wanted)
    for value in range(SIZES[slot]):
        found = diagram.dropped(answered, slot, value)
        assert found == (made(diagram, open_) if value in values else EMPTY)


@given(
    families,
    st.dictionaries(st.integers(0, 2), st.integers(0, 2), min_size=1),
    st.lists(st.frozensets(st.integers(0, 2)), min_size=3, max_size=3),
    st.integers(0, 3),
    st.none() | st.integers(0, 3),
)
def test_counting_picks_what_counting_by_hand_picks(
    a: Plain, weights: dict[int, int], values: list[frozenset[int]], least: int, most: int | None
) -> None:
    def fits(member: dict[int, int]) -> bool:
        if not weights.keys() <= member.keys():
            return False
        count = sum(weight for slot, weight in weights.items() if member[slot] in values[slot])
        return least <= count and (most is None or count <= most)

    diagram = Diagram(SIZES)
    picked = diagram.where(made(diagram, a), weights, dict(enumerate(values)), least, most)
    assert picked == made(diagram, frozenset(m for m in a if fits(dict(m))))


@given(families.filter(bool))
def test_the_smallest_member_has_the_fewest_answers(a: Plain) -> None:
    diagram = Diagram(SIZES)
    found = diagram.smallest(made(diagram, a))
    assert tuple(sorted(found.items())) in a
    assert len(found) == min(len(member) for member in a)


def test_the_empty_family_has_no_smallest_member() -> None:
    with pytest.raises(ValueError, match="no member"):
        Diagram(SIZES).smallest(EMPTY)


def test_a_diagram_that_grows_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_NODES", 3)
    diagram = Diagram(SIZES)
    with pytest.raises(TooEntangled):
        made(diagram, frozenset({((0, 0), (1, 0)), ((0, 1), (1, 1)), ((1, 2), (2, 0))}))


@given(families, families)
def test_what_is_decisive_settles_it_and_nothing_less_does(a: Plain, b: Plain) -> None:
    diagram = Diagram(SIZES)
    # No way through a pathway goes on where another ends, so no member holds another.
    for member in (each for each in a & b if _who(a, dict(each)) <= b):
        kept = diagram.decisive(dict(member), made(diagram, a), made(diagram, b))
        assert kept.items() <= dict(member).items()
        assert _who(a, kept) <= b
        for slot in kept:
            fewer = {each: value for each, value in kept.items() if each != slot}
            assert not _who(a, fewer) <= b
        assert diagram.having(made(diagram, a), kept) == made(diagram, _who(a, kept))


def _who(a: Plain, answers: Mapping[int, int]) -> Plain:
    return frozenset(member for member in a if answers.items() <= dict(member).items())
