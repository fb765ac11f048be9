"""The figures as pictures: plain SVG that is legible on light and on dark ground."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from tests.bench.contenders import FLOOR, OURS
from widgets.engine.html import Html, join, tag

# Distinct also for readers who see no red or no green, and 3 to 1 on white and on black.
COLOURS = ("#7f7f7f", "#b8860b", "#8a6fd1", "#cf5c36", "#1a8f7f", "#3b82c4", "#b0508f", "#5d8a2b",
           "#d0558a")  # fmt: skip
TEXT = "#767676"  # 4.5 to 1 on white and on black
ROW, BAR, LABEL, WIDE, RIGHT = 15, 11, 190, 460, 150
TITLE = "First answer / Python ready (paler), ms since navigation"
STEPS = (1, 2, 2.5, 5, 10)
HIGH = 200  # pixels of the trend's area


def answers(figures: dict[str, Any]) -> str:
    """Grouped bars: the time to the first answer and, paler, to Python, by profile and visit.

    The scale is logarithmic, because the slowest take a hundred times as long as the fastest.
    """
    rows = figures["visits"]
    names = list(dict.fromkeys(row["contender"] for row in rows))
    times = [time for row in rows for time in (row["answer"], row.get("python", row["answer"]))]
    low = 10 ** math.floor(math.log10(max(1, min(times))))
    high = 10 ** math.ceil(math.log10(max(times) + 1))

    def along(time: float) -> float:
        return WIDE * math.log(max(time, low) / low) / math.log(high / low)

    parts: list[Html] = [_text(0, 16, TITLE, weight="bold")]
    y = 52.0
    for profile, visit in dict.fromkeys((row["profile"], row["visit"]) for row in rows):
        parts.append(_text(0, y + 11, f"{profile}, {visit}", weight="bold"))
        y += ROW + 3
        for row in rows:
            if (row["profile"], row["visit"]) == (profile, visit):
                colour = COLOURS[names.index(row["contender"]) % len(COLOURS)]
                parts += _row(y, row, colour, along)
                y += ROW
        y += 12
    mark = low
    while mark <= high:
        x = LABEL + along(mark)
        parts.insert(0, _line([(x, 44), (x, y)], TEXT, width=0.4))
        parts.append(_text(x, 38, f"{mark:,}", anchor="middle"))
        mark *= 10
    return _svg(LABEL + WIDE + RIGHT, y, "Time to the first answer by contender", parts)


def _row(y: float, row: dict[str, Any], colour: str, along: Callable[[float], float]) -> list[Html]:
    answer, python = row["answer"], row.get("python")
    told = f"{answer:,}" if python is None else f"{answer:,} / {python:,}"
    end = LABEL + along(max(answer, python or 0))
    return [
        _text(LABEL - 6, y + 10, row["contender"], anchor="end"),
        *([_bar(LABEL, y, along(python), colour, faint=True)] if python is not None else []),
        _bar(LABEL, y, along(answer), colour),
        _text(end + 5, y + 10, told),
    ]


def trend(runs: list[dict[str, Any]]) -> str:
    """Lines over the runs: how many times the floor the handbook's first answer took."""
    series: dict[str, list[tuple[int, float]]] = {}
    for number, run in enumerate(runs):
        rows = {(row["profile"], row["visit"], row["contender"]): row for row in run["visits"]}
        for profile, visit, contender in rows:
            floor = rows.get((profile, visit, FLOOR))
            if contender == OURS and floor:
                times = rows[profile, visit, OURS]["answer"] / floor["answer"]
                series.setdefault(f"{profile}, {visit}", []).append((number, times))
    title = "First answer of the handbook, in times of plain JavaScript"
    top = _round_up(max((times for line in series.values() for _, times in line), default=1))
    left, foot = 40, 30 + HIGH

    def across(number: int) -> float:
        return left + WIDE * number / max(1, len(runs) - 1)

    def up(times: float) -> float:
        return foot - HIGH * times / top

    parts: list[Html] = [_text(0, 16, title, weight="bold")]
    for mark in range(5):
        height = up(top * mark / 4)
        parts.append(_line([(left, height), (left + WIDE, height)], TEXT, width=0.5))
        parts.append(_text(left - 5, height + 4, f"{top * mark / 4:g}", anchor="end"))
    for number, run in enumerate(runs):
        if number in (0, len(runs) - 1):
            told = f"{run['when'][:10]} {run['commit']}"
            parts.append(
                _text(across(number), foot + 16, told, anchor="end" if number else "start")
            )
    for order, (name, line) in enumerate(series.items()):
        colour = COLOURS[order % len(COLOURS)]
        points = [(across(number), up(times)) for number, times in line]
        parts.append(_line(points, colour, width=2))
        parts += [
            tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="3", fill=colour) for x, y in points
        ]
        y = 40 + order * ROW
        parts.append(_bar(left + WIDE + 14, y, BAR, colour))
        parts.append(_text(left + WIDE + 30, y + 10, f"{name}: {line[-1][1]:.2f}"))
    return _svg(left + WIDE + 230, foot + 26, title, parts)


def _round_up(value: float) -> float:
    """The next figure that is easily halved and quartered."""
    size = 1.0
    while size * STEPS[-1] < value:
        size *= 10
    return next(step * size for step in STEPS if step * size >= value)


def _svg(width: float, height: float, title: str, parts: Iterable[Html]) -> str:
    return tag(
        "svg",
        tag("title", title),
        join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"-10 -4 {width + 20:.0f} {height + 12:.0f}",
        role="img",
        font_family="system-ui, sans-serif",
        font_size="12",
    )


def _text(x: float, y: float, text: str, *, anchor: str = "start", weight: str = "normal") -> Html:
    return tag(
        "text", text, x=f"{x:.1f}", y=f"{y:.1f}", fill=TEXT, text_anchor=anchor, font_weight=weight
    )


def _bar(x: float, y: float, width: float, colour: str, *, faint: bool = False) -> Html:
    return tag(
        "rect",
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        width=f"{max(width, 1):.1f}",
        height=str(BAR),
        fill=colour,
        fill_opacity="0.35" if faint else None,
    )


def _line(points: Iterable[tuple[float, float]], colour: str, *, width: float) -> Html:
    text = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return tag("polyline", points=text, fill="none", stroke=colour, stroke_width=str(width))
