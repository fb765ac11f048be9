"""Run inside Pyodide: write the modules in use, compiled, as an archive to start Python from.

In: /exercise.py. Out: /exercise.bin, that file compiled, and /library.zip. The archive is compiled
as with `python -OO` (no docstrings), and without line numbers.
"""

import importlib.util
import marshal
import sys
import zipfile
from pathlib import Path
from types import CodeType, ModuleType
from zipimport import zipimporter

# Python itself goes on without these: each is imported under `try` by what would use it.
OPTIONAL = {"bz2", "compression", "lzma", "ssl"}


def bare(code: CodeType) -> CodeType:
    """The code without its table of line numbers, a tenth of all memory; it runs the same."""
    inner = tuple(bare(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=inner)


def compiled(module: ModuleType) -> tuple[str, bytes] | None:
    """The place in the archive and the bytes of one module; None where it is built in."""
    loader = getattr(module, "__loader__", None)
    if not isinstance(loader, zipimporter):
        return None
    place = str(module.__file__).removeprefix(f"{loader.archive}/")
    text = loader.get_data(str(module.__file__))
    code = bare(compile(text, place, "exec", dont_inherit=True, optimize=2))
    unchecked = (1).to_bytes(4, "little")
    head = importlib.util.MAGIC_NUMBER + unchecked + importlib.util.source_hash(text)
    return f"{place}c", head + marshal.dumps(code)


def main() -> None:
    """Write the archive, in order of names and with one date, so that it is always the same."""
    with zipfile.ZipFile("/library.zip", "w", zipfile.ZIP_STORED) as archive:
        for name, module in sorted(sys.modules.items()):
            if name.partition(".")[0] not in OPTIONAL and (found := compiled(module)):
                place, content = found
                archive.writestr(zipfile.ZipInfo(place, (2020, 1, 1, 0, 0, 0)), content)
    exercise = Path("/exercise.py").read_text(encoding="utf-8")
    Path("/exercise.bin").write_bytes(marshal.dumps(compile(exercise, "exercise", "exec")))


main()
