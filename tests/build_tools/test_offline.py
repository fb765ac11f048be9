"""The lists of what a device keeps, against the site they were written for."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from build_tools.offline import LISTS, WORKER, part_of
from tests.offline_lists import write_lists

PAGE = """<!DOCTYPE html><html><head><meta name="handbook-page" content="{address}">
<link rel="stylesheet" href="{root}assets/handbook.abc.css">
<script src="{root}assets/guard.js?xyz"></script></head><body>{body}</body></html>
"""
TOOL = (
    '<script type="module" src="../assets/tool/t1/widget.js"></script>'
    '{{"url":"../assets/python/p1/runtime.wasm"}}{{"url":"../assets/policy/{key}.h.json"}}'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small finished site with two authorities, one of them with a tool."""
    bodies = {
        "": "", "about/": "", "editors/": "", "offline.html": "",
        "here/": TOOL.format(key="here"), "here/contacts/": "", "there/": "", "compare/": "",
    }  # fmt: skip
    for address, body in bodies.items():
        file = tmp_path / (address if address.endswith(".html") else f"{address}index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(address=address, root="../", body=body), encoding="utf-8")
    index = tmp_path / "here/search/search_index.json"
    index.parent.mkdir()
    index.write_text("{}", encoding="utf-8")
    for name in (
        "handbook.abc.css", "guard.js", "tool/t1/widget.js", "tool/t1/worker.js", "unnamed.js",
        "python/p1/runtime.wasm", "policy/here.h.json", "policy/there.h.json",
    ):  # fmt: skip
        file = tmp_path / "assets" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    write_lists(tmp_path, {"here": "Here", "there": "There"})
    return tmp_path


def listed(site: Path, part: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / LISTS / f"{part}.json").read_text())
    return found


def test_each_part_lists_its_own_pages_and_those_that_all_need(site: Path) -> None:
    assert {file.stem for file in (site / LISTS).iterdir()} == {
        "here", "there", "compare", "shared",
    }  # fmt: skip
    shared = {"", "about/", "offline.html"}
    for part, own in {
        "here": {"here/", "here/contacts/"}, "there": {"there/"}, "compare": {"compare/"},
        "shared": {"editors/"},
    }.items():  # fmt: skip
        assert {entry[0] for entry in listed(site, part)["pages"]} == own | shared
        assert listed(site, part)["part"] == part
    assert listed(site, "there")["name"] == "There"


def test_files_are_those_that_pages_name_with_their_neighbours(site: Path) -> None:
    frame = {"assets/handbook.abc.css", "assets/guard.js?xyz"}
    assert {entry[0] for entry in listed(site, "there")["files"]} == frame
    assert listed(site, "there")["runtime"] == []
    assert listed(site, "there")["search"] == []
    assert [entry[0] for entry in listed(site, "here")["search"]] == [
        "here/search/search_index.json"
    ]
    assert {entry[0] for entry in listed(site, "here")["files"]} == frame | {
        "assets/tool/t1/widget.js", "assets/tool/t1/worker.js", "assets/policy/here.h.json",
    }  # fmt: skip
    assert [entry[0] for entry in listed(site, "here")["runtime"]] == [
        "assets/python/p1/runtime.wasm"
    ]


def test_sizes_and_hashes_are_those_of_the_files(site: Path) -> None:
    entries = [
        entry
        for file in (site / LISTS).iterdir()
        for kind in ("pages", "files", "runtime", "search")
        for entry in listed(site, file.stem)[kind]
    ]
    assert entries
    for address, size, digest in entries:
        plain = address.partition("?")[0]
        name = f"{plain}index.html" if plain == "" or plain.endswith("/") else plain
        content = (site / name).read_bytes()
        assert (size, digest) == (len(content), hashlib.sha256(content).hexdigest()), address


def test_the_worker_knows_what_parts_share_and_no_policy(site: Path) -> None:
    text = (site / WORKER).read_text(encoding="utf-8")
    found = re.search(r"^const FILES = (.*);$", text, re.M)
    assert found
    assert set(json.loads(found.group(1))) == {
        "assets/handbook.abc.css", "assets/guard.js?xyz", "assets/tool/t1/widget.js",
        "assets/tool/t1/worker.js", "assets/python/p1/runtime.wasm",
    }  # fmt: skip
    assert text.startswith('"use strict";\n')


def test_a_page_that_names_a_missing_file_is_told(site: Path, tmp_path: Path) -> None:
    (site / "assets/policy/here.h.json").unlink()
    for file in (site / LISTS).iterdir():
        file.unlink()
    (site / LISTS).rmdir()
    with pytest.raises(FileNotFoundError, match=r"here\.h\.json"):
        write_lists(site, {"here": "Here", "there": "There"})


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("", "shared"), ("about/", "shared"), ("404.html", "shared"), ("here/", "here"),
        ("here/tools/x/", "here"), ("here.html", "shared"), ("herein/", "shared"),
    ],
)  # fmt: skip
def test_a_page_belongs_to_the_part_of_its_folder(address: str, part: str) -> None:
    assert part_of(address, {"here"}) == part
