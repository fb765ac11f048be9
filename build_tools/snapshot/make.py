"""The steps from the engine's wheel to the two files that a reader's browser restores."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Set
from pathlib import Path

from build_tools.snapshot.calls import with_all_they_call
from build_tools.snapshot.constants import unreached
from build_tools.snapshot.data import without
from build_tools.snapshot.delta import Memory, SnapshotError, delta, initial, read_memory
from build_tools.snapshot.wasm import FUNCTION, Wasm, WasmError

MEMORY = "snapshot.bin"
INTERPRETER = "snapshot.wasm"
EXAMPLE = Path(__file__).parent / "example.json"
"""A compiled policy with every kind of step and rule: what the engine is used on."""

_NODE = Path(__file__).parent / "node"
_EMPTY_ZIP = b"PK\5\6" + bytes(18)
_WASM, _GLUE = "pyodide.asm.wasm", "pyodide.asm.mjs"
_WORD = re.compile(r"[A-Za-z_$][\w$]*")


def make(runtime: Path, wheel: Path, out: Path, *, progress: Callable[[str], None]) -> list[Path]:
    """Write the memory and the interpreter that goes with it to `out`; returns both paths.

    runtime: the folder of Pyodide. wheel: the engine, packed. `out` is left as it was when
    anything fails; what it holds of an earlier run is replaced.

    Raises SnapshotError, also when the result does not answer exactly as Python does otherwise.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        whole = Wasm.read((runtime / _WASM).read_bytes())
        with tempfile.TemporaryDirectory(dir=out.parent) as name:
            scratch = Path(name)
            progress("starting Python and using the engine")
            _node("take.mjs", runtime, wheel, EXAMPLE, scratch)
            kept = _kept(scratch, whole)
            memory = _shipped(kept, whole, runtime)
            progress("finding what answering needs")
            ran, did = _replay(scratch, runtime, whole.counting(), memory)
            slim = _slim(whole, ran, (runtime / _GLUE).read_text(encoding="utf-8"))
            slim = without(slim, unreached(whole, slim, initial(whole, len(kept.heap)), kept.heap))
            progress("giving every answer again")
            _, does = _replay(scratch, runtime, slim, memory)
            compare_exercise(did, does)
            fresh = scratch / "fresh"
            fresh.mkdir()
            (fresh / MEMORY).write_bytes(memory)
            (fresh / INTERPRETER).write_bytes(slim.write())
            if out.exists():
                shutil.rmtree(out)
            fresh.rename(out)
    except WasmError as error:
        raise SnapshotError(f"{runtime / _WASM}: {error}. Mend build_tools/snapshot.") from error
    return [out / MEMORY, out / INTERPRETER]


def _kept(scratch: Path, whole: Wasm) -> Memory:
    memory = read_memory((scratch / "memory.bin").read_bytes())
    if len(memory.heap) != whole.memory():
        raise SnapshotError(
            f"Python needed {len(memory.heap):,} bytes of memory; a restore begins with "
            f"{whole.memory():,}. Import less in widgets/engine, or use less in the example."
        )
    return memory


def _shipped(memory: Memory, whole: Wasm, runtime: Path) -> bytes:
    lock = json.loads((runtime / "pyodide-lock.json").read_text(encoding="utf-8"))
    return delta(memory, whole, {"lock": json.dumps({"info": lock["info"], "packages": {}})})


def _replay(
    scratch: Path, runtime: Path, interpreter: Wasm, memory: bytes
) -> tuple[set[int], list[str]]:
    """Ask everything again of this interpreter.

    Returns the functions that noted that they ran, and what came of each part of the exercise.

    Raises SnapshotError when a reply is another one than Python gave without a snapshot.
    """
    folder = scratch / "runtime"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in ("pyodide.mjs", _GLUE, "package.json"):
        shutil.copy(runtime / name, folder)
    (folder / _WASM).write_bytes(interpreter.write())
    (folder / "empty.zip").write_bytes(_EMPTY_ZIP)
    (scratch / MEMORY).write_bytes(memory)
    out = scratch / "out"
    out.mkdir(exist_ok=True)
    given = (scratch / name for name in (MEMORY, "requests.json", "exercise.bin"))
    _node("replay.mjs", folder, *given, out)
    compare(scratch, _lines(scratch / "replies.jsonl"), _lines(out / "replies.jsonl"))
    ran = {number for number, byte in enumerate((out / "ran.bin").read_bytes()) if byte}
    return ran, json.loads((out / "exercise.json").read_text(encoding="utf-8"))


def compare(scratch: Path, expected: list[str], given: list[str]) -> None:
    """Hold replies against those expected; `scratch` has what was asked.

    Raises SnapshotError with the first request that is answered in another way.
    """
    if given == expected:
        return
    requests = json.loads((scratch / "requests.json").read_text(encoding="utf-8"))["requests"]
    pairs = zip(requests, expected, given, strict=True)
    asked, wanted, got = next(each for each in pairs if each[1] != each[2])
    raise SnapshotError(
        "the restored Python answers in another way.\n"
        f"  asked: {asked}\n  expected: {wanted}\n  given: {got}"
    )


def compare_exercise(expected: list[str], given: list[str]) -> None:
    """Hold what came of each part of inside/exercise.py, a name and a hash, against another run.

    Raises SnapshotError with the names of the parts that came out in another way.
    """
    pairs = zip(expected, given, strict=True)
    parts = sorted({wanted.split()[0] for wanted, got in pairs if wanted != got})
    if parts:
        raise SnapshotError(
            f"the smaller interpreter does {', '.join(parts)} of inside/exercise.py in another "
            "way: a constant is missing. Mend build_tools/snapshot/constants.py."
        )


def _slim(whole: Wasm, ran: Set[int], glue: str) -> Wasm:
    """The interpreter with what ran, all that this may call, and the names that are looked up."""
    first = whole.imported_functions()
    kept = with_all_they_call(whole, ran)
    # Linked by name when it starts, whoever asks.
    named = {name for module, name, _ in whole.imported() if module.startswith("GOT.")}
    spoken = set(_WORD.findall(glue))
    exports = {
        name
        for name, kind, index in whole.exported()
        if name in named
        or (
            (name in spoken or f"_{name}" in spoken)
            and (kind != FUNCTION or index < first or index - first in kept)
        )
    }
    return whole.only(kept, exports)


def _lines(path: Path) -> list[str]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]


def _node(script: str, *arguments: Path) -> None:
    command = ["node", str(_NODE / script), *(str(each.resolve()) for each in arguments)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        # Node shows the line at fault, and Pyodide's script is one line of a megabyte.
        said = "\n".join(line for line in run.stderr.splitlines() if len(line) < 1000)
        raise SnapshotError(f"{script} failed.\n{said.strip()}")
