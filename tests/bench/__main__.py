"""Measure, print a table, and keep the figures: build/bench.json, and a line in trend.jsonl.

Every contender is measured in turn within each round, in a new browser profile, so that what else
the machine does falls on all alike. Figures are medians; times are milliseconds since navigation.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.bench.contenders import ROOT, Contender, contenders, next_page
from tests.bench.line import Line
from tests.bench.slow import at_share
from tests.browser.conftest import FLAGS

TREND = Path(__file__).parent / "trend.jsonl"
LONGEST = 120_000  # milliseconds
DECISIONS = 300

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


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured")
    parser.add_argument("--keep", action="store_true", help="add a line to the trend")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        build = _built(Path(scratch) / "built", asked.rounds)
        found = _measure(Path(scratch) / "built", Path(scratch) / "served", asked.rounds)
    figures = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "--short", "HEAD"),
        "cores": os.cpu_count(),
        "rounds": asked.rounds,
        "build seconds": build,
        **found,
    }
    target = ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if asked.keep:
        with TREND.open("a", encoding="utf-8") as trend:
            trend.write(json.dumps(figures) + "\n")
    print(table(figures))


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _built(site: Path, rounds: int) -> float:
    """Build the site; the median of up to three builds, in seconds."""
    took = []
    for _ in range(min(rounds, 3)):
        before = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "build_tools", "build", "--site", str(site)],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        took.append(time.monotonic() - before)
    return round(statistics.median(took), 1)


def _measure(site: Path, folder: Path, rounds: int) -> dict[str, Any]:
    every = contenders(site, folder)
    line = Line(folder)
    rows: dict[str, dict[str, list[float]]] = {}
    decisions: list[float] = []
    try:
        for number in range(rounds):
            for profile in PROFILES:
                line.rate, line.delay = profile.rate, profile.delay
                for each in every:
                    print(f"round {number + 1}: {profile.name}, {each.name}", file=sys.stderr)
                    told, took = _visits(line, each, profile)
                    decisions += took
                    for row, values in told.items():
                        for name, value in values.items():
                            rows.setdefault(row, {}).setdefault(name, []).append(value)
    finally:
        line.close()
    took = sorted(decisions)
    return {
        "decision ms": {
            "median": round(statistics.median(took), 2),
            "p99": round(took[int(len(took) * 0.99)], 2),
        },
        "visits": {
            row: {name: round(statistics.median(values)) for name, values in columns.items()}
            for row, columns in rows.items()
        },
    }


def _visits(
    line: Line, each: Contender, profile: Profile
) -> tuple[dict[str, dict[str, float]], list[float]]:
    """A first visit, a second one, and for the handbook the next page of the same visit."""
    ours = each.name == "the handbook"
    told: dict[str, dict[str, float]] = {}
    took: list[float] = []
    found = shutil.which("chromium") or shutil.which("google-chrome")
    with (
        tempfile.TemporaryDirectory() as profile_folder,
        sync_playwright() as playwright,
    ):
        context = playwright.chromium.launch_persistent_context(
            profile_folder, executable_path=found, args=FLAGS, headless=True
        )
        for visit in ("cold", "second visit"):
            before = line.sent
            page = context.new_page()
            with at_share(profile.share, _browser_parent(profile_folder)):
                told[f"{profile.name}, {visit}, {each.name}"] = values = _marks(page, line, each)
            page.wait_for_timeout(1_500 if visit == "cold" else 200)
            values["bytes"] = line.sent - before
            if ours and visit == "second visit":
                with at_share(profile.share, _browser_parent(profile_folder)):
                    row = f"{profile.name}, next page, {each.name}"
                    told[row] = _marks(page, line, next_page())
                if profile.share == 1:
                    took = page.evaluate(DECIDE, DECISIONS)
            _close(context, page)
        context.close()
    return told, took


def _close(context: BrowserContext, page: Page) -> None:
    """Close a page but not the browser with it."""
    context.new_page()
    page.close()


def _marks(page: Page, line: Line, each: Contender) -> dict[str, float]:
    page.add_init_script(each.watch)
    page.goto(line.url + each.page, wait_until="commit")
    page.wait_for_function(
        "(marks) => globalThis.benchMarks && marks.every((name) => name in benchMarks)",
        arg=list(each.marks),
        timeout=LONGEST,
        polling=50,
    )
    values: dict[str, float] = page.evaluate("benchMarks")
    paint = page.evaluate(
        "(performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime ?? null"
    )
    return values if paint is None else {"paint": paint, **values}


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


def table(figures: dict[str, Any]) -> str:
    """The figures as a table in Markdown, with a bar for the time to the first answer."""
    visits: dict[str, dict[str, int]] = figures["visits"]
    columns = ("paint", "usable", "answer", "python", "bytes")
    longest = max(row["answer"] for row in visits.values())
    lines = [
        "| ms since navigation | " + " | ".join(columns) + " | first answer |",
        "|---|" + "---:|" * len(columns) + "---|",
    ]
    for name, row in sorted(visits.items()):
        cells = [f"{row[column]:,}" if column in row else "" for column in columns]
        bar = "#" * max(1, round(30 * row["answer"] / longest))
        lines.append(f"| {name} | " + " | ".join(cells) + f" | `{bar}` |")
    took = figures["decision ms"]
    lines += [
        "",
        f"A decision, page to worker and back: median {took['median']} ms, p99 {took['p99']} ms.",
        f"Build: {figures['build seconds']} s. {figures['rounds']} rounds, "
        f"{figures['cores']} cores, commit {figures['commit']}.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
