"""Parts of the site: made again when what they are made of changes, and only then."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from build_tools.parts.keys import code_digest, folder_digest
from build_tools.parts.sitemap import sitemap
from build_tools.parts.store import Store
from build_tools.problems import PolicyError
from build_tools.site import PARTS, build_site, make_slice
from tests.build_tools.commands import files_in
from tests.data import ROOT, copy_of_sample, link

pytestmark = pytest.mark.builds

SAMPLE, TWIN = "sampleton", "twinton"
OLD, NEW = "01632 960003", "01632 960009"
COPIED = ("docs", "mkdocs.yml")

Files = dict[str, bytes]


class Project:
    """A project with the sample authority and a second one, and the site that was built of it."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.policy = copy_of_sample(top)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, top / name)
            else:
                shutil.copy2(source, top / name)
        link(top, "widgets", "build_tools")
        shutil.copytree(self.policy / SAMPLE, self.policy / TWIN)
        for file in (self.policy / TWIN).rglob("*.yml"):
            text = file.read_text(encoding="utf-8")
            text = text.replace("Sampleton", "Twinton").replace("sampleton", "twinton")
            file.write_text(text, encoding="utf-8")

    def build(self) -> Files:
        build_site(self.top, self.top / "site", processes=1)
        return files_in(self.top / "site")

    def kept(self) -> dict[str, set[str]]:
        """The hashes under which each part is kept."""
        parts = self.top / PARTS
        return {
            place.name: {version.name for version in place.iterdir() if version.is_dir()}
            for place in parts.iterdir()
            if not place.name.startswith(".")
        }

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.top / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Files]:
    project = Project(tmp_path_factory.mktemp("parts"))
    return project, project.build()


@pytest.fixture
def project(built: tuple[Project, Files], tmp_path: Path) -> Iterator[tuple[Project, Files]]:
    """The built project, its policy and pages as they were again after the test."""
    project, before = built
    saved = tmp_path / "saved"
    for name in ("policy", "docs"):
        shutil.copytree(project.top / name, saved / name)
    yield project, before
    for name in ("policy", "docs"):
        shutil.rmtree(project.top / name)
        shutil.copytree(saved / name, project.top / name)


def of(files: Files, part: str) -> Files:
    return {name: content for name, content in files.items() if name.startswith(f"{part}/")}


def test_nothing_changed_makes_nothing_and_gives_the_same_site(
    project: tuple[Project, Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a part was made though nothing had changed")

    monkeypatch.setattr("build_tools.site.make_authority", refuse)
    monkeypatch.setattr("build_tools.site.make_home", refuse)
    made, before = project
    assert made.build() == before


def test_one_digit_changes_its_authority_and_no_other(project: tuple[Project, Files]) -> None:
    made, before = project
    kept = made.kept()
    made.edit(f"policy/{SAMPLE}/contacts.yml", OLD, NEW)
    after = made.build()
    page = f"{SAMPLE}/contacts/index.html"
    assert OLD.encode() in before[page]
    assert NEW.encode() in after[page]
    assert not any(OLD.encode() in content for content in of(after, SAMPLE).values())
    assert of(after, TWIN) == of(before, TWIN)
    assert {name for name, keys in made.kept().items() if keys != kept[name]} == {SAMPLE, "_home"}


def test_a_way_back_comes_from_what_is_kept(project: tuple[Project, Files]) -> None:
    made, before = project
    made.edit(f"policy/{SAMPLE}/contacts.yml", OLD, NEW)
    assert made.build() != before
    made.edit(f"policy/{SAMPLE}/contacts.yml", NEW, OLD)
    kept = made.kept()
    assert made.build() == before
    assert made.kept() == kept


@pytest.mark.parametrize(
    ("file", "old", "new", "page", "shown"),
    [
        ("policy/shared/case.yml", "Is there a plan?", "Is a plan there?",
         f"{TWIN}/tools/case/index.html", "Is a plan there?"),
        ("policy/shared/crosswalk.yml", "Speaks for the whole team.", "Speaks for all of it.",
         "compare/terms/index.html", "Speaks for all of it."),
        ("policy/sampleton/authority.yml", "name: Sampleton", "name: Sampleham",
         "index.html", "Sampleham"),
        ("docs/about.md", "# About this handbook", "# All about it", "about/index.html",
         "All about it"),
        ("docs/theme/partials/footer.html", "sets no cookies", "sets no biscuits",
         f"{TWIN}/index.html", "sets no biscuits"),
        # These make every part anew as well; test_the_theme_and_the_settings_count has the hashes.
        pytest.param("docs/theme/assets/frame.css", "/*", ".hb-changed { color: red; } /*",
                     f"{TWIN}/index.html", "assets/handbook.", marks=pytest.mark.exhaustive),
        pytest.param("mkdocs.yml", "site_name: Practitioner handbook", "site_name: Manual",
                     f"{TWIN}/index.html", "Manual", marks=pytest.mark.exhaustive),
    ],
)  # fmt: skip
def test_whatever_a_page_is_made_of_reaches_it(
    project: tuple[Project, Files], file: str, old: str, new: str, page: str, shown: str
) -> None:
    made, before = project
    settings = (made.top / "mkdocs.yml").read_text(encoding="utf-8")
    try:
        made.edit(file, old, new)
        after = made.build()
    finally:
        (made.top / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert after[page] != before[page]
    assert shown.encode() in after[page]


def test_a_name_that_another_authority_takes_is_told_on_pages_from_the_store(
    project: tuple[Project, Files],
) -> None:
    """Pages that were sound become wrong without a change of their own."""
    made, _ = project
    made.edit(f"policy/{SAMPLE}/contacts.yml", "name: Duty Desk", "name: Harbour Lights Desk")
    made.edit(f"policy/{TWIN}/levels.yml", "objective: Every", "objective: Harbour Lights Desk")
    with pytest.raises(PolicyError) as told:
        made.build()
    found = [str(problem) for problem in told.value.problems]
    assert any(text.startswith(f"{TWIN}/") and "[foreign-name]" in text for text in found), found


def test_problems_of_every_part_are_told_together(project: tuple[Project, Files]) -> None:
    made, _ = project
    standing = files_in(made.top / "site")
    for part in (SAMPLE, TWIN):
        made.edit(f"policy/{part}/levels.yml", "objective: Every", "objectiv: Every")
    made.edit("policy/shared/case.yml", "title: Hold a case", "titel: Hold a case")
    with pytest.raises(PolicyError) as told:
        made.build()
    files = {problem.at.file for problem in told.value.problems}
    assert files >= {f"policy/{SAMPLE}/levels.yml", f"policy/{TWIN}/levels.yml",
                     "policy/shared/case.yml"}  # fmt: skip
    assert files_in(made.top / "site") == standing


def test_a_kept_file_that_was_meddled_with_never_reaches_the_site(
    project: tuple[Project, Files],
) -> None:
    made, before = project
    meddled = 0
    for page in (made.top / PARTS).glob(f"*/*/site/{TWIN}/contacts/index.html"):
        page.write_bytes(page.read_bytes().replace(b"01632", b"01633"))
        meddled += 1
    assert meddled
    for page in (made.top / PARTS).glob("_home/*/site/index.html"):
        page.unlink()
    for script in (made.top / PARTS).glob("_common/*/site/assets/tool/*/worker.js"):
        script.write_text("meddled", encoding="utf-8")
    assert made.build() == before


def test_changed_pages_get_a_new_time_and_all_others_keep_theirs(
    project: tuple[Project, Files],
) -> None:
    """Hosts and copying programs go by it: a page as long as before must not look unchanged."""
    made, _ = project
    made.build()
    pages = [made.top / "site" / part / "contacts/index.html" for part in (SAMPLE, TWIN)]

    def times() -> list[int]:
        return [page.stat().st_mtime_ns for page in pages]

    first = times()
    assert made.build()
    assert times() == first
    made.edit(f"policy/{SAMPLE}/contacts.yml", OLD, NEW)
    made.build()
    second = times()
    assert second[0] > first[0]
    assert second[1] == first[1]
    made.edit(f"policy/{SAMPLE}/contacts.yml", NEW, OLD)
    # As where what is kept comes from another machine.
    for file in (made.top / PARTS).glob(f"{TWIN}/*/site/{TWIN}/contacts/index.html"):
        os.utime(file, (0, 0))
    made.build()
    third = times()
    assert third[0] > second[0]
    assert third[1] == first[1]


def test_a_site_where_no_link_can_be_is_copied(
    project: tuple[Project, Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, before = project

    def refuse(source: str, target: str) -> None:
        raise OSError(errno.EXDEV, "another disk", source, None, target)

    monkeypatch.setattr("build_tools.parts.store.os.link", refuse)
    assert made.build() == before
    page = made.top / "site" / SAMPLE / "index.html"
    assert page.stat().st_nlink == 1
    monkeypatch.undo()
    made.build()
    assert page.stat().st_nlink > 1


def test_half_a_part_is_no_part(project: tuple[Project, Files]) -> None:
    made, before = project
    for facts in (made.top / PARTS).glob("*/*/facts.json"):
        facts.write_bytes(facts.read_bytes()[:-20])
    store = Store(made.top / PARTS)
    assert all(store.find("" if name == "_home" else name, key) is None
               for name, keys in made.kept().items() for key in keys)  # fmt: skip
    assert made.build() == before


def test_the_theme_and_the_settings_count(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs" / "theme", tmp_path / "docs" / "theme")
    shutil.copy2(ROOT / "mkdocs.yml", tmp_path)
    seen = {code_digest(tmp_path)}
    for file in ("docs/theme/assets/frame.css", "docs/theme/partials/footer.html", "mkdocs.yml"):
        path = tmp_path / file
        path.write_text(f"{path.read_text(encoding='utf-8')}\n", encoding="utf-8")
        seen.add(code_digest(tmp_path))
    assert len(seen) == 4


def test_the_environment_that_settings_read_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDBOOK_REPO", raising=False)
    before = code_digest(ROOT)
    monkeypatch.setenv("HANDBOOK_UNREAD", "1")
    assert code_digest(ROOT) == before
    monkeypatch.setenv("HANDBOOK_REPO", "https://forge.example/group/handbook")
    assert code_digest(ROOT) != before


def test_a_folder_is_known_by_names_places_and_content(tmp_path: Path) -> None:
    first, second, deeper = tmp_path / "a.yml", tmp_path / "b.yml", tmp_path / "sub" / "b.yml"
    deeper.parent.mkdir()
    first.write_text("1", encoding="utf-8")
    seen = [folder_digest(tmp_path)]
    first.write_text("2", encoding="utf-8")
    seen.append(folder_digest(tmp_path))
    first.rename(second)
    seen.append(folder_digest(tmp_path))
    second.rename(deeper)
    seen.append(folder_digest(tmp_path))
    assert len(set(seen)) == 4
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").touch()
    (tmp_path / ".x.swp").touch()
    os.utime(deeper, (0, 0))
    assert folder_digest(tmp_path) == seen[-1]


def test_slices_made_elsewhere_are_found_by_the_build(
    project: tuple[Project, Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, before = project
    shutil.rmtree(made.top / PARTS)
    assert make_slice(made.top, 1, 2) == [SAMPLE]
    assert set(made.kept()) == {SAMPLE}
    assert make_slice(made.top, 2, 2) == [TWIN]

    def refuse(*_: object) -> None:
        raise AssertionError("an authority was made again")

    monkeypatch.setattr("build_tools.site.make_authority", refuse)
    assert made.build() == before


def test_the_map_of_the_site_lists_each_page_once_where_the_address_is_known() -> None:
    files = {"index.html", "a/index.html", "a/b&c/index.html", "404.html", "assets/x.js"}
    found = sitemap("https://handbook.example/guide/", files)
    assert re.findall("<loc>(.*?)</loc>", found) == [
        "https://handbook.example/guide/a/b&amp;c/",
        "https://handbook.example/guide/a/",
        "https://handbook.example/guide/",
    ]
    ElementTree.fromstring(found)
