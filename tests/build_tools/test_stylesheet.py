"""The one stylesheet of every page, and what a tool's script brings with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.bundle import ELEMENTS, WEB, BundleError, bundle
from build_tools.stylesheet import (
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


def test_a_tool_asks_at_once_for_all_that_its_script_imports() -> None:
    made = bundle({}, ROOT)
    for element in ELEMENTS:
        markup = made.script(element, "../")
        (own,) = re.findall(r'<script type="module"(?: async)? src="([^"]+)"></script>', markup)
        assert own.endswith(f"/{element}.js")
        preloads = re.findall(r'<link rel="modulepreload" href="([^"]+)">', markup)
        asked = {address.rpartition("/")[2] for address in preloads}
        assert asked == _imports(f"{element}.js"), element
        assert asked, f"{element} imports nothing: is the pattern of imports still right?"


def _imports(name: str) -> set[str]:
    """Every script that a script brings with it, read in another way than the bundle does."""
    text = (ROOT / WEB / name).read_text(encoding="utf-8")
    direct = {part.split('"')[0] for part in text.split('from "./')[1:]}
    return direct.union(*map(_imports, direct))


def test_a_project_without_stylesheets_makes_no_bundle(tmp_path: Path) -> None:
    for name in ("build", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    with pytest.raises(BundleError, match="stylesheets are missing"):
        bundle({}, tmp_path)
