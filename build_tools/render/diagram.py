"""The model of an authority as a picture and as text, both from the same data."""

from __future__ import annotations

from build_tools.model.content import LevelFile, Move
from widgets.engine.html import Html, Part, join, tag
from widgets.engine.links import Links
from widgets.engine.render.parts import clauses, source

_WIDTH = 640
_BOX_LEFT, _BOX_WIDTH, _BOX_HEIGHT, _GAP = 150, 340, 84, 64
_DOT = 15


def diagram(levels: LevelFile, links: Links, name: str) -> Html:
    """The levels, highest at the top, with a numbered arrow for each move.

    Every box leads to its level and every number to the same number of the text version.
    """
    order = list(reversed(levels.levels))
    top = {key: 16 + row * (_BOX_HEIGHT + _GAP) for row, key in enumerate(order)}
    height = 16 + len(order) * (_BOX_HEIGHT + _GAP) - _GAP + 16
    parts: list[Part] = [
        tag("title", f"{name}: levels and the ways between them", id="model-title"),
        _marker(),
    ]
    lanes = _Lanes()
    for number, move in enumerate(levels.moves, 1):
        parts.append(_arrow(number, move, top, lanes))
    for key in order:
        level = levels.levels[key]
        rank = list(levels.levels).index(key) + 1
        parts.append(
            _box(
                top[key], rank, str(level.short), str(level.name), f"{links.page(f'levels/{key}')}"
            )
        )
    return tag(
        "svg",
        parts,
        viewBox=f"0 0 {_WIDTH} {height}",
        role="group",
        aria_labelledby="model-title",
        class_="hb-model",
    )


def diagram_text(levels: LevelFile, links: Links) -> Html:
    """The same as lists: the levels, lowest first, then each move with its clauses."""
    rungs = [
        tag("li", tag("a", level.name, href=links.page(f"levels/{key}")), f": {level.objective}",
            " ", source(level.clauses, level.own))
        for key, level in levels.levels.items()
    ]  # fmt: skip
    moves = []
    for number, move in enumerate(levels.moves, 1):
        word = "Step up" if move.kind == "step-up" else "Step down"
        route = (
            f"{word} from {levels.levels[move.from_].name} to {levels.levels[move.to].name}: "
            f"{move.label}."
        )
        tool: list[Part] = []
        if move.pathway:
            tool = [" ", tag("a", "Open the tool", tag("span", f" for: {move.label}",
                                                       class_="hb-hidden"),
                             href=links.tool(move.pathway, str(move.step or "")))]  # fmt: skip
        moves.append(
            tag("li", route, tool, " ", clauses(move.clauses), id=f"move-{number}", tabindex="-1")
        )
    return join([
        tag("p", "The levels, lowest first:"),
        tag("ol", rungs),
        tag("p", "The ways between them, numbered as in the picture:"),
        tag("ol", moves, class_="hb-moves"),
    ])  # fmt: skip


class _Lanes:
    """Gives each arrow a lane of its own: steps up on the left, steps down on the right."""

    def __init__(self) -> None:
        self.taken = {"step-up": 0, "step-down": 0}

    def next(self, move: Move) -> int:
        lane = self.taken[move.kind]
        self.taken[move.kind] += 1
        return lane


def _arrow(number: int, move: Move, top: dict[str, int], lanes: _Lanes) -> Html:
    lane = lanes.next(move)
    up = move.kind == "step-up"
    edge = _BOX_LEFT if up else _BOX_LEFT + _BOX_WIDTH
    reach = 34 + 30 * lane
    out = edge - reach if up else edge + reach
    shift = 12 if lane % 2 else -12
    start = top[move.from_] + _BOX_HEIGHT / 2 + (shift if up else -shift)
    end = top[move.to] + _BOX_HEIGHT / 2 + (shift if up else -shift)
    path = tag(
        "path",
        d=f"M {edge} {start:g} H {out} V {end:g} H {edge - 6 if up else edge + 6}",
        class_=f"hb-model__arrow hb-model__arrow--{'up' if up else 'down'}",
        marker_end="url(#model-arrow)",
    )
    middle = (start + end) / 2
    word = "Step up" if up else "Step down"
    dot = tag(
        "a",
        tag("circle", cx=f"{out}", cy=f"{middle:g}", r=f"{_DOT}"),
        tag("text", str(number), x=f"{out}", y=f"{middle + 6:g}"),
        href=f"#move-{number}",
        class_=f"hb-model__dot hb-model__dot--{'up' if up else 'down'}",
        aria_label=f"{word}, number {number}: {move.label}",
    )
    return join([path, dot])


def _box(top: int, rank: int, short: str, name: str, href: str) -> Html:
    centre = _BOX_LEFT + _BOX_WIDTH / 2
    words = _lines(name)
    start = top + _BOX_HEIGHT / 2 + 7 - (len(words) - 1) * 13
    lines = [
        tag(
            "tspan",
            f"{line} " if row < len(words) - 1 else line,
            x=f"{centre:g}",
            y=f"{start + row * 26:g}",
        )
        for row, line in enumerate(words)
    ]
    return tag(
        "a",
        tag("rect", x=f"{_BOX_LEFT}", y=f"{top}", width=f"{_BOX_WIDTH}", height=f"{_BOX_HEIGHT}",
            rx="10"),
        tag("text", lines),
        href=href,
        class_=f"hb-model__box hb-model__box--{rank}",
        aria_label=f"{name} (level {short})" if short != name else name,
    )  # fmt: skip


def _lines(name: str, longest: int = 28) -> list[str]:
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > longest:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _marker() -> Html:
    return tag(
        "defs",
        tag(
            "marker",
            tag("path", d="M 0 0 L 10 5 L 0 10 z"),
            id="model-arrow",
            viewBox="0 0 10 10",
            refX="8",
            refY="5",
            markerWidth="8",
            markerHeight="8",
            orient="auto-start-reverse",
        ),
    )
