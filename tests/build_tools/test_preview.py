"""`make serve`: the preview follows edits, and keeps its pages while something is wrong."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from build_tools.preview.quick import Quick
from tests.data import ROOT, copy_of_sample, edit, link

pytestmark = pytest.mark.builds

COPIED = ("build_tools", "docs")
OLD, NEW = "01632 960003", "01632 960009"
PATIENCE = 180.0  # seconds; a preview that has not followed by then never will


class Preview:
    """A running preview of the sample authority."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.policy = copy_of_sample(top)
        for name in COPIED:
            shutil.copytree(ROOT / name, top / name, ignore=shutil.ignore_patterns("__pycache__"))
        link(top, "widgets", "mkdocs.yml")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.said = top / "said.txt"
        with self.said.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "-m", "build_tools", "serve", "--port", str(self.port)],
                cwd=top,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def page(self, path: str) -> str:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=60) as answer:
                text: str = answer.read().decode()
                return text
        except URLError:
            return ""

    def until(self, met: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not met():
            told = self.said.read_text(encoding="utf-8")
            assert self.process.poll() is None, f"the preview ended: {told}"
            assert time.monotonic() < end, f"the preview did not follow: {told}"
            time.sleep(0.2)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    running = Preview(tmp_path_factory.mktemp("preview"))
    running.until(lambda: OLD in running.page("sampleton/contacts/"))
    yield running
    running.process.terminate()
    running.process.wait()


def test_a_page_straight_from_the_policy_is_the_page_of_the_build(
    preview: Preview, tmp_path: Path
) -> None:
    """Byte for byte, for every page: the editor must see what will be published."""
    fresh = Quick(preview.top, tmp_path).check("sampleton")
    site = next((preview.top / "build").glob(".preview-*/site*"))
    pages = [file.relative_to(site).as_posix() for file in site.glob("sampleton/**/*.html")]
    assert len(pages) > 15
    for page in pages:
        assert page in fresh
        assert fresh.read(page) == (site / page).read_bytes(), page


def test_settings_that_change_are_heeded_by_the_next_page(tmp_path: Path) -> None:
    top = tmp_path / "project"
    copy_of_sample(top)
    link(top, "docs", "build_tools", "widgets")
    settings = top / "mkdocs.yml"
    text = (ROOT / settings.name).read_text(encoding="utf-8")
    quick = Quick(top, tmp_path)
    for forge in ("https://forge.example/one", "https://forge.example/two"):
        settings.write_text(re.sub("(?m)^repo_url:.*$", f"repo_url: {forge}", text), "utf-8")
        page = quick.check("sampleton").read("sampleton/index.html").decode()
        assert f'href="{forge}/edit/' in page


def test_the_preview_follows_an_edit_and_outlives_a_mistake(preview: Preview) -> None:
    edit(preview.policy, "contacts.yml", OLD, NEW)
    preview.until(lambda: NEW in preview.page("sampleton/contacts/"))
    assert OLD not in preview.page("sampleton/contacts/")
    preview.until(lambda: "Made again" in preview.said.read_text(encoding="utf-8"))
    assert NEW in preview.page("sampleton/contacts/"), "the whole build says the same"

    file = edit(preview.policy, "authority.yml", "summary:", "sumary:")
    preview.until(lambda: "[unknown-key]" in preview.said.read_text(encoding="utf-8"))
    page = preview.page("sampleton/contacts/")
    assert NEW in page, "the pages stay as they were"
    assert "still as it was before your last change" in page
    assert "&#x27;sumary&#x27; is not a key" in page or "'sumary' is not a key" in page
    assert "policy/sampleton/authority.yml:" in page
    assert "Traceback" not in preview.said.read_text(encoding="utf-8")

    file.write_text(file.read_text(encoding="utf-8").replace("sumary:", "summary:"), "utf-8")
    before = preview.said.read_text(encoding="utf-8").count("Made again")
    preview.until(lambda: preview.said.read_text(encoding="utf-8").count("Made again") > before)
    assert "preview-faults" not in preview.page("sampleton/contacts/")


def test_the_policy_of_what_may_run_holds_in_the_preview_too(preview: Preview) -> None:
    page = preview.page("sampleton/")
    assert 'src="/_preview/follow.js"' in page
    assert "unsafe-inline" not in page
    assert "location.reload" in preview.page("_preview/follow.js")


def test_a_port_that_is_taken_is_told(preview: Preview) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "serve", "--port", str(preview.port)],
        cwd=preview.said.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"port {preview.port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
