"""Policy files come out as they were written, every value knowing its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from build_tools.check.references import files, walk
from build_tools.load import load_all, load_authority
from build_tools.model.base import place
from build_tools.model.clauses import ClauseFile
from build_tools.model.content import GlossaryFile
from build_tools.model.pathways import PathwayFile, Question, Value
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problems
from build_tools.read_model import load_file
from build_tools.yaml_text import Text
from tests.data import FIXTURES, SAMPLE, copy_of_sample, edit


@pytest.fixture(scope="module")
def sample() -> AuthorityPolicy:
    problems = Problems()
    loaded = load_authority(SAMPLE, problems, name="policy/sampleton")
    assert list(problems) == []
    assert loaded is not None
    return loaded


def term(tmp_path: Path, written: str) -> str:
    """What a term reads as when `written` stands behind 'brief:'."""
    path = tmp_path / "glossary.yml"
    path.write_text(
        f"terms:\n  a:\n    term: A\n    brief: {written}\n    clauses: [sampleton-001]\n",
        encoding="utf-8",
    )
    problems = Problems()
    loaded = load_file(path, GlossaryFile, problems, name="glossary.yml")
    assert list(problems) == []
    assert isinstance(loaded, GlossaryFile)
    return loaded.terms["a"].brief


@pytest.mark.parametrize(
    "written",
    [
        "03001234567", "017", "0o17", "0x1F", "1_000", "1e3", "1.10", "1.", ".5", "+441632960001",
        "17:30", "08:30", "190:20:30", "yes", "no", "on", "off", "true", "False", "y", "n",
        "null", "~", "Null", "NaN", ".inf", "2026-11-22", "2026-11-22T17:30:00Z", "=",
        "01632 960001", "-", "café “quoted” 😀", "50%", "a: b", "# not a comment", "'", "{", "[",
        "*", "&", "!", "@", "`", "|", ">", "%",
    ],
)  # fmt: skip
def test_text_in_quotes_comes_out_as_written(tmp_path: Path, written: str) -> None:
    assert term(tmp_path, '"' + written + '"') == written


@pytest.mark.parametrize(
    "written",
    [
        "03001234567", "017", "0x1F", "1_000", "1e3", "1.10", "+441632960001", "17:30",
        "190:20:30", "yes", "no", "on", "off", "true", "False", "null", "~", "NaN", ".inf",
        "2026-11-22", "=", "01632 960001", "a:b", "50%", "it's", "a#b", "C:\\x",
    ],
)  # fmt: skip
def test_text_without_quotes_comes_out_as_written(tmp_path: Path, written: str) -> None:
    assert term(tmp_path, written) == written


def test_folded_text_is_one_line(tmp_path: Path) -> None:
    assert term(tmp_path, ">-\n      a\n      b") == "a b"


@pytest.mark.parametrize("written", [">\n      a b", "|\n      a b", '" a b "', "'a b\n\n     '"])
def test_space_around_text_is_no_part_of_it(tmp_path: Path, written: str) -> None:
    assert term(tmp_path, written) == "a b"


def test_values_have_their_types(sample: AuthorityPolicy) -> None:
    assert sample.authority.dated == date(2026, 11, 22)
    assert sample.authority.version == "3"
    assert sample.clauses.clauses["sampleton-001"].lines == (1, 4)
    assert sample.urgent.outcome.urgent is True
    span = sample.contacts.hours["desk-hours"].spans[1]
    assert (span.opens, span.closes, span.days) == ("09:00", "16:30", ("fri",))
    assert sample.contacts.contacts["police"].telephones[0].shown == "999"
    look = sample.pathways["first-look"]
    age = look.steps["age"]
    assert isinstance(age, Value)
    assert (age.least, age.most, age.bands["child"].to) == (0, 25, 18)
    since = look.steps["since"]
    assert isinstance(since, Value)
    assert since.bands["late"].from_ == date(2026, 1, 1)


def test_yes_and_no_can_be_ids(sample: AuthorityPolicy) -> None:
    spoken = sample.pathways["first-look"].steps["spoken"]
    assert isinstance(spoken, Question)
    assert list(spoken.choices) == ["yes", "no"]


def test_order_is_kept(sample: AuthorityPolicy) -> None:
    assert list(sample.levels.levels) == ["open-door", "early-help", "in-between", "protection"]
    # Tools stand as authority.yml orders them; those it leaves out follow.
    assert list(sample.pathways)[:3] == ["who-to-ring", "first-look", "at-the-door"]
    assert list(sample.pathways["first-look"].steps)[:3] == ["spoken", "signs", "age"]


def test_every_model_knows_its_place(sample: AuthorityPolicy) -> None:
    for name, file in files(sample):
        for model in walk(file):
            assert model.at.file in (f"policy/sampleton/{name}.yml", ""), name
            if model.at.file:
                line = (SAMPLE / f"{name}.yml").read_text(encoding="utf-8").splitlines()
                assert line[model.at.line - 1][model.at.column - 1].strip()


def test_every_text_knows_its_place(sample: AuthorityPolicy) -> None:
    text = (SAMPLE / "contacts.yml").read_text(encoding="utf-8").splitlines()
    for key, contact in sample.contacts.contacts.items():
        for value in (key, contact.name, *(each.shown for each in contact.telephones)):
            at = place(value, Mark(""))
            assert text[at.line - 1][at.column - 1 :].lstrip("\"'").startswith(value)


def test_place_of_a_made_value_is_the_one_given() -> None:
    assert place("plain", Mark("x", 3, 4)) == Mark("x", 3, 4)
    assert place(Text("a", Mark("y")), Mark("x")) == Mark("y")


def test_authorities_are_loaded_by_the_name_of_their_folder(tmp_path: Path) -> None:
    policy = copy_of_sample(tmp_path)
    (policy / "schema").mkdir()
    (policy / ".hidden").mkdir()
    (policy / "README.md").write_text("Notes for editors.", encoding="utf-8")
    problems = Problems()
    shared, loaded = load_all(policy, problems)
    assert list(problems) == []
    assert list(loaded) == ["sampleton"]
    assert shared.case is not None


def test_a_fault_leaves_out_that_authority_only(tmp_path: Path) -> None:
    import shutil

    policy = copy_of_sample(tmp_path)
    shutil.copytree(policy / "sampleton", policy / "otherton")
    edit(policy, "levels.yml", "name: Protection", "nom: Protection")
    problems = Problems()
    _, loaded = load_all(policy, problems)
    assert list(loaded) == ["otherton"]
    assert {problem.at.file for problem in problems} == {"policy/sampleton/levels.yml"}


def test_a_policy_folder_that_is_not_there(tmp_path: Path) -> None:
    problems = Problems()
    assert load_all(tmp_path / "nowhere", problems)[1] == {}
    assert [problem.kind for problem in problems] == ["no-authority"]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    policy = copy_of_sample(tmp_path)
    for path in policy.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    problems = Problems()
    _, changed = load_all(policy, problems)
    _, plain = load_all(FIXTURES, Problems())
    assert list(problems) == []
    for (name, one), (_, other) in zip(
        files(changed["sampleton"]), files(plain["sampleton"]), strict=True
    ):
        assert one.model_dump() == other.model_dump(), name


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_places_do_not_hang_on_line_ends(tmp_path: Path, line_end: str, mark: bytes) -> None:
    path = tmp_path / "glossary.yml"
    path.write_bytes(mark + f"terms:{line_end}  a:{line_end}    trem: A{line_end}".encode())
    problems = Problems()
    assert load_file(path, GlossaryFile, problems, name="glossary.yml") is None
    unknown = next(problem for problem in problems if problem.kind == "unknown-key")
    assert (unknown.at.line, unknown.at.column) == (3, 5)
    assert unknown.mend == "did you mean 'term'?"


def test_the_head_of_a_file_is_its_place_where_nothing_else_is(tmp_path: Path) -> None:
    path = tmp_path / "clauses.yml"
    path.write_text("just text\n", encoding="utf-8")
    problems = Problems()
    assert load_file(path, ClauseFile, problems, name="clauses.yml") is None
    assert [str(problem.at) for problem in problems] == ["clauses.yml:1:1"]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("titel", "title"), ("summery", "summary"), ("step", "steps"), ("outcome", "outcomes")],
)
def test_what_was_meant_is_guessed(tmp_path: Path, wrong: str, meant: str) -> None:
    path = tmp_path / "p.yml"
    path.write_text(f"{wrong}: x\n", encoding="utf-8")
    problems = Problems()
    load_file(path, PathwayFile, problems, name="p.yml")
    mends = {problem.mend for problem in problems if problem.kind == "unknown-key"}
    assert mends == {f"did you mean '{meant}'?"}


@pytest.mark.parametrize(
    ("file", "old", "new", "meant"),
    [
        ("pathways/first-look.yml", "        label: Up to 18", "        labl: Up to 18", "label"),
        ("pathways/first-look.yml", "        does: Holds", "        dose: Holds", "does"),
        ("pathways/first-look.yml", "          every: [not-seen]", "          evry: [not-seen]",
         "every"),
        ("contacts.yml", "        printed: \"960002\"", "        print: \"960002\"", "printed"),
        ("contacts.yml", "        misprint:", "        misspint:", "misprint"),
        ("walkthroughs/robin.yml", "    ends:\n      step: signs", "    end:\n      step: signs",
         "ends"),
        ("walkthroughs/robin.yml", "      step: signs", "      stepp: signs", "step"),
        ("authority.yml", "    readers: ", "    reader: ", "readers"),
    ],
)  # fmt: skip
def test_what_was_meant_is_guessed_at_any_depth(
    tmp_path: Path, file: str, old: str, new: str, meant: str
) -> None:
    policy = copy_of_sample(tmp_path)
    edit(policy, file, old, new)
    problems = Problems()
    load_all(policy, problems)
    mends = [problem.mend for problem in problems if problem.kind == "unknown-key"]
    assert mends == [f"did you mean '{meant}'?"]
