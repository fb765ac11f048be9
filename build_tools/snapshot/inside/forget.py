"""Run inside Pyodide: forget what answering never needs, so that it is neither stored nor sent."""

import gc
import random
import sys
import zipimport
from pathlib import Path

# What Pyodide and the engine import on their way up and do not use again. That answering goes on
# without them is checked when the snapshot is made.
FORGOTTEN = {
    "__future__", "_colorize", "_opcode_metadata", "annotationlib", "asyncio", "bisect", "codeop",
    "concurrent", "dis", "heapq", "inspect", "locale", "ntpath", "opcode", "random", "reprlib",
    "selectors", "shutil", "signal", "socket", "string", "struct", "subprocess", "tempfile",
    "textwrap", "threading", "zipfile",
}  # fmt: skip
PARTS = {
    "_pyodide._core_docs", "_pyodide.docs_argspec", "_pyodide.docstring", "html.entities",
    "importlib._abc", "importlib.abc", "importlib.machinery", "importlib.util",
}  # fmt: skip


def forget() -> None:
    """Empty these modules and take them out of the list of those imported."""
    for name in sorted(sys.modules):
        if name in PARTS or name.partition(".")[0] in FORGOTTEN:
            vars(sys.modules.pop(name)).clear()


random.seed(0)  # its state is never the same twice; nothing that answers uses it
for file in ("/requests.json", "/replies.jsonl"):
    Path(file).unlink()
forget()
zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]
sys.path_importer_cache.clear()
gc.collect()
# Nor this file's own names, and those of use.py, but for the one that the worker calls.
for name in set(globals()) - {"open_session", "Session", "Comparison"}:
    if not name.startswith("__") and name != "name":
        del globals()[name]
