"""Break real policy and the engine on purpose and list what nobody tells of (`make mutate`).

Prints a table by authority and kind and one by module, then every survivor by file and line. Exit
status 1 when there is one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence

from build_tools.check import Checked, check_all
from build_tools.load import SHARED
from tests.build_tools.real import NAMES
from tests.data import POLICY
from tests.mutate.judge import EQUIVALENT, Judged, Target, judge, targets

_PIECES = 3
"""Into how many jobs a file is cut, so that all cores end at about the same time."""

_checked = Checked()


def main() -> None:
    """Judge the authorities that are named and what all share, or all and the engine."""
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(NAMES)}, {SHARED}; else all")
    names = parser.parse_args().names or [*NAMES, SHARED]
    if unknown := set(names) - {*NAMES, SHARED}:
        parser.error(f"there is no '{min(unknown)}'; choose of {', '.join((*NAMES, SHARED))}")
    sys.exit(1 if policy(names) else 0)


def policy(names: Sequence[str]) -> int:
    """Break the policy of these authorities; returns how many mutants survived."""
    global _checked
    began = time.monotonic()
    _checked = check_all(POLICY).or_raise()
    jobs = [
        (target, piece)
        for target in targets(POLICY, _checked)
        if target.name in names
        for piece in range(_PIECES)
    ]
    # Copies of this process, so that the policy is read once.
    with multiprocessing.get_context("fork").Pool(os.cpu_count() or 1) as pool:
        done = pool.map(_judged, jobs, chunksize=1)
    found: dict[str, list[Judged]] = {name: [] for name in names}
    for (target, _), judged in zip(jobs, done, strict=True):
        found[target.name] += judged
    print(table(found))
    print(f"{time.monotonic() - began:.0f} seconds\n")
    every = [each for judged in found.values() for each in judged]
    for says, told in (("changes nothing", (EQUIVALENT,)), ("SURVIVED", ())):
        for each in sorted((j for j in every if j.told == told), key=lambda j: j.at):
            print(f"{each.at}: {says}: {each.kind}: {each.says}")
    return sum(not each.told for each in every)


def _judged(job: tuple[Target, int]) -> list[Judged]:
    target, piece = job
    return list(judge(POLICY, _checked, target, slice(piece, None, _PIECES)))


def table(found: Mapping[str, Sequence[Judged]]) -> str:
    """How many mutants of each kind were told of; those that change nothing are not counted."""
    kinds = sorted({each.kind for judged in found.values() for each in judged})
    lines = [f"| told of | {' | '.join(found)} |", "|---|" + "---:|" * len(found)]
    for kind in (*kinds, "all"):
        cells = []
        for judged in found.values():
            of_kind = [each for each in judged if kind in ("all", each.kind)]
            counts = Counter("" if not each.told else each.told[0] for each in of_kind)
            made = len(of_kind) - counts[EQUIVALENT]
            cells.append(f"{made - counts['']:,} of {made:,}")
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
