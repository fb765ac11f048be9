"""Make the snapshot from the command line: `python -m build_tools.snapshot`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from build_tools.snapshot.delta import SnapshotError
from build_tools.snapshot.make import make


def main() -> int:
    """Read the folders from the command line, make the snapshot, and say what was written."""
    parser = argparse.ArgumentParser(description="Keep Python as it stands with the engine in it.")
    parser.add_argument("--runtime", type=Path, default=Path("node_modules/pyodide"))
    parser.add_argument("--engine", type=Path, default=Path("build/engine"))
    parser.add_argument("--out", type=Path, default=Path("build/snapshot"))
    options = parser.parse_args()
    wheels = list(options.engine.glob("*.whl"))
    if len(wheels) != 1:
        print(f"error: {options.engine} holds no engine. Run `make engine`.", file=sys.stderr)
        return 1
    try:
        written = make(options.runtime, wheels[0], options.out, progress=print)
    except SnapshotError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    for path in written:
        print(f"{path} ({path.stat().st_size} bytes)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
