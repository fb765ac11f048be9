"""Sampleton, the authority of the tests: sound, and using all that the format offers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from build_tools.check import Checked, check_all
from build_tools.check.contacts import texts
from build_tools.check.references import files, walk
from build_tools.model.base import PolicyModel
from build_tools.model.policy import FOLDERS, OPTIONAL_FILES, SHARED_FILES, SINGLE_FILES
from tests.data import FIXTURES
from widgets.engine.paths import all_paths

CHECKED = check_all(FIXTURES)
POLICY = CHECKED.policies["sampleton"]
# Passed through `as_pathway`, so what was written stands in the shared policy and the case file.
SHARED = [each for each in (CHECKED.shared.case, CHECKED.shared.crosswalk) if each is not None]


def test_it_is_sound() -> None:
    assert [str(problem) for problem in CHECKED.problems] == []
    assert list(CHECKED.authorities) == ["sampleton"]


def test_a_sound_check_does_not_raise() -> None:
    assert isinstance(CHECKED.or_raise(), Checked)


def test_every_path_ends() -> None:
    for pathway in CHECKED.authorities["sampleton"].pathways.values():
        assert all(path.outcome.id for path in all_paths(pathway))


def models() -> Iterator[PolicyModel]:
    for _, file in files(POLICY):
        yield from walk(file)
    yield from walk(POLICY.published)
    for shared in SHARED:
        yield from walk(shared)


def types_in(kind: type[PolicyModel], found: set[type[PolicyModel]]) -> set[type[PolicyModel]]:
    """A model and every model its fields can hold."""
    if kind not in found:
        found.add(kind)
        for field in kind.model_fields.values():
            for inner in _models_in(field.annotation):
                types_in(inner, found)
    return found


def _models_in(annotation: object) -> Iterator[type[PolicyModel]]:
    if isinstance(annotation, type) and issubclass(annotation, PolicyModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)


ALL: set[type[PolicyModel]] = set()
for _files in (SINGLE_FILES, OPTIONAL_FILES, SHARED_FILES, FOLDERS):
    for _kind in _files.values():
        types_in(_kind, ALL)
# The file a case is written in is taken apart on loading; its rules and outcomes are kept.
FIELDS = sorted(
    (kind.__name__, name)
    for kind in ALL
    for name in kind.model_fields
    if kind.__name__ != "CaseFile"
)


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_every_key_of_the_format_is_used(kind: str, name: str) -> None:
    for model in models():
        if type(model).__name__ == kind:
            default = type(model).model_fields[name].default
            value = getattr(model, name)
            if value != default and value not in ((), {}, None):
                return
    raise AssertionError(f"no {kind} of the sample uses '{name}'")


def test_its_numbers_are_for_drama() -> None:
    # 01632 960000 to 960999 are kept free for drama; 999 is the same for everyone.
    said = [text for _, file in files(POLICY) for _, text in texts(file)]
    for text in said:
        for number in re.findall(r"0\d[\d ]{7,}", text):
            assert re.fullmatch(r"01632 ?960\d{3}", number.strip()), number
