"""Accessibility checks by axe-core: every rule it has, on the whole page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.pages import lay_out

SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"

# Rules that axe leaves off by default (AAA contrast, target size, experimental ones) are asked for
# by name, so that none is off.
RUN = """
async ([without, only]) => {
  const values = only.length
    ? only
    : axe.getRules().map((rule) => rule.ruleId).filter((id) => !without.includes(id));
  const found = await axe.run(document, {
    runOnly: { type: "rule", values }, resultTypes: ["violations"],
  });
  return found.violations;
}
"""


COLOURS = ("color-contrast", "color-contrast-enhanced")
"""The rules for which it matters whether a page is light or dark."""


@dataclass(frozen=True)
class Violation:
    """One rule that the page breaks, and where."""

    rule: str
    impact: str
    meaning: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        places = "\n".join(f"    {place}" for place in self.places)
        return f"{self.rule} ({self.impact}): {self.meaning}\n{places}"


@cache
def _source() -> str:
    assert SOURCE.is_file(), f"{SOURCE} is missing: run `npm ci` first"
    return SOURCE.read_text(encoding="utf-8")


def axe(page: Page, without: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> list[Violation]:
    """The rules that the page breaks as it stands now, light or dark, in its present size.

    Rules named in `without` are left out, for a test that says where they are tried instead; where
    some are named in `only`, those alone are tried.
    The source goes in through the debugging protocol, which the page's policy does not govern.
    """
    lay_out(page)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_source())
    return [_violation(found) for found in page.evaluate(RUN, [list(without), list(only)])]


def assert_accessible(page: Page) -> None:
    """Fail with each broken rule, what it means and where, when there is any."""
    found = axe(page)
    report = "\n".join(str(violation) for violation in found)
    assert not found, f"{len(found)} accessibility rules broken on {page.url}:\n{report}"


def _violation(found: dict[str, Any]) -> Violation:
    places = tuple(
        f"{' '.join(map(str, node['target']))}: {node['failureSummary'].splitlines()[-1].strip()}"
        f"\n      {node['html'][:200]}"
        for node in found["nodes"]
    )
    return Violation(found["id"], str(found["impact"]), found["help"], places)
