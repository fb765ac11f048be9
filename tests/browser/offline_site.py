"""Published editions of the site, and what a reader's device has kept of them."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from build_tools.offline import LISTS, WORKER
from tests.browser.site_server import Reply, SiteServer
from tests.browser.watched import CLOCK_SET, Visits
from tests.offline_lists import write_lists

AUTHORITIES = {key: key.title() for key in ("bedfordshire", "bradford", "luton", "wolverhampton")}
OFFLINE = (r"Failed to load resource", r"ERR_", CLOCK_SET)
"""What a browser says of a server that is gone, or that fails on purpose."""

OLD_NUMBER = "01274 437500"
NEW_NUMBER = "01274 999000"
NUMBER = {OLD_NUMBER: NEW_NUMBER, OLD_NUMBER.replace(" ", ""): NEW_NUMBER.replace(" ", "")}

# How the line of the device is described to pages.
LINE = "Object.defineProperty(navigator, 'connection', { value: %s, configurable: true });"
MOBILE = LINE % "{ type: 'cellular' }"
SPARING = LINE % "{ saveData: true }"

# Everything in every cache, by cache and address, with its day; of a list also whether it is whole.
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    found[name] = {};
    for (const request of await cache.keys()) {
      const kept = await cache.match(request);
      if (!kept) continue; // deleted meanwhile
      const { headers } = kept;
      const notes = ["x-handbook-kept", "x-handbook-whole"].map((note) => headers.get(note) || "");
      found[name][request.url] = notes.join(" ").trim();
    }
  }
  return found;
}"""
IS_KEPT = """async ([top, part, whole]) => {
  for (const name of await caches.keys()) {
    if (!name.includes(` copy ${part} `)) continue;
    const list = await caches.match(new URL(`offline/${part}.json`, top), { cacheName: name });
    if (list?.headers.get("x-handbook-kept") &&
        (!whole || list.headers.get("x-handbook-whole") === "yes")) return true;
  }
  return false;
}"""

IS_BEGUN = """async (part) => {
  const name = (await caches.keys()).find((each) => each.includes(` copy ${part} `));
  return name !== undefined && (await (await caches.open(name)).keys()).length > 3;
}"""

IS_SEEN = """async (address) => {
  const kept = await caches.match(address);
  const style = await caches.match(document.querySelector("[rel=stylesheet]").href);
  return kept !== undefined && style !== undefined;
}"""


def publish(
    site: Path,
    target: Path,
    changes: Mapping[str, str],
    *,
    under: str = "",
    edit: Callable[[Path], object] = lambda site: None,
) -> Path:
    """Another edition of a built site: texts changed in its pages, the lists written again.

    `under` is the folder whose pages change, "" for all; `edit` may change what else it likes.
    Files that stay are shared with `site`, so one that changes is written anew.
    """
    shutil.copytree(site, target, copy_function=os.link)
    for page in (target / under).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for old, new in changes.items():
            text = text.replace(old, new)
        page.unlink()
        page.write_text(text, encoding="utf-8")
    edit(target)
    shutil.rmtree(target / LISTS)
    (target / WORKER).unlink()
    write_lists(target, AUTHORITIES)
    return target


def move_scripts(site: Path, target: Path) -> Path:
    """Another edition of a built site, with every script of the tools at another address."""
    old, new = scripts(site), scripts(site)[::-1]
    place = Path("assets/tool")
    return publish(
        site,
        target,
        {old: new},
        edit=lambda made: (made / place / old).rename(made / place / new),
    )


def scripts(site: Path) -> str:
    """The name of the folder of the tools' scripts, which changes when one of them does."""
    (folder,) = (site / "assets/tool").iterdir()
    return folder.name


def device(
    visit: Visits, server: SiteServer, path: str, *, line: str = "", part: str = "", **options: Any
) -> Page:
    """A reader's page with the worker on, opened at `path`, once `part` (if any) has been kept.

    `line` describes the connection: MOBILE keeps pages without Python, SPARING nothing unasked.
    """
    page = visit(path, workers="allow", allow=OFFLINE, server=server, before=line, **options)
    if part:
        until_kept(page, server, part, whole=line != MOBILE)
    return page


def seen(visit: Visits, server: SiteServer, path: str) -> Page:
    """A reader's page that the worker answered, so that this page is kept and no other."""
    page = device(visit, server, path, line=SPARING)
    until(page, "() => navigator.serviceWorker.controller !== null", None, "no worker took over")
    page.reload()
    until(page, IS_SEEN, server.url + path, f"{path} was not kept")
    return page


def until_kept(page: Page, server: SiteServer, part: str, *, whole: bool = False) -> None:
    """Wait for a finished copy of a part, with Python if `whole`."""
    until(page, IS_KEPT, [server.url, part, whole], f"no copy of {part} was finished")


def until_begun(page: Page, part: str) -> None:
    """Wait until some pages of a copy are there."""
    until(page, IS_BEGUN, part, f"no copy of {part} begins")


def until(page: Page, script: str, given: object, complaint: str, timeout: float = 40) -> None:
    """Wait, at most so many seconds, until an asynchronous script of a page gives something true.

    (`wait_for_function` would take the promise itself for something true.)
    """
    end = time.monotonic() + timeout
    while not page.evaluate(script, given):
        assert time.monotonic() < end, complaint
        page.wait_for_timeout(50)


def kept(page: Page) -> dict[str, dict[str, str]]:
    """Everything on the device: by cache, what is noted of each address."""
    found = page.evaluate(KEPT)
    assert isinstance(found, dict)
    return found


def kept_at_rest(page: Page) -> dict[str, dict[str, str]]:
    """Everything on the device, once nothing more comes: what a page loads is kept one by one."""
    last, rests = kept(page), 0
    while rests < 3:
        page.wait_for_timeout(100)
        now = kept(page)
        last, rests = now, rests + 1 if now == last else 0
    return last


def copies(page: Page, part: str) -> list[str]:
    """The names of the caches that hold copies of a part, finished or not."""
    return [name for name in kept(page) if f" copy {part} " in name]


def banner(page: Page) -> Locator:
    """What a page says of itself when it is a copy."""
    return page.locator("body > .hb-copy")


def shows_a_copy(page: Page, why: str, number: str = OLD_NUMBER) -> None:
    """The page is a copy, says how old it is and why it is shown, and has the number."""
    expect(banner(page)).to_have_role("status")
    expect(banner(page)).to_contain_text("Copy kept on this device on")
    expect(banner(page)).to_contain_text(why)
    expect(page.locator("#urgent .tel", has_text=number)).to_be_visible()


def is_fresh(page: Page, number: str = OLD_NUMBER) -> None:
    """The page is as published, with the number."""
    expect(page.locator("#urgent .tel", has_text=number)).to_be_visible()
    expect(banner(page)).to_have_count(0)


def send_slowly(server: SiteServer, pattern: str) -> list[float]:
    """Send matching pages a tenth of a second late; gives when each was asked for, in seconds."""
    asked: list[float] = []

    def later(path: str, reply: Reply) -> Reply:
        asked.append(time.monotonic())
        time.sleep(0.1)
        return reply

    server.intercept(pattern, later)
    return asked


def without(server: SiteServer, *changes: tuple[str, str]) -> None:
    """Serve a worker with places of its source changed: what a check must notice."""

    def change(path: str, reply: Reply) -> Reply:
        text = reply.body.decode()
        for old, new in changes:
            assert text.count(old) == 1, f"sw.js has {text.count(old)} places with {old!r}"
            text = text.replace(old, new)
        return Reply(reply.status, reply.content_type, text.encode())

    server.intercept(WORKER, change)
