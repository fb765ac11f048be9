"""Pack the decision engine as a wheel that Pyodide loads and checks by itself.

Run by `make engine` with the Python of .venv-pyodide, never imported by the rest of build_tools:
pyodide-build for Python 3.11 needs pydantic 1, which cannot live beside the handbook's own.

In:  the folder `widgets` (its pyproject.toml and engine/*.py) and Pyodide's own npm package.
Out: a folder holding the wheel and a `pyodide-lock.json` with that wheel as its only package, in
     the form that `loadPyodide({lockFileContents, packageBaseUrl, packages})` takes.

The same engine gives the same bytes on every machine and day, so a reader's cached copy stays good
until the engine itself changes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

PACKAGE = "handbook-engine"
IMPORT_ROOT = "widgets"
LOCK_NAME = "pyodide-lock.json"

# Fixed, whatever the caller's own SOURCE_DATE_EPOCH: the wheel tells versions apart by content.
WHEEL_EPOCH = "1580601600"


class PackError(Exception):
    """The engine cannot be packed; the text says what is wrong and how to mend it."""


def read_runtime(runtime: Path) -> dict[str, Any]:
    """Check Pyodide's own files and return their lock file's contents.

    A damaged WebAssembly file is worth refusing here: in the browser it makes `loadPyodide` wait
    for ever without an error.

    Raises:
        PackError: when Pyodide is not installed in `runtime`, or is damaged.
    """
    from pyodide_build.common import check_wasm_magic_number

    wasm, lock = runtime / "pyodide.asm.wasm", runtime / LOCK_NAME
    for file in (wasm, lock):
        if not file.is_file():
            raise PackError(f"{file}: not found. Run `make setup` to install Pyodide.")
    if not check_wasm_magic_number(wasm):
        raise PackError(f"{wasm}: not WebAssembly. Delete node_modules and run `make setup`.")
    contents: dict[str, Any] = json.loads(lock.read_text(encoding="utf-8"))
    return contents


def build_wheel(source: Path, out: Path) -> Path:
    """Build the wheel of `source` into the empty folder `out` and return its path.

    Raises:
        PackError: when there is no engine, the build fails, or the wheel does not hold exactly the
            engine's modules as they stand in `source`.
    """
    from pyodide_build.common import parse_top_level_import_name

    modules = sorted((source / "engine").rglob("*.py"))
    if not modules:
        raise PackError(f"{source / 'engine'}: holds no Python module, so there is no engine.")
    command = [sys.executable, "-P", "-m", "build", "--no-isolation", "--wheel"]
    result = subprocess.run(
        [*command, "--outdir", str(out), str(source)],
        env={**os.environ, "SOURCE_DATE_EPOCH": WHEEL_EPOCH, "PYTHONHASHSEED": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    wheels = list(out.glob("*.whl"))
    if result.returncode != 0 or len(wheels) != 1:
        raise PackError(f"{source}: the engine's wheel could not be built.\n{result.stdout}")
    wheel = wheels[0]
    expected = {f"{IMPORT_ROOT}/{m.relative_to(source).as_posix()}": m for m in modules}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
        differing = packed ^ expected.keys() or {
            name for name in packed if archive.read(name) != expected[name].read_bytes()
        }
    if differing or parse_top_level_import_name(wheel) != [IMPORT_ROOT]:
        names = ", ".join(sorted(differing)) or "its import name"
        raise PackError(
            f"{wheel.name}: differs from {source / 'engine'} in {names}. "
            f"Mend [tool.hatch.build] in {source / 'pyproject.toml'}."
        )
    return wheel


def lock_entry(wheel: Path, runtime_info: dict[str, str], runtime_version: str) -> dict[str, Any]:
    """Describe `wheel` as Pyodide's lock file does: name, sha256, imports, needs and so on.

    pyodide-lock refuses a wheel made for another Python, and one that needs any package: the lock
    it is added to is empty, which is what keeps the engine to the standard library.

    Raises:
        PackError: when pyodide-lock refuses the wheel.
    """
    from pyodide_lock import PyodideLockSpec
    from pyodide_lock.spec import InfoSpec
    from pyodide_lock.utils import add_wheels_to_spec

    # Only the fields that pyodide-lock has for both Python 3.11 and later.
    info = InfoSpec(
        arch=runtime_info["arch"],
        platform=runtime_info["platform"],
        python=runtime_info["python"],
        version=runtime_version,
    )
    try:
        spec = add_wheels_to_spec(PyodideLockSpec(info=info, packages={}), [wheel])
    except RuntimeError as error:
        raise PackError(
            f"{wheel.name}: Pyodide cannot load it: {error} "
            "The engine must be pure Python and need no other package."
        ) from error
    package = spec.packages[PACKAGE]
    entry: dict[str, Any] = package.to_dict() if hasattr(package, "to_dict") else package.dict()
    # Where the two releases differ: one still writes a field since dropped, one lacks a newer one.
    entry.pop("shared_library", None)
    entry.setdefault("tool", {})
    return entry


def pack(source: Path, runtime: Path, out: Path) -> list[Path]:
    """Write the wheel and its lock file to `out`, replacing what was there, and return both paths.

    `out` is left as it was when anything fails.

    Raises:
        PackError: see `read_runtime`, `build_wheel` and `lock_entry`.
    """
    runtime_lock = read_runtime(runtime)
    version: str = json.loads((runtime / "package.json").read_text(encoding="utf-8"))["version"]
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        fresh = Path(scratch) / out.name
        fresh.mkdir()
        wheel = build_wheel(source, fresh)
        entry = lock_entry(wheel, runtime_lock["info"], version)
        lock = {"info": runtime_lock["info"], "packages": {PACKAGE: entry}}
        text = json.dumps(lock, indent=2, sort_keys=True) + "\n"
        (fresh / LOCK_NAME).write_text(text, encoding="utf-8")
        if out.exists():
            shutil.rmtree(out)
        fresh.rename(out)
    return [out / wheel.name, out / LOCK_NAME]


def main() -> int:
    """Read the folders from the command line, pack, and say what was written."""
    parser = argparse.ArgumentParser(description="Pack the decision engine for the browser.")
    parser.add_argument("--source", type=Path, default=Path("widgets"))
    parser.add_argument("--runtime", type=Path, default=Path("node_modules/pyodide"))
    parser.add_argument("--out", type=Path, default=Path("build/engine"))
    options = parser.parse_args()
    try:
        written = pack(options.source, options.runtime, options.out)
    except PackError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        print(f"error: {error.name} is not installed here. Run `make engine`.", file=sys.stderr)
        return 1
    for path in written:
        print(f"{path} ({path.stat().st_size} bytes)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
