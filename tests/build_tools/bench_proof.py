"""Measure how long the proof of large pathways takes, and of the real policy (`make bench-proof`).

Prints a table: the median of five proofs each, with nothing kept between them. The proof finds
gaps, conflicts and rules that never apply, and counts the sets of answers.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping

from build_tools.answer_sets import runs_of
from tests.build_tools.large import LARGE
from tests.build_tools.real import checked
from widgets.engine.model import Pathway

ROUNDS = 5


def main() -> None:
    """Measure and print."""
    print("| pathway | sets of answers | seconds |\n|---|---:|---:|")
    for name, pathway in LARGE.items():
        print(_row(f"40 questions, 5 answers: {name}", {name: pathway}))
    tools = {
        f"{authority.id}/{each.id}": each
        for authority in checked().authorities.values()
        for each in authority.pathways.values()
    }
    print(_row(f"all {len(tools)} tools of the real policy", tools))


def _row(name: str, pathways: Mapping[str, Pathway]) -> str:
    took: list[float] = []
    sets = 0
    for _ in range(ROUNDS):
        before = time.perf_counter()
        every = [runs_of(each) for each in pathways.values()]
        assert all(runs.sound for runs in every)
        sets = sum(runs.total for runs in every)
        took.append(time.perf_counter() - before)
    shown = f"{sets:,}" if sets < 1_000_000 else f"{sets:.2e}"
    return f"| {name} | {shown} | {statistics.median(took):.2f} |"


if __name__ == "__main__":
    main()
