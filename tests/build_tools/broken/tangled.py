"""A tool whose rules look at so much at once that no proof of it would ever end."""

from __future__ import annotations

from random import Random

from tests.build_tools.broken.case import Case

_LINES = 64
_PAIRS = 160


def _tool() -> str:
    """A checklist whose one rule holds for any of many pairs of lines, drawn by lot."""
    draw = Random(1)
    lines = [f"      l{n}: {{label: Line {n}}}" for n in range(_LINES)]
    pairs = [sorted(draw.sample(range(_LINES), 2)) for _ in range(_PAIRS)]
    when = [f"            - {{every: [yes], items: [l{a}, l{b}]}}" for a, b in pairs]
    return "\n".join([
        "title: Tangled", "summary: Looks at pairs.", "start: list", "steps:", "  list:",
        "    kind: checklist", "    ask: Which of these hold?", "    items:", *lines,
        "    choices:", "      yes: {label: Yes}", "      no: {label: No}",
        "    rules:", "      - go: help", "        because: Two go together.", "        own: yes",
        "        when:", "          any:", *when,
        "      - go: watch", "        because: None go together.", "        own: yes",
        "outcomes:",
        *(
            line
            for name, title in (("help", "Help"), ("watch", "Watch"))
            for line in (
                f"  {name}:", f"    title: {title}", "    level: open-door",
                "    actions: [{who: You, does: Write it down., force: should, own: yes}]",
            )
        ),
        "",
    ])  # fmt: skip


CASES = (
    Case(
        "rules-that-look-at-too-much",
        "too-entangled",
        ("look back at so many answers together",),
        ("split it into two tools",),
        edits=(
            (
                "authority.yml",
                "tools: [who-to-ring, first-look]",
                "tools: [who-to-ring, first-look, tangled]",
            ),
        ),
        raw=("pathways/tangled.yml", _tool().encode()),
        at=("pathways/tangled.yml", ""),
    ),
)
