"""Which constants of the interpreter nothing that is left can come to: they need not be sent.

Three quarters of what is sent of `pyodide.asm.wasm` would be constants: names of all characters,
character sets of East Asia, texts for `help()`, modules that have been imported by the time the
snapshot is taken. What used them is left out with the functions that are left out.

A constant stays when a function that stays names an address in or shortly before it, or when a word
of the memory that stays points there; where it ends is told by the addresses that any function of
the whole interpreter names. So too much stays rather than too little. That Python answers, and does
all of inside/exercise.py, in the same way without the rest is tried when the snapshot is made.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set

from build_tools.snapshot.calls import addresses
from build_tools.snapshot.data import Stretch, exported_addresses
from build_tools.snapshot.wasm import Wasm

BEFORE, AFTER = 1024, 1024
"""Bytes that stay around an address that a function names: it may add to it, or take away."""
POINTED = 256
"""Bytes that stay from where a word of memory points, at least."""
FEW_EDGES = 8
"""With no more changes between 0 and 1 a number may be flags, a limit or a mask, and is not taken
for the address of the thing that comes next. That is safe: more stays."""
LIMIT_EDGES = 3
"""With no more it is a limit (0x10ffff) or a flag, and keeps nothing; 1 address of 2,000 is one."""
WORTH = 64  # bytes; shorter stretches stay

# A text for help() as CPython writes it: the name and arguments, a line of dashes, what it does.
_HELP = re.compile(rb"(?<=\0)[\w.]+\([^\0]*\)\n--\n\n[^\0]*(?=\0)")
_FROZEN = ("_PyImport_FrozenBootstrap", "_PyImport_FrozenStdlib", "_PyImport_FrozenTest")
_FROZEN_ROW = struct.Struct("<4I")  # struct _frozen of CPython: name, code, size, whether a package


def unreached(whole: Wasm, slim: Wasm, base: bytes, heap: bytes) -> list[Stretch]:
    """The stretches of constants, as start and end, that `slim` can do without.

    whole: the interpreter as it comes. slim: the one that keeps some of its functions. base: the
    memory as `whole` fills it. heap: the memory of the snapshot.
    """
    end = _constants_end(base, heap)
    top = max(address + len(content) for address, content in whole.segments())
    starts = sorted(
        each for each in addresses(whole.bodies()) if each < top and _edges(each) > FEW_EDGES
    )
    described = list(_descriptions(base[:end], {*starts, *_words(heap, 0, len(heap))}))
    frozen = [each for each in _frozen_code(whole, base) if each[1] <= end]
    ignored = {start for start, _ in (*described, *frozen)}
    named = {each for each in addresses(slim.bodies()) if each < top and _edges(each) > LIMIT_EDGES}
    named.update(address for _, address in exported_addresses(slim))
    # Of the memory in use only what leads to tables of the interpreter: its many small numbers
    # would pass for addresses of constants.
    pointed = {
        each
        for each in _words(heap, top, len(heap))
        if end <= each < top and each % 4 == 0 and _edges(each) > LIMIT_EDGES
    }
    while True:
        kept = _kept(named, pointed, starts, top)
        found = {
            word
            for start, stop in kept
            for word in _words(heap, max(start, end), stop)
            if word < top and word not in ignored and _edges(word) > LIMIT_EDGES
        }
        if found <= pointed:
            break
        pointed |= found
    return _joined([*_between(kept, end), *described, *frozen])


def _constants_end(base: bytes, heap: bytes) -> int:
    """Where the first byte stands that has been written to: constants come before it."""
    low, high = 0, len(base)
    while low < high:
        middle = (low + high + 1) // 2
        if base[:middle] == heap[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _edges(number: int) -> int:
    """How often 0 and 1 alternate in a number: 11 times on average where it is an address."""
    return (number ^ number >> 1).bit_count()


def _descriptions(constants: bytes, named: Set[int]) -> Iterator[Stretch]:
    """Every text for help(), up to where it is the end of another text too ("... else False")."""
    for found in _HELP.finditer(constants):
        start, end = found.span()
        yield start, next((each for each in range(start + 1, end) if each in named), end)


def _frozen_code(wasm: Wasm, base: bytes) -> Iterator[Stretch]:
    """The code of each module that CPython carries in itself, all imported long ago or never.

    Python says that it cannot import one whose code is gone.
    """
    at = dict(exported_addresses(wasm))
    for name in _FROZEN:
        if name not in at:
            continue
        (row,) = struct.unpack_from("<I", base, at[name])
        while True:
            called, code, size, _ = _FROZEN_ROW.unpack_from(base, row)
            if not called:
                break
            if code:
                yield code, code + size
            row += _FROZEN_ROW.size


def _words(memory: bytes, start: int, end: int) -> Set[int]:
    first = -(-start // 4) * 4
    count = max(0, (end - first) // 4)
    return set(struct.unpack_from(f"<{count}I", memory, first))


def _kept(named: Set[int], pointed: Set[int], starts: list[int], top: int) -> list[Stretch]:
    """What the addresses keep, each to the next start of something that comes after it."""
    around = [(max(0, each - BEFORE), each + AFTER) for each in named]
    around += [(each, each + POINTED) for each in pointed]
    stretches = []
    for start, least in around:
        place = bisect_left(starts, least)
        stretches.append((start, starts[place] if place < len(starts) else top))
    return _joined(stretches)


def _between(kept: list[Stretch], end: int) -> Iterator[Stretch]:
    """What lies before `end` and is not kept, where it is long enough to be worth the while."""
    last = 0
    for start, stop in [*kept, (end, end)]:
        if min(start, end) - last >= WORTH:
            yield last, min(start, end)
        last = max(last, stop)


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
