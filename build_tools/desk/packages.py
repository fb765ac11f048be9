"""The packages of other people that the checks need, as Pyodide can load them.

Run by `make`: installs into a folder, from the handbook's own lock, the very versions that the
build checks with, so that the desk cannot judge otherwise than the build. pydantic's core is not
Python; PyPI has it for Pyodide. PyYAML is not there for Pyodide, but its Python part does without
the rest, so that is taken from beside this program.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

LOCKED = (
    "annotated-types", "pydantic", "pydantic-core", "typing-extensions", "typing-inspection",
)  # fmt: skip
YAML = "yaml"


class DeskError(Exception):
    """The desk cannot be made; the text says what is wrong and how to mend it."""


def locked(lock: str) -> str:
    """The lines of a lock (requirements.txt with hashes) that the desk needs.

    Raises DeskError when one is not there.
    """
    found = {
        match["name"]: match.group()
        for match in re.finditer(r"^(?P<name>[a-z0-9-]+)==.*?(?=^[a-z#]|\Z)", lock, re.M | re.S)
    }
    if missing := [name for name in LOCKED if name not in found]:
        raise DeskError(f"requirements.txt lacks {', '.join(missing)}: run `make lock`.")
    return "".join(found[name] for name in LOCKED)


def install(lock: Path, runtime: Path, out: Path) -> None:
    """Install the packages into `out`, replacing what was there.

    lock: requirements.txt. runtime: the folder of Pyodide, which tells for which machine it is
    made. Raises DeskError.
    """
    info = json.loads((runtime / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    version = ".".join(info["python"].split(".")[:2])
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "requirements.txt"
        wanted.write_text(locked(lock.read_text(encoding="utf-8")), encoding="utf-8")
        fresh = Path(scratch) / "packages"
        run = subprocess.run(
            [
                sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--no-compile",
                "--require-hashes", "--only-binary=:all:", "--python-version", version,
                "--implementation", "cp", "--abi", f"cp{version.replace('.', '')}",
                "--abi", "none", "--platform", f"pyemscripten_{info['abi_version']}_wasm32",
                "--target", str(fresh), "-r", str(wanted),
            ],
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        if run.returncode != 0:
            raise DeskError(
                "the packages of the draft desk could not be installed. Where the lock has no "
                "pydantic-core for this Pyodide, take the two back to versions that fit.\n"
                f"{run.stderr.strip()}"
            )
        yaml = find_spec(YAML)
        if yaml is None or yaml.origin is None:
            raise DeskError("PyYAML is not installed: run `make setup`.")
        (fresh / YAML).mkdir()
        for module in Path(yaml.origin).parent.glob("*.py"):
            shutil.copy(module, fresh / YAML)
        shutil.rmtree(out, ignore_errors=True)
        shutil.move(fresh, out)


def main() -> int:
    """Read the folders from the command line and install."""
    parser = argparse.ArgumentParser(description="Install what the draft desk loads.")
    parser.add_argument("--lock", type=Path, default=Path("requirements.txt"))
    parser.add_argument("--runtime", type=Path, default=Path("node_modules/pyodide"))
    parser.add_argument("--out", type=Path, default=Path(".desk"))
    options = parser.parse_args()
    try:
        install(options.lock, options.runtime, options.out)
    except DeskError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
