"""Break real policy on purpose and list what nobody tells of (`make mutate`).

Prints a table by authority and kind, then every survivor by file and line. Exit status 1 when there
is one.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from multiprocessing import Pool

from tests.build_tools.real import NAMES
from tests.data import POLICY
from tests.mutate.judge import Judged, judge_authority


def main() -> None:
    """Judge the authorities that are named, or all."""
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument(
        "authorities", nargs="*", choices=[[], *NAMES], help="all, if none is named"
    )
    names = parser.parse_args().authorities or NAMES
    if unknown := set(names) - set(NAMES):
        parser.error(f"there is no authority '{min(unknown)}'; choose of {', '.join(NAMES)}")
    with Pool(min(os.cpu_count() or 1, len(names))) as pool:
        found = dict(zip(names, pool.map(_judged, names), strict=True))
    print(table(found))
    survivors = [each for judged in found.values() for each in judged if not each.told]
    for each in survivors:
        print(f"{each.at}: {each.kind}: {each.says}")
    sys.exit(1 if survivors else 0)


def _judged(name: str) -> list[Judged]:
    return list(judge_authority(POLICY, name))


def table(found: dict[str, list[Judged]]) -> str:
    """How many mutants of each kind were told of."""
    kinds = sorted({each.kind for judged in found.values() for each in judged})
    lines = [f"| authority | {' | '.join(kinds)} | all |", "|---|" + "---:|" * (len(kinds) + 1)]
    for name, judged in found.items():
        made = Counter(each.kind for each in judged)
        told = Counter(each.kind for each in judged if each.told)
        cells = [f"{told[kind]:,} of {made[kind]:,}" for kind in kinds]
        lines.append(f"| {name} | {' | '.join(cells)} | {told.total():,} of {made.total():,} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
