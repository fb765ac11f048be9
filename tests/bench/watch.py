"""watch.js, which runs in each page that is measured, and what it tells through the console.

Through the console, because a question to the page would slow it down.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench.contenders import Contender

TOLD = "bench "  # how it begins
_SCRIPT = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")


def script(each: Contender) -> str:
    """What is to run in a contender's pages before anything of their own."""
    how = {"live": each.live, "screen": each.screen, "python": each.python}
    return f"globalThis.bench = {json.dumps(how)};\n{_SCRIPT}"


def marks(told: str) -> dict[str, float]:
    """The marks in a line of the console that begins with TOLD."""
    found: dict[str, float] = json.loads(told.removeprefix(TOLD))
    return found
