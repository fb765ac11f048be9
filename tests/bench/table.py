"""The figures of a run as a table in Markdown."""

from __future__ import annotations

from typing import Any

from tests.bench.contenders import FLOOR
from tests.bench.visits import RESTED, VISITS

COLUMNS = {
    "paint": "first paint",
    "usable": "question usable",
    "answer": "first answer",
    "python": "Python ready",
    "longest": "longest task",
    "blocked": "tasks over 50 ms",
}


def times_the_floor(figures: dict[str, Any]) -> dict[tuple[str, str, str], float]:
    """How many times the floor's time to the first answer each visit took.

    The floor's pages have no links: its next page stands for one that was rested on too.
    """
    floor = {
        (row["profile"], row["visit"]): row["answer"]
        for row in figures["visits"]
        if row["contender"] == FLOOR
    }
    for profile, visit in list(floor):
        if visit == VISITS[-1]:
            floor[profile, RESTED] = floor[profile, visit]
    return {
        (row["profile"], row["visit"], row["contender"]): row["answer"]
        / floor[row["profile"], row["visit"]]
        for row in figures["visits"]
        if (row["profile"], row["visit"]) in floor
    }


def table(figures: dict[str, Any]) -> str:
    """A table of visits for each profile, and below it decisions, builds and preview."""
    ratios = times_the_floor(figures)
    heads = [*COLUMNS.values(), "kB", "kB after", "times the floor"]
    lines = []
    for profile in dict.fromkeys(row["profile"] for row in figures["visits"]):
        lines += [
            f"**{profile}**, ms since navigation",
            "",
            f"| visit | contender | {' | '.join(heads)} |",
            f"|---|---|{'---:|' * len(heads)}",
        ]
        rows = [row for row in figures["visits"] if row["profile"] == profile]
        order = list(dict.fromkeys(row["visit"] for row in rows))
        for row in sorted(rows, key=lambda row: order.index(row["visit"])):
            times = ratios.get((profile, row["visit"], row["contender"]))
            cells = [f"{row[name]:,}" if name in row else "" for name in COLUMNS]
            cells += [f"{row[name] / 1000:,.1f}" for name in ("bytes", "after")]
            cells += ["" if times is None else f"{times:.2f}"]
            lines.append(f"| {row['visit']} | {row['contender']} | {' | '.join(cells)} |")
        lines.append("")
    if took := figures["decision ms"]:
        lines.append(
            "A decision, page to worker and back: "
            f"median {took['median']} ms, p99 {took['p99']} ms."
        )
    if "build seconds" in figures:
        built = ", ".join(
            f"{seconds} s for {count}" for count, seconds in figures["build seconds"].items()
        )
        lines.append(f"Build by number of authorities: {built}.")
        previews = ", ".join(
            f"{name} {took} s" for name, took in figures["preview seconds"].items()
        )
        lines.append(f"From a saved policy file to the page: {previews}.")
    machine = figures["machine"]
    lines.append(
        f"Medians of {figures['rounds']} rounds, commit {figures['commit']}"
        f"{' with changes' if figures['changed'] else ''}, {figures['when']}; "
        f"{machine['cores']} cores, load {machine['load']} at the start, "
        f"{machine['kind']}, {machine['system']}, "
        f"Python {machine['python']}, {machine['chromium']}."
    )
    return "\n".join(lines)
