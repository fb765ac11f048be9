"""The built site on a real nginx in a real browser: tools decide, wrong addresses lead back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

from build_tools.check import check_all
from tests.browser.nginx import Nginx, Serve
from tests.browser.site_server import Serving
from tests.browser.tool_cases import Tool, tool
from tests.browser.tool_page import ToolPage
from tests.browser.watched import Visits
from tests.data import FIXTURES, ROOT
from widgets.engine import Session, all_paths, codec

pytestmark = pytest.mark.browser

SUB = "/handbook/"


@pytest.fixture(scope="module")
def at_top(serve: Serve, site_dir: Path) -> Nginx:
    """The real site at the top of its host."""
    return serve(site_dir)


def test_a_tool_decides_with_python(visit: Visits, at_top: Nginx) -> None:
    _reaches_an_outcome(visit, at_top, tool("bradford/consent"))


def test_the_policy_holds_for_the_worker_too(visit: Visits, serve: Serve, site_dir: Path) -> None:
    strict = serve(site_dir, **{" 'wasm-unsafe-eval'": ""})
    page = visit(tool("bradford/consent").page, server=strict, allow=("WebAssembly", "wasm"))
    ToolPage(page, tool("bradford/consent")).until_engine("failed")


def test_no_other_site_may_frame_a_page(
    visit: Visits, at_top: Nginx, serving: Serving, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(
        f'<!doctype html><link rel="icon" href="data:,"><iframe src="{at_top.url}"></iframe>',
        encoding="utf-8",
    )
    page = visit("", server=serving(tmp_path), allow=("frame-ancestors", "off the site"))
    assert [frame.url for frame in page.frames[1:]] == ["chrome-error://chromewebdata/"]


@pytest.fixture(scope="module")
def sampleton(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tool]:
    """The site of Sampleton alone, made for a sub-path, and one of its tools."""
    top = tmp_path_factory.mktemp("sampleton")
    for name in ("node_modules", "build", "widgets", "docs", "mkdocs.yml"):
        (top / name).symlink_to(ROOT / name)
    shutil.copytree(
        ROOT / "build_tools", top / "build_tools", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(FIXTURES, top / "policy")
    built = subprocess.run(
        [sys.executable, "-m", "build_tools", "build"],
        cwd=top,
        env={**os.environ, "HANDBOOK_URL": f"https://council.example{SUB}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, f"the build failed:\n{built.stdout}\n{built.stderr}"
    authority = check_all(FIXTURES).or_raise().authorities["sampleton"]
    each = Tool(authority, authority.pathways["who-to-ring"], Session(codec.dump(authority)))
    return top / "site", each


def test_under_a_sub_path_a_tool_decides_with_python(
    visit: Visits, serve: Serve, sampleton: tuple[Path, Tool]
) -> None:
    site, each = sampleton
    _reaches_an_outcome(visit, serve(site, SUB), each)


def test_under_a_sub_path_a_wrong_address_leads_back(
    visit: Visits, serve: Serve, sampleton: tuple[Path, Tool]
) -> None:
    page = visit("", server=serve(sampleton[0], SUB), allow=("404",))
    _wrong_address_leads_back(page, SUB)


def test_a_wrong_address_leads_back(visit: Visits, at_top: Nginx) -> None:
    _wrong_address_leads_back(visit("", server=at_top, allow=("404",)), "/")


def test_a_site_made_for_the_top_loses_its_looks_elsewhere(
    visit: Visits, serve: Serve, site_dir: Path
) -> None:
    page = visit("", server=serve(site_dir, SUB), allow=("404", "off the site"))
    with pytest.raises(AssertionError, match="without its looks"):
        _wrong_address_leads_back(page, SUB)


def _wrong_address_leads_back(page: Page, prefix: str) -> None:
    first = page.url
    looks = page.evaluate(LOOKS)
    page.goto(f"{first}bradford/no/such/page/")
    assert page.locator("h1").inner_text() == "Page not found"
    assert page.evaluate(LOOKS) == looks, "the page comes without its looks"
    page.locator("a.hb-button").click()
    page.wait_for_load_state()
    assert page.url == first
    assert first.endswith(prefix)


# What a stylesheet alone brings about.
LOOKS = """() => {
  const { backgroundColor, position } = getComputedStyle(document.querySelector("#urgent"));
  return [backgroundColor, position, document.styleSheets.length];
}"""


def _reaches_an_outcome(visit: Visits, served: Nginx, each: Tool) -> None:
    way = min(
        (way for way in all_paths(each.pathway) if way.tokens), key=lambda way: len(way.tokens)
    )
    page = visit(each.page, server=served)
    used = ToolPage(page, each)
    used.until_engine("ready")
    used.set_clock_for(way.answers())
    used.begin()
    used.walk(way.answers())
    used.until_at(f"outcome:{way.outcome.id}")
    used.until_reasons()
