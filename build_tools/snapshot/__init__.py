"""Python as it stands once the engine is imported: made here, restored in the reader's browser.

`python -m build_tools.snapshot` (part of `make engine`) starts Pyodide in Node, imports the engine,
uses it, and keeps the memory (`node/take.mjs`), as its difference from what the WebAssembly file
puts there by itself (`delta.py`). It then restores that memory, uses the engine again, notes which
functions of Python's interpreter run (`node/replay.mjs`), and keeps those and all that they call
(`calls.py`, `wasm.py`), with the constants that these can come to (`constants.py`, `data.py`). What
is left is checked by giving every answer once more, and by doing all the rest once more alike.

The snapshot holds the engine and no policy, so it changes only with the engine or with Pyodide.
"""
