"""A page with date forms or with the shared questions, used with the mouse or the keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.site_server import Reply, SiteServer
from tests.browser.tool_access import LEAST_TARGET, assert_for_everyone
from tests.browser.tool_page import FOCUS, POINT, STARTING

NETWORK = (r"Failed to load resource", r"ERR_", r"blocked")
"""What a browser says of a file that a test keeps from it."""

# What is pressed in a widget, and too small; a radio is pressed by its label.
_SMALL = """([name, least]) => [...document.querySelectorAll(
    `${name} :is(button, label.hb-choice, input:not([type=radio]))`
  )].filter((e) => e.checkVisibility({ visibilityProperty: true }))
    .map((e) => [e.outerHTML.slice(0, 100), e.getBoundingClientRect()])
    .filter(([, box]) => box.width < least || box.height < least)
    .map(([html, box]) => `${html}: ${box.width} x ${box.height}`)"""


@dataclass
class WidgetPage:
    """A page that is open, with one or more elements of the name `name`."""

    page: Page
    name: str

    def until_engine(self, state: str, timeout: float = STARTING) -> None:
        """Wait for the first widget's engine to be in a state; milliseconds."""
        expect(self.page.locator(self.name).first).to_have_attribute(
            "data-engine", state, timeout=timeout
        )

    def part(self, name: str, of: str = "") -> Locator:
        """A part that the script fills, in the only widget or in the one that `of` picks."""
        return self.page.locator(f"{of or self.name} [data-part='{name}']")

    def press(self, css: str) -> None:
        """Click the middle of an element, after bringing it into view."""
        x, y, covered = self.page.evaluate(POINT, css)
        assert not covered, f"{css} cannot be pressed: {covered}"
        self.page.mouse.click(x, y)

    def tab_to(self, wanted: str, most: int = 90) -> None:
        """Press Tab until the element with the focus, `e`, fits; every stop must be seen."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            found, unseen = self.page.evaluate(FOCUS % wanted)
            assert not unseen, f"the focus cannot be seen: {unseen}"
            if found:
                return
        raise AssertionError(f"no Tab leads to {wanted}")

    def error_leads_to(self, message: str, field: str, of: str = "") -> None:
        """The summary of a mistake has the focus; by keyboard its link leads to a field."""
        error = self.part("error", of)
        expect(error).to_be_focused()
        expect(error.locator("h2")).to_have_text("There is a problem")
        expect(error.locator("a")).to_have_text(message)
        self.tab_to("e.closest('[data-part=error]') !== null")
        self.page.keyboard.press("Enter")
        focused = self.page.evaluate("document.activeElement.name")
        assert focused == field, f"the focus went to {focused!r}"

    def assert_for_everyone(self) -> None:
        """axe, no sideways scrolling and fair targets: narrow and wide, light and dark."""
        assert_for_everyone(self.page)
        small = self.page.evaluate(_SMALL, [self.name, LEAST_TARGET])
        assert not small, f"too small to press: {small}"


def data_of(html: str, name: str) -> dict[str, Any]:
    """What the first element `name` of a built page hands to its script."""
    data: dict[str, Any] = json.loads(_data(html, name).group(2))
    return data


def change_data(
    server: SiteServer, path: str, name: str, change: Callable[[dict[str, Any]], None]
) -> None:
    """Alter the data that a page hands to its script, on its way to the reader."""

    def alter(_: str, reply: Reply) -> Reply:
        html = reply.body.decode()
        found = _data(html, name)
        data = json.loads(found.group(2))
        change(data)
        text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
        return replace(reply, body=(html[: found.start(2)] + text + html[found.end(2) :]).encode())

    server.intercept(path, alter)


def _data(html: str, name: str) -> re.Match[str]:
    found = re.search(
        rf'(<{name}\b.*?<script type="application/json">)(.*?)(</script>)', html, re.DOTALL
    )
    assert found, f"the page holds no {name} with data"
    return found
