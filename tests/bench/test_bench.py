"""The benchmark itself: its server, its pages, its pictures. No test here waits for a figure."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import brotli
import pytest

from build_tools.check import check_all
from tests.bench import builds, plots, proof, table, visits
from tests.bench.contenders import FLOOR, OURS
from tests.bench.line import LASTING, Line
from tests.data import POLICY

CONTENT = b"Ring now. " * 1_000


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "page.html").write_bytes(CONTENT)
    (tmp_path / "root" / "small.html").write_bytes(b"Ring")
    line = Line(tmp_path / "root", tmp_path / "kept")
    yield line
    line.close()


@pytest.mark.parametrize(
    ("takes", "way"), [("gzip, br", "br"), ("gzip", "gzip"), ("identity", None)]
)
def test_a_page_is_packed_as_the_browser_takes_it(line: Line, takes: str, way: str | None) -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[way]
    with urlopen(Request(f"{line.url}page.html", headers={"Accept-Encoding": takes})) as reply:
        body = reply.read()
    assert reply.headers["Content-Encoding"] == way
    assert unpack(body) == CONTENT
    assert line.sent == len(body)
    assert (len(body) < len(CONTENT)) == (way is not None)


def test_what_is_too_small_to_pack_goes_as_it_is(line: Line) -> None:
    with urlopen(Request(f"{line.url}small.html", headers={"Accept-Encoding": "br"})) as reply:
        assert (reply.read(), reply.headers["Content-Encoding"]) == (b"Ring", None)


@pytest.mark.parametrize(
    ("path", "lasting"),
    [
        ("/site/assets/handbook.xfon7kjdsn3r.css", True),
        ("/site/assets/tool/hzta2jdqigrf/worker.js", True),
        ("/site/assets/javascripts/bundle.a5f9d56c.min.js", True),
        ("/stock/assets/pyodide/pyodide.mjs", True),
        ("/site/assets/guard.js", False),
        ("/site/bradford/", False),
        ("/plain/first.html", False),
    ],
)
def test_only_names_that_change_with_the_content_are_kept_for_ever(
    path: str, lasting: bool
) -> None:
    assert bool(LASTING.search(path)) == lasting


def _figures() -> dict[str, Any]:
    rows = [
        {"profile": "full speed", "visit": visit, "contender": name, "paint": 90, "usable": 95,
         "answer": answer, "longest": 0, "blocked": 0, "bytes": 1_600, "after": 300,
         **({"python": 3_000} if name == OURS else {})}
        for visit in visits.VISITS for name, answer in ((FLOOR, 100), (OURS, 130))
    ]  # fmt: skip
    machine = {
        "cores": 2,
        "load": 0.1,
        "kind": "x86_64",
        "system": "Linux",
        "python": "3.11",
        "chromium": "C",
    }
    return {
        "visits": rows, "decision ms": {"median": 0.4, "p99": 2.0}, "rounds": 1, "changed": False,
        "commit": "abc1234", "when": "2026-11-28T00:00:00+00:00", "machine": machine,
        "build seconds": {"1": 4.2, "4": 15.0}, "preview seconds": {"luton": 0.45, "bradford": 0.5},
    }  # fmt: skip


def test_the_table_sets_each_beside_the_floor() -> None:
    text = table.table(_figures())
    row = next(line for line in text.splitlines() if line.startswith(f"| cold | {OURS}"))
    assert row.split("|")[3:-1] == [
        f" {cell} " for cell in ("90", "95", "130", "3,000", "0", "0", "1.6", "0.3", "1.30")
    ]
    previews = "luton 0.45 s, bradford 0.5 s"
    for told in ("4.2 s for 1, 15.0 s for 4", previews, "p99 2.0 ms", "abc1234", "load 0.1"):
        assert told in text


def test_a_page_rested_on_is_set_beside_the_floors_next_page() -> None:
    figures = _figures()
    figures["visits"].append({**figures["visits"][-1], "visit": visits.RESTED, "answer": 90})
    text = table.table(figures)
    row = next(line for line in text.splitlines() if line.startswith(f"| {visits.RESTED}"))
    assert row.split("|")[-2] == " 0.90 "


def test_a_plot_shows_every_figure_to_scale() -> None:
    text = plots.answers(_figures())
    root = ElementTree.fromstring(text)
    words = [each.text for each in root.iter() if each.tag.endswith("text")]
    assert words.count("130 / 3,000") == words.count("100") - 1 == len(visits.VISITS)
    widths = sorted({float(bar.attrib["width"]) for bar in root.iter() if bar.tag.endswith("rect")})
    assert len(widths) == 3, widths
    assert max(widths) <= plots.WIDE
    edge = float(root.attrib["viewBox"].split()[2])
    assert all(float(x) < edge for x in re.findall(r' x="([\d.]+)"', text))


def test_the_trend_has_a_line_for_every_kind_of_visit() -> None:
    runs = [_figures(), {**_figures(), "when": "2026-12-01T00:00:00+00:00"}]
    root = ElementTree.fromstring(plots.trend(runs))
    words = " ".join(each.text or "" for each in root.iter() if each.tag.endswith("text"))
    assert "full speed, next page: 1.30" in words
    assert "2026-12-01" in words
    assert sum(each.tag.endswith("circle") for each in root.iter()) == 2 * len(visits.VISITS)
    assert ElementTree.fromstring(plots.trend([])) is not None


def test_the_trend_holds_lines_that_can_be_plotted() -> None:
    trend = Path(__file__).parent / "trend.jsonl"
    plots.trend([json.loads(line) for line in trend.read_text(encoding="utf-8").splitlines()])


def test_a_proof_is_told_with_its_sets_and_seconds() -> None:
    few, many = proof.Proof("all tools", 11_713, 0.081), proof.Proof("a large one", 5**40, 1.8)
    rows = [line.strip("| ").split(" | ") for line in proof.table([few, many]).splitlines()[2:]]
    assert rows == [["all tools", "11,713", "0.08"], ["a large one", "9.09e+27", "1.80"]]


def test_one_authority_by_itself_is_sound_policy(tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    shutil.copytree(POLICY, policy)
    builds.keep_one(policy)
    checked = check_all(policy)
    assert list(checked.problems) == []
    assert list(checked.authorities) == [builds.ONE]


def test_what_a_preview_waits_for_is_sound_policy(tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    shutil.copytree(POLICY, policy)
    builds.keep_one(policy)
    file = policy / builds.ONE / builds.SAVED
    for number in range(2):
        before = file.read_text(encoding="utf-8")
        file.write_text(builds.edited(before, number), encoding="utf-8")
        assert file.read_text(encoding="utf-8") != before
    assert list(check_all(policy).problems) == []
