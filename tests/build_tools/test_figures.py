"""Figures as bars and as a table: the same numbers twice, as the document prints them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.model.figures import Figure, FigureFile
from build_tools.problems import Problems
from build_tools.read_model import load_file
from build_tools.render.chart import bar_chart
from tests.build_tools.real import NAMES, pages, policy
from tests.data import POLICY, SAMPLE
from tests.engine.markup import Element, parse

SPARE = """\
figures:
  plans:
    title: Plans written
    year: "2009"
    unit: plans
    about: Plans that were written.
    rows:
{rows}
    clauses: [sampleton-013]
"""


def written(folder: Path, values: list[tuple[str, str]]) -> tuple[FigureFile | None, Problems]:
    """A figures.yml with rows of these labels and values, read as the build reads it."""
    rows = "".join(
        f"      row-{number}:\n        label: {label}\n        value: {value}\n"
        f"        clauses: [sampleton-013]\n"
        for number, (label, value) in enumerate(values)
    )
    path = folder / "figures.yml"
    path.write_text(SPARE.format(rows=rows.rstrip()), encoding="utf-8")
    return read(path)


def read(path: Path) -> tuple[FigureFile | None, Problems]:
    problems = Problems()
    file = load_file(path, FigureFile, problems, name="policy/x/figures.yml")
    assert file is None or isinstance(file, FigureFile)
    return file, problems


def drawn(folder: Path, values: list[tuple[str, str]]) -> tuple[Figure, Element]:
    file, problems = written(folder, values)
    assert file is not None, [str(problem) for problem in problems]
    figure = file.figures["plans"]
    return figure, parse(bar_chart("plans", figure))


def lengths(chart: Element) -> list[float]:
    return [float(bar.attributes["width"] or "") for bar in chart.every("rect")]


def test_bars_start_at_nought_on_one_scale(tmp_path: Path) -> None:
    _, chart = drawn(tmp_path, [("Schools", "59"), ("Health", "23"), ("Nobody", "0")])
    first, second, none = lengths(chart)
    assert second / first == pytest.approx(23 / 59, abs=0.001)
    assert none == 0
    assert [bar.attributes["x"] for bar in chart.every("rect")] == ["0", "0", "0"]


def test_each_bar_stands_by_its_label_and_its_figure(tmp_path: Path) -> None:
    figure, chart = drawn(tmp_path, [("Schools", "59"), ("Health & others <5", "23")])
    rows = list(chart.every("g"))
    for row, given in zip(rows, figure.rows.values(), strict=True):
        assert [text.text for text in row.every("text")] == [given.label, str(given.value)]
        assert len(list(row.every("rect"))) == 1
    tops = [float(bar.attributes["y"] or "") for bar in chart.every("rect")]
    assert tops == sorted(tops)
    assert len(set(tops)) == 2


@pytest.mark.parametrize("largest", ["1", "7", "100", "1387", "9999999"])
def test_everything_is_drawn_within_the_picture(tmp_path: Path, largest: str) -> None:
    figure, found = drawn(tmp_path, [(f"Row {n}", "1") for n in range(6)] + [("Most", largest)])
    chart = found.one("svg")
    _, _, wide, high = map(float, (chart.attributes["viewbox"] or "").split())
    for bar in chart.every("rect"):
        x, y, width, height = (
            float(bar.attributes[n] or "") for n in ("x", "y", "width", "height")
        )
        assert x >= 0
        assert y >= 0
        assert y + height <= high
        # What is left of the width holds a figure of seven digits.
        assert x + width <= wide - 10 - 7 * 10
    assert len(figure.rows) == 7


def test_a_label_too_long_is_cut_in_the_picture_alone(tmp_path: Path) -> None:
    long = "Police, Emergency Duty Team, schools, health and everybody else"
    figure, chart = drawn(tmp_path, [(f"'{long}'", "3"), ("x" * 44, "2")])
    shown = [next(row.every("text")).text for row in chart.every("g")]
    assert shown[0].endswith("…")
    assert len(shown[0]) <= 44
    assert long.startswith(shown[0][:-1])
    assert shown[1] == "x" * 44
    assert next(iter(figure.rows.values())).label == long


@pytest.mark.parametrize("values", [[("None", "0")], [("Fewer", "-3"), ("More", "2")]])
def test_odd_figures_draw_no_impossible_bar(tmp_path: Path, values: list[tuple[str, str]]) -> None:
    figure, chart = drawn(tmp_path, values)
    assert all(length >= 0 for length in lengths(chart))
    assert [list(row.every("text"))[1].text for row in chart.every("g")] == [
        str(row.value) for row in figure.rows.values()
    ]


def test_the_picture_is_named_and_nothing_in_it_is_styled_or_runs(tmp_path: Path) -> None:
    figure, found = drawn(tmp_path, [("Schools", "59")])
    chart = found.one("svg")
    title = chart.one("title")
    assert title.text == f"Bar chart: {figure.title}"
    assert chart.attributes["role"] == "img"
    assert chart.attributes["aria-labelledby"] == title.attributes["id"] == "chart-plans"


@pytest.mark.parametrize("value", ["12.5", "about 12", "12%", "1,387", "", "\u0667"])
def test_a_figure_is_a_whole_number_in_digits(tmp_path: Path, value: str) -> None:
    file, problems = written(tmp_path, [("Schools", f"'{value}'")])
    assert file is None
    (problem,) = problems
    assert problem.at.line == 10
    assert problem.mend


def test_the_figures_of_the_sample_are_read() -> None:
    file, _ = read(SAMPLE / "figures.yml")
    assert file is not None
    figure = file.figures["plans-by-year"]
    assert [(row.label, row.value) for row in figure.rows.values()] == [
        ("Schools", 12), ("School nurses", 7),
    ]  # fmt: skip
    assert (figure.year, figure.unit) == ("2009", "plans")


WITH_FIGURES = [name for name in NAMES if (POLICY / name / "figures.yml").exists()]


def test_luton_and_wolverhampton_have_figures() -> None:
    assert set(WITH_FIGURES) >= {"luton", "wolverhampton"}
    assert {f"{name}/figures.md" for name in WITH_FIGURES} == {
        path for path in pages() if path.endswith("/figures.md")
    }


@pytest.mark.parametrize("name", WITH_FIGURES)
def test_each_figure_stands_in_the_clauses_it_cites(name: str) -> None:
    clauses = policy(name).clauses.clauses
    for figure in policy(name).figures.figures.values():
        for row in figure.rows.values():
            cited = " ".join(clauses[each].says for each in row.clauses)
            printed = re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d{3})", "", cited))
            assert str(row.value) in printed, f"{row.label}: {row.value} is not in: {cited}"


@pytest.mark.parametrize("name", WITH_FIGURES)
def test_the_table_holds_what_the_chart_holds(name: str) -> None:
    body = pages()[f"{name}/figures.md"].body
    for key, figure in policy(name).figures.figures.items():
        part = body[body.index(f"{{: #{key} }}") :]
        chart, table, caption = (_first(tag, part) for tag in ("svg", "table", "figcaption"))
        assert [row.text for row in table.every("th", scope="row")] == [
            row.label for row in figure.rows.values()
        ]
        values = [next(row.every("td")).text for row in table.one("tbody").every("tr")]
        assert values == [str(row.value) for row in figure.rows.values()]
        assert [text.text for text in chart.every("text", class_="hb-chart__value")] == values
        for place in (table.one("caption"), caption):
            assert figure.year in place.text
        assert figure.unit in table.one("caption").text
        open_ends = _first("ul", part[part.index("</table>") :])
        assert [each.text for each in open_ends.every("li")] == [
            " ".join(text.split()) for text in figure.not_said
        ]


def _first(tag: str, html: str) -> Element:
    return parse(html[html.index(f"<{tag}") : html.index(f"</{tag}>") + len(f"</{tag}>")])
