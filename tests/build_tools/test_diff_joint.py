"""The outcome difference equals the one found by trying every set of answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.diff.joint import joint_of
from tests.engine.generated import OUTCOMES, pathways
from tests.engine.sample import INTERRUPT
from widgets.engine.decide import decide
from widgets.engine.errors import AnswerError
from widgets.engine.model import Band, Edge, Is, Pathway, Step
from widgets.engine.replies import Answer, answer_for


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Pathway, Pathway]:
    """Two pathways: unrelated ones over the same ids, or one and a small change of it."""
    old = draw(pathways(most_steps=3))
    if draw(st.booleans()):
        return old, draw(pathways(most_steps=3))
    name = draw(st.sampled_from(list(old.steps)))
    step = old.steps[name]
    way = draw(st.sampled_from(["go", "band", "outcome"]))
    if way == "band" and step.kind == "number" and len(step.bands) > 1:
        step = replace(step, bands=_moved(step.bands))
    else:
        number = draw(st.integers(0, len(step.edges) - 1))
        goal = draw(st.sampled_from(list(OUTCOMES)))
        # Edges that share a condition must go on agreeing.
        moved = step.edges[number].when
        step = replace(
            step,
            edges=tuple(
                Edge(goal, e.when, e.because, e.clauses, e.own) if e.when == moved else e
                for e in step.edges
            ),
        )
    new = replace(old, steps={**old.steps, name: step}, outcomes=OUTCOMES)
    return old, new


def _moved(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """Give the last value of the first band to the second, unless it is the only one."""
    first, second, *others = bands
    (low, high), (start, end) = first.ranges[0], second.ranges[0]
    if low == high:
        return bands
    return (
        replace(first, ranges=((low, high - 1),)),
        replace(second, ranges=((start - 1, end),)),
        *others,
    )


def answers(old: Step | None, new: Step | None) -> Iterator[tuple[Answer | None, Answer | None]]:
    """Every way to answer a step in both revisions, as answers that the engine takes."""
    if old is None or new is None or old.kind != new.kind:
        for before in _all(old):
            for now in _all(new):
                yield before, now
    elif old.bands:
        seen = set()
        starts = {
            edge
            for band in (*old.bands, *new.bands)
            for low, high in band.ranges
            for edge in (low, high + 1)
        }
        for number in sorted(starts):
            pair = (_band(old, number), _band(new, number))
            if pair not in seen and any(pair):
                seen.add(pair)
                yield _number(old, pair[0]), _number(new, pair[1])
    elif old.kind == "question":
        for token in dict.fromkeys([c.id for c in (*old.choices, *new.choices)]):
            yield (
                token if token in {c.id for c in old.choices} else None,
                token if token in {c.id for c in new.choices} else None,
            )
    else:
        items = list(dict.fromkeys([i.id for i in (*old.items, *new.items)]))
        tokens = list(dict.fromkeys([c.id for c in (*old.choices, *new.choices)]))
        for given_ in product(tokens, repeat=len(items)):
            whole = dict(zip(items, given_, strict=True))
            yield _list(old, whole), _list(new, whole)


def _all(step: Step | None) -> Sequence[Answer | None]:
    if step is None:
        return [None]
    if step.kind == "checklist":
        names = [item.id for item in step.items]
        return [
            dict(zip(names, tokens, strict=True))
            for tokens in product([c.id for c in step.choices], repeat=len(names))
        ]
    return [answer_for(step, each.id) for each in (step.choices or step.bands)]


def _band(step: Step, number: int) -> str:
    for band in step.bands:
        if any(low <= number <= high for low, high in band.ranges):
            return band.id
    return ""


def _number(step: Step, token: str) -> Answer | None:
    return answer_for(step, token) if token else None


def _list(step: Step, whole: dict[str, str]) -> Answer | None:
    mine = {item.id: whole[item.id] for item in step.items}
    return mine if set(mine.values()) <= {c.id for c in step.choices} else None


def by_hand(old: Pathway, new: Pathway) -> Counter[tuple[str, str]]:
    """How many sets of answers end in each pair of outcomes, by trying all of them.

    A set is what was asked by either, each question with the answer given to it.
    """
    names = list(dict.fromkeys((*new.steps, *old.steps)))
    ways = [list(answers(old.steps.get(name), new.steps.get(name))) for name in names]
    seen: dict[object, tuple[str, str]] = {}
    for given_ in product(*ways):
        ends = []
        asked: list[object] = []
        for place, pathway in enumerate((old, new)):
            end, passed = _end(pathway, {n: w[place] for n, w in zip(names, given_, strict=True)})
            ends.append(end)
            asked.append(passed)
        if all(ends):
            seen[_asked(names, given_, asked, old, new)] = (ends[0], ends[1])
    return Counter(seen.values())


def _asked(
    names: list[str], given_: tuple[tuple[Answer | None, Answer | None], ...], asked: list[object],
    old: Pathway, new: Pathway,
) -> object:  # fmt: skip
    slots = []
    for name, (before, now) in zip(names, given_, strict=True):
        for place, (pathway, answer) in enumerate(((old, before), (new, now))):
            passed = asked[place]
            assert isinstance(passed, frozenset)
            if name in passed:
                step = pathway.steps[name]
                shared = name in old.steps and name in new.steps and (
                    old.steps[name].kind == new.steps[name].kind
                )  # fmt: skip
                whose = "" if shared else str(place)
                if isinstance(answer, dict):
                    slots += [(name, whose, step.kind, i, v) for i, v in answer.items()]
                elif step.bands and shared:
                    slots.append((name, whose, step.kind, "", f"{before}/{now}"))
                else:
                    slots.append((name, whose, step.kind, "", str(answer)))
    return frozenset(slots)


def _end(pathway: Pathway, given_: dict[str, Answer | None]) -> tuple[str, frozenset[str]]:
    known: dict[str, Answer] = {}
    while True:
        try:
            trace = decide(pathway, known)
        except AnswerError:
            return "", frozenset()
        if trace.outcome is not None:
            return trace.outcome.id, frozenset(known)
        assert trace.asking is not None
        answer = given_.get(trace.asking.id)
        if answer is None:
            return "", frozenset()
        known[trace.asking.id] = answer


def small(old: Pathway, new: Pathway) -> bool:
    size = 1
    for name in {*old.steps, *new.steps}:
        size *= len(list(answers(old.steps.get(name), new.steps.get(name))))
    return size <= 3_000


@settings(max_examples=150)
@given(revisions())
def test_the_difference_is_the_one_found_by_trying_everything(
    both: tuple[Pathway, Pathway],
) -> None:
    old, new = both
    if not small(old, new):
        return
    joint = joint_of(old, new)
    counted = {pair: joint.diagram.count(family) for pair, family in joint.ends.items()}
    assert counted == by_hand(old, new)
    for (before, now), family in joint.ends.items():
        example = joint.diagram.smallest(family)
        for pathway, is_new, end in ((old, False, before), (new, True, now)):
            tokens = joint.tokens(example, pathway, new=is_new)
            given_ = {n: answer_for(pathway.steps[n], each) for n, each in tokens.items()}
            assert _end(pathway, dict(given_))[0] == end
        there, here = joint.parting(example)
        assert (there == here == []) == (before == now and there == here)


def test_a_range_that_loses_its_very_last_number_is_seen() -> None:
    def tool(*ends: tuple[int, int, str]) -> Pathway:
        bands = tuple(Band(go, go, ((low, high),)) for low, high, go in ends)
        edges = tuple(Edge(go, Is("age", (go,)), "So.", own=True) for _, _, go in ends)
        step = Step("age", "number", "Age?", edges, bands=bands)
        return Pathway("p", "P", "S", "age", {"age": step}, OUTCOMES, INTERRUPT)

    joint = joint_of(tool((0, 24, "low"), (25, 120, "middle")),
                     tool((0, 24, "low"), (25, 119, "middle"), (120, 120, "high")))  # fmt: skip
    assert {pair: joint.diagram.count(family) for pair, family in joint.ends.items()} == {
        ("low", "low"): 1, ("middle", "middle"): 1, ("middle", "high"): 1,
    }  # fmt: skip
    (values,) = joint.values.values()
    (moved,) = [value for value in values if value.old != value.new]
    assert (moved.number, moved.last) == (120, 120)


def test_random_revisions_move_some_and_leave_some() -> None:
    """The test above would prove nothing if nothing, or everything, moved."""
    seen: set[str] = set()

    @settings(max_examples=100)
    @given(revisions())
    def collect(both: tuple[Pathway, Pathway]) -> None:
        if small(*both):
            pairs = joint_of(*both).ends
            seen.update("moved" if before != now else "stayed" for before, now in pairs)
            steps = set(both[0].steps) ^ set(both[1].steps)
            seen.update(["another question"] if steps and pairs else [])

    collect()
    assert seen == {"moved", "stayed", "another question"}
