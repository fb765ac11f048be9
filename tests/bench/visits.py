"""Visits to the contenders: what a reader waits for, in milliseconds since navigation.

In each round every contender is visited in turn, each in a new browser profile, so that what else
the machine does falls on all alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright

from build_tools.paper.chromium import found
from tests.bench import rested, watch
from tests.bench.contenders import OURS, Contender
from tests.bench.line import Line
from tests.bench.slow import at_share
from tests.browser.conftest import FLAGS
from tests.browser.tabs import TabError

LONGEST = 120_000  # milliseconds
SETTLED = 1_500  # milliseconds in which a page fetches what it had put off
DECISIONS = 300
MARKS = ("paint", "usable", "answer", "python", "longest", "blocked", "bytes", "after")
"""What is noted of a visit. `longest` is the longest task of the main thread and `blocked` the sum
of what tasks took beyond 50 ms each, both up to the last of the marks before. `bytes` had come by
then, and `after` while the page settled: what is kept for use without a connection."""

DECIDE = """async (count) => {
  const widget = document.querySelector("pathway-widget");
  const took = [];
  for (let i = 0; i < count; i += 1) {
    const before = performance.now();
    await widget.ask({ op: "show", answers: {} });
    took.push(performance.now() - before);
  }
  return took;
}"""


class VisitError(Exception):
    """A page never showed what was waited for; the text says which page and what it did show."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A reader's machine and line: share of this machine's speed, bits a second, delay in s."""

    name: str
    share: float = 1.0
    rate: int = 0
    delay: float = 0.0


PROFILES = (
    Profile("full speed"),
    Profile("quarter speed", share=0.25),
    Profile("1.6 Mbit/s", rate=1_600_000, delay=0.15),
)
VISITS = ("cold", "second visit", "next page")
RESTED = "next page, rested on"
"""The next page once more, for a contender whose pages lead to it: see `tests.bench.rested`."""


@dataclass
class Figures:
    """Every value of every round: by (profile, visit, contender) and mark; decisions in ms."""

    values: dict[tuple[str, str, str], dict[str, list[float]]] = field(default_factory=dict)
    decisions: list[float] = field(default_factory=list)

    def note(self, profile: str, visit: str, contender: str, marks: dict[str, float]) -> None:
        """Keep the marks of one visit."""
        row = self.values.setdefault((profile, visit, contender), {})
        for name, value in marks.items():
            row.setdefault(name, []).append(value)

    def told(self) -> dict[str, Any]:
        """The medians as data for JSON: a list of visits, and the decisions."""
        visits = [
            dict(zip(("profile", "visit", "contender"), key, strict=True))
            | {name: round(statistics.median(row[name])) for name in MARKS if name in row}
            for key, row in self.values.items()
        ]
        took = sorted(self.decisions)
        decisions = {
            "median": round(statistics.median(took), 2),
            "p99": round(took[int(len(took) * 0.99)], 2),
        } if took else {}  # fmt: skip
        return {"visits": visits, "decision ms": decisions}


def measure(
    line: Line, every: Iterable[Contender], profiles: Iterable[Profile], rounds: int
) -> Figures:
    """Visit every contender under every profile, `rounds` times. Raises VisitError."""
    figures = Figures()
    contenders = list(every)
    for number in range(rounds):
        for profile in profiles:
            line.rate, line.delay = profile.rate, profile.delay
            for each in contenders:
                print(f"round {number + 1}: {profile.name}, {each.name}", file=sys.stderr)
                _visit(line, each, profile, figures)
                if each.link:
                    figures.note(profile.name, RESTED, each.name, _rested(line, each, profile))
    return figures


def _visit(line: Line, each: Contender, profile: Profile, figures: Figures) -> None:
    """A first visit, a second one, and in that the next page."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
    ):
        context = playwright.chromium.launch_persistent_context(
            folder, executable_path=found(), args=FLAGS, headless=True
        )
        page = context.new_page()
        for visit in VISITS:
            if visit == "second visit":
                # Another tab, and only then is the first closed: the browser stays.
                first, page = page, context.new_page()
                first.close()
            before = line.sent
            with at_share(profile.share, _browser_parent(folder)):
                marks = _marks(page, line, each, visit)
            marks["bytes"] = line.sent - before
            page.wait_for_timeout(SETTLED)
            marks["after"] = line.sent - before - marks["bytes"]
            figures.note(profile.name, visit, each.name, marks)
        if each.name == OURS and profile.share == 1:
            figures.decisions += page.evaluate(DECIDE, DECISIONS)
        context.close()


def _marks(page: Page, line: Line, each: Contender, visit: str) -> dict[str, float]:
    """What watch.js tells of one page. Raises VisitError."""
    if visit != "next page":  # a page keeps the scripts that it was given
        page.add_init_script(watch.script(each))
    address = each.next_page if visit == "next page" else each.page
    try:
        with page.expect_console_message(
            lambda said: said.text.startswith(watch.TOLD), timeout=LONGEST
        ) as told:
            page.goto(line.url + address, wait_until="commit")
    except Error as error:
        seen = page.evaluate("() => JSON.stringify(globalThis.benchMarks || {})")
        raise VisitError(
            f"{each.name}: {address} did not get as far as it should ({visit}); "
            f"what it reached, in ms: {seen}. {error.message}"
        ) from error
    return watch.marks(told.value.text)


def _rested(line: Line, each: Contender, profile: Profile) -> dict[str, float]:
    """What watch.js tells of a page whose link was rested on. Raises VisitError."""
    try:
        return rested.visit(line, each, profile.share, SETTLED / 1000, LONGEST / 1000)
    except TabError as error:
        raise VisitError(f"{each.name}: {each.next_page} ({RESTED}): {error}") from error


def chromium_version() -> str:
    """What the browser says of itself, such as 'Chromium 156.0.8078.73'."""
    done = subprocess.run([found(), "--version"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split()[:2])


def _browser_parent(profile_folder: str) -> int:
    """The process that started the browser of this profile."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if f"--user-data-dir={profile_folder}".encode() in words and not any(
                word.startswith(b"--type=") for word in words
            ):
                return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    raise LookupError("the browser is not running")
