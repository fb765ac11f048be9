"""Run inside Pyodide: import the engine and use it, so that what it needs is in memory.

In: /requests.json. Out: /replies.jsonl; `open_session`, which the worker calls; and `ran`, the code
of every function that ran.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType

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


ran: set[CodeType] = set()
codec.know_all()
sys.setprofile(lambda frame, _event, _argument: ran.add(frame.f_code))
# One by one: all of them together would need more memory than a restore begins with.
with Path("/replies.jsonl").open("w", encoding="utf-8") as file:
    for reply in replies():
        file.write(json.dumps(reply) + "\n")
sys.setprofile(None)
