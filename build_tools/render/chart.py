"""Figures as a bar chart; the table beside it holds the same."""

from __future__ import annotations

from build_tools.model.figures import Figure
from widgets.engine.html import Html, tag

_WIDTH, _ROW, _LABEL, _BAR = 400, 58, 18, 24


def bar_chart(key: str, figure: Figure) -> Html:
    """Horizontal bars, one a row under its label, each with its figure written out.

    The picture is described by its title alone, since the table follows; lengths start at
    nought and share one scale. It is narrow, so that its words can be read on a small screen.
    """
    rows = list(figure.rows.values())
    largest = max(1, *(row.value for row in rows))
    reach = _WIDTH - 90
    bars = []
    for number, row in enumerate(rows):
        top = number * _ROW
        length = reach * max(row.value, 0) / largest
        bars.append(
            tag(
                "g",
                tag("text", _short(str(row.label)), x="6", y=f"{top + _LABEL}"),
                tag("rect", x="0", y=f"{top + _LABEL + 8}", width=f"{length:g}", height=f"{_BAR}"),
                tag("text", str(row.value), x=f"{length + 10:g}", y=f"{top + _LABEL + 8 + 18}",
                    class_="hb-chart__value"),
            )
        )  # fmt: skip
    height = len(rows) * _ROW
    title = f"chart-{key}"
    return tag(
        "svg",
        tag("title", f"Bar chart: {figure.title}", id=title),
        bars,
        tag("path", d=f"M 1 0 V {height}", class_="hb-chart__axis"),
        viewBox=f"0 0 {_WIDTH} {height}",
        role="img",
        aria_labelledby=title,
        class_="hb-chart",
    )


def _short(label: str, longest: int = 44) -> str:
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"
