"""A memory snapshot as its difference from what the WebAssembly file itself puts into memory.

The snapshot of Pyodide (`makeMemorySnapshot`) is all 30 MiB of memory, most of it zero or equal to
the data segments of `pyodide.asm.wasm`, which every start writes anyway. What differs is a sixth.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import Any

from build_tools.snapshot.wasm import Wasm

MAGIC = 0x31534248  # "HBS1", little-endian
BLOCK = 64  # bytes compared at a time

_PYODIDE_MAGIC = 1886286592
_PYODIDE_HEAD = 48


class SnapshotError(Exception):
    """The snapshot cannot be made or used; the text says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What Pyodide's snapshot holds: the objects it shares with JavaScript, and the memory."""

    state: dict[str, Any]
    heap: bytes


def read_memory(snapshot: bytes) -> Memory:
    """Take apart what `makeMemorySnapshot` returned. Raises SnapshotError when it is not that."""
    magic, start, length = struct.unpack_from("<3I", snapshot)
    if magic != _PYODIDE_MAGIC:
        raise SnapshotError("Pyodide writes its memory in another form now: mend delta.py")
    return Memory(json.loads(snapshot[_PYODIDE_HEAD : _PYODIDE_HEAD + length]), snapshot[start:])


def delta(memory: Memory, wasm: Wasm, head: dict[str, Any]) -> bytes:
    """The bytes to ship: a head, then each stretch of memory that differs.

    Four 32-bit numbers (magic, length of the head, number of stretches, size of the memory); the
    head as JSON, `head` and the state together, padded with spaces to whole words; address and
    length of each stretch, 32 bits each; then their bytes, one after the other. All little-endian.
    """
    stretches = _differences(memory.heap, initial(wasm, len(memory.heap)))
    text = json.dumps({**head, "state": memory.state}, sort_keys=True, separators=(",", ":"))
    written = text.encode()
    written += b" " * (-len(written) % 4)
    return b"".join([
        struct.pack("<4I", MAGIC, len(written), len(stretches), len(memory.heap)),
        written,
        *(struct.pack("<2I", start, end - start) for start, end in stretches),
        *(memory.heap[start:end] for start, end in stretches),
    ])  # fmt: skip


def initial(wasm: Wasm, size: int) -> bytes:
    """Memory of this many bytes as the module itself fills it."""
    base = bytearray(size)
    for address, content in wasm.segments():
        base[address : address + len(content)] = content
    return bytes(base)


def _differences(heap: bytes, base: bytes) -> list[tuple[int, int]]:
    """The stretches of whole blocks that differ, as start and end."""
    found: list[tuple[int, int]] = []
    for start in range(0, len(heap), BLOCK):
        end = start + BLOCK
        if heap[start:end] == base[start:end]:
            continue
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], min(end, len(heap)))
        else:
            found.append((start, min(end, len(heap))))
    return found
