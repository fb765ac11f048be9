"""Accessibility checks by axe-core: every rule it has."""

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
async ([without, only, aside]) => {
  const values = only.length
    ? only
    : axe.getRules().map((rule) => rule.ruleId).filter((id) => !without.includes(id));
  const found = await axe.run({ include: document, exclude: aside }, {
    runOnly: { type: "rule", values }, resultTypes: ["violations"],
    checks: { "color-contrast-enhanced": { options: {
      contrastRatio: { normal: { minThreshold: 0 }, large: { minThreshold: 0 } },
    } } },
  });
  return found.violations;
}
"""


IMPLIED = ("color-contrast",)
"""Left out, as half of the time went into it. `color-contrast-enhanced` looks at the same places
and asks for more: 7:1 for 4.5:1, and 4.5:1 for 3:1. By itself it passes over what the other rule
would report; RUN takes that from it."""

COLOURS = ("color-contrast-enhanced", "link-in-text-block")
"""The rules for which it matters whether a page is light or dark."""

OF_THE_FRAME = (
    "area-alt", "audio-caption", "blink", "bypass", "css-orientation-lock", "document-title",
    "frame-focusable-content", "frame-tested", "frame-title", "frame-title-unique",
    "html-has-lang", "html-lang-valid", "html-xml-lang-mismatch",
    "landmark-banner-is-top-level", "landmark-contentinfo-is-top-level",
    "landmark-main-is-top-level", "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo", "landmark-no-duplicate-main", "landmark-one-main",
    "marquee", "meta-refresh", "meta-refresh-no-exceptions", "meta-viewport",
    "meta-viewport-large", "no-autoplay-audio", "object-alt", "region", "server-side-image-map",
    "skip-link", "video-caption",
)  # fmt: skip
"""Rules about the frame, which pages share, and about media, which no page may hold."""


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


def axe(
    page: Page,
    without: tuple[str, ...] = (),
    only: tuple[str, ...] = (),
    aside: tuple[str, ...] = (),
) -> list[Violation]:
    """The rules that the page breaks as it stands now, light or dark, in its present size.

    Rules named in `without` are left out, for a test that says where they are tried instead; where
    some are named in `only`, those alone are tried. `aside` are selectors of parts to leave out.
    The source goes in through the debugging protocol, which the page's policy does not govern.
    """
    lay_out(page)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_source())
    asked = [[*without, *IMPLIED], list(only), [[each] for each in aside]]
    return [_violation(found) for found in page.evaluate(RUN, asked)]


def assert_accessible(page: Page, only: tuple[str, ...] = (), aside: tuple[str, ...] = ()) -> None:
    """Fail with each broken rule, what it means and where, when there is any; see `axe`."""
    found = axe(page, only=only, aside=aside)
    report = "\n".join(str(violation) for violation in found)
    assert not found, f"{len(found)} accessibility rules broken on {page.url}:\n{report}"


def _violation(found: dict[str, Any]) -> Violation:
    places = tuple(
        f"{' '.join(map(str, node['target']))}: {node['failureSummary'].splitlines()[-1].strip()}"
        f"\n      {node['html'][:200]}"
        for node in found["nodes"]
    )
    return Violation(found["id"], str(found["impact"]), found["help"], places)
