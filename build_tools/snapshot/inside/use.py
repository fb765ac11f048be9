"""Run inside Pyodide: import the engine and use it, so that what it needs is in memory.

In: /requests.json. Out: /replies.jsonl, and `open_session`, which the worker calls.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from widgets.engine import codec
from widgets.engine.api import Session
from widgets.engine.compare import Comparison


def open_session(entry: str, policy: str) -> Callable[[str], str]:
    """The `handle` of a new Session or Comparison for a compiled policy."""
    if entry == "Session":
        return Session(policy).handle
    return Comparison(policy).handle


def replies() -> Iterator[str]:
    """The reply to each request, in order."""
    asked = json.loads(Path("/requests.json").read_text(encoding="utf-8"))
    handles = {entry: open_session(entry, policy) for entry, policy in asked["policies"].items()}
    for entry, request in asked["requests"]:
        yield handles[entry](request)


codec.know_all()
# One by one: all of them together would need more memory than a restore begins with.
with Path("/replies.jsonl").open("w", encoding="utf-8") as file:
    for reply in replies():
        file.write(json.dumps(reply) + "\n")
