"""A further authority from YAML alone: the starter is sound, and the whole site builds with it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from build_tools.check import check_all
from build_tools.starter import RESERVED, StarterError, folder_name, write_starter
from tests.build_tools.commands import files_in, run
from tests.build_tools.kept_parts import link_parts
from tests.data import ROOT, copy_of_sample, link
from tests.engine.markup import parse
from widgets.engine import all_paths

NAME, KEY = "East Sussex", "east-sussex"
TODAY = date(2026, 11, 22)
"""What the copy of the project shares with the original, as none of it has to change."""


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Bradford", "bradford"),
        ("East Sussex", "east-sussex"),
        ("St. Helens".replace(".", ""), "st-helens"),
        ("King's Lynn", "king-s-lynn"),
        ("Brighton & Hove", "brighton-hove"),
        ("Stoke-on-Trent", "stoke-on-trent"),
        ("Ynys Môn", "ynys-mon"),
        ("  ".join(["East", "Sussex"]), "east-sussex"),
    ],
)
def test_a_name_becomes_a_folder(name: str, folder: str) -> None:
    assert folder_name(name) == folder


@pytest.mark.parametrize(
    "name",
    ["", " ", "-", "1st", "../up", "a/b", "a\\b", "name.yml", "East\nSussex", "Łódź\x00", "北京",
     *sorted(RESERVED), "Shared", "SCHEMA"],
)  # fmt: skip
def test_a_name_that_makes_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StarterError) as told:
        write_starter(tmp_path, name, TODAY)
    assert re.search(r"\(.+\)$", str(told.value)), "it does not say how to mend it"
    assert not list(tmp_path.iterdir())


def test_the_starter_is_sound_by_itself(tmp_path: Path) -> None:
    written = write_starter(tmp_path, NAME, TODAY)
    assert written == sorted(written)
    found = check_all(tmp_path).or_raise()
    assert list(found.authorities) == [KEY]
    policy = found.policies[KEY]
    assert policy.authority.name == NAME
    assert policy.authority.dated == TODAY
    for pathway in found.authorities[KEY].pathways.values():
        assert {path.outcome.id for path in all_paths(pathway)} == set(pathway.outcomes)


def test_the_starter_is_sound_beside_shared_questions(tmp_path: Path) -> None:
    policy = copy_of_sample(tmp_path)
    write_starter(policy, NAME, TODAY)
    assert list(check_all(policy).or_raise().authorities) == [KEY, "sampleton"]


@pytest.mark.parametrize("name", ["King's Lynn", "Brighton & Hove", "Ynys Môn", "No", "Yes"])
def test_any_name_can_be_written_into_the_files(tmp_path: Path, name: str) -> None:
    write_starter(tmp_path, name, TODAY)
    found = check_all(tmp_path).or_raise()
    assert [policy.authority.name for policy in found.policies.values()] == [name]


def test_every_file_tells_its_writer_what_to_do(tmp_path: Path) -> None:
    for path in write_starter(tmp_path, NAME, TODAY):
        text = path.read_text(encoding="utf-8")
        first = text.splitlines()[0]
        schema = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert schema, path
        # The schema stands beside the authority's folder.
        target = (path.parent / schema[1]).resolve()
        assert target.parent == tmp_path.resolve() / "schema"
        assert (ROOT / "policy" / "schema" / target.name).is_file(), target.name
        assert re.search(r"^[^#\n]*#(?! yaml-language-server)", text, re.MULTILINE), path
        assert "__" not in text, f"{path} still holds a place to fill in"


@pytest.mark.parametrize(
    ("today", "year_later"),
    [("2026-11-22", "2027-11-22"), ("2028-02-29", "2029-02-28"), ("2026-12-31", "2027-12-31")],
)
def test_it_is_looked_at_again_within_a_year(tmp_path: Path, today: str, year_later: str) -> None:
    write_starter(tmp_path, NAME, date.fromisoformat(today))
    found = check_all(tmp_path).or_raise().policies[KEY].authority
    assert (found.dated.isoformat(), found.review_by.isoformat()) == (today, year_later)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / KEY).mkdir()
    (tmp_path / KEY / "authority.yml").write_text("mine", encoding="utf-8")
    with pytest.raises(StarterError, match="is there already"):
        write_starter(tmp_path, NAME, TODAY)
    assert files_in(tmp_path) == {f"{KEY}/authority.yml": b"mine"}


# ---- the whole site


@pytest.fixture(scope="module")
def site(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a copy of the project whose only change is the starter's folder.

    The authorities that were there before come from the session's own site, which is built by then.
    """
    assert site_dir.is_dir()
    top = tmp_path_factory.mktemp("project")
    link(top, "docs", "mkdocs.yml")
    link_parts(top, *(path.parent.name for path in (ROOT / "policy").glob("*/authority.yml")))
    # Scripts that are reached by a link are joined to other bytes, and so are other parts.
    for name in ("build_tools", "policy", "widgets"):
        shutil.copytree(ROOT / name, top / name, ignore=shutil.ignore_patterns("__pycache__"))
    run("new", NAME, "--policy", top / "policy")
    built = subprocess.run(
        [sys.executable, "-m", "build_tools", "build", "--site", str(top / "site")],
        cwd=top,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert built.returncode == 0, f"the build failed:\n{built.stdout}\n{built.stderr}"
    return top / "site"


@pytest.mark.builds
def test_the_site_builds_with_the_starter_as_a_further_authority(site: Path) -> None:
    others = {path.parent.name for path in (ROOT / "policy").glob("*/authority.yml")}
    for name in {*others, KEY}:
        assert (site / name / "index.html").is_file()
    pages = {
        path.parent.relative_to(site / KEY).as_posix() for path in site.glob(f"{KEY}/**/*.html")
    }
    assert pages >= {
        ".", "contacts", "dates", "glossary", "levels", "procedures", "services", "sources",
        "tools", "tools/example-tool", "walkthroughs",
    }  # fmt: skip
    home = (site / "index.html").read_text(encoding="utf-8")
    assert f'href="{KEY}/"' in home
    assert NAME in home


@pytest.mark.builds
def test_the_tool_of_the_starter_has_its_engine_and_its_policy(site: Path) -> None:
    html = (site / KEY / "tools" / "example-tool" / "index.html").read_text(encoding="utf-8")
    found = re.search(r"<pathway-widget.*?</pathway-widget>", html, re.DOTALL)
    assert found
    data = json.loads(parse(found.group()).one("script").raw_text)
    address = site / KEY / "tools" / "example-tool" / data["files"]["policy.json"]["url"]
    compiled = json.loads(address.read_text(encoding="utf-8"))
    assert compiled["id"] == KEY
    assert set(compiled["pathways"]) == {"example-tool"}


@pytest.mark.builds
def test_the_pages_of_all_authorities_take_the_starter_in(site: Path) -> None:
    for path in ("compare/levels", "compare/terms"):
        html = (site / path / "index.html").read_text(encoding="utf-8")
        assert f"<dt>{NAME}</dt>" in html
    # It has not answered the shared questions yet, so it has no column.
    case = (site / "compare" / "index.html").read_text(encoding="utf-8")
    assert f'data-screen="{KEY}:' not in case
