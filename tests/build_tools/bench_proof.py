"""Measure how long the proof of large pathways takes, and of the real policy (`make bench-proof`).

Prints a table: the median of five proofs each, with nothing kept between them. A proof finds gaps,
conflicts and rules that never apply, holds the safety rules against all answers, and counts them.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import replace

from build_tools.check.rules import check_rules
from build_tools.check.safety import check_safety
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Problems
from tests.build_tools.large import LARGE, worrying
from tests.build_tools.real import checked
from tests.build_tools.test_sample import POLICY
from tests.build_tools.written import pathway_file
from tests.engine.generated import authority_of
from widgets.engine.model import Authority, Pathway

ROUNDS = 5
UNSOUND = {"too-entangled", "no-rule", "rules-disagree", "worry-lowers", "unsure-lower"}
"""What a pathway drawn for this must not have; some of its rules may well never apply."""


def main() -> None:
    """Measure and print."""
    print("| pathway | sets of answers | seconds |\n|---|---:|---:|")
    for name, pathway in {**LARGE, "each answer c4 is the greatest worry": worrying("now")}.items():
        tools = [(POLICY, authority_of(pathway), pathway)]
        print(_row(f"40 questions, 5 answers: {name}", tools))
    real = [
        (checked().policies[key], authority, pathway)
        for key, authority in checked().authorities.items()
        for pathway in authority.pathways.values()
    ]
    print(_row(f"all {len(real)} tools of the real policy", real))


def _row(name: str, tools: Sequence[tuple[AuthorityPolicy, Authority, Pathway]]) -> str:
    took: list[float] = []
    sets = 0
    sources = [
        replace(policy, pathways={**policy.pathways, pathway.id: pathway_file(pathway)})
        if pathway.id == "large"
        else policy
        for policy, _, pathway in tools
    ]
    for _ in range(ROUNDS):
        before = time.perf_counter()
        sets = 0
        for source, (_, authority, pathway) in zip(sources, tools, strict=True):
            problems = Problems()
            runs = check_rules(source, pathway, problems)
            assert runs is not None, list(problems)
            check_safety(source, authority, runs, problems)
            assert not {each.kind for each in problems} & UNSOUND
            sets += runs.total
        took.append(time.perf_counter() - before)
    shown = f"{sets:,}" if sets < 1_000_000 else f"{sets:.2e}"
    return f"| {name} | {shown} | {statistics.median(took):.2f} |"


if __name__ == "__main__":
    main()
