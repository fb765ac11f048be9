"""Pages that notice what a reader never should: errors, blocked parts and requests off the site."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.site_server import SiteServer

Scheme = Literal["light", "dark"]


class Served(Protocol):
    """A site on a web server, whichever that is."""

    @property
    def origin(self) -> str:
        """Scheme, host and port, without a slash at the end."""

    @property
    def url(self) -> str:
        """The address of the site's first page, with a slash at the end."""


# What the scheduler (RxJS) of the theme's script says where a test sets the clock: a timer begun by
# the browser's clock is not stopped by the other one. Allowed only to tests that set it.
CLOCK_SET = "^error: executing a cancelled action$"

# Reports each Content-Security-Policy violation to the test, from every frame of every page.
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  window.handbookViolation(`${event.effectiveDirective} blocked ${event.blockedURI}`);
});
"""

# Makes both storages throw, as browsers do when a reader blocks cookies.
BLOCK_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, {
    get() { throw new DOMException("Access is denied for this document.", "SecurityError"); },
  });
}
"""


@dataclass
class Visits:
    """Opens pages of one site and keeps every problem that they meet.

    Call it with a path below the site's root. `allow` holds regular expressions of problems that
    the test brings about on purpose; any other problem fails the test when it ends.
    """

    browser: Browser
    server: SiteServer
    problems: list[str] = field(default_factory=list)
    _allowed: list[re.Pattern[str]] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self,
        path: str = "",
        *,
        width: int = 1280,
        height: int = 800,
        scheme: Scheme = "light",
        javascript: bool = True,
        storage: bool = True,
        timezone: str = "Europe/London",
        allow: tuple[str, ...] = (),
        workers: Literal["allow", "block"] = "block",
        before: str = "",
        server: Served | None = None,
        **options: Any,
    ) -> Page:
        """A page in a fresh browser context, loaded. Widths and heights are CSS pixels.

        `before` is a script that runs ahead of those of each page.
        Service workers are blocked unless asked for, so that what a page fetches is what the
        server sent. `options` go to Playwright's `new_context` as they are.
        """
        site = server or self.server
        self._allowed += [re.compile(pattern) for pattern in allow]
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id=timezone,
            reduced_motion="reduce",  # nothing to wait for
            service_workers=workers,
            **options,
        )
        self._contexts.append(context)
        context.set_default_timeout(10_000)
        context.expose_function("handbookViolation", self._violation)
        context.add_init_script(REPORT_VIOLATIONS + before)
        if not storage:
            context.add_init_script(BLOCK_STORAGE)
        context.on("request", lambda request: self._request(request.url, site))
        context.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))
        context.on(
            "console",
            lambda message: (
                self.problems.append(f"console: {message.text} ({message.location.get('url')})")
                if message.type == "error"
                else None
            ),
        )
        page = context.new_page()
        page.goto(f"{site.url}{path.removeprefix('/')}", wait_until="load")
        return page

    def unexpected(self) -> list[str]:
        """The problems so far that no test allowed."""
        return [
            problem
            for problem in self.problems
            if not any(pattern.search(problem) for pattern in self._allowed)
        ]

    def close(self) -> None:
        """Close every page opened."""
        for context in self._contexts:
            context.close()

    def _violation(self, text: str) -> None:
        self.problems.append(f"content security policy: {text}")

    def _request(self, url: str, site: Served) -> None:
        if not url.startswith((site.url, "data:", f"blob:{site.origin}/")):
            self.problems.append(f"request off the site: {url}")
