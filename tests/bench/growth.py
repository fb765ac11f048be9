"""What the handbook costs as it grows: `python -m tests.bench.growth`.

An invented country of 1, 4, 40 and 150 authorities is built from nothing in one process, so that
the processor time of each authority can be told apart from what else the machine does; then again
with nothing changed, and with one telephone number changed. Times are in seconds, sizes in bytes,
memory is the most that the process ever held.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from build_tools.country import write_country
from build_tools.site import build_site

TOP = Path(__file__).resolve().parents[2]
COUNTS = (1, 4, 40, 150)
FIRST = "aldershire"
"""The authority that every invented country holds, and its number for the day."""

OLD_NUMBER, NEW_NUMBER = "01632 960000", "01632 960999"


@dataclass(frozen=True)
class Growth:
    """The figures of one size of country."""

    authorities: int
    pages: int
    per_authority: float
    whole: float
    unchanged: float
    one_changed: float
    one_changed_processor: float
    memory: int
    search_index: int
    home_search_index: int
    compare_page: int


def growth(counts: Iterable[int] = COUNTS) -> list[Growth]:
    """Measure each size in a fresh process, one after the other."""
    measured = []
    for count in counts:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            measured.append(pool.submit(_measure, count).result())
    return measured


def _measure(count: int) -> Growth:
    (TOP / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TOP / "build", prefix=".growth-") as folder:
        place = Path(folder)
        policy, site = place / "policy", place / "site"
        write_country(policy, count)

        def build() -> int:
            return build_site(TOP, site, policy=policy, kept=place / "parts", processes=1)

        processor = time.process_time()
        pages, whole = _timed(build)
        processor = time.process_time() - processor
        _, unchanged = _timed(build)
        contacts = policy / FIRST / "contacts.yml"
        text = contacts.read_text(encoding="utf-8")
        assert text.count(OLD_NUMBER) == 1, f"{FIRST} has lost the number {OLD_NUMBER}"
        contacts.write_text(text.replace(OLD_NUMBER, NEW_NUMBER), encoding="utf-8")
        edited = time.process_time()
        _, changed = _timed(build)
        edited = time.process_time() - edited
        shown = (site / FIRST / "contacts" / "index.html").read_text(encoding="utf-8")
        assert NEW_NUMBER in shown, "a stale page"
        return Growth(
            authorities=count,
            pages=pages,
            per_authority=processor / count,
            whole=whole,
            unchanged=unchanged,
            one_changed=changed,
            one_changed_processor=edited,
            memory=_most_memory(),
            search_index=(site / FIRST / "search/search_index.json").stat().st_size,
            home_search_index=(site / "search/search_index.json").stat().st_size,
            compare_page=(site / "compare/index.html").stat().st_size,
        )


def _timed(build: Callable[[], int]) -> tuple[int, float]:
    started = time.monotonic()
    return build(), time.monotonic() - started


def _most_memory() -> int:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def table(measured: Iterable[Growth]) -> str:
    """The figures for a reader."""
    lines = [
        "authorities   pages   each (CPU)   whole   unchanged   one changed  (CPU)   memory   "
        "search index   home's   compare page",
    ]
    lines += [
        f"{each.authorities:11}{each.pages:8}{each.per_authority:11.2f} s{each.whole:6.1f} s"
        f"{each.unchanged:10.1f} s{each.one_changed:12.1f} s{each.one_changed_processor:6.1f} s"
        f"{each.memory / 1e6:6.0f} MB"
        f"{each.search_index / 1e3:12.0f} kB{each.home_search_index / 1e3:6.0f} kB"
        f"{each.compare_page / 1e3:12.0f} kB"
        for each in measured
    ]
    return "\n".join(lines)


@click.command()
@click.argument("counts", nargs=-1, type=int)
@click.option("--json", "as_json", is_flag=True, help="Write JSON for programs to read.")
def main(counts: tuple[int, ...], as_json: bool) -> None:
    """Measure countries of COUNTS authorities: 1, 4, 40 and 150 unless told."""
    measured = growth(counts or COUNTS)
    click.echo(json.dumps([asdict(each) for each in measured]) if as_json else table(measured))


if __name__ == "__main__":
    main()
