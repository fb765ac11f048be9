"""Reading WebAssembly, noting which functions run, and leaving functions out."""

from __future__ import annotations

import json
import subprocess

import pytest

from build_tools.snapshot.calls import with_all_they_call
from build_tools.snapshot.wasm import Wasm, WasmError
from tests.data import ROOT

PYODIDE = ROOT / "node_modules" / "pyodide" / "pyodide.asm.wasm"


def section(number: int, content: bytes) -> bytes:
    return bytes([number, len(content)]) + content


def function(*instructions: int) -> bytes:
    body = bytes([0, *instructions, 0x0B])
    return bytes([len(body)]) + body


# (import "env" "seen" (func (param i32)))  (memory 1)  (data (i32.const 8) "ab")
# 1 leaf: (seen 7)  2 middle: (call 1)  3 top: (call 2)  4 lonely: (seen 9), which none calls
MODULE = (
    b"\0asm\x01\0\0\0"
    + section(1, bytes([2, 0x60, 1, 0x7F, 0, 0x60, 0, 0]))
    + section(2, bytes([1, 3]) + b"env" + bytes([4]) + b"seen" + bytes([0, 0]))
    + section(3, bytes([4, 1, 1, 1, 1]))
    + section(5, bytes([1, 0, 1]))
    + section(
        7,
        bytes([3, 3]) + b"top" + bytes([0, 3, 6]) + b"lonely" + bytes([0, 4, 6]) + b"memory"
        + bytes([2, 0]),
    )
    + section(
        10,
        bytes([4]) + function(0x41, 7, 0x10, 0) + function(0x10, 1) + function(0x10, 2)
        + function(0x41, 9, 0x10, 0),
    )
    + section(11, bytes([1, 0, 0x41, 8, 0x0B, 2]) + b"ab")
)  # fmt: skip

RUN = """
const wasm = Buffer.from(process.argv[1], "hex");
const seen = [], failed = [];
const env = { seen: (value) => seen.push(value) };
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), { env });
for (const name of Object.keys(exports).filter((name) => name !== "memory")) {
  try { exports[name](); } catch (error) { failed.push(`${name}: ${error.message}`); }
}
const memory = Array.from(new Uint8Array(exports.memory.buffer).subarray(65536, 65540));
console.log(JSON.stringify({ seen, failed, memory }));
"""


def run(wasm: Wasm) -> dict[str, list[object]]:
    """Call every function that the module offers, in Node."""
    result = subprocess.run(
        ["node", "-e", RUN, wasm.write().hex()], capture_output=True, text=True, check=True
    )
    found: dict[str, list[object]] = json.loads(result.stdout)
    return found


def test_pyodides_own_file_is_read_and_written_back_as_it_was() -> None:
    data = PYODIDE.read_bytes()
    wasm = Wasm.read(data)
    assert wasm.write() == data
    assert len(wasm.bodies()) > 10_000
    assert wasm.memory() == 30 * 2**20
    assert sum(len(content) for _, content in wasm.segments()) > 2**20
    assert any(name == "memory" for name, *_ in wasm.exported())


def test_each_function_that_runs_is_noted_after_the_memory() -> None:
    wasm = Wasm.read(MODULE)
    assert run(wasm)["memory"] == []
    counted = wasm.counting().only({0, 1, 2, 3}, {"top", "memory"})
    assert run(counted) == {"seen": [7], "failed": [], "memory": [1, 1, 1, 0]}


def test_what_is_left_out_stops_and_the_rest_runs() -> None:
    wasm = Wasm.read(MODULE)
    assert run(wasm)["seen"] == [7, 9]
    kept = wasm.only({0, 1, 2}, {"top", "lonely", "memory"})
    assert run(kept) == {"seen": [7], "failed": ["lonely: unreachable"], "memory": []}
    assert [name for name, *_ in wasm.only({0}, {"top"}).exported()] == ["top"]


def test_a_function_brings_all_that_it_may_call() -> None:
    wasm = Wasm.read(MODULE)
    assert wasm.imported_functions() == 1
    assert with_all_they_call(wasm, {2}) == {0, 1, 2}
    assert with_all_they_call(wasm, {3}) == {3}


def test_every_instruction_of_pyodide_is_known() -> None:
    wasm = Wasm.read(PYODIDE.read_bytes())
    everything = range(len(wasm.bodies()))
    assert with_all_they_call(wasm, everything) == set(everything)


def test_data_with_its_address() -> None:
    assert list(Wasm.read(MODULE).segments()) == [(8, b"ab")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a WebAssembly module"),
        (b"PK\3\4", "not a WebAssembly module"),
        (MODULE.replace(bytes([1, 0, 0x41, 8, 0x0B, 2]), bytes([1, 0, 0x23, 8, 0x0B, 2])), "fixed"),
        (MODULE.replace(bytes([0x41, 9, 0x10, 0]), bytes([0xFE, 9, 0x10, 0])), "0xfe"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, said: str) -> None:
    def read() -> None:
        wasm = Wasm.read(data)
        list(wasm.segments())
        with_all_they_call(wasm, range(4))

    with pytest.raises(WasmError, match=said):
        read()
