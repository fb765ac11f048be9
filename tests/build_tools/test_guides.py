"""The examples of policy in the guides are valid, and the messages shown are real."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from pydantic import ValidationError

from build_tools.check import check_authority
from build_tools.load import load_all
from build_tools.model.base import PolicyModel
from build_tools.model.pathways import PathwayFile
from build_tools.model.policy import (
    FOLDERS,
    OPTIONAL_FILES,
    SHARED_FILES,
    SINGLE_FILES,
    AuthorityPolicy,
)
from build_tools.problems import Problem, Problems
from build_tools.read_model import load_file
from build_tools.yaml_text import Map, read_yaml
from tests.build_tools.guides import CONTRIBUTING, EDITORS, GUIDES
from tests.data import POLICY, ROOT

# A block of YAML says in a comment before it what it is an example of.
BLOCK = re.compile(
    r"(?:<!-- example: (?P<mark>[^>]+?) -->\n+)?^```ya?ml\n(?P<text>.*?)^```$", re.S | re.M
)
MESSAGE = re.compile(r"`(policy/\S+:\d+:\d+: [^`\n]* \[[a-z-]+\])`")


@dataclass(frozen=True, slots=True)
class Example:
    """A block of YAML in a guide. `mark` is a file, "part of FILE" or "steps for FILE"."""

    guide: Path
    line: int
    mark: str
    text: str

    def __str__(self) -> str:
        return f"{self.guide.name}:{self.line}"

    @property
    def file(self) -> str:
        """The policy file it belongs to, inside the folder of an authority."""
        return self.mark.split()[-1]

    @property
    def model(self) -> type[PolicyModel]:
        """The model of that file."""
        path = Path(self.file)
        folder = path.parent.as_posix()
        models = {**SINGLE_FILES, **OPTIONAL_FILES}
        return FOLDERS[folder] if folder in FOLDERS else models[path.stem]


def examples() -> Iterator[Example]:
    for guide in GUIDES:
        text = guide.read_text(encoding="utf-8")
        for found in BLOCK.finditer(text):
            line = text.count("\n", 0, found.start("text"))
            yield Example(guide, line, found["mark"] or "", found["text"])


EXAMPLES = list(examples())
WHOLE = [each for each in EXAMPLES if " " not in each.mark]
STEPS = [each for each in EXAMPLES if each.mark.startswith("steps for ")]


@cache
def bradford() -> AuthorityPolicy:
    problems = Problems()
    _, policies = load_all(POLICY, problems)
    assert "bradford" in policies, "\n".join(map(str, problems))
    return policies["bradford"]


def load(text: str, file: str, model: type[PolicyModel], to: Path) -> tuple[object, Problems]:
    """Load a text as a policy file of Bradford."""
    path = to / Path(file).name
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    return load_file(path, model, problems, name=f"policy/bradford/{file}"), problems


def checked(pathway: PathwayFile, file: str) -> list[Problem]:
    """Check Bradford with one more tool; only what is said about that tool."""
    policy = bradford()
    with_it = {**policy.pathways, Path(file).stem: pathway}
    problems = Problems()
    # The tool of the guide is signed by nobody.
    unsigned = replace(policy, pathways=with_it, signed=None, signed_tools={})
    check_authority(unsigned, problems)
    return [each for each in problems if each.at.file == f"policy/bradford/{file}"]


def told(text: str, file: str, to: Path) -> list[str]:
    """What `check` says of a tool written so."""
    pathway, problems = load(text, file, PathwayFile, to)
    if isinstance(pathway, PathwayFile):
        return list(map(str, checked(pathway, file)))
    return list(map(str, problems))


def section(text: str, key: str) -> str:
    """The lines below a top-level key of YAML, the key included."""
    found = re.search(rf"^{key}:\n(?:(?: .*)?\n)+", text, re.M)
    assert found, f"no '{key}:' in\n{text}"
    return found.group()


# --- YAML ---------------------------------------------------------------------------------------


def test_the_guide_for_editors_has_an_example_of_each_sort() -> None:
    assert len(WHOLE) == 1
    assert len(STEPS) >= 3
    kinds = "".join(each.text for each in (*WHOLE, *STEPS))
    for kind in ("question", "checklist", "number", "date", "time"):
        assert f"kind: {kind}" in kinds


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_every_example_says_what_it_is(example: Example) -> None:
    assert example.mark, f"{example}: add a line like '<!-- example: part of contacts.yml -->'"
    assert re.fullmatch(r"(?:part of |steps for )?[a-z/-]+\.yml", example.mark)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_every_example_fits_the_model(example: Example, tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text(example.text, encoding="utf-8")
    problems = Problems()
    node = read_yaml(path, str(example), problems)
    assert isinstance(node, Map)
    assert not len(problems), "\n".join(map(str, problems))
    faults = []
    try:
        example.model.model_validate(node)
    except ValidationError as error:
        # A part of a file may leave out other parts of it, but nothing of its own.
        part = example not in WHOLE
        faults = [
            fault
            for fault in error.errors()
            if not (part and fault["type"] == "missing" and len(fault["loc"]) == 1)
        ]
    assert not faults


@pytest.mark.parametrize("example", WHOLE, ids=str)
def test_a_whole_example_passes_every_check(example: Example, tmp_path: Path) -> None:
    assert told(example.text, example.file, tmp_path) == []


@pytest.mark.parametrize("example", STEPS, ids=str)
def test_example_steps_pass_every_check_in_the_whole_example(
    example: Example, tmp_path: Path
) -> None:
    whole = next(each for each in WHOLE if each.file == example.file)
    first = re.search(r"^  ([a-z-]+):$", example.text, re.M)
    assert first
    text = whole.text.replace(section(whole.text, "steps"), section(example.text, "steps"))
    text = re.sub(r"^start: .*$", f"start: {first[1]}", text, flags=re.M)
    assert told(text, example.file, tmp_path) == []


def test_the_guide_for_editors_names_every_file() -> None:
    text = EDITORS.read_text(encoding="utf-8")
    missing = {
        name
        for name in (
            *(f"`{stem}.yml`" for stem in (*SINGLE_FILES, *OPTIONAL_FILES, *SHARED_FILES)),
            *(f"`{folder}/`" for folder in FOLDERS),
        )
        if name not in text
    }
    assert not missing


# --- messages -----------------------------------------------------------------------------------

MISTAKES = (
    ("because: Two people see", "because: Remember: two people see"),
    ("go: carry-on", "go: carryon"),
    ("unsure: yes\n        go: ring", "unsure: yes\n        go: manager"),
)
"""The mistakes that docs/editors.md describes: what stands in its example, what is written."""


def test_messages_shown_to_editors_are_what_check_says(tmp_path: Path) -> None:
    whole = WHOLE[0]
    said: list[str] = []
    for right, wrong in MISTAKES:
        assert whole.text.count(right) == 1
        said += told(whole.text.replace(right, wrong), whole.file, tmp_path)
    assert MESSAGE.findall(EDITORS.read_text(encoding="utf-8")) == said
    assert set(MESSAGE.findall(CONTRIBUTING.read_text(encoding="utf-8"))) <= set(said)


def test_the_canary_shown_to_contributors_is_a_real_one() -> None:
    shown = re.findall(r"^ *```python\n(.*?)^ *```$", CONTRIBUTING.read_text("utf-8"), re.S | re.M)
    broken = sorted((ROOT / "tests" / "build_tools" / "broken").glob("*.py"))
    real = "".join("".join(path.read_text("utf-8").split()) for path in broken)
    assert shown
    for each in shown:
        assert "".join(each.split()) in real
