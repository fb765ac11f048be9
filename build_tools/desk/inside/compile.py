"""Run inside Pyodide: compile the modules under /desk, and import what came of it.

Out: /NAME.zip for each folder /desk/NAME. Compiled as with `python -OO`, which saves the browser
the time. What is not Python stays as it is. Not packed: archives travel packed, and so pack better.
"""

import importlib.util
import marshal
import shutil
import sys
import zipfile
from pathlib import Path

SOURCES = Path("/desk")
TRIED = Path("/tried")


def compiled(place: str, text: bytes) -> bytes:
    """One module as Python keeps it; nobody asks for its source again."""
    code = compile(text, place, "exec", dont_inherit=True, optimize=2)
    unchecked = (1).to_bytes(4, "little")
    head = importlib.util.MAGIC_NUMBER + unchecked + importlib.util.source_hash(text)
    return head + marshal.dumps(code)


def archive(folder: Path) -> str:
    """Write the archive of a folder, in order of names and with one date: it is always the same."""
    name = f"/{folder.name}.zip"
    with zipfile.ZipFile(name, "w", zipfile.ZIP_STORED) as written:
        for path in sorted(folder.rglob("*")):
            if path.is_dir():
                continue
            place, content = path.relative_to(folder).as_posix(), path.read_bytes()
            if path.suffix == ".py":
                place, content = f"{place}c", compiled(place, content)
            written.writestr(zipfile.ZipInfo(place, (2020, 1, 1, 0, 0, 0)), content)
    return name


def main() -> None:
    """Write the archives, and import from them what the browser will."""
    for folder in sorted(SOURCES.iterdir()):
        shutil.unpack_archive(archive(folder), TRIED)
    sys.path.insert(0, str(TRIED))
    importlib.import_module("build_tools.desk.entry")


main()
