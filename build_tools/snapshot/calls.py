"""Which functions of a WebAssembly module call which, read from their instructions.

WebAssembly Core Specification 2.0, 5.4, with exceptions, tail calls and typed references as far as
compilers write them today.
"""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.snapshot.wasm import Wasm, WasmError, after_locals, unsigned

_CALLS = {0x10, 0x12}
_NO_OPERAND = {0x00, 0x01, 0x05, 0x0A, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)}
# One number: types of blocks, labels, locals, globals, tables, constants, tags.
_ONE_NUMBER = {
    *range(0x02, 0x05), *range(0x06, 0x0A), 0x0C, 0x0D, 0x14, 0x15, 0x18, *range(0x20, 0x27),
    0x3F, 0x40, 0x41, 0x42, 0xD0, 0xD2,
}  # fmt: skip
_TWO_NUMBERS = {0x11, 0x13}
_MEMORY_ACCESS = range(0x28, 0x3F)
_BRANCH_TABLE, _SELECT, _F32, _F64, _PREFIX, _VECTOR = 0x0E, 0x1C, 0x43, 0x44, 0xFC, 0xFD
_PREFIXED = {**dict.fromkeys(range(8), 0), **dict.fromkeys((8, 10, 12, 14), 2)}


def with_all_they_call(wasm: Wasm, functions: Iterable[int]) -> set[int]:
    """These functions and every function that they may come to by calls that name it.

    Functions count from the first that the module defines. Calls through a table are not followed:
    where they lead is known only when the module runs.

    Raises WasmError at an instruction that is not known here.
    """
    bodies = wasm.bodies()
    first = wasm.imported_functions()
    found = set(functions)
    open_ = list(found)
    while open_:
        for callee in _called(bodies[open_.pop()]):
            number = callee - first
            if number >= 0 and number not in found:
                found.add(number)
                open_.append(number)
    return found


def _called(body: bytes) -> set[int]:
    """The index of each function that the body calls by name."""
    found = set()
    at = after_locals(body)
    while at < len(body):
        opcode, at = body[at], at + 1
        if opcode in _CALLS:
            index, at = unsigned(body, at)
            found.add(index)
        else:
            at = _after_operands(body, opcode, at)
    return found


def _after_operands(body: bytes, opcode: int, at: int) -> int:
    if opcode in _NO_OPERAND:
        return at
    if opcode in _ONE_NUMBER:
        return _skip(body, at, 1)
    if opcode in _TWO_NUMBERS:
        return _skip(body, at, 2)
    if opcode in _MEMORY_ACCESS:
        return _after_access(body, at)
    if opcode in (_BRANCH_TABLE, _SELECT):
        count, at = unsigned(body, at)
        return _skip(body, at, count + (opcode == _BRANCH_TABLE))
    if opcode in (_F32, _F64):
        return at + (4 if opcode == _F32 else 8)
    if opcode == _PREFIX:
        number, at = unsigned(body, at)
        return _skip(body, at, _PREFIXED.get(number, 1))
    if opcode == _VECTOR:
        return _after_vector(body, at)
    raise WasmError(f"an instruction is not known: {opcode:#04x}")


def _after_vector(body: bytes, at: int) -> int:
    number, at = unsigned(body, at)
    if number <= 11 or 92 <= number <= 93:
        return _after_access(body, at)
    if 84 <= number <= 91:
        return _after_access(body, at) + 1
    if number in (12, 13):
        return at + 16
    return at + (21 <= number <= 34)


def _after_access(body: bytes, at: int) -> int:
    align, at = unsigned(body, at)
    return _skip(body, at, 1 + bool(align & 64))


def _skip(body: bytes, at: int, numbers: int) -> int:
    """Where this many numbers in LEB128 end."""
    for _ in range(numbers):
        while body[at] & 0x80:
            at += 1
        at += 1
    return at
