"""The snapshot of Python with the engine in it: repeatable, checked, and whole in each part."""

from __future__ import annotations

import json
import shutil
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.snapshot import make as making
from build_tools.snapshot.delta import BLOCK, MAGIC, Memory, SnapshotError, delta, read_memory
from build_tools.snapshot.wasm import Wasm
from tests.build_tools.test_snapshot_wasm import MODULE
from tests.data import ROOT
from tests.engine.sample import AUTHORITY
from widgets.engine import codec

PYODIDE = ROOT / "node_modules" / "pyodide"
ENGINE = ROOT / "build" / "engine"
BUILT = ROOT / "build" / "snapshot"


def restored(data: bytes, base: bytes) -> tuple[dict[str, object], bytes]:
    """What widgets/web/restore.js makes of it."""
    magic, length, stretches, size = struct.unpack_from("<4I", data)
    assert magic == MAGIC
    assert size == len(base)
    at = 16 + length
    heap, come = bytearray(base), at + 8 * stretches
    for number in range(stretches):
        start, count = struct.unpack_from("<2I", data, at + 8 * number)
        heap[start : start + count] = data[come : come + count]
        come += count
    assert come == len(data)
    return json.loads(data[16:at]), bytes(heap)


@given(st.lists(st.tuples(st.integers(0, 65_535), st.integers(0, 255)), max_size=30))
def test_a_difference_restores_the_memory(written: list[tuple[int, int]]) -> None:
    wasm = Wasm.read(MODULE)
    base = bytes(8) + b"ab" + bytes(65_526)
    heap = bytearray(base)
    for address, value in written:
        heap[address] = value
    data = delta(Memory({"hiwireKeys": [None, "é"]}, bytes(heap)), wasm, {"lock": "{}"})
    head, memory = restored(data, base)
    assert memory == bytes(heap)
    assert head == {"lock": "{}", "state": {"hiwireKeys": [None, "é"]}}
    assert len(data) <= 150 + len(written) * (BLOCK + 8)


def test_memory_in_another_form_is_refused() -> None:
    with pytest.raises(SnapshotError, match="another form"):
        read_memory(bytes(64))


def test_the_engine_is_used_on_a_policy_with_all_that_the_engine_knows() -> None:
    """The same that the engine's own tests use: every kind of step and condition."""
    assert json.loads(making.EXAMPLE.read_text()) == json.loads(codec.dump(AUTHORITY))


@pytest.mark.builds
@pytest.mark.xdist_group("tools")
def test_a_snapshot_is_the_same_each_time(
    tmp_path: Path, report: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the project stands: the path of the script once came into Python's memory."""
    (wheel,) = ENGINE.glob("*.whl")
    out = tmp_path / "snapshot"
    elsewhere = tmp_path / "a checkout with a path that is longer than most people's are"
    for place in ("build_tools/snapshot", "widgets/web"):
        shutil.copytree(ROOT / place, elsewhere / place)
    monkeypatch.setattr(making, "_NODE", elsewhere / "build_tools" / "snapshot" / "node")
    making.make(PYODIDE, wheel, out, progress=lambda _: None)
    for name in (making.MEMORY, making.INTERPRETER):
        assert (out / name).read_bytes() == (BUILT / name).read_bytes(), name
    report.append(
        f"snapshot: {(out / making.MEMORY).stat().st_size:,} bytes of memory, "
        f"{(out / making.INTERPRETER).stat().st_size:,} of interpreter, twice the same"
    )


def test_answers_other_than_before_are_refused(tmp_path: Path) -> None:
    requests = {"policies": {}, "requests": [["Session", "one"], ["Session", "two"]]}
    (tmp_path / "requests.json").write_text(json.dumps(requests))
    making.compare(tmp_path, ["a", "b"], ["a", "b"])
    with pytest.raises(SnapshotError) as caught:
        making.compare(tmp_path, ["a", "b"], ["a", "c"])
    for part in ("two", "expected: b", "given: c"):
        assert part in str(caught.value)


def test_an_interpreter_that_does_something_in_another_way_is_refused() -> None:
    making.compare_exercise(["text 1", "classes 2"], ["text 1", "classes 2"])
    with pytest.raises(SnapshotError, match="does text of inside"):
        making.compare_exercise(["text 1", "classes 2"], ["text 3", "classes 2"])


@pytest.mark.builds
@pytest.mark.xdist_group("tools")
def test_what_is_not_pyodide_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "package.json", "pyodide-lock.json"):
        shutil.copy(PYODIDE / name, runtime)
    (runtime / "pyodide.asm.wasm").write_bytes(b"PK\3\4")
    (wheel,) = ENGINE.glob("*.whl")
    out = tmp_path / "out"
    with pytest.raises(SnapshotError, match=r"pyodide\.asm\.wasm: this is not a WebAssembly"):
        making.make(runtime, wheel, out, progress=lambda _: None)
    assert not out.exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["runtime"]
