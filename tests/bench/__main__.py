"""Measure how fast the handbook is beside what it is compared with, and keep the figures.

Writes bench.json, bench.md and two plots to build/bench/, prints the table, and with --keep adds a
line to tests/bench/trend.jsonl. Figures are medians; times of visits are milliseconds since
navigation. Compare only figures of one run: the machine is another one at another time.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from build_tools.paper.chromium import PrinterError
from tests.bench import builds, growth, plots, proof, table, visits
from tests.bench.contenders import ROOT, contenders
from tests.bench.line import Line

TREND = Path(__file__).parent / "trend.jsonl"
OUT = ROOT / "build" / "bench"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured")
    parser.add_argument("--keep", action="store_true", help="add a line to the trend")
    parser.add_argument("--only", default="", help="visit contenders with this in their name")
    parser.add_argument("--profile", default="", help="visit under profiles with this in the name")
    parser.add_argument("--visits-only", action="store_true", help="time visits and no more")
    parser.add_argument("--no-growth", action="store_true", help="build no invented countries")
    parser.add_argument("--preview-only", action="store_true", help="time previews and no more")
    parser.add_argument("--proof-only", action="store_true", help="time proofs and no more")
    asked = parser.parse_args()
    if asked.preview_only:
        _preview(asked.rounds)
        return
    if asked.proof_only:
        print(proof.table(proof.proofs(asked.rounds)))
        return
    whole = not (asked.only or asked.profile or asked.visits_only or asked.no_growth)
    if asked.keep and not whole:
        parser.error("--keep is for whole runs: leave out all that makes a run shorter")
    figures = {**_circumstances(), "rounds": asked.rounds}
    try:
        with tempfile.TemporaryDirectory() as scratch:
            site = Path(scratch) / "site"
            builds.build(ROOT, site)
            if not asked.visits_only:
                figures["build seconds"] = builds.build_seconds(Path(scratch), asked.rounds)
                if not asked.no_growth:
                    figures["growth"] = [asdict(each) for each in growth.growth()]
                figures["preview seconds"] = builds.preview_seconds(Path(scratch), asked.rounds)
                figures["proofs"] = [asdict(each) for each in proof.proofs(asked.rounds)]
            figures |= _visits(site, Path(scratch) / "served", asked)
    except (visits.VisitError, builds.BuildError, PrinterError) as error:
        sys.exit(f"make bench: {error}")
    text = _told(figures)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "bench.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    (OUT / "bench.md").write_text(text + "\n", encoding="utf-8")
    (OUT / "answers.svg").write_text(plots.answers(figures), encoding="utf-8")
    if asked.keep:
        with TREND.open("a", encoding="utf-8") as trend:
            trend.write(json.dumps(figures) + "\n")
    runs = [json.loads(line) for line in TREND.read_text(encoding="utf-8").splitlines()]
    (OUT / "trend.svg").write_text(plots.trend(runs), encoding="utf-8")
    print(text)


def _told(figures: dict[str, Any]) -> str:
    """All figures of a run for a reader, as Markdown."""
    parts = [table.table(figures)]
    if "proofs" in figures:
        parts.append(proof.table(proof.Proof(**each) for each in figures["proofs"]))
    if "growth" in figures:
        measured = growth.table(growth.Growth(**each) for each in figures["growth"])
        parts.append(f"```text\n{measured}\n```")
    return "\n\n".join(parts)


def _preview(rounds: int) -> None:
    """Print how long editors wait for the page they changed."""
    try:
        with tempfile.TemporaryDirectory() as scratch:
            took = builds.preview_seconds(Path(scratch), rounds)
    except builds.BuildError as error:
        sys.exit(f"make bench: {error}")
    load = round(os.getloadavg()[0], 1)
    print(f"Seconds from a saved policy file to its page (load {load}, {os.cpu_count()} cores):")
    for name, seconds in took.items():
        print(f"  {name}: {seconds}")


def _visits(site: Path, folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    every = [each for each in contenders(site, folder) if asked.only in each.name]
    profiles = [each for each in visits.PROFILES if asked.profile in each.name]
    line = Line(folder, OUT / "packed")
    try:
        line.pack()
        return visits.measure(line, every, profiles, asked.rounds).told()
    finally:
        line.close()


def _circumstances() -> dict[str, Any]:
    """When, of which commit and on what machine the figures are."""
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "--short", "HEAD"),
        "changed": bool(_git("status", "--porcelain", "--untracked-files=no")),
        "machine": {
            "cores": os.cpu_count(),
            # Processes that wanted a core in the last minute: over the number of cores, distrust.
            "load": round(os.getloadavg()[0], 1),
            "kind": platform.machine(),
            "system": platform.system(),
            "python": platform.python_version(),
            "chromium": visits.chromium_version(),
        },
    }


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
