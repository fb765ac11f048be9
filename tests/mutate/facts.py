"""Whether what is signed of one entry of a file tells of a mutant, without reading the rest.

The facts of an entry, such as a contact or an outcome, hang on that entry alone. So the file is
read with no other entry in it, and the checks hold one entry against what is signed of it.
"""

from __future__ import annotations

import typing
from dataclasses import replace

from pydantic import ValidationError

from build_tools.check.signed import check_page_facts, check_tool_facts
from build_tools.model.base import PolicyModel
from build_tools.model.case import CaseFile
from build_tools.model.pathways import PathwayFile
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Problems
from build_tools.signed.facts import file_facts
from build_tools.yaml_text import Map, Node, Seq
from tests.mutate.mutants import Mutant
from widgets.engine.compare import CASE

_RULES = frozenset({"edge swapped", "condition flipped"})
"""Kinds of mutant for which cases stand, and not facts."""


def told_by_facts(
    policy: AuthorityPolicy, stem: str, model: type[PolicyModel], mutant: Mutant
) -> bool:
    """Whether a fact of the mutant's entry in the file `stem` is not as it was signed."""
    if mutant.kind in _RULES or len(mutant.way) < 2 or policy.signed is None:
        return False
    part, key = str(mutant.way[0]), str(mutant.way[1])
    if not _is_by_id(model, part):
        return False
    try:
        made = model.model_validate(_alone(mutant.node, part, key, model))
    except ValidationError:
        return False
    problems = Problems()
    if isinstance(made, PathwayFile | CaseFile):
        tool = CASE if isinstance(made, CaseFile) else stem.partition("/")[2]
        signed = policy.signed_tools[tool]
        alone = {"outcomes": {}, "steps": {}, part: {key: getattr(signed, part).get(key, ())}}
        changed = replace(
            policy,
            pathways={tool: _as_tool(made, policy.pathways[tool])},
            signed_tools={tool: signed.model_copy(update=alone)},
        )
        check_tool_facts(changed, tool, problems)
    else:
        entry = f"{part} {key}"
        held, now = policy.signed.pages.get(stem, {}), file_facts(made)
        pages = {stem: {entry: held[entry]} if entry in held else {}}
        check_page_facts(
            policy.id, policy.signed.model_copy(update={"pages": pages}),
            {stem: {entry: now[entry]} if entry in now else {}}, problems,
        )  # fmt: skip
    return len(problems) > 0


def _as_tool(made: PathwayFile | CaseFile, tool: PathwayFile) -> PathwayFile:
    if isinstance(made, PathwayFile):
        return made
    return tool.model_copy(update={"steps": {}, "outcomes": made.outcomes})


def _is_by_id(model: type[PolicyModel], part: str) -> bool:
    return any(
        (field.alias or name) == part and typing.get_origin(field.annotation) is dict
        for name, field in model.model_fields.items()
    )


def _alone(node: Node, part: str, key: str, model: type[PolicyModel]) -> Map:
    """The file with one entry of one part, and nothing in its other parts."""
    assert isinstance(node, Map)
    made = Map()
    made.at = node.at
    for name, value in node.items():
        if not _is_by_id(model, str(name)) and name != "rules":
            made[name] = value
            continue
        inside: Map | Seq = Seq() if name == "rules" else Map()
        inside.at = value.at
        if name == part:
            assert isinstance(inside, Map)
            inside.update({each: held for each, held in value.items() if each == key})
        made[name] = inside
    return made
