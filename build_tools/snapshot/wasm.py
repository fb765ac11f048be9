"""Just enough of the WebAssembly binary format to count which functions run and to drop the rest.

Sections and function bodies are taken as they stand; no instruction is rewritten. See WebAssembly
Core Specification 2.0, chapter 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

PAGE = 65_536  # bytes

_HEADER = b"\0asm\x01\0\0\0"
_IMPORT, _MEMORY, GLOBALS, _EXPORT, CODE, DATA, DATA_COUNT = 2, 5, 6, 7, 10, 11, 12
FUNCTION, _TABLE, _MEMORY_IMPORT, GLOBAL, _TAG = range(5)
_I32_CONST, _END, _UNREACHABLE = 0x41, 0x0B, 0x00


class WasmError(Exception):
    """The file is not WebAssembly of the kind expected; the text says what was found."""


@dataclass(frozen=True, slots=True)
class Wasm:
    """A module as its sections, in order: number and content."""

    sections: tuple[tuple[int, bytes], ...]

    @classmethod
    def read(cls, data: bytes) -> Wasm:
        """Take a module apart. Raises WasmError when the bytes do not begin like one."""
        if not data.startswith(_HEADER):
            raise WasmError("this is not a WebAssembly module of version 1")
        found, at = [], len(_HEADER)
        while at < len(data):
            number = data[at]
            size, at = unsigned(data, at + 1)
            found.append((number, data[at : at + size]))
            at += size
        return cls(tuple(found))

    def write(self) -> bytes:
        """The module as bytes."""
        return _HEADER + b"".join(
            bytes([number]) + written(len(content)) + content for number, content in self.sections
        )

    def section(self, number: int) -> bytes:
        """The content of the one section with this number, empty where there is none."""
        return next((content for each, content in self.sections if each == number), b"")

    def bodies(self) -> list[bytes]:
        """The body of each function that the module defines: its locals and instructions."""
        content = self.section(CODE)
        count, at = unsigned(content, 0)
        found = []
        for _ in range(count):
            size, at = unsigned(content, at)
            found.append(content[at : at + size])
            at += size
        return found

    def memory(self) -> int:
        """The size in bytes of the memory that the module begins with."""
        content = self.section(_MEMORY)
        pages, _ = unsigned(content, 2)
        return pages * PAGE

    def imported(self) -> Iterator[tuple[str, str, int]]:
        """Module, name and kind of each import."""
        content = self.section(_IMPORT)
        count, at = unsigned(content, 0)
        for _ in range(count):
            module, at = _name(content, at)
            name, at = _name(content, at)
            kind = content[at]
            at = _after_type(content, at)
            yield module, name, kind

    def imported_functions(self) -> int:
        """How many functions come from outside; those of the module itself are numbered after."""
        return sum(1 for *_, kind in self.imported() if kind == FUNCTION)

    def exported(self) -> Iterator[tuple[str, int, int]]:
        """Name, kind and index of each export."""
        content = self.section(_EXPORT)
        count, at = unsigned(content, 0)
        for _ in range(count):
            name, at = _name(content, at)
            kind = content[at]
            index, at = unsigned(content, at + 1)
            yield name, kind, index

    def segments(self) -> Iterator[tuple[int, bytes]]:
        """Address and content of each part of memory that the module sets when it starts.

        Raises WasmError for a part whose address is only known when the module runs.
        """
        content = self.section(DATA)
        count, at = unsigned(content, 0)
        for _ in range(count):
            kind, at = unsigned(content, at)
            address = None
            if kind == 2:
                _, at = unsigned(content, at)
            if kind != 1:  # 1 is put in place by an instruction, not at the start
                if content[at] != _I32_CONST:
                    raise WasmError("a part of its data has no fixed address")
                address, at = signed(content, at + 1)
                if content[at] != _END:
                    raise WasmError("a part of its data has no fixed address")
                at += 1
            size, at = unsigned(content, at)
            if address is not None:
                yield address & 0xFFFFFFFF, content[at : at + size]
            at += size

    def counting(self) -> Wasm:
        """The same module, noting each function that runs.

        The byte `memory() + number of the function` becomes 1 when it is entered; the memory is
        larger for that.
        """
        start = self.memory()
        bodies = []
        for number, body in enumerate(self.bodies()):
            at = after_locals(body)
            note = b"\x41" + signed_written(start + number) + b"\x41\x01\x3a\x00\x00"
            bodies.append(body[:at] + note + body[at:])
        pages = start // PAGE + len(bodies) // PAGE + 1
        memory = self.section(_MEMORY)
        _, rest = unsigned(memory, 2)
        return self.with_sections({
            CODE: _code(bodies),
            _MEMORY: memory[:2] + written(pages) + memory[rest:],
        })  # fmt: skip

    def only(self, functions: Set[int], exports: Set[str]) -> Wasm:
        """The same module with only these functions of its own, and these exports.

        Every other function stops the program when it is called (`unreachable`), so what is left
        out shows itself and nothing goes on wrongly.
        """
        stop = bytes([0, _UNREACHABLE, _END])
        bodies = [body if i in functions else stop for i, body in enumerate(self.bodies())]
        kept = [each for each in self.exported() if each[0] in exports]
        listed = b"".join(
            written(len(name.encode())) + name.encode() + bytes([kind]) + written(index)
            for name, kind, index in kept
        )
        return self.with_sections({CODE: _code(bodies), _EXPORT: written(len(kept)) + listed})

    def with_sections(self, changed: dict[int, bytes]) -> Wasm:
        """The same module with other contents of these sections."""
        return Wasm(
            tuple((number, changed.get(number, content)) for number, content in self.sections)
        )


def _code(bodies: Iterable[bytes]) -> bytes:
    parts = [written(len(body)) + body for body in bodies]
    return written(len(parts)) + b"".join(parts)


def after_locals(body: bytes) -> int:
    """Where the instructions of a function's body begin."""
    groups, at = unsigned(body, 0)
    for _ in range(groups):
        _, at = unsigned(body, at)
        kind = body[at]
        at += 1
        if kind in (0x63, 0x64):  # a reference to a type by number
            _, at = signed(body, at)
    return at


def _after_type(content: bytes, at: int) -> int:
    """Where the description of an import, whose kind stands at `at`, ends."""
    kind, at = content[at], at + 1
    if kind == FUNCTION:
        return unsigned(content, at)[1]
    if kind == GLOBAL:
        return at + 2
    if kind == _TAG:
        return unsigned(content, at + 1)[1]
    if kind not in (_TABLE, _MEMORY_IMPORT):
        raise WasmError(f"an import is of an unknown kind ({kind})")
    at += kind == _TABLE
    flags, at = unsigned(content, at)
    _, at = unsigned(content, at)
    return unsigned(content, at)[1] if flags & 1 else at


def _name(content: bytes, at: int) -> tuple[str, int]:
    size, at = unsigned(content, at)
    return content[at : at + size].decode(), at + size


def unsigned(data: bytes, at: int) -> tuple[int, int]:
    """The number in LEB128 at `at`, and where the next thing begins."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return value, at


def signed(data: bytes, at: int) -> tuple[int, int]:
    """As `unsigned`, for a number that may be negative."""
    start = at
    value, at = unsigned(data, at)
    bits = 7 * (at - start)
    return (value - (1 << bits) if value >> (bits - 1) else value), at


def written(value: int) -> bytes:
    """A number, not negative, in LEB128."""
    out = bytearray()
    while True:
        byte, value = value & 0x7F, value >> 7
        out.append(byte | (0x80 if value else 0))
        if not value:
            return bytes(out)


def signed_written(value: int) -> bytes:
    """A number that may be negative, in LEB128."""
    out = bytearray()
    while True:
        byte, value = value & 0x7F, value >> 7
        done = value == 0 and not byte & 0x40
        out.append(byte | (0 if done else 0x80))
        if done:
            return bytes(out)
