"""The commands that write: stage, build, new and schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools import cli
from build_tools.bundle import PYODIDE_FILES
from build_tools.load import SHARED
from build_tools.model.policy import SINGLE_FILES
from tests.build_tools.commands import files_in, run
from tests.data import POLICY, copy_of_sample, edit, link


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The sample authority with two mistakes, in a project that is set up."""
    policy = copy_of_sample(tmp_path)
    link(tmp_path, "build_tools", "docs", "widgets", "mkdocs.yml")
    edit(policy, "levels.yml", "objective: Every child can come in.", "objectiv: Every child.")
    edit(policy, "contacts.yml", "    when: At any hour\n", "    hours: desk-time\n")
    return policy


def test_stage_writes_every_page_and_asset(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "pages"
    said = run("stage", target).stdout
    written = files_in(target)
    assert said == f"{len(written)} files in {target}\n"
    authorities = {path.name for path in POLICY.iterdir() if path.is_dir()} - {"schema", SHARED}
    for authority in authorities:
        assert f"{authority}/index.md" in written
        tools = {path.stem for path in (POLICY / authority / "pathways").glob("*.yml")}
        assert tools <= {
            Path(name).stem for name in written if name.startswith(f"{authority}/tools/")
        }
    assert b"# " in written["index.md"]
    names = {Path(name).name for name in written}
    assert {*PYODIDE_FILES, "pyodide-lock.json", "worker.js"} <= names


def test_stage_where_nothing_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert "cannot be written" in run("stage", file / "pages", code=1).stderr


def test_build_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "TOP", copy_of_sample(tmp_path).parent)
    file = tmp_path / "file"
    file.touch()
    said = run("build", "--site", file / "site", code=1).stderr
    assert f"{file / 'site'} cannot be written" in said


@pytest.mark.parametrize("command", ["stage", "build"])
def test_nothing_is_made_from_a_broken_policy(
    command: str, broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "TOP", broken.parent)
    target = tmp_path / "target"
    target.mkdir()
    (target / "index.html").write_text("the site of yesterday", encoding="utf-8")
    result = run(command, *(["--site"] if command == "build" else []), target, code=1)
    assert "[unknown-key]" in result.stderr
    assert files_in(target) == {"index.html": b"the site of yesterday"}


def test_stage_tells_what_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_of_sample(tmp_path)
    monkeypatch.setattr(cli, "TOP", tmp_path)
    error = run("stage", tmp_path / "pages", code=1).stderr
    assert error.startswith("Error: ")
    assert "make " in error
    assert not (tmp_path / "pages").exists()


def test_build_tells_why_mkdocs_could_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_of_sample(tmp_path)
    monkeypatch.setattr(cli, "TOP", tmp_path)
    error = run("build", "--site", tmp_path / "site", code=1).stderr
    assert error.startswith("Error: the site could not be built: ")
    assert "mkdocs.yml" in error
    assert not (tmp_path / "site").exists()


def test_new_starts_an_authority_that_is_sound(tmp_path: Path) -> None:
    said = run("new", "Exampleshire", "--policy", tmp_path).stdout.splitlines()
    written = files_in(tmp_path / "exampleshire")
    assert {f"{stem}.yml" for stem in SINGLE_FILES} <= set(written)
    assert [str(tmp_path / "exampleshire" / name) for name in written] == said[:-1]
    assert run("check", "--policy", tmp_path).stdout.startswith("exampleshire: sound. ")


def test_new_overwrites_nothing(tmp_path: Path) -> None:
    run("new", "Exampleshire", "--policy", tmp_path)
    (tmp_path / "exampleshire" / "levels.yml").write_text("mine", encoding="utf-8")
    before = files_in(tmp_path)
    assert "is there already" in run("new", "exampleshire", "--policy", tmp_path, code=1).stderr
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("name", ["", "schema", "shared", "../away", "a/b", "7", "."])
def test_new_refuses_names_that_cannot_be_folders(name: str, tmp_path: Path) -> None:
    assert run("new", name, "--policy", tmp_path / "policy", code=1).stderr.startswith("Error: ")
    assert files_in(tmp_path) == {}


def test_the_committed_schemas_are_those_of_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "TOP", tmp_path)
    stale = tmp_path / "policy" / "schema" / "stale.json"
    stale.parent.mkdir(parents=True)
    stale.touch()
    said = run("schema").stdout.splitlines()
    written = files_in(tmp_path)
    assert sorted(said) == list(written)
    committed = {
        f"policy/schema/{name}": text for name, text in files_in(POLICY / "schema").items()
    }
    assert written == committed, "run `make schema`"
