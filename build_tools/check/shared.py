"""What belongs to all authorities: the shared questions and the crosswalk."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from build_tools.check.names import known
from build_tools.check.signed import check_signed_shared
from build_tools.model.base import place
from build_tools.model.case import FactFile
from build_tools.model.crosswalk import CrosswalkFile, Naming
from build_tools.model.policy import SharedPolicy
from build_tools.problems import Problems


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of an authority that shared files may name."""

    levels: Collection[str]
    clauses: Collection[str]


def check_shared(
    shared: SharedPolicy,
    names: Sequence[str],
    known_ids: Mapping[str, Ids],
    problems: Problems,
) -> None:
    """Add a problem for every fault of the shared files.

    `names` are all authorities there are. Those of them that could not be loaded, and so are
    not in `known_ids`, are passed over: their own problems come first.
    """
    if shared.case is not None:
        _check_facts(shared.case, problems)
    if shared.crosswalk is not None:
        _check_crosswalk(shared.crosswalk, names, known_ids, problems)
    check_signed_shared(shared, problems)


def _check_facts(facts: FactFile, problems: Problems) -> None:
    for question in facts.facts.values():
        for key, choice in question.choices.items():
            if choice.go is not None or choice.rules or choice.because is not None:
                problems.add(
                    place(key, choice.at), "fact-leads-on",
                    f"the shared answer '{key}' says where it leads",
                    "remove go, because and rules; each authority's case.yml decides that",
                )  # fmt: skip


def _check_crosswalk(
    crosswalk: CrosswalkFile,
    names: Sequence[str],
    known_ids: Mapping[str, Ids],
    problems: Problems,
) -> None:
    for rung in crosswalk.rungs.values():
        for name, levels in rung.levels.items():
            known(name, names, "the authority", rung.at, problems)
            ids = known_ids.get(name)
            if ids is not None:
                for level in levels:
                    known(level, ids.levels, "the level", rung.at, problems, within=name)
    for concept in crosswalk.concepts.values():
        for name, naming in concept.names.items():
            known(name, names, "the authority", naming.at, problems)
            ids = known_ids.get(name)
            if ids is not None:
                for clause in naming.clauses:
                    known(clause, ids.clauses, "the clause", naming.at, problems, within=name)
                _check_naming(naming, problems)


def _check_naming(naming: Naming, problems: Problems) -> None:
    if naming.name is not None and not naming.clauses:
        problems.add(
            naming.at, "uncited", f"the name '{naming.name}' cites no clause",
            "add 'clauses: [...]'",
        )  # fmt: skip
