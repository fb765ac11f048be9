"""What is measured: the handbook's own tool and the two that stand beside it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.browser.tool_cases import tool
from widgets.engine import codec, routes

ROOT = Path(__file__).resolve().parents[2]
PAGES = Path(__file__).parent / "pages"
PYODIDE = ROOT / "node_modules" / "pyodide"
STOCK = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip",
         "pyodide-lock.json")  # fmt: skip
NAME, NEXT = "bradford/consent", "bradford/in-need"

# Each watches from the first moment and notes milliseconds since navigation: `usable` when the
# first question can be answered, `answer` when what follows it is shown, `python` when Python
# has answered or can. It answers as soon as it can.
_WATCH = """
globalThis.benchMarks = {};
const note = (name) => { benchMarks[name] ??= performance.now(); };
const watch = () => { %s; if (!%s.every((name) => name in benchMarks)) setTimeout(watch, 1); };
watch();
"""

_OURS = """
  const widget = document.querySelector("pathway-widget");
  const form = widget && widget.data && widget.querySelector("[data-part=screen] form[data-step]");
  if (form && !("usable" in benchMarks)) {
    note("usable");
    globalThis.benchStep = form.dataset.step;
    form.querySelector("input[type=radio]").checked = true;
    form.requestSubmit();
  }
  const shown = widget && widget.querySelector(
    "[data-part=screen] [data-step], [data-part=screen] [data-outcome]");
  if (shown && "usable" in benchMarks && shown.dataset.step !== benchStep) note("answer");
  if (widget && widget.dataset.engine === "ready") note("python")
"""

_PLAIN = """
  const form = document.querySelector("form[data-step]");
  if (form && !("usable" in benchMarks)) {
    note("usable");
    globalThis.benchStep = form.dataset.step;
    form.querySelector("button").click();
  }
  const shown = document.querySelector("form[data-step]");
  if (shown && "usable" in benchMarks && shown.dataset.step !== benchStep) note("answer")
"""

_STOCK = """
  if (document.querySelector("#screen > *")) { note("answer"); note("python"); }
"""


@dataclass(frozen=True, slots=True)
class Contender:
    """A page to measure: its address below the server, and the script that watches it."""

    name: str
    page: str
    watch: str
    marks: tuple[str, ...]


def contenders(site: Path, folder: Path) -> list[Contender]:
    """Lay out `folder` for the server: the site, and beside it the pages to compare with."""
    shutil.copytree(site, folder / "site")
    for name in ("plain", "stock"):
        (folder / name).mkdir()
    for page in PAGES.iterdir():
        shutil.copy2(page, folder / page.name.partition("-")[0].partition(".")[0])
    each = tool(NAME)
    pathway = each.pathway
    asks = {step.id: step.ask for step in pathway.steps.values()}
    asks |= {outcome.id: outcome.title for outcome in pathway.outcomes.values()}
    plain = {**routes(pathway), "asks": asks}
    (folder / "plain" / "plain.json").write_text(json.dumps(plain), encoding="utf-8")
    start = pathway.steps[pathway.start]
    question = {"pathway": pathway.id, "step": start.id, "answer": start.choices[0].id}
    (folder / "stock" / "stock.json").write_text(json.dumps(question), encoding="utf-8")
    assets = folder / "stock" / "assets"
    (assets / "pyodide").mkdir(parents=True)
    for name in STOCK:
        shutil.copy2(PYODIDE / name, assets / "pyodide")
    wheel = next((ROOT / "build" / "engine").glob("*.whl"))
    shutil.copy2(wheel, assets / "engine.whl")
    (assets / "policy.json").write_text(codec.dump(each.authority), encoding="utf-8")
    ours = ("usable", "answer", "python")
    return [
        Contender("plain JavaScript", "plain/plain.html", watch(_PLAIN, ours[:2]), ours[:2]),
        Contender("stock Pyodide", "stock/stock.html", watch(_STOCK, ours[1:]), ours[1:]),
        Contender("the handbook", f"site/{each.page}", watch(_OURS, ours), ours),
    ]


def next_page() -> Contender:
    """Another tool of the same authority, opened in the same visit."""
    marks = ("usable", "answer", "python")
    return Contender("the handbook", f"site/{tool(NEXT).page}", watch(_OURS, marks), marks)


def watch(body: str, marks: tuple[str, ...]) -> str:
    """The script that notes `marks` on a page."""
    return _WATCH % (body, json.dumps(marks))
