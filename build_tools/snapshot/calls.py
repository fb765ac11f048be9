"""Which functions a WebAssembly module calls and which addresses it names, from its instructions.

WebAssembly Core Specification 2.0, 5.4, with exceptions, tail calls and typed references as far as
compilers write them today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.snapshot.wasm import Wasm, WasmError, after_locals, signed, unsigned

_CALLS = {0x10, 0x12}
_I32_CONST = 0x41
_NO_OPERAND = {0x00, 0x01, 0x05, 0x0A, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)}
# One number: types of blocks, labels, locals, globals, tables, constants, tags.
_ONE_NUMBER = {
    *range(0x02, 0x05), *range(0x06, 0x0A), 0x0C, 0x0D, 0x14, 0x15, 0x18, *range(0x20, 0x27),
    0x3F, 0x40, 0x42, 0xD0, 0xD2,
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
        for opcode, callee in _named(bodies[open_.pop()]):
            number = callee - first if opcode in _CALLS else -1
            if number >= 0 and number not in found:
                found.add(number)
                open_.append(number)
    return found


def addresses(bodies: Iterable[bytes]) -> set[int]:
    """Every number in these functions that may be an address: constants, and offsets of accesses.

    Raises WasmError at an instruction that is not known here.
    """
    return {
        number & 0xFFFFFFFF
        for body in bodies
        for opcode, number in _named(body)
        if opcode not in _CALLS
    }


def _named(body: bytes) -> Iterator[tuple[int, int]]:
    """Opcode and number of each call by name, constant of 32 bits and access to memory."""
    at = after_locals(body)
    while at < len(body):
        opcode, at = body[at], at + 1
        if opcode in _CALLS:
            number, at = unsigned(body, at)
            yield opcode, number
        elif opcode == _I32_CONST:
            number, at = signed(body, at)
            yield opcode, number
        elif opcode in _MEMORY_ACCESS:
            number, at = _access(body, at)
            yield opcode, number
        elif opcode == _VECTOR:
            offset, at = _vector(body, at)
            if offset is not None:
                yield opcode, offset
        else:
            at = _after_operands(body, opcode, at)


def _after_operands(body: bytes, opcode: int, at: int) -> int:
    if opcode in _NO_OPERAND:
        return at
    if opcode in _ONE_NUMBER:
        return _skip(body, at, 1)
    if opcode in _TWO_NUMBERS:
        return _skip(body, at, 2)
    if opcode in (_BRANCH_TABLE, _SELECT):
        count, at = unsigned(body, at)
        return _skip(body, at, count + (opcode == _BRANCH_TABLE))
    if opcode in (_F32, _F64):
        return at + (4 if opcode == _F32 else 8)
    if opcode == _PREFIX:
        number, at = unsigned(body, at)
        return _skip(body, at, _PREFIXED.get(number, 1))
    raise WasmError(f"an instruction is not known: {opcode:#04x}")


def _vector(body: bytes, at: int) -> tuple[int | None, int]:
    """The offset of an access to memory by an instruction on vectors, and where it ends."""
    number, at = unsigned(body, at)
    if number <= 11 or 92 <= number <= 93:
        return _access(body, at)
    if 84 <= number <= 91:
        offset, at = _access(body, at)
        return offset, at + 1
    if number in (12, 13):
        return None, at + 16
    return None, at + (21 <= number <= 34)


def _access(body: bytes, at: int) -> tuple[int, int]:
    """The offset of an access to memory, and where its operands end."""
    align, at = unsigned(body, at)
    if align & 64:
        at = _skip(body, at, 1)
    return unsigned(body, at)


def _skip(body: bytes, at: int, numbers: int) -> int:
    """Where this many numbers in LEB128 end."""
    for _ in range(numbers):
        while body[at] & 0x80:
            at += 1
        at += 1
    return at
