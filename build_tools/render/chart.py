"""Figures as a bar chart; the table beside it holds the same."""

from __future__ import annotations

from build_tools.model.figures import Figure
from widgets.engine.html import Html, tag

_WIDTH, _LABELS, _ROW, _BAR = 640, 260, 44, 24


def bar_chart(key: str, figure: Figure) -> Html:
    """Horizontal bars, one a row, each with its figure written out.

    The picture is described by its title alone, since the table follows; lengths start at
    nought and share one scale.
    """
    rows = list(figure.rows.values())
    largest = max((row.value for row in rows), default=0) or 1
    reach = _WIDTH - _LABELS - 70
    bars = []
    for number, row in enumerate(rows):
        top = 8 + number * _ROW
        length = reach * row.value / largest
        middle = top + _BAR / 2 + 6
        bars.append(
            tag(
                "g",
                tag("text", _short(str(row.label)), x=f"{_LABELS - 12}", y=f"{middle:g}",
                    class_="hb-chart__label"),
                tag("rect", x=f"{_LABELS}", y=f"{top}", width=f"{length:g}", height=f"{_BAR}"),
                tag("text", str(row.value), x=f"{_LABELS + length + 10:g}", y=f"{middle:g}",
                    class_="hb-chart__value"),
            )
        )  # fmt: skip
    height = 8 + len(rows) * _ROW
    title = f"chart-{key}"
    return tag(
        "svg",
        tag("title", f"Bar chart: {figure.title}", id=title),
        bars,
        tag("path", d=f"M {_LABELS} 0 V {height}", class_="hb-chart__axis"),
        viewBox=f"0 0 {_WIDTH} {height}",
        role="img",
        aria_labelledby=title,
        class_="hb-chart",
    )


def _short(label: str, longest: int = 30) -> str:
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"
