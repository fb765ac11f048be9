"""How long the proof of large pathways takes, and that of the real policy.

A proof finds gaps, conflicts and rules that never apply, holds the safety rules against all
answers, and counts them. Nothing is kept between two proofs.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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

UNSOUND = {"too-entangled", "no-rule", "rules-disagree", "worry-lowers", "unsure-lower"}
"""What a pathway drawn for this must not have; some of its rules may well never apply."""

Tool = tuple[AuthorityPolicy, Authority, Pathway]


@dataclass(frozen=True, slots=True)
class Proof:
    """The pathways that were proved, how many sets of answers they have, the median in seconds."""

    pathway: str
    sets: int
    seconds: float


def proofs(rounds: int) -> list[Proof]:
    """Prove each large pathway, and all tools of the real policy together, `rounds` times."""
    large = {**LARGE, "each answer c4 is the greatest worry": worrying("now")}
    tools: dict[str, list[Tool]] = {
        f"40 questions, 5 answers: {name}": [(POLICY, authority_of(pathway), pathway)]
        for name, pathway in large.items()
    }
    real = [
        (checked().policies[key], authority, pathway)
        for key, authority in checked().authorities.items()
        for pathway in authority.pathways.values()
    ]
    tools[f"all {len(real)} tools of the real policy"] = real
    return [_proved(name, each, rounds) for name, each in tools.items()]


def table(proved: Iterable[Proof]) -> str:
    """The figures as a table in Markdown."""
    lines = ["| proof of | sets of answers | seconds |", "|---|---:|---:|"]
    for each in proved:
        sets = f"{each.sets:,}" if each.sets < 1_000_000 else f"{each.sets:.2e}"
        lines.append(f"| {each.pathway} | {sets} | {each.seconds:.2f} |")
    return "\n".join(lines)


def _proved(name: str, tools: Sequence[Tool], rounds: int) -> Proof:
    took: list[float] = []
    sets = 0
    sources = [
        replace(policy, pathways={**policy.pathways, pathway.id: pathway_file(pathway)})
        if pathway.id == "large"
        else policy
        for policy, _, pathway in tools
    ]
    for _ in range(rounds):
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
    return Proof(name, sets, round(statistics.median(took), 3))
