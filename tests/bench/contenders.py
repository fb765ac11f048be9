"""What is measured: the handbook's own tool, and pages that ask the same two questions otherwise.

All pages but the handbook's are alike: the engine's own form of the first question stands in the
HTML, a script takes the answer. What differs is who finds what follows:

- plain JavaScript, the floor: a table of edges in the page;
- the same script in the handbook's own page, in place of the handbook's: what a page with contacts,
  menu, text and stylesheet takes whoever answers;
- MicroPython in a worker, walking the same table, because it cannot run the engine;
- stock Pyodide in a worker, running the handbook's engine;
- PyScript with the same Pyodide from the same server, running the engine on the main thread, as
  its guide shows first. In a worker it wants headers that isolate the page, which a host of
  static files may not send.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.csp import source_hash
from tests.browser.tool_cases import Tool, tool
from widgets.engine import codec, routes
from widgets.engine.render.steps import step_form

ROOT = Path(__file__).resolve().parents[2]
PAGES = Path(__file__).parent / "pages"
MODULES = ROOT / "node_modules"
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip",
           "pyodide-lock.json")  # fmt: skip
MICROPYTHON = MODULES / "@micropython" / "micropython-webassembly-pyscript"
PYSCRIPT = MODULES / "@pyscript" / "core" / "dist"
IN_PLACE = "plain"
FIRST, NEXT = "bradford/consent", "bradford/in-need"


@dataclass(frozen=True, slots=True)
class Contender:
    """Pages to measure, as addresses below the server, and what watch.js must know of them.

    `page` is opened first and `next_page` in the same visit after it. `live` matches an element
    above `screen` once its script takes answers, and `python` one once Python can answer. `link`
    matches what leads from the one page to the next.
    """

    name: str
    page: str
    next_page: str
    live: str = "body"
    screen: str = "#screen[data-live]"
    python: str = "[data-python=ready]"
    link: str = ""


FLOOR = "plain JavaScript"
SAME_PAGE = "plain JavaScript in its page"
OURS = "the handbook"


def contenders(site: Path, folder: Path) -> list[Contender]:
    """Lay out `folder` for the server: the site, and beside it the pages to compare with."""
    shutil.copytree(site, folder / "site")
    pyodide = [MODULES / "pyodide" / name for name in PYODIDE]
    scripts = sorted(PYSCRIPT.glob("*.js"))
    loader = '<script type="module" src="assets/pyscript/core.js"></script>'
    _lay_out(folder / "plain", ["plain.js"])
    _lay_out_in_place(folder / "site", "plain.js")
    _lay_out(folder / "micropython", ["in-worker.js"], worker="micropython-worker.js")
    _copy(
        [MICROPYTHON / "micropython.mjs", MICROPYTHON / "micropython.wasm", PAGES / "walk.py"],
        folder / "micropython" / "assets",
    )
    _lay_out(folder / "stock", ["in-worker.js"], worker="stock-worker.js")
    _lay_out(folder / "pyscript", ["pyscript.js"], head=loader, body=_read("pyscript.html"))
    _copy(scripts, folder / "pyscript" / "assets" / "pyscript")
    for name in ("stock", "pyscript"):
        _copy(pyodide, folder / name / "assets" / "pyodide")
        _engine(folder / name / "assets")
    return [
        Contender(FLOOR, *_pages("plain"), python=""),
        Contender(SAME_PAGE, _in_place(FIRST), _in_place(NEXT), python=""),
        Contender("MicroPython in a worker", *_pages("micropython")),
        Contender("stock Pyodide in a worker", *_pages("stock")),
        Contender("PyScript", *_pages("pyscript")),
        Contender(
            OURS,
            f"site/{tool(FIRST).page}",
            f"site/{tool(NEXT).page}",
            live=":is(.tool-coming pathway-widget, pathway-widget:defined)",
            screen="[data-part=screen]",
            python="pathway-widget[data-engine=ready]",
            link="a[href$='/in-need/']",
        ),
    ]


def _pages(name: str) -> tuple[str, str]:
    return f"{name}/first.html", f"{name}/next.html"


def _lay_out(
    folder: Path, scripts: list[str], worker: str = "", head: str = "", body: str = ""
) -> None:
    """Write both pages of a contender, their script and the worker that it starts."""
    (folder / "assets").mkdir(parents=True)
    text = "\n".join(_read(name) for name in ("shell.js", *scripts))
    (folder / "page.js").write_text(text, encoding="utf-8")
    if worker:
        shutil.copy2(PAGES / worker, folder / "worker.js")
    head += '<script type="module" src="page.js"></script>'
    for name, page in ((FIRST, "first.html"), (NEXT, "next.html")):
        (folder / page).write_text(_page(tool(name), head, body), encoding="utf-8")


def _in_place(name: str) -> str:
    return f"site/{tool(name).page}{IN_PLACE}.html"


def _lay_out_in_place(site: Path, script: str) -> None:
    """Write a page beside each tool's own that differs from it in the tool's script alone."""
    # A page whose tool has no element at its end shows the pathway below instead.
    element = 'customElements.define("pathway-widget", class extends HTMLElement {});'
    text = f'(() => {{"use strict";{element}{_read("shell.js")}\n{_read(script)}}})();'
    for name in (FIRST, NEXT):
        folder = site / tool(name).page
        own = (folder / "index.html").read_text(encoding="utf-8")
        data = json.dumps(_data(tool(name))).replace("<", "\\u003c")
        page = own.replace('data-part="screen"', 'data-part="screen" id="screen"', 1)
        parts = re.fullmatch(r"(.*</pathway-widget>\s*<script>)(.*?)(</script>.*)", page, re.DOTALL)
        if parts is None or 'id="screen"' not in page:
            raise ValueError(f"the page of {name} is not made as it was: see {__name__}")
        before, ours, after = parts.groups()
        before = before.replace(source_hash(ours), source_hash(text)).replace(
            "</pathway-widget>",
            f'</pathway-widget><script id="data" type="application/json">{data}</script>',
        )
        (folder / f"{IN_PLACE}.html").write_text(before + text + after, encoding="utf-8")


def _page(each: Tool, head: str, body: str) -> str:
    parts = {
        "HEAD": head,
        "QUESTION": step_form(each.pathway.steps[each.pathway.start]),
        "DATA": json.dumps(_data(each)).replace("<", "\\u003c"),
        "BODY": body,
    }
    page = _read("page.html")
    for name, text in parts.items():
        page = page.replace(name, text, 1)
    return page


def _data(each: Tool) -> dict[str, Any]:
    """The table of edges, and what a script must know to show a question."""
    pathway = each.pathway
    return {
        **routes(pathway),
        "pathway": pathway.id,
        "titles": {step.id: step.ask for step in pathway.steps.values()}
        | {outcome.id: outcome.title for outcome in pathway.outcomes.values()},
        "choices": {
            step.id: [[choice.id, choice.label] for choice in step.choices]
            for step in pathway.steps.values()
        },
    }


def _engine(folder: Path) -> None:
    wheel = next((ROOT / "build" / "engine").glob("*.whl"))
    shutil.copy2(wheel, folder / "engine.zip")
    policy = codec.dump(tool(FIRST).authority)
    (folder / "policy.json").write_text(policy, encoding="utf-8")


def _copy(files: Iterable[Path], folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for file in files:
        shutil.copy2(file, folder)


def _read(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")
