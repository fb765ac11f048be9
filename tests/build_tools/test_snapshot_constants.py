"""Which constants of the interpreter are not sent, on a module small enough to see through."""

from __future__ import annotations

import struct

from build_tools.snapshot.calls import addresses
from build_tools.snapshot.constants import unreached
from build_tools.snapshot.data import exported_addresses, without
from build_tools.snapshot.delta import initial
from build_tools.snapshot.wasm import CODE, Wasm, signed_written, written
from tests.build_tools.test_snapshot_wasm import MODULE, run

PAGE = 65_536
# Addresses as a linker gives them, each far from the next.
STAYS, GOES, POINTED, HELP, FROZEN = 0x1554, 0x2AAC, 0x5554, 0x6AAC, 0x7AAC
TABLE, IN_USE, TOP = 0x9554, 0xA000, 0xAAAC
TEXT = b"upper($self, /)\n--\n\nTrue if so else False"


def section(number: int, content: bytes) -> bytes:
    return bytes([number]) + written(len(content)) + content


def function(*numbers: int) -> bytes:
    body = bytes([0]) + b"".join(b"\x41" + signed_written(each) + b"\x1a" for each in numbers)
    return written(len(body) + 1) + body + b"\x0b"


def module(stays: tuple[int, ...], content: bytes) -> Wasm:
    """A function that stays, one that does not, and data from 8 on."""
    frozen = b"_PyImport_FrozenStdlib"
    return Wasm.read(
        b"\0asm\x01\0\0\0"
        + section(1, bytes([1, 0x60, 0, 0]))
        + section(2, bytes([0]))
        + section(3, bytes([2, 0, 0]))
        + section(5, bytes([1, 0, 1]))
        + section(6, bytes([1, 0x7F, 0, 0x41]) + signed_written(TABLE - 4) + b"\x0b")
        + section(7, bytes([1]) + written(len(frozen)) + frozen + bytes([3, 0]))
        + section(10, bytes([2]) + function(*stays) + function(GOES, POINTED, HELP - 64, IN_USE))
        + section(11, bytes([1, 0, 0x41, 8, 0x0B]) + written(len(content)) + content)
    )


def example(*stays: int) -> tuple[Wasm, bytes, bytes]:
    """The module, its memory when it starts, and that memory once it is in use."""
    content = bytearray(b"x" * (TOP - 8))

    def put(address: int, what: bytes) -> None:
        content[address - 8 : address - 8 + len(what)] = what

    put(HELP - 1, b"\0" + TEXT + b"\0")
    put(TABLE - 4, struct.pack("<I", TABLE))
    put(TABLE, struct.pack("<8I", HELP, FROZEN, 300, 0, 0, 0, 0, 0))
    put(IN_USE + 4, struct.pack("<I", POINTED))
    wasm = module(stays, bytes(content))
    base = initial(wasm, PAGE)
    heap = bytearray(base)
    heap[IN_USE] = 1
    heap[TOP + 4 : TOP + 8] = struct.pack("<I", IN_USE)
    return wasm, base, bytes(heap)


def gone(*stays: int) -> bytes:
    """The memory that the smaller module starts with."""
    wasm, base, heap = example(*stays)
    slim = wasm.only({0}, {name for name, *_ in wasm.exported()})
    return initial(without(slim, unreached(wasm, slim, base, heap)), PAGE)


def test_what_a_function_names_stays_and_the_next_thing_goes() -> None:
    memory = gone(STAYS, TABLE)
    assert memory[STAYS - 1024 : GOES] == b"x" * (GOES - STAYS + 1024)
    assert not any(memory[GOES:POINTED])
    assert memory[TABLE : TABLE + 4] == struct.pack("<I", HELP)


def test_what_memory_in_use_points_to_stays() -> None:
    assert gone(STAYS, TABLE)[POINTED : POINTED + 256] == b"x" * 256


def test_a_round_number_is_not_taken_for_the_end_of_a_table() -> None:
    wasm, base, heap = example(STAYS)
    code = bytes([2]) + function(STAYS) + function(0x2000, GOES)
    noisy = wasm.with_sections({CODE: code})
    slim = noisy.only({0}, set())
    stretches = unreached(noisy, slim, base, heap)
    assert any(start == GOES for start, _ in stretches)
    assert not any(start <= 0x2000 < end for start, end in stretches)


def test_texts_for_help_go_but_for_the_end_that_another_text_is() -> None:
    memory = gone(STAYS, TABLE, HELP, HELP + TEXT.index(b"False"))
    assert not any(memory[HELP : HELP + TEXT.index(b"False")])
    assert memory[HELP:].startswith(bytes(TEXT.index(b"False")) + b"False\0x")
    assert memory[HELP - 2] == ord("x")


def test_modules_that_python_carries_in_itself_go() -> None:
    memory = gone(STAYS, TABLE, FROZEN)
    assert not any(memory[FROZEN : FROZEN + 300])
    assert memory[FROZEN - 1] == memory[FROZEN + 300] == ord("x")
    (found,) = exported_addresses(example()[0])
    assert found == ("_PyImport_FrozenStdlib", TABLE - 4)


def test_data_is_left_out_and_the_module_runs() -> None:
    wasm = Wasm.read(MODULE)
    assert list(without(wasm, [(9, 10)]).segments()) == [(8, b"a")]
    assert list(without(wasm, [(0, 9)]).segments()) == [(9, b"b")]
    assert list(without(wasm, [(0, 8), (10, 99)]).segments()) == [(8, b"ab")]
    assert list(without(wasm, [(8, 10)]).segments()) == []
    assert run(without(wasm, [(8, 9)]))["seen"] == [7, 9]


def test_constants_and_offsets_of_accesses_are_read_as_addresses() -> None:
    assert addresses(Wasm.read(MODULE).bodies()) == {7, 9}
    load = bytes([0, 0x41, 0x7F, 0x28, 2]) + written(0x1554) + b"\x1a\x0b"
    assert addresses([load]) == {0xFFFFFFFF, 0x1554}
    vector = bytes([0, 0x41, 8, 0xFD, 0, 4]) + written(0x2AAC) + b"\x1a\x0b"
    assert addresses([vector]) == {8, 0x2AAC}
