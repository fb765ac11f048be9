"""Which tests are run on a mutant of the engine, and in which order."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "widgets" / "engine"
TESTS = ROOT / "tests" / "engine"


def modules() -> list[str]:
    """Every module of the engine by its name within it: `in_force`, `render.outcomes`."""
    paths = sorted(ENGINE.rglob("*.py"), key=lambda path: (len(path.parts), path))
    within = [path.relative_to(ENGINE).with_suffix("").parts for path in paths]
    return [".".join(parts) for parts in within if parts[-1] != "__init__"]


def path_of(module: str) -> Path:
    """The file of a module of the engine."""
    return ENGINE.joinpath(*module.split(".")).with_suffix(".py")


@cache
def ordered_tests(module: str) -> tuple[list[Path], ...]:
    """The tests to run one after the other until one fails: those most likely to are first.

    First the module's own; then all others whose imports lead to it, the nearest first; last those
    that try many examples. A test that does not load a module cannot tell that it is broken.
    """
    away = _steps_to(path_of(module))
    own = sorted(TESTS.glob(f"test_{module.replace('.', '_')}*.py"))
    near = sorted((away[path], path) for path in TESTS.glob("test_*.py") if path in away)
    others = [path for _, path in near if path not in own]
    many = [path for path in others if path.stem.endswith("_properties")]
    return own, [path for path in others if path not in many], many


def with_all_tests(named: Iterable[str]) -> list[str]:
    """As few of these modules as have among them the tests of all."""
    tests = {module: set(chain(*ordered_tests(module))) for module in named}
    kept: list[str] = []
    for module in sorted(tests, key=lambda each: len(tests[each]), reverse=True):
        if not tests[module] <= set().union(*(tests[each] for each in kept)):
            kept.append(module)
    return kept


def _steps_to(goal: Path) -> dict[Path, int]:
    """Each file from which imports lead to this one, and over how many."""
    away = {goal: 0}
    waiting = deque([goal])
    while waiting:
        path = waiting.popleft()
        for importer, imported in _imports().items():
            if path in imported and importer not in away:
                away[importer] = away[path] + 1
                waiting.append(importer)
    return away


@cache
def _imports() -> dict[Path, set[Path]]:
    files = [*ENGINE.rglob("*.py"), *TESTS.glob("*.py")]
    return {path: set(_imported(ast.parse(path.read_text("utf-8")))) for path in files}


def _imported(tree: ast.Module) -> Iterator[Path]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            source = ROOT.joinpath(*node.module.split("."))
            # `from package import module` names a file below; any other name is the package's own.
            for name in node.names:
                choices = (source / f"{name.name}.py", source.with_suffix(".py"))
                yield next((each for each in choices if each.exists()), source / "__init__.py")
