"""A pathway as a chart for paper: questions on the left, outcomes on the right, lines between.

The chart shows where each question can lead; why, and on which answer, stands in the list below it.
Lines to one place share one lane, with a dot where a line joins it, so that they can be told apart
without colours. A long pathway is drawn in several charts, each of which a sheet of A4 holds at a
size that can be read; what stands in another chart is named with its number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from widgets.engine.html import Html, Part, join, tag
from widgets.engine.model import Pathway, Step
from widgets.engine.render.static import outcome_anchor, step_anchor

_WIDTH = 640
_STEPS_AT, _STEP_WIDTH, _ENDS_AT, _END_WIDTH = 96, 226, 424, 216
_HIGHEST = 760
"""How high a chart may be, so that it fills a sheet of A4 and is not made smaller."""
_LETTERS, _LINE, _PAD, _GAP, _MOST = 36, 14, 9, 16, 5


@dataclass(frozen=True, slots=True)
class _Box:
    """A question or an outcome: its place, and its words line by line."""

    id: str
    anchor: str
    look: str
    left: int
    width: int
    top: int
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        return len(self.lines) * _LINE + 2 * _PAD

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


Numbered = Mapping[str, int]
"""The number of each question, by its id."""


def pathway_charts(pathway: Pathway, name: str) -> Html:
    """Draw a pathway; `name` makes its ids its own. Each box leads to the same in the list."""
    numbers = {key: number for number, key in enumerate(pathway.steps, 1)}
    parts = _parts(pathway, numbers)
    return join(
        _chart(pathway, numbers, steps, f"{name}-{number}", number, len(parts))
        for number, steps in enumerate(parts, 1)
    )


def _parts(pathway: Pathway, numbers: Numbered) -> list[list[Step]]:
    """The questions in their order, as many together as one chart can hold."""
    parts: list[list[Step]] = []
    for step in pathway.steps.values():
        if parts and _height(pathway, numbers, [*parts[-1], step]) <= _HIGHEST:
            parts[-1].append(step)
        else:
            parts.append([step])
    return parts


def _height(pathway: Pathway, numbers: Numbered, steps: Sequence[Step]) -> float:
    """How high the higher of the two columns is."""
    asked = [_asked(numbers, step, 0) for step in steps]
    ends = [_end(pathway, numbers, each, 0) for each in _targets(steps)]
    return max(
        sum(box.height + gap for box in boxes) for boxes, gap in ((asked, _GAP), (ends, _GAP / 2))
    )


def _chart(
    pathway: Pathway, numbers: Numbered, asked: Sequence[Step], name: str, number: int, of: int
) -> Html:
    interrupt = pathway.interrupt
    urgent = _box(
        "", outcome_anchor(interrupt.outcome.id), "urgent", 0, _WIDTH, 1,
        f"At any moment: {interrupt.label} → {interrupt.outcome.title}", 100,
    )  # fmt: skip
    top = first = urgent.top + urgent.height + _GAP
    steps: list[_Box] = []
    for step in asked:
        steps.append(_asked(numbers, step, top))
        top += steps[-1].height + _GAP
    ends = _ends(pathway, numbers, asked, first, top - _GAP)
    lines = [*_to_steps(asked, steps, name), *_to_ends(asked, steps, ends, name)]
    height = max(each.top + each.height for each in (urgent, *steps, *ends)) + 2
    part = f", part {number} of {of}" if of > 1 else ""
    return tag(
        "svg",
        tag("title", f"Chart of the pathway: {pathway.title}{part}", id=f"{name}-title"),
        tag("defs", tag("marker", tag("path", d="M 0 0 L 10 5 L 0 10 z"), id=f"{name}-arrow",
                        viewBox="0 0 10 10", refX="9", refY="5", markerWidth="7", markerHeight="7",
                        orient="auto")),
        lines,
        [_drawn(each) for each in (urgent, *steps, *ends)],
        viewBox=f"0 0 {_WIDTH} {height:g}",
        role="group",
        aria_labelledby=f"{name}-title",
        class_="hb-chart--pathway",
    )  # fmt: skip


def _box(
    key: str, anchor: str, look: str, left: int, width: int, top: int, words: str, longest: int
) -> _Box:
    lines = wrap(words, longest, max_lines=_MOST, placeholder=" …")
    return _Box(key, anchor, look, left, width, top, tuple(lines))


def _asked(numbers: Numbered, step: Step, top: int) -> _Box:
    words = f"{numbers[step.id]}. {step.ask}"
    return _box(step.id, step_anchor(step.id), "step", _STEPS_AT, _STEP_WIDTH, top, words, _LETTERS)


def _end(pathway: Pathway, numbers: Numbered, key: str, top: int) -> _Box:
    """An outcome, or a question that stands in another chart."""
    if key in pathway.steps:
        look, anchor = "step", step_anchor(key)
        words = f"Go to {numbers[key]}. {pathway.steps[key].ask}"
    else:
        outcome = pathway.outcomes[key]
        look, anchor = "urgent" if outcome.urgent else "end", outcome_anchor(key)
        words = outcome.title
    return _box(key, anchor, look, _ENDS_AT, _END_WIDTH, top, words, _LETTERS - 2)


def _targets(asked: Sequence[Step]) -> dict[str, list[int]]:
    """What these questions lead to beside one another, each with the places it is led to from."""
    here = {step.id for step in asked}
    found: dict[str, list[int]] = {}
    for place, step in enumerate(asked):
        for edge in step.edges:
            if edge.go not in here:
                found.setdefault(edge.go, []).append(place)
    return found


def _ends(
    pathway: Pathway, numbers: Numbered, asked: Sequence[Step], top: int, bottom: int
) -> list[_Box]:
    """Where it ends, each about as high as the questions that lead there, over the whole height."""
    targets = _targets(asked)
    used = sorted(targets, key=lambda key: sum(targets[key]) / len(targets[key]))
    boxes = [_end(pathway, numbers, key, 0) for key in used]
    spare = (bottom - top) - sum(box.height for box in boxes)
    gap = max(_GAP / 2, spare / max(len(boxes) - 1, 1))
    placed = []
    place = float(top)
    for box in boxes:
        placed.append(replace(box, top=round(place)))
        place += box.height + gap
    return placed


def _to_steps(asked: Sequence[Step], steps: list[_Box], name: str) -> list[Html]:
    """Lines from question to question: straight down to the next, else by a lane on the left."""
    lines: list[Html] = []
    lane = 0
    for number, target in enumerate(steps):
        sources = [
            place for place, step in enumerate(asked)
            if any(edge.go == target.id for edge in step.edges)
        ]  # fmt: skip
        if number - 1 in sources:
            middle = _STEPS_AT + _STEP_WIDTH / 2
            above = steps[number - 1]
            lines.append(
                _line(f"M {middle:g} {above.top + above.height} V {target.top}", name, arrow=True)
            )
        far = [steps[place] for place in sources if place != number - 1]
        if not far:
            continue
        x = _STEPS_AT - 14 - lane * 9 % 81
        lane += 1
        lines += _lane(far, target, x, _STEPS_AT, _STEPS_AT, name)
    return lines


def _to_ends(asked: Sequence[Step], steps: list[_Box], ends: list[_Box], name: str) -> list[Html]:
    """Lines from questions to where they end, each end with a lane of its own."""
    lines: list[Html] = []
    right = _STEPS_AT + _STEP_WIDTH
    between = (_ENDS_AT - right) / (len(ends) + 1)
    for number, end in enumerate(ends):
        far = [
            steps[place] for place, step in enumerate(asked)
            if any(edge.go == end.id for edge in step.edges)
        ]  # fmt: skip
        x = right + between * (len(ends) - number)
        lines += _lane(far, end, x, right, _ENDS_AT, name, number - len(ends) / 2)
    return lines


def _lane(
    sources: list[_Box], target: _Box, x: float, out: int, into: int, name: str, shift: float = 0
) -> list[Html]:
    """Lines from boxes to a lane at `x`, and from there into one box."""
    enter = target.middle - (6 if out == into else 0)
    lines = []
    for source in sources:
        # Each lane leaves a question at a height of its own.
        room = source.height / 2 - 5
        leave = source.middle + (6 if out == into else max(-room, min(room, shift * 4)))
        lines.append(_line(f"M {out} {leave:g} H {x:g} V {enter:g}", name))
        if len(sources) > 1:
            lines.append(tag("circle", cx=f"{x:g}", cy=f"{leave:g}", r="2.2"))
    lines.append(_line(f"M {x:g} {enter:g} H {into}", name, arrow=True))
    return lines


def _line(way: str, name: str, *, arrow: bool = False) -> Html:
    return tag("path", d=way, marker_end=f"url(#{name}-arrow)" if arrow else None,
               class_="hb-chart__line")  # fmt: skip


def _drawn(box: _Box) -> Html:
    words: list[Part] = [
        tag("tspan", f"{line} ", x=f"{box.left + 10}", y=f"{box.top + _PAD + 11 + row * _LINE}")
        for row, line in enumerate(box.lines)
    ]
    return tag(
        "a",
        tag("rect", x=f"{box.left}", y=f"{box.top}", width=f"{box.width}", height=f"{box.height}",
            rx="2" if box.look == "step" else "10"),
        tag("text", words),
        href=f"#{box.anchor}",
        class_=f"hb-chart__box hb-chart__box--{box.look}",
    )  # fmt: skip
