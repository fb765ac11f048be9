"""Every way through a pathway at once: which answers arrive where, and which rule they fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.answer_sets.diagram import BLANK, EMPTY, Diagram, Family, Member
from build_tools.answer_sets.layout import Layout, SlotKey, in_order, layout_of, slots_of
from widgets.engine.model import Condition, Count, Every, Is, Not, Pathway, Some, Step
from widgets.engine.replies import Tokens


@dataclass(frozen=True, slots=True)
class Runs:
    """The families of answer sets of one pathway.

    `replied` are those that have just answered a step; `fits` those of them that fit each of its
    edges, in order; `ends` those that end in an outcome. Steps and outcomes nobody reaches are
    not in them.
    """

    pathway: Pathway
    diagram: Diagram
    layout: Layout
    replied: Mapping[str, Family]
    fits: Mapping[str, tuple[Family, ...]]
    ends: Mapping[str, Family]

    @property
    def total(self) -> int:
        """How many sets of answers end in an outcome."""
        return sum(self.diagram.count(each) for each in self.ends.values())

    def gap(self, step: str) -> Family:
        """The answers to which no rule of a step applies."""
        left = self.replied[step]
        for fit in self.fits[step]:
            left = self.diagram.minus(left, fit)
        return left

    def overlap(self, step: str) -> tuple[str, str, Family] | None:
        """Two places that rules of a step lead to with the same answers, and these; or None."""
        by_goal: dict[str, Family] = {}
        for edge, fit in zip(self.pathway.steps[step].edges, self.fits[step], strict=True):
            by_goal[edge.go] = self.diagram.union(by_goal.get(edge.go, EMPTY), fit)
        goals = sorted(by_goal)
        for number, goal in enumerate(goals):
            for other in goals[number + 1 :]:
                shared = self.diagram.both(by_goal[goal], by_goal[other])
                if shared != EMPTY:
                    return goal, other, shared
        return None

    @property
    def sound(self) -> bool:
        """Whether every set of answers has one outcome."""
        return all(self.gap(step) == EMPTY and self.overlap(step) is None for step in self.replied)

    def given(self, member: Member) -> list[tuple[Step, dict[str, str]]]:
        """The steps a member answers, in the order in which they are asked, with its tokens.

        The tokens are by the line of a checklist, elsewhere by "". Only for a layout in which each
        value stands for one token.
        """
        found = []
        for step in in_order(self.pathway):
            tokens = {
                key[2]: self._token(key, member)
                for key in slots_of(step)
                if self.layout.number[key] in member
            }
            if tokens:
                found.append((step, tokens))
        return found

    def tokens(self, member: Member) -> dict[str, Tokens]:
        """A whole member as replies; see `given`."""
        return {
            step.id: tuple(tokens.values()) if step.kind == "checklist" else tokens[""]
            for step, tokens in self.given(member)
        }

    def _token(self, key: SlotKey, member: Member) -> str:
        value = member[self.layout.number[key]]
        return next(token for token, ns in self.layout.values[key].items() if value in ns)


def runs_of(pathway: Pathway, layout: Layout | None = None, diagram: Diagram | None = None) -> Runs:
    """Follow every answer through a pathway without cycles.

    Where rules leave a gap an answer stops; where they disagree it follows each. `layout` and
    `diagram` are given where two pathways share one. Raises TooEntangled.
    """
    if layout is None or diagram is None:
        layout, sizes = layout_of(pathway)
        diagram = Diagram(sizes)
    arrived: dict[str, Family] = {pathway.start: BLANK}
    replied: dict[str, Family] = {}
    fits: dict[str, tuple[Family, ...]] = {}
    for step in in_order(pathway):
        here = arrived.get(step.id, EMPTY)
        for key in slots_of(step):
            values = [n for ns in layout.values[key].values() for n in ns]
            here = diagram.answered(here, layout.number[key], values)
        if here == EMPTY:
            continue
        replied[step.id] = here
        fitting = _Fitting(pathway, layout, diagram)
        fits[step.id] = tuple(fitting.of(here, edge.when) for edge in step.edges)
        for edge, fit in zip(step.edges, fits[step.id], strict=True):
            arrived[edge.go] = diagram.union(arrived.get(edge.go, EMPTY), fit)
    ends = {name: arrived[name] for name in pathway.outcomes if arrived.get(name, EMPTY)}
    return Runs(pathway, diagram, layout, replied, fits, ends)


class _Fitting:
    """Which members of a family fit a condition; what was worked out is kept."""

    def __init__(self, pathway: Pathway, layout: Layout, diagram: Diagram) -> None:
        self.pathway = pathway
        self.layout = layout
        self.diagram = diagram
        self.known: dict[tuple[Family, Condition], Family] = {}

    def of(self, family: Family, condition: Condition) -> Family:
        found = self.known.get((family, condition))
        if found is None:
            found = self.known[family, condition] = self._work_out(family, condition)
        return found

    def _work_out(self, family: Family, condition: Condition) -> Family:
        match condition:
            case Is() | Count():
                return self._atom(family, condition)
            case Every(parts):
                for part in parts:
                    family = self.of(family, part)
                return family
            case Some(parts):
                found = EMPTY
                for part in parts:
                    found = self.diagram.union(found, self.of(family, part))
                return found
            case Not(part):
                return self.diagram.minus(family, self.of(family, part))

    def _atom(self, family: Family, atom: Is | Count) -> Family:
        step = self.pathway.steps[atom.step]
        # As in `holds`: what looks at a step of the other kind never holds.
        if isinstance(atom, Is) == (step.kind == "checklist"):
            return EMPTY
        keys = slots_of(step)
        if any(key not in self.layout.number for key in keys):
            return EMPTY
        if isinstance(atom, Is):
            weight = {"": 1}
            least, most = 1, None
        else:
            weight = dict(Counter(atom.items))
            least, most = atom.least, atom.most
        # A list is answered whole, so one line stands for all where none is counted.
        counted = [key for key in keys if weight.get(key[2])] or list(keys[:1])
        number = self.layout.number
        return self.diagram.where(
            family,
            {number[key]: weight.get(key[2], 0) for key in counted},
            {
                number[key]: {
                    n for token in atom.tokens for n in self.layout.values[key].get(token, ())
                }
                for key in counted
            },
            least,
            most,
        )
