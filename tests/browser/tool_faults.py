"""Ways in which the runtime of a tool can fail on its way to the reader, set up on the server."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from playwright.sync_api import BrowserContext

from tests.browser.site_server import Reply, SiteServer
from tests.browser.spoiled import spoiled
from tests.browser.tool_static import read_data, with_data

WORKER = "assets/tool/*/worker.js"
FILES = {
    "wheel": "assets/engine/*.whl",
    "lock": "assets/engine/*/pyodide-lock.json",
    "loader": "assets/pyodide/*/pyodide.mjs",
    "glue": "assets/pyodide/*/pyodide.asm.mjs",
    "wasm": "assets/pyodide/*/pyodide.asm.wasm",
    "library": "assets/pyodide/*/python_stdlib.zip",
    "policy": "assets/policy/*.json",
    "memory": "assets/snapshot/*/snapshot.bin",
    "interpreter": "assets/snapshot/*/snapshot.wasm",
}
"""What Python needs before it can answer, by the pattern of its address."""

SNAPSHOT = ("memory", "interpreter")
"""What only the start from the snapshot needs; without it Python starts the plain way."""

EVERY_START = ("loader", "glue", "policy")
"""What Python needs whichever way it starts."""

Fault = Callable[[SiteServer], None]


def _broken_restore() -> bytes:
    return spoiled("worker.js", "restore.js", "heap.set(", "void (")


def missing(pattern: str) -> Fault:
    """The file is not there."""
    return lambda server: server.fail(pattern)


def corrupt(pattern: str) -> Fault:
    """The file arrives whole, with one byte changed."""
    return lambda server: server.corrupt(pattern)


def cut_short(pattern: str) -> Fault:
    """Only the first half of the file arrives."""
    return lambda server: server.intercept(
        pattern, lambda path, reply: replace(reply, body=reply.body[: len(reply.body) // 2])
    )


def before_worker(script: str) -> Fault:
    """The worker runs under other conditions, made by a script put in front of it."""
    return lambda server: server.intercept(
        WORKER, lambda path, reply: replace(reply, body=script.encode() + b"\n" + reply.body)
    )


def plainly(fault: Fault) -> Fault:
    """Python must start the plain way, and meets the fault there."""

    def both(server: SiteServer) -> None:
        server.fail("assets/snapshot/*")
        fault(server)

    return both


def _of_files(name: str, fault: Callable[[str], Fault]) -> Fault:
    return fault(FILES[name]) if name in EVERY_START else plainly(fault(FILES[name]))


SNAPSHOT_FAULTS: dict[str, Fault] = {
    **{f"{name} missing": missing(FILES[name]) for name in SNAPSHOT},
    **{f"{name} corrupt": corrupt(FILES[name]) for name in SNAPSHOT},
    **{f"{name} cut short": cut_short(FILES[name]) for name in SNAPSHOT},
    "restoring broken": lambda server: server.intercept(
        WORKER, lambda path, reply: replace(reply, body=_broken_restore())
    ),
}
"""Ways in which the start from the snapshot can fail; Python then starts the plain way."""

FAULTS: dict[str, Fault] = {
    **{f"{name} missing": _of_files(name, missing) for name in FILES if name not in SNAPSHOT},
    **{f"{name} corrupt": _of_files(name, corrupt) for name in FILES if name not in SNAPSHOT},
    "wasm cut short": plainly(cut_short(FILES["wasm"])),
    "worker missing": missing(WORKER),
    "worker corrupt": before_worker("this is not a script"),
    "WebAssembly off": before_worker("delete self.WebAssembly;"),
    "WebAssembly blocked": before_worker("""
        const blocked = () => { throw new WebAssembly.CompileError("blocked by policy"); };
        for (const name of ["Module", "Instance"]) WebAssembly[name] = blocked;
        for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming"]) {
          WebAssembly[name] = async () => blocked();
        }"""),
    "no way to hash": before_worker(
        "crypto.subtle.digest = async () => { throw new Error('no digest'); };"
    ),
}
"""Every way of failing that leaves no Python and shows at once, by name."""

SLOW = 4.0  # seconds a request
_SLOW_LINE = "slow.txt"

# Lets a test make the worker slow, or faulty, once it has started: `tell_worker(page, "slow")`.
_LISTEN = """
let fault = "";
const told = new BroadcastChannel("fault");
told.onmessage = ({ data }) => {
  fault = data;
  told.postMessage("heard");
};
const faulty = (handle, started) => (request) => {
  if (fault === "slow") {
    // The worker stands still until the server answers, and takes no processor time.
    const line = new XMLHttpRequest();
    line.open("GET", "SLOW", false);
    line.send();
  }
  if (fault === "broken") throw new Error("out of memory");
  if (fault === "a part missing" && started.how === "snapshot") {
    throw new WebAssembly.RuntimeError("unreachable");
  }
  return handle(request);
};
"""


def can_be_told(server: SiteServer) -> None:
    """Serve a worker that `tell_worker` can make slow or faulty."""

    def change(path: str, reply: Reply) -> Reply:
        body = spoiled(
            "worker.js", "worker.js",
            "return handles.get(key);", "return faulty(handles.get(key), started);",
        )  # fmt: skip
        return replace(reply, body=listen.encode() + body)

    def wait(path: str, reply: Reply) -> Reply:
        time.sleep(SLOW)
        return Reply(200, "text/plain", b"")

    listen = _LISTEN.replace("SLOW", server.url + _SLOW_LINE)
    server.intercept(WORKER, change)
    server.intercept(_SLOW_LINE, wait)


def tell_worker(page: Any, fault: str) -> None:
    """Make the worker "slow" (`SLOW` seconds a request), "broken" (each throws) or well again ("").

    With "a part missing" it stops, as where the snapshot's interpreter lacks what is asked for.
    Returns when the worker has heard it: a request sent at once could otherwise get there first.
    """
    page.evaluate(
        """(fault) => new Promise((heard) => {
          const channel = new BroadcastChannel("fault");
          channel.onmessage = () => { channel.close(); heard(); };
          channel.postMessage(fault);
        })""",
        fault,
    )


def abort(context: BrowserContext, pattern: str) -> None:
    """Break the connection for matching addresses, as a blocker in the browser does."""
    context.route(f"**/{pattern}", lambda route: route.abort("blockedbyclient"))


def change_data(server: SiteServer, page: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Alter the data that a tool's page hands to its script, on its way to the reader."""

    def alter(path: str, reply: Reply) -> Reply:
        html = reply.body.decode()
        data = read_data(html)
        change(data)
        return replace(reply, body=with_data(html, data).encode())

    server.intercept(page, alter)


def change_policy(server: SiteServer, page: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Alter the compiled policy, and its hash in the tool's page so that it is accepted."""
    changed = b""

    def alter_page(data: dict[str, Any]) -> None:
        nonlocal changed
        file = data["files"]["policy.json"]
        policy = json.loads(
            server.root.joinpath(file["url"].removeprefix(data["root"])).read_text()
        )
        change(policy)
        changed = json.dumps(policy, ensure_ascii=False).encode()
        file["size"] = len(changed)
        file["sha256"] = hashlib.sha256(changed).hexdigest()

    change_data(server, page, alter_page)
    server.intercept(FILES["policy"], lambda path, reply: replace(reply, body=changed))
