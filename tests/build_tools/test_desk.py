"""The draft desk's Python: it judges as the build does, and stands on nothing the browser lacks."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from build_tools.desk.entry import open_desk
from build_tools.desk.pack import CHECKS, PACKAGES, sources
from build_tools.desk.packages import DeskError, locked
from build_tools.desk.session import Desk
from build_tools.diff import compare, read_folder
from build_tools.diff.report import as_text, spoken
from build_tools.render.desk import published
from tests.build_tools.broken.case import Case
from tests.build_tools.broken.told import CASES, told
from tests.data import FIXTURES, ROOT, copy_of_sample, edit

SAMPLE = "sampleton"
LOOK = f"{SAMPLE}/pathways/first-look.yml"
# An answer that now ends lower, and leaves no step or outcome without a way to it.
EDGE = "        go: help\n        because: It has lasted.\n"
EDGE_NOW = "        go: watch\n        because: It has lasted.\n"


@cache
def files() -> dict[str, str]:
    """The sample's files as the build publishes them."""
    found: dict[str, str] = json.loads(published(FIXTURES, SAMPLE)[1])["files"]
    return found


@cache
def desk() -> Desk:
    """One desk for all tests: a request leaves nothing behind."""
    return Desk(Path(tempfile.mkdtemp()), SAMPLE, files())


def ask(**request: Any) -> Any:
    return json.loads(desk().handle(json.dumps(request)))


def drafted(file: str, old: str, new: str) -> dict[str, str]:
    """One edit of one file, as the page sends it."""
    text = files()[file]
    assert text.count(old) == 1
    return {file: text.replace(old, new)}


def test_what_is_published_is_sound_and_differs_in_nothing() -> None:
    reply = ask(op="check", drafts={})
    assert reply["problems"] == []
    assert reply["difference"]["sections"] == []
    assert set(reply["tools"]) == {"who-to-ring", "first-look", "at-the-door", "case"}


def drafts_of(case: Case, folder: Path) -> dict[str, str] | None:
    """The files that a broken policy changes; None where a draft cannot say it."""
    if case.without or case.folder or case.raw is not None:
        return None
    if any(file.startswith("shared/") for file, _, _ in case.edits):
        return None
    policy, _ = case.write(folder)
    now: dict[str, str] = json.loads(published(policy, SAMPLE)[1])["files"]
    return {path: text for path, text in now.items() if text != files().get(path)}


def some() -> Iterator[Case]:
    """Of each kind of problem one broken policy."""
    seen = set()
    for case in CASES:
        if case.kind not in seen and not case.without and case.raw is None and not case.folder:
            seen.add(case.kind)
            yield case


def test_the_desk_tells_what_the_build_tells(tmp_path: Path) -> None:
    tried = 0
    # Every second kind: reading the sample again for each takes time.
    for number, case in enumerate([*some()][::2]):
        drafts = drafts_of(case, tmp_path / str(number))
        if not drafts:
            continue
        tried += 1
        reply = ask(op="check", drafts=drafts)
        found = {(f"policy/{p['file']}", p["line"], p["column"], p["kind"], p["says"], p["mend"])
                 for p in reply["problems"]}  # fmt: skip
        wanted = {
            (p.at.file, p.at.line, p.at.column, p.kind, p.says, p.mend)
            for p in told(case)[1]
            if not p.at.file.startswith("policy/shared")
        }
        assert found == wanted, case.id
    assert tried > 20
    assert ask(op="check", drafts={})["problems"] == []


def test_the_difference_is_the_one_that_diff_tells(tmp_path: Path) -> None:
    policy = copy_of_sample(tmp_path)
    before = read_folder(policy, "the published files")
    edit(policy, "pathways/first-look.yml", EDGE, EDGE_NOW)
    report = compare(before, read_folder(policy, "your draft"))
    reply = ask(op="check", drafts=drafted(LOOK, EDGE, EDGE_NOW))
    assert reply["difference"] == spoken(report)
    assert reply["difference"]["sections"]
    lines = as_text(report)
    for section in reply["difference"]["sections"]:
        assert section["title"].upper() in lines
        for finding in section["findings"]:
            assert f"  {finding['where']}: {finding['line']}\n" in f"{lines}\n"
            assert all(below in lines for below in finding["below"])


def test_nothing_is_compared_while_a_file_cannot_be_read() -> None:
    reply = ask(op="check", drafts={LOOK: files()[LOOK] + "broken: [\n"})
    assert [problem["kind"] for problem in reply["problems"]] == ["yaml-syntax"]
    assert reply["difference"] is None


def test_two_drafts_count_together() -> None:
    register = f"{SAMPLE}/contacts.yml"
    used = drafted(LOOK, "    ring: [", "    ring: [extra, ")
    kinds = {problem["kind"] for problem in ask(op="check", drafts=used)["problems"]}
    assert kinds == {"no-such-name"}
    added = "contacts:\n  extra:\n    name: Extra\n    for: Advice\n    when: At any hour\n"
    new = drafted(register, "contacts:\n", added)
    together = ask(op="check", drafts={**used, **new})
    assert "no-such-name" not in {problem["kind"] for problem in together["problems"]}


def test_the_tool_follows_the_draft_and_stays_while_it_cannot_be_read() -> None:
    title = next(line for line in files()[LOOK].split("\n") if line.startswith("    ask: "))
    drafts = drafted(LOOK, f"{title}\n", "    ask: Is this the new question?\n")
    ask(op="check", drafts=drafts)
    request = {
        "op": "show", "pathway": "first-look", "answers": {}, "root": "../", "today": "2026-11-28",
    }  # fmt: skip
    assert "Is this the new question?" in ask(op="tool", request=request)["ok"]["screen"]
    whole = ask(op="whole", pathway="first-look", root="../")
    assert "Is this the new question?" in whole["static"]
    assert "data-interrupt" in whole["harm"]
    ask(op="check", drafts={LOOK: "broken: ["})
    assert "Is this the new question?" in ask(op="tool", request=request)["ok"]["screen"]
    ask(op="check", drafts={})
    assert "Is this the new question?" not in ask(op="tool", request=request)["ok"]["screen"]


def test_a_draft_writes_nowhere_else() -> None:
    for path in ("../evil.yml", "elsewhere/x.yml", SAMPLE, f"{SAMPLE}/../../x.yml", "/etc/x.yml"):
        with pytest.raises(ValueError, match="is no file of"):
            ask(op="check", drafts={path: "x: y"})


def test_the_desk_needs_no_site_generator_and_all_it_needs_is_packed() -> None:
    code = (
        "import json, sys, build_tools.desk.entry\n"
        "print(json.dumps({name: getattr(module, '__file__', None)"
        " for name, module in sys.modules.items()}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded: dict[str, str | None] = json.loads(run.stdout)
    assert not {"jinja2", "mkdocs", "material", "markdown", "click", "brotli"} & loaded.keys()
    packed = {place for _, place, _ in sources(ROOT, ROOT / ".desk")}
    own = {
        Path(file).resolve().relative_to(ROOT).as_posix()
        for name, file in loaded.items()
        if name.partition(".")[0] in ("build_tools", "widgets") and file is not None
    }
    assert len(own) > 60
    assert own <= packed


def test_the_packages_are_those_of_the_lock() -> None:
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    text = locked(lock)
    assert text.count("==") == 5
    assert text.count("--hash=") > 50
    assert all(line in lock for line in text.splitlines())
    with pytest.raises(DeskError, match=r"lacks pydantic-core: run `make lock`"):
        locked(lock.replace("\npydantic-core==", "\nother==1 \\\n# "))
    by_archive = {archive for archive, _, _ in sources(ROOT, ROOT / ".desk")}
    assert by_archive == {CHECKS, PACKAGES}


def test_what_is_published_opens_as_the_page_opens_it() -> None:
    handle = open_desk(published(FIXTURES, SAMPLE)[1].decode())
    assert json.loads(handle('{"op": "check", "drafts": {}}'))["problems"] == []
