"""The data in a WebAssembly module: the addresses it is known by, and a module with less of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.snapshot.wasm import (
    DATA,
    DATA_COUNT,
    GLOBAL,
    GLOBALS,
    Wasm,
    WasmError,
    signed,
    signed_written,
    unsigned,
    written,
)

Stretch = tuple[int, int]
"""A part of memory: where it starts, and where what comes after it does."""

_I32_CONST, _GLOBAL_GET, _END = 0x41, 0x23, 0x0B


def exported_addresses(wasm: Wasm) -> Iterator[tuple[str, int]]:
    """Name and value of each exported number that is fixed: so data is known from outside.

    Raises WasmError for a number that is worked out in a way not known here.
    """
    values = _fixed_numbers(wasm)
    for name, kind, index in wasm.exported():
        if kind == GLOBAL and index in values:
            yield name, values[index]


def without(wasm: Wasm, stretches: Iterable[Stretch]) -> Wasm:
    """The same module with zeros in these stretches, which are in order and apart."""
    gone = list(stretches)
    parts: list[bytes] = []
    for address, content in wasm.segments():
        for start, end in _outside(gone, address, address + len(content)):
            head = bytes([0, _I32_CONST]) + signed_written(start) + bytes([_END])
            piece = content[start - address : end - address]
            parts.append(head + written(len(piece)) + piece)
    count = written(len(parts))
    return wasm.with_sections({DATA: count + b"".join(parts), DATA_COUNT: count})


def _outside(gone: list[Stretch], start: int, end: int) -> Iterator[Stretch]:
    """What of one stretch is not in the others."""
    for away, back in gone:
        if back <= start:
            continue
        if away >= end:
            break
        if away > start:
            yield start, away
        start = back
    if start < end:
        yield start, end


def _fixed_numbers(wasm: Wasm) -> dict[int, int]:
    """The value of each global number that is a constant, by its index."""
    first = sum(1 for *_, kind in wasm.imported() if kind == GLOBAL)
    content = wasm.section(GLOBALS)
    count, at = unsigned(content, 0)
    found = {}
    for index in range(first, first + count):
        opcode, at = content[at + 2], at + 3
        if opcode == _I32_CONST:
            found[index], at = signed(content, at)
        elif opcode == _GLOBAL_GET:
            _, at = unsigned(content, at)
        else:
            raise WasmError(f"a global number is set by {opcode:#04x}")
        at += 1
    return found
