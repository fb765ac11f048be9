"""What the guides show is true: examples are valid, messages are real, commands exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import ValidationError

from build_tools.check import check_authority
from build_tools.cli import main
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
from tests.data import POLICY, ROOT

EDITORS = ROOT / "docs" / "editors.md"
README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
GUIDES = (README, CONTRIBUTING, EDITORS)

# A block of YAML says in a comment before it what it is an example of.
BLOCK = re.compile(
    r"(?:<!-- example: (?P<mark>[^>]+?) -->\n+)?^```ya?ml\n(?P<text>.*?)^```$", re.S | re.M
)
MESSAGE = re.compile(r"^policy/\S+:\d+:\d+: .* \[[a-z-]+\]$", re.M)
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.S | re.M)


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
    check_authority(replace(policy, pathways=with_it), problems)
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


# --- commands -----------------------------------------------------------------------------------


def shell_lines() -> list[tuple[Path, str]]:
    """Every command line that a guide shows in a block."""
    return [
        (guide, line.split("  #")[0].strip())
        for guide in GUIDES
        for block in SHELL.findall(guide.read_text(encoding="utf-8"))
        for line in block.replace("\\\n", " ").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def targets() -> set[str]:
    """The commands that `make` lists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", makefile, re.M))


def program_commands() -> set[str]:
    """The commands that `python -m build_tools --help` lists."""
    listed = CliRunner().invoke(main, ["--help"]).output.split("Commands:\n")[1]
    return set(re.findall(r"^  ([a-z]+) ", listed, re.M))


def test_commands_are_found() -> None:
    assert {"serve", "test", "build", "check"} <= targets()
    assert {"check", "build", "stage", "paths", "decide", "clauses", "schema"} <= program_commands()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_command_named_in_a_guide_exists(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    # In blocks a command starts a line; in running text it stands between backticks.
    made = re.findall(r"(?:^|`)make ([a-z-]+)", text, re.M)
    run = re.findall(r"python -m build_tools ([a-z]+)", text)
    assert made
    assert set(made) <= targets()
    assert set(run) <= program_commands()


def test_readme_names_every_command() -> None:
    text = README.read_text(encoding="utf-8")
    assert program_commands() <= set(re.findall(r"python -m build_tools ([a-z]+)", text))
    assert targets() - {"help"} <= set(re.findall(r"make ([a-z-]+)", text))


DECIDES = [
    (guide, line) for guide, line in shell_lines() if "-m build_tools decide" in line
]


def test_readme_decides_on_two_pathways() -> None:
    shown = {line.split("decide ")[1].split()[0] for guide, line in DECIDES if guide == README}
    assert shown == {"bradford/who-to-ring", "bradford/step-up-step-down"}


@pytest.mark.parametrize("line", [line for _, line in DECIDES])
def test_every_decision_shown_can_be_made(line: str) -> None:
    result = CliRunner().invoke(main, line.split("-m build_tools ")[1].split())
    assert result.exit_code == 0, result.output
    assert "Traceback" not in result.output


def test_readme_shows_what_the_commands_print() -> None:
    text = README.read_text(encoding="utf-8")
    shown = re.findall(r"^```sh\n(.*)\n```\n+```text\n((?:.*\n)*?)```$", text, re.M)
    assert len(shown) >= 3
    for line, output in shown:
        assert prints(line, output), f"README.md shows for `{line}` what it does not print"


def test_editors_are_shown_what_a_sound_check_prints() -> None:
    text = EDITORS.read_text(encoding="utf-8")
    shown = re.search(r"^bradford: sound.*\n", text, re.M)
    assert shown
    assert prints("python -m build_tools check", shown.group())


def prints(line: str, shown: str) -> bool:
    """Whether a command prints all that is shown, in this order; "..." is for what is left out."""
    printed = CliRunner().invoke(main, line.split("-m build_tools ")[1].split()).output
    pattern = re.escape(shown.strip()).replace(re.escape("..."), ".*")
    return re.search(f"^{pattern}$", printed.strip(), re.S | re.M) is not None


# --- links --------------------------------------------------------------------------------------


@pytest.mark.parametrize("guide", [README, CONTRIBUTING, ROOT / "CHANGELOG.md"], ids=lambda p: p.name)
def test_every_link_to_a_file_leads_to_one(guide: Path) -> None:
    # Pages of the site are held against the finished site by the build itself.
    text = guide.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        assert "://" in target or (ROOT / target).exists(), f"{guide.name}: {target}"
