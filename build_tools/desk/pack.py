"""Pack what the draft desk's page loads: the checks with the engine, and the packages they need."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from build_tools.desk.packages import DeskError

CHECKS, PACKAGES = "checks", "packages"
ARCHIVES = (f"{CHECKS}.zip", f"{PACKAGES}.zip")
"""The packages, five times as large, change only with the lock."""

MODULES = (
    "answer_sets", "check", "compile", "desk", "diff", "model", "signed", "__init__.py", "load.py",
    "problems.py", "published.py", "read_model.py", "yaml_slips.py", "yaml_text.py",
)  # fmt: skip
"""What the desk needs of build_tools."""

_LEFT_OUT = (
    # The parts of ours that run on this machine only.
    "build_tools/desk/inside/", "build_tools/desk/pack.py", "build_tools/desk/packages.py",
    "build_tools/diff/command.py", "build_tools/signed/command.py",
    # pydantic's older self and its plugin for mypy, which no module here imports.
    "pydantic/v1/", "pydantic/mypy.py",
)  # fmt: skip
_KINDS = (".py", ".so")

_NODE = Path(__file__).parent / "node" / "pack.mjs"


def sources(top: Path, packages: Path) -> Iterator[tuple[str, str, Path]]:
    """Every file that the desk loads, as (its archive, its place there, where it is)."""
    widgets = [top / "widgets" / name for name in ("__init__.py", "engine")]
    ours = [*(top / "build_tools" / name for name in MODULES), *widgets]
    theirs = [path for path in sorted(packages.iterdir()) if path.suffix != ".dist-info"]
    for archive, root, starts in ((CHECKS, top, ours), (PACKAGES, packages, theirs)):
        for start in starts:
            for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
                place = path.relative_to(root).as_posix()
                if path.suffix in _KINDS and not place.startswith(_LEFT_OUT):
                    yield archive, place, path


def pack(top: Path, packages: Path, runtime: Path, out: Path) -> list[Path]:
    """Write the archives into the folder `out`, replacing what was there, and return their paths.

    top: the project's folder. packages: what `build_tools.desk.packages` installed. runtime: the
    folder of Pyodide. Raises DeskError, also when the checks cannot be imported from the archives.
    """
    if not packages.is_dir():
        raise DeskError(f"{packages} is not there: run `make setup`.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        staged, fresh = Path(scratch) / "staged", Path(scratch) / out.name
        fresh.mkdir()
        for archive, place, path in sources(top, packages):
            target = staged / archive / place
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        command = ["node", str(_NODE), str(runtime.resolve()), str(staged), str(fresh)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            # Node shows the line at fault, and Pyodide's script is one line of a megabyte.
            said = "\n".join(line for line in run.stderr.splitlines() if len(line) < 1000)
            raise DeskError(f"the draft desk could not be packed.\n{said.strip()}")
        shutil.rmtree(out, ignore_errors=True)
        fresh.rename(out)
    return [out / name for name in ARCHIVES]


def main() -> int:
    """Read the folders from the command line, pack, and say what was written."""
    parser = argparse.ArgumentParser(description="Pack what the draft desk loads.")
    parser.add_argument("--packages", type=Path, default=Path(".desk"))
    parser.add_argument("--runtime", type=Path, default=Path("node_modules/pyodide"))
    parser.add_argument("--out", type=Path, default=Path("build/desk"))
    options = parser.parse_args()
    try:
        written = pack(Path(), options.packages, options.runtime, options.out)
    except DeskError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    for path in written:
        print(f"{path} ({path.stat().st_size} bytes)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
