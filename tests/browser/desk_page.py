"""The draft desk in a page, used as an editor uses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

STARTING = 120_000  # milliseconds that Python and the checks may take on a busy machine
CHECKING = 30_000  # the same for one round of checks

SELECT = """([old, at]) => {
  const area = document.querySelector("draft-desk textarea");
  const start = area.value.indexOf(old, at ? area.value.indexOf(at) : 0);
  if (start < 0) throw new Error(`not in the text: ${old}`);
  area.focus();
  area.setSelectionRange(start, start + old.length);
}"""

LINE = """() => {
  const area = document.querySelector("draft-desk textarea");
  return [document.activeElement === area,
    area.value.slice(0, area.selectionStart).split("\\n").length];
}"""


@dataclass
class DeskPage:
    """The desk on a page that is open."""

    page: Page

    @property
    def area(self) -> Locator:
        """The text being edited."""
        return self.page.get_by_label("Text of the file")

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.area.input_value()

    @property
    def options(self) -> Locator:
        """What is suggested."""
        return self.page.get_by_role("listbox", name="Suggestions").get_by_role("option")

    def part(self, name: str) -> Locator:
        """One of the parts that the script fills."""
        return self.page.locator(f"draft-desk [data-part='{name}']")

    def until_ready(self) -> None:
        """Wait until the checks run and have been through the open file."""
        expect(self.page.locator("draft-desk")).to_have_attribute(
            "data-checks", "ready", timeout=STARTING
        )
        self.until_checked()

    def until_checked(self) -> None:
        """Wait until what stands beside the text belongs to it."""
        expect(self.part("verdict")).not_to_be_empty(timeout=CHECKING)
        for result in self.page.locator("draft-desk [data-result]").all():
            expect(result).to_have_attribute("aria-busy", "false", timeout=CHECKING)

    def open(self, path: str) -> None:
        """Open a published file by its address, as published."""
        self.page.evaluate("(path) => { location.hash = path; }", path)
        expect(self.part("name")).to_have_text(f"policy/{path}")
        reset = self.page.get_by_role("button", name="Back to the published text")
        if reset.is_enabled():
            reset.click()
        expect(self.part("state")).to_have_text("as published")
        self.page.wait_for_timeout(500)  # the pause after the last key
        self.until_checked()

    def change(self, old: str, new: str, at: str = "") -> None:
        """Select the first `old`, after `at`, type `new` over it, and wait for the checks."""
        self.select(old, at)
        self.page.keyboard.insert_text(new)
        self.until_checked()

    def select(self, old: str, at: str = "") -> None:
        """Select a piece of the text."""
        self.page.evaluate(SELECT, [old, at])

    def problems(self) -> list[str]:
        """What is told to be wrong."""
        return self.part("problems").locator("li").all_inner_texts()

    def cursor(self) -> tuple[bool, int]:
        """Whether the text has the focus, and on which line the cursor stands."""
        found: list[Any] = self.page.evaluate(LINE)
        return bool(found[0]), int(found[1])
