"""Chromium driven by its own protocol, tab by tab, for what Playwright's connection turns off.

A page that is made ready before it is asked for (prerendering) is a page of its own until it takes
the place of the one in the tab. Chromium does so only for a client that speaks to tabs, and
Playwright speaks to pages. It also starts Chromium so that no page is kept for Back.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from build_tools.paper.chromium import found

WINDOW = "--window-size=1280,900"
LONGEST = 30.0  # seconds for whatever is waited for
_PIPES = 'exec "$0" "$@" 3<&"$TO" 4>&"$FROM"'  # the two numbers on which Chromium listens and talks

_GONE = ("navigated or closed", "context with specified id", "context was destroyed")  # meanwhile


class TabError(Exception):
    """Chromium refused a command, or what was waited for did not come; the text says which."""


class Tab:
    """One tab. `said` holds what its pages wrote to their consoles, the oldest first."""

    def __init__(self, to: int, answers: int, scripts: Sequence[str]) -> None:
        self._to, self._from, self._scripts = to, answers, scripts
        self._unread = b""
        self._number = 0
        self._replies: dict[int, dict[str, Any]] = {}
        self._pages: list[str] = []  # sessions, the oldest first
        self._place: dict[str, float] = {}  # of the mouse
        self.said: list[str] = []
        tab = self._ask("Target.createTarget", {"url": "about:blank", "forTab": True})
        attached = self._ask("Target.attachToTarget", {**tab, "flatten": True})
        self._ask(
            "Target.setAutoAttach",
            {
                "autoAttach": True,
                "waitForDebuggerOnStart": True,
                "flatten": True,
                "filter": [{"type": "page"}, {"exclude": True}],
            },
            attached["sessionId"],
        )
        # What its page was given by then is kept for those that follow in the tab, and no more.
        self.wait(lambda: self._pages)
        self.ask("0")

    def go(self, address: str) -> None:
        """Open an address, without waiting for the page."""
        self._ask("Page.navigate", {"url": address}, self._pages[-1])

    def ask(self, expression: str) -> Any:
        """The value of an expression in the page that is shown. Raises TabError."""
        return self._evaluate(self._shown(), expression)

    def ready_pages(self) -> list[str]:
        """The addresses of the pages that were made ready and are not shown."""
        told = [
            self._evaluate(page, "document.prerendering && location.href") for page in self._pages
        ]
        return [address for address in told if address]

    def rest_on(self, selector: str) -> None:
        """Put the mouse on the first such element, once it is there. Raises TabError."""
        find = f"""(() => {{
          const found = [...document.querySelectorAll({json.dumps(selector)})];
          const one = found.find((each) => each.checkVisibility());
          if (document.readyState !== "complete" || !one) return null;
          one.scrollIntoView({{ block: "center", behavior: "instant" }});
          const {{ left, top, width, height }} = one.getBoundingClientRect();
          return {{ x: left + width / 2, y: top + height / 2 }};
        }})()"""
        self._place = self.wait(lambda: self.ask(find))
        self._mouse("mouseMoved")

    def press(self) -> None:
        """Press and let go what the mouse rests on."""
        for kind in ("mousePressed", "mouseReleased"):
            self._mouse(kind, button="left", clickCount=1)

    def wait(self, for_what: Callable[[], Any], longest: float = LONGEST) -> Any:
        """The first true value of `for_what`. Raises TabError after `longest` seconds."""
        end = time.monotonic() + longest
        while not (value := for_what()):
            if time.monotonic() > end:
                raise TabError(f"waited {longest} s in vain; the pages said {self.said}")
            self._read(0.02)
        return value

    def pause(self, seconds: float) -> None:
        """Let time pass for the pages; a new one waits for what it must be given first."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def _mouse(self, kind: str, **more: Any) -> None:
        self._ask("Input.dispatchMouseEvent", {"type": kind, **self._place, **more}, self._shown())

    def _shown(self) -> str:
        """The session of the page in sight."""

        def in_sight() -> str | None:
            # The page that was there before may not answer any more: the newest are asked first.
            for page in reversed(self._pages):
                if self._evaluate(page, "document.prerendering") is False:
                    return page
            return None

        page: str = self.wait(in_sight)
        return page

    def _evaluate(self, page: str, expression: str) -> Any:
        wanted = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        try:
            told = self._ask("Runtime.evaluate", wanted, page)
        except TabError as error:
            if page in self._pages and not str(error).endswith(_GONE):
                raise
            return None
        if "exceptionDetails" in told:
            raise TabError(f"{expression}: {told['result'].get('description')}")
        return told["result"].get("value")

    def _ask(self, method: str, given: dict[str, Any], session: str = "") -> dict[str, Any]:
        number = self._post(method, given, session)
        reply = self.wait(lambda: self._replies.pop(number, None))
        if "error" in reply:
            raise TabError(f"{method}: {reply['error']['message']}")
        result: dict[str, Any] = reply["result"]
        return result

    def _post(self, method: str, given: dict[str, Any], session: str = "") -> int:
        self._number += 1
        command = {"id": self._number, "method": method, "params": given}
        if session:
            command["sessionId"] = session
        os.write(self._to, json.dumps(command).encode() + b"\0")
        return self._number

    def _read(self, longest: float) -> None:
        """Take in what Chromium says within `longest` seconds."""
        if not select.select([self._from], [], [], longest)[0]:
            return
        got = os.read(self._from, 1 << 20)
        if not got:
            raise TabError("Chromium is gone")
        *whole, self._unread = (self._unread + got).split(b"\0")
        for each in whole:
            message = json.loads(each)
            if "id" in message:
                self._replies[message["id"]] = message
            else:
                self._take(message["method"], message["params"])

    def _take(self, event: str, told: dict[str, Any]) -> None:
        if event == "Target.attachedToTarget" and told["targetInfo"]["type"] == "page":
            page = told["sessionId"]
            self._pages.append(page)
            # It waits for these before it runs anything of its own.
            self._post("Page.enable", {}, page)
            self._post("Runtime.enable", {}, page)
            for script in self._scripts:
                self._post("Page.addScriptToEvaluateOnNewDocument", {"source": script}, page)
            self._post("Runtime.runIfWaitingForDebugger", {}, page)
        elif event == "Target.detachedFromTarget" and told["sessionId"] in self._pages:
            self._pages.remove(told["sessionId"])
        elif event == "Runtime.consoleAPICalled":
            self.said.append(" ".join(str(each.get("value")) for each in told["args"]))


@contextmanager
def one_tab(folder: Path, flags: Sequence[str], scripts: Sequence[str] = ()) -> Iterator[Tab]:
    """A new Chromium with its profile in `folder` and one tab open.

    `scripts` run in each page before anything of its own.
    """
    to_read, to = os.pipe()
    answers, answers_write = os.pipe()
    own = ["--headless", WINDOW, "--remote-debugging-pipe", f"--user-data-dir={folder}"]
    browser = subprocess.Popen(
        ["bash", "-c", _PIPES, found(), *own, *flags],
        pass_fds=(to_read, answers_write),
        env={**os.environ, "TO": str(to_read), "FROM": str(answers_write)},
        stderr=subprocess.DEVNULL,
    )
    for end in (to_read, answers_write):
        os.close(end)
    try:
        yield Tab(to, answers, scripts)
    finally:
        for end in (to, answers):
            os.close(end)  # it ends by itself when nobody speaks to it any more
        try:
            browser.wait(LONGEST)
        except subprocess.TimeoutExpired:
            browser.kill()
            browser.wait()
