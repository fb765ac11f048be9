"""Two revisions of one tool asked together: which sets of answers end where in each.

A reader answers every question that either revision asks, a shared question once. So each set of
answers has one end before and one now, and the families below hold them all: nothing is sampled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from build_tools.answer_sets import Diagram, Layout, Runs, SlotKey, runs_of
from build_tools.answer_sets.diagram import EMPTY, Family, Member
from build_tools.answer_sets.layout import arrange, groups, slot_keys, slots_of, tokens_of
from widgets.engine.decide import edges_for
from widgets.engine.model import Edge, Pathway, Step
from widgets.engine.replies import Tokens


@dataclass(frozen=True, slots=True)
class Value:
    """One answer to one slot: its token before and its token now.

    "" where only the other revision knows it. For a number, date or time `number` is the first
    that counts so in both, and `last` the end of that range.
    """

    old: str
    new: str
    number: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Joint:
    """Both revisions over the same slots. `ends` holds each pair of outcomes that meet."""

    old: Runs
    new: Runs
    diagram: Diagram
    number: Mapping[SlotKey, int]
    values: Mapping[SlotKey, tuple[Value, ...]]
    ends: Mapping[tuple[str, str], Family]

    @property
    def total(self) -> int:
        """How many sets of answers there are to both."""
        return sum(self.diagram.count(each) for each in self.ends.values())

    def decisive(self, member: Member, family: Family) -> Member:
        """The answers of a member that alone settle that it belongs to a family."""
        whole = EMPTY
        for each in self.ends.values():
            whole = self.diagram.union(whole, each)
        return self.diagram.decisive(member, whole, family)

    def tokens(self, member: Member, pathway: Pathway, *, new: bool) -> dict[str, Tokens]:
        """The answers of a member to the questions of one revision."""
        found: dict[str, Tokens] = {}
        for step in pathway.steps.values():
            given = []
            for key in slots_of(step):
                value = self.value(member, key)
                token = "" if value is None else value.new if new else value.old
                if token:
                    given.append(token)
            if len(given) == len(slots_of(step)):
                found[step.id] = tuple(given) if step.kind == "checklist" else given[0]
        return found

    def value(self, member: Member, key: SlotKey) -> Value | None:
        """The answer of a member to a slot, or None where it is not asked."""
        number = member.get(self.number[key]) if key in self.number else None
        return None if number is None else self.values[key][number]

    def parting(self, member: Member) -> tuple[list[tuple[Edge, ...]], list[tuple[Edge, ...]]]:
        """The edges a member takes before and now, from where its two ways part."""
        old = list(_way(self.old.pathway, self.tokens(member, self.old.pathway, new=False)))
        new = list(_way(self.new.pathway, self.tokens(member, self.new.pathway, new=True)))
        while old and new and old[0][0] == new[0][0] and old[0][1][0].go == new[0][1][0].go:
            del old[0], new[0]
        return [edges for _, edges in old], [edges for _, edges in new]

    def only(self, key: SlotKey, value: int, *, new: bool) -> dict[str, Family]:
        """The ends, in one revision alone, of those who give this answer."""
        runs = self.new if new else self.old
        slot = self.number[key]
        picked = {
            end: self.diagram.where(family, {slot: 1}, {slot: {value}}, 1, None)
            for end, family in runs.ends.items()
        }
        return {end: family for end, family in picked.items() if family != EMPTY}

    def routes(self, step: str) -> Family:
        """Those who answer a step in both revisions and then go to different places."""
        apart = EMPTY
        if step not in self.old.replied or step not in self.new.replied:
            return apart
        for before, there in self._by_goal(self.old, step).items():
            for now, here in self._by_goal(self.new, step).items():
                if before != now:
                    apart = self.diagram.union(apart, self.diagram.joined(there, here))
        return apart

    def _by_goal(self, runs: Runs, step: str) -> dict[str, Family]:
        goals: dict[str, Family] = {}
        for edge, fit in zip(runs.pathway.steps[step].edges, runs.fits[step], strict=True):
            goals[edge.go] = self.diagram.union(goals.get(edge.go, EMPTY), fit)
        return goals


def joint_of(old: Pathway, new: Pathway) -> Joint:
    """Ask both pathways together; `old` is told in the ids of `new`. Raises TooEntangled.

    Both must be without gaps and conflicts for the ends to be whole (see `Runs.sound`).
    """
    keys = list(dict.fromkeys((*slot_keys(new), *slot_keys(old))))
    order = arrange(keys, [*groups(new), *groups(old)])
    number = {key: n for n, key in enumerate(order)}
    values = {key: _values(old.steps.get(key[0]), new.steps.get(key[0]), key) for key in order}
    diagram = Diagram([len(values[key]) for key in order])
    runs = [
        runs_of(pathway, Layout(number, _tokens(pathway, values, new=is_new)), diagram)
        for pathway, is_new in ((old, False), (new, True))
    ]
    ends = {
        (before, now): diagram.joined(there, here)
        for before, there in runs[0].ends.items()
        for now, here in runs[1].ends.items()
    }
    met = {pair: family for pair, family in ends.items() if family != EMPTY}
    return Joint(runs[0], runs[1], diagram, number, values, met)


def _values(old: Step | None, new: Step | None, key: SlotKey) -> tuple[Value, ...]:
    if old is not None and key not in slots_of(old):
        old = None
    if new is not None and key not in slots_of(new):
        new = None
    one = new or old
    assert one is not None
    if one.bands:
        return tuple(_ranges(old, new))
    before = tokens_of(old) if old is not None else ()
    now = tokens_of(new) if new is not None else ()
    return tuple(
        Value(token if token in before else "", token if token in now else "")
        for token in dict.fromkeys((*now, *before))
    )


def _ranges(old: Step | None, new: Step | None) -> Iterator[Value]:
    """Cut numbers wherever either revision cuts; pieces that count alike are one answer."""
    bands = [(step, band) for step in (old, new) if step is not None for band in step.bands]
    cuts = sorted({
        cut for _, band in bands for low, high in band.ranges for cut in (low, high + 1)
    })  # fmt: skip
    found: dict[tuple[str, str], Value] = {}
    for low, following in pairwise(cuts):
        pair = (_band_at(old, low), _band_at(new, low))
        if any(pair):
            found.setdefault(pair, Value(*pair, low, following - 1))
    yield from found.values()


def _band_at(step: Step | None, number: int) -> str:
    for band in step.bands if step is not None else ():
        if any(low <= number <= high for low, high in band.ranges):
            return band.id
    return ""


def _tokens(
    pathway: Pathway, values: Mapping[SlotKey, tuple[Value, ...]], *, new: bool
) -> dict[SlotKey, dict[str, tuple[int, ...]]]:
    """For each slot of a pathway, the values that stand for each of its tokens."""
    return {
        key: {
            token: tuple(
                n
                for n, value in enumerate(values[key])
                if (value.new if new else value.old) == token
            )
            for token in tokens_of(pathway.steps[key[0]])
        }
        for key in slot_keys(pathway)
    }


def _way(pathway: Pathway, tokens: Mapping[str, Tokens]) -> Iterator[tuple[str, tuple[Edge, ...]]]:
    here = pathway.start
    known: dict[str, Tokens] = {}
    while here in pathway.steps:
        known[here] = tokens[here]
        edges = edges_for(pathway, pathway.steps[here], known)
        yield here, edges
        here = edges[0].go
