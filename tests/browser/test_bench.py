"""The pages of the benchmark in a real browser: each gets to its answer; a dead one is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench import visits
from tests.bench.contenders import FLOOR, OURS, SAME_PAGE, Contender, contenders
from tests.bench.line import Line

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]

PROFILE = [visits.Profile("this machine")]


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    folder = tmp_path_factory.mktemp("bench")
    line = Line(folder / "served", folder / "kept", quality=1)
    yield line
    line.close()


@pytest.fixture(scope="module")
def every(line: Line, site_dir: Path) -> dict[str, Contender]:
    return {each.name: each for each in contenders(site_dir, line.root)}


def _measured(
    line: Line, every: Iterable[Contender], profiles: list[visits.Profile], rounds: int
) -> visits.Figures:
    """What `visits.measure` gives, in a thread of its own.

    It starts a Playwright of its own, and a thread can have only one: the other tests that this
    worker has run may have left theirs open, in whichever order they came.
    """
    with ThreadPoolExecutor(1) as own:
        return own.submit(visits.measure, line, every, profiles, rounds).result()


def test_every_contender_gets_to_its_answer_on_all_its_pages(
    line: Line, every: dict[str, Contender], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "SETTLED", 300)
    figures = _measured(line, every.values(), PROFILE, 1)
    assert {key[1:] for key in figures.values} == {
        (visit, name) for visit in visits.VISITS for name in every
    } | {(visits.RESTED, OURS)}
    for (_, visit, name), row in figures.values.items():
        assert row["usable"] < row["answer"], (name, visit)
        assert ("python" in row) == (name not in (FLOOR, SAME_PAGE)), (name, visit)
    sent = {key[1:]: row["bytes"][0] for key, row in figures.values.items()}
    assert sent["second visit", FLOOR] < sent["cold", FLOOR]
    # The pages that the device keeps for use without a connection come after the first.
    assert sent["second visit", OURS] < sent["cold", OURS] / 20, "the browser fetched all again"
    assert len(figures.decisions) == visits.DECISIONS


def test_a_page_that_never_answers_is_named(
    line: Line, every: dict[str, Contender], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "LONGEST", 3_000)
    # Its table of edges cannot be followed.
    dead = replace(every[FLOOR], next_page="plain/dead.html")
    text = (line.root / every[FLOOR].next_page).read_text(encoding="utf-8")
    (line.root / dead.next_page).write_text(text.replace('"go"', '"went"'), encoding="utf-8")
    with pytest.raises(visits.VisitError, match=r"plain/dead\.html did not get.*next page.*usable"):
        _measured(line, [dead], PROFILE, 1)
