"""The one stylesheet of every page, and the scripts, each in one file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.bundle import ELEMENTS, OFFLINE, WORKER, BundleError, bundle
from build_tools.scripts import WEB, ScriptError, guard, joined, minified, tool_script
from build_tools.stylesheet import (
    PRINT,
    THEME,
    THEME_PARTS,
    TOOL_PARTS,
    TOOLS,
    StylesheetError,
    stylesheet,
)
from tests.data import ROOT


def test_every_stylesheet_of_ours_is_in_it_once_and_in_order() -> None:
    text = stylesheet(ROOT).decode()
    written = {path.name for path in (ROOT / THEME).glob("*.css")} - {"print.css"}
    assert written == set(THEME_PARTS)
    assert {path.name for path in (ROOT / TOOLS).glob("*.css")} == set(TOOL_PARTS)
    parts = [ROOT / THEME / name for name in THEME_PARTS]
    parts += [ROOT / TOOLS / name for name in TOOL_PARTS]
    places = [text.index(path.read_text(encoding="utf-8")) for path in parts]
    assert places == sorted(places)
    assert places[0] > text.index(".md-typeset"), "Material's rules come first"
    # Browsers heed it at the very start only, and a second one may undo the rule after it.
    assert text.startswith('@charset "UTF-8";')
    assert text.count("@charset") == 1


def test_nothing_in_it_leads_to_a_file_beside_its_part() -> None:
    # The parts lie in other folders than the whole.
    assert re.findall(r"url\((?![\"']?data:|[\"']?#)[^)]*\)", stylesheet(ROOT).decode()) == []


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    with pytest.raises(StylesheetError, match=r"handbook\.css.*widget\.css"):
        stylesheet(tmp_path)


def test_what_is_sent_has_every_rule_and_no_comment() -> None:
    whole = stylesheet(ROOT)
    sent = minified(ROOT, whole)
    assert b"/*" in whole
    assert b"/*" not in sent
    assert sent.startswith(b'@charset "UTF-8";')
    names = re.compile(rb"\.(?:hb|md)-[\w-]+")
    assert set(names.findall(sent)) == set(names.findall(re.sub(rb"(?s)/\*.*?\*/", b"", whole)))


def test_a_script_is_one_file_and_brings_nothing_after_it() -> None:
    made = bundle({}, ROOT)
    files = {asset.path: asset for asset in made.assets}
    for path in (*made.scripts.values(), made.worker):
        sent = files[path].read().decode()
        assert not re.search(r"^(import|export) .* from", sent, re.MULTILINE), path
        own = (ROOT / WEB / Path(path).name).read_text(encoding="utf-8")
        joins = re.search(r"^import ", own, re.MULTILINE) is not None
        # An old address leads on by itself; any other script has something to be joined.
        assert joins is not path.endswith("/moved-page.js"), path
    for element in ELEMENTS:
        markup = made.script(element, "../")
        (source,) = re.findall(r'<script type="module"(?: async)? src="([^"]+)"></script>', markup)
        assert source == f"../{made.scripts[element]}"
    assert set(made.scripts) == {*ELEMENTS, OFFLINE}
    assert made.worker.endswith(f"/{WORKER}")


def test_a_script_that_cannot_be_joined_is_named(tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / WEB).mkdir(parents=True)
    (tmp_path / WEB / "broken.js").write_text('import { x } from "./gone.js";\n', encoding="utf-8")
    with pytest.raises(ScriptError, match=r"gone\.js"):
        joined(tmp_path, ["broken.js"])
    with pytest.raises(ScriptError, match="make setup"):
        joined(tmp_path / "elsewhere", ["broken.js"])


@pytest.mark.parametrize("text", [guard, tool_script])
def test_a_script_can_stand_in_a_page(text: Callable[[Path], str]) -> None:
    assert "pathway-widget" in text(ROOT)
    # What would end it, or begin what hides its end (HTML Living Standard, 4.12.1.3).
    assert not re.search(r"</script|<!--|<script", text(ROOT), re.IGNORECASE)
    # Else its names would be those of the page.
    assert re.fullmatch(r'("use strict";)?\(\(\)=>\{.*\}\)\(\);', text(ROOT), re.DOTALL)


def test_a_project_without_stylesheets_makes_no_bundle(tmp_path: Path) -> None:
    for name in ("build", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    with pytest.raises(BundleError, match="stylesheets are missing"):
        bundle({}, tmp_path)


@pytest.mark.parametrize(
    "path",
    [
        str(PRINT),
        "widgets/web/desk/desk.css",
        "build_tools/paper/paper.css",
        "build_tools/preview/faults.css",
    ],
)
def test_what_a_sheet_beside_it_reads_is_set(path: str) -> None:
    beside = (ROOT / path).read_text(encoding="utf-8")
    set_ = set(re.findall(r"(--[\w-]+)\s*:", stylesheet(ROOT).decode() + beside))
    assert set(re.findall(r"var\(\s*(--[\w-]+)", beside)) <= set_
