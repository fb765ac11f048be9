"""Every kind of problem that the checks can tell has a broken policy that gives it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build_tools.broken.told import CASES
from tests.data import ROOT

SOURCES = (
    ROOT / "build_tools" / "load.py",
    ROOT / "build_tools" / "read_model.py",
    ROOT / "build_tools" / "yaml_text.py",
    *sorted((ROOT / "build_tools" / "check").glob("*.py")),
)


def kinds_in(source: Path) -> Iterator[str]:
    """Every kind named in a module, also where it comes from a variable or a field."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _makes_a_problem(call):
            kind = call.args[1]
            found = set(_constants(kind) if isinstance(kind, ast.Constant) else _held(tree, kind))
            # A failure here means: teach `_held` where this call gets its kind from.
            assert found, f"{source.name}:{call.lineno}: no kind found"
            yield from found


def _makes_a_problem(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(attr="add"):
            return len(call.args) == 4
        case ast.Name(id="Problem"):
            return True
    return False


def _held(tree: ast.Module, kind: ast.expr) -> Iterator[str]:
    """What a variable `kind` is set to, or what is yielded last into a field `kind`."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                if isinstance(kind, ast.Name) and name == kind.id:
                    yield from _constants(value)
            case ast.Yield(value=ast.Tuple(elts=[*_, last])) if isinstance(kind, ast.Attribute):
                yield from _constants(last)
            case ast.YieldFrom(value=ast.GeneratorExp(elt=ast.Tuple(elts=[*_, last]))):
                if isinstance(kind, ast.Attribute):
                    yield from _constants(last)


def _constants(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
            yield part.value


KINDS = {kind for source in SOURCES for kind in kinds_in(source)}


def test_the_kinds_are_found() -> None:
    # One of each way in which a kind is written down, so that the search itself is tested.
    assert {"anchor", "missing-key", "no-rule", "unsure-lower", "worry-lowers"} <= KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_broken_policy(kind: str) -> None:
    assert kind in {case.kind for case in CASES}


def test_no_broken_policy_names_a_kind_that_is_gone() -> None:
    assert {kind for case in CASES for kind in (case.kind, *case.also)} <= KINDS
