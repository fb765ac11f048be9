"""The next page of a visit for a reader who rested on its link before pressing it.

A browser may make that page ready meanwhile, as the rules in the handbook's pages ask of it.
Playwright's connection turns this off, hence the tab of `tests.browser.tabs`.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.bench import watch
from tests.bench.contenders import Contender
from tests.bench.line import Line
from tests.bench.slow import at_share
from tests.browser.conftest import FLAGS
from tests.browser.tabs import one_tab

REST = 1.0  # seconds on the link; Chromium sets to work after a fifth of one


def visit(
    line: Line, each: Contender, share: float, settled: float, longest: float
) -> dict[str, float]:
    """The marks of the next page, in milliseconds since the press, and the bytes since the rest.

    `settled` is how many seconds the first page has to fetch what it had put off, `longest` how
    many a page may take. Raises TabError.
    """
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        one_tab(Path(folder), FLAGS, [watch.script(each)]) as tab,
        at_share(share, os.getpid()),
    ):

        def told(count: int) -> str:
            lines = [text for text in tab.said if text.startswith(watch.TOLD)]
            return lines[-1] if len(lines) == count else ""

        tab.go(line.url + each.page)
        tab.wait(lambda: told(1), longest)
        tab.pause(settled)
        before = line.sent
        tab.rest_on(each.link)
        tab.pause(REST)
        tab.press()
        marks = watch.marks(tab.wait(lambda: told(2), longest))
        marks["bytes"] = line.sent - before
        tab.pause(settled)
        marks["after"] = line.sent - before - marks["bytes"]
    return marks
