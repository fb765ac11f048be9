"""The places in the program that tell of a problem: all there are, and those that were come by."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from pydantic_core import PydanticCustomError

from build_tools.model import base
from build_tools.problems import Problem
from tests.data import ROOT

Site = tuple[str, int, int]
"""A file below the project's folder, and the line and column at which a call begins there."""

SOURCES = (
    *(ROOT / "build_tools" / f"{name}.py" for name in ("load", "read_model", "yaml_text")),
    *sorted((ROOT / "build_tools" / "check").glob("*.py")),
    *sorted((ROOT / "build_tools" / "model").glob("*.py")),
)
_FILES = {str(path) for path in SOURCES}
_MAKERS = {"Problem", "fault", "known", "_wrong_shape", "_no_word"}


def all_sites() -> dict[Site, str]:
    """Every call that makes a problem, with its source text."""
    found: dict[Site, str] = {}
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        for call in ast.walk(ast.parse(text)):
            if isinstance(call, ast.Call) and _makes_a_problem(call):
                site = (str(path.relative_to(ROOT)), call.lineno, call.col_offset)
                found[site] = ast.get_source_segment(text, call) or ""
    return found


def _makes_a_problem(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(attr="add"):
            return len(call.args) == 4
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in _MAKERS
    return False


@contextmanager
def noting(sites: set[Site]) -> Iterator[None]:
    """Note from where problems are made; those whose call is running, innermost or not."""
    made = Problem.__post_init__

    def note_problem(self: Problem) -> None:
        made(self)
        sites.update(_calls(sys._getframe(1)))

    def note_fault(*given: object) -> PydanticCustomError:
        sites.update(_calls(sys._getframe(1)))
        return PydanticCustomError(*given)  # type: ignore[arg-type] # as it is called there

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Problem, "__post_init__", note_problem)
        patch.setattr(base, "PydanticCustomError", note_fault)
        yield


def _calls(frame: FrameType | None) -> Iterator[Site]:
    while frame is not None:
        code = frame.f_code
        if code.co_filename in _FILES:
            positions = list(code.co_positions())[frame.f_lasti // 2]
            line, _, column, _ = positions
            if line is not None and column is not None:
                yield str(Path(code.co_filename).relative_to(ROOT)), line, column
        frame = frame.f_back
