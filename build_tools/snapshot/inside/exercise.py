"""Run inside a restored Pyodide: use the language as widely as any policy could make the engine.

The interpreter keeps what runs here besides what answering the example needs: the methods of the
built-in types on text of each width, long and short collections, errors and their messages. Policy
that comes later must not need a part that was left out.

What comes of each part is hashed into `found`, as `name hash`, so that an interpreter that does
something in another way is told by it.
"""

import gc
import json
import re
from binascii import crc32
from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from html import escape

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself has been forgotten by the time this runs
    from typing import Any

# Python stores text one, two or four bytes a character, by its widest.
TEXTS = (
    "",
    "a",
    "Plain words, 12.5 % & <b>more</b>\n",
    "Café at 9",
    "Don’t – wait…",
    "Ring \U0001f4de now",
)
PATTERNS = (r"\w+", r"[^\W\d_](?:[^\W_]|[ '&-])*", r"(?i)(caf.)|(?P<n>\d+)", r"^\s*$", r".{2,}?n")
LONG = tuple(f"{text} {n}" for n in range(300) for text in TEXTS)
NUMBERS = (0, 1, -1, 7, 255, 256, 2**31, -(2**31), 2**63, 10**40, 0.0, -0.5, 1e300, True, False)
# These could go on for ever, or take all memory, with some argument.
SKIPPED = {
    *(
        "__mul__",
        "__rmul__",
        "__imul__",
        "__lshift__",
        "__rlshift__",
        "__pow__",
        "__rpow__",
        "zfill",
    ),
    *("center", "ljust", "rjust", "expandtabs", "to_bytes", "__new__", "__init__", "__call__"),
    # Texts for help(), which the snapshot goes without.
    *("__doc__", "__text_signature__"),
}
# Two planes: every script in use, and the pictures.
CHARACTERS = 0x20000
ASPECTS = (
    str.isalpha, str.isalnum, str.isdecimal, str.isdigit, str.isnumeric, str.isspace, str.isupper,
    str.islower, str.istitle, str.isprintable, str.isidentifier,
)  # fmt: skip
_ADDRESS = re.compile(r"0x[0-9a-f]+")

found: list[str] = []
_hash = 0


def attempt(work: Callable[[], Any]) -> None:
    """Do it, and read its result, or its error, as a person would."""
    try:
        result = work()
        if isinstance(result, Iterator):
            result = list(result)
        note(str(result) + repr(result))
    except Exception as error:
        note(str(error) + repr(error))


def note(text: str) -> None:
    """Count the text, but for where in memory something stands, into the hash of this part."""
    global _hash
    _hash = crc32(_ADDRESS.sub("", text).encode("utf-8", "backslashreplace"), _hash)


def methods(values: Iterable[Any], arguments: Iterable[Any]) -> None:
    """Call each method of each value with none, one and two of the arguments."""
    pool = list(arguments)
    for value in values:
        for name in dir(value):
            if name in SKIPPED:
                continue
            attempt(partial(getattr, value, name))
            method = getattr(type(value), name, None)
            if not callable(method):
                continue
            method = partial(method, value)
            attempt(method)
            for first in pool:
                attempt(partial(method, first))
                for second in pool[:4]:
                    attempt(partial(method, first, second))


def collections() -> None:
    """Collections of every kind, small and large, made, searched, sorted and taken apart."""
    for items in (LONG[:3], LONG, NUMBERS, tuple(zip(LONG, range(len(LONG)), strict=True))):
        listed = list(items)
        for kind in (list, tuple, set, frozenset, iter, enumerate, reversed, sorted):
            attempt(partial(kind, listed))
        attempt(partial(sorted, listed, key=str, reverse=True))
        attempt(partial(sorted, reversed(listed), key=len))
        mapped = {each: n for n, each in enumerate(listed)}
        attempt(lambda: {**mapped, "more": 1} | {"other": 2})  # noqa: B023
        attempt(lambda: [mapped.pop(each) for each in listed[::-2]])  # noqa: B023
        attempt(lambda: dict.fromkeys(reversed(mapped)))  # noqa: B023
        methods([{"a": 1, "é": 2}, {"a", "–"}, frozenset("ab"), [3, 1, 2], (1, 2), range(3)],
                ["a", 1, None, [1, 2], {"a": 3}, {"b"}, ("a", 1), str])  # fmt: skip


def text() -> None:
    """Text of each width, its methods, patterns and formats."""
    methods(TEXTS, (*TEXTS[1:], 1, 3, None, ["a", "é", "–"], slice(1, 3), {"a": "b"}))
    methods([b"plain", bytearray(b"x")], ["a", b"l", 1, None])
    for each in TEXTS:
        for pattern in (
            r"\w+",
            r"[^\W\d_](?:[^\W_]|[ '&-])*",
            r"(?i)(caf.)|(?P<n>\d+)",
            r"^\s*$",
            r".{2,}?n",
        ):
            for name in ("findall", "search", "fullmatch", "split"):
                attempt(partial(getattr(re, name), pattern, each))
            attempt(partial(re.sub, pattern, lambda found: found.group().upper(), each))
        attempt(partial(escape, each))
        attempt(lambda: f"{each:>40}{each!r:.3}{each!a}{len(each):,}{1 / 3:.2f}{1:03d}")  # noqa: B023
        attempt(partial("%s %r %5.1f".__mod__, (each, each, 2.5)))
        for coding in ("utf-8", "latin-1", "ascii", "utf-16"):
            attempt(lambda: each.encode(coding, "replace").decode(coding))  # noqa: B023
        attempt(lambda: json.loads(json.dumps({each: [each, None, 1.5, {"–": True}]}, indent=1)))  # noqa: B023
    for broken in ("", "{", '{"a": 1,}', "[1 2]", '"\\ud83d\\udcde \\n"', "nul", "1e5", "{}x"):
        attempt(partial(json.loads, broken))


def characters() -> None:
    """What Python knows of each character."""
    for start in range(0, CHARACTERS, 1024):
        row = "".join(map(chr, range(start, start + 1024)))
        for change in (str.upper, str.lower, str.title, str.swapcase, str.casefold, ascii, repr):
            note(change(row))
        for aspect in ASPECTS:
            note("".join([character for character in row if aspect(character)]))
        note(str([int(each) for each in row if each.isdecimal()]))
        note(str(row.split()) + str(row.splitlines()))


def numbers_and_dates() -> None:
    """Numbers of each size, and days and times."""
    methods(NUMBERS, (0, 3, -2, 2.5, 10**30, "x", None))
    day, moment = date(2024, 2, 29), datetime(2024, 12, 31, 23, 59)
    methods(
        [day, moment, timedelta(days=1, hours=5)], (day, moment, timedelta(days=3), 1, "%A %d %B")
    )
    for written in (
        "2024-02-30",
        "2024-02-29",
        "2024-02-29T09:30",
        "2024-02-29T09:30:15+01:00",
        "soon",
    ):
        attempt(partial(date.fromisoformat, written))
        attempt(partial(datetime.fromisoformat, written))


class Sample(Exception):
    """A class made here, with what the engine's classes have."""

    __slots__ = ("one", "two")

    def __init__(self, one: int = 0) -> None:
        self.one = one

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sample) and other.one == self.one

    def __hash__(self) -> int:
        return hash(self.one)

    @property
    def more(self) -> int:
        """One more."""
        return self.one + 1


def classes() -> None:
    """Objects, errors and generators, and errors on the way out of them."""
    methods([Sample(), Sample, Sample.more, len, classes, KeyError("x"), iter(()), None, type],
            [Sample(1), "one", 3, Sample])  # fmt: skip

    def deep(level: int) -> Generator[int, None, None]:
        try:
            yield level
            if level == 30:
                raise Sample(level)
            yield from deep(level + 1)
        finally:
            attempt(partial(dict[str, int]().pop, "missing"))

    attempt(lambda: list(deep(0)))
    attempt(lambda: [*deep(25)])
    half = deep(3)
    next(half)
    half.close()
    nothing: Any = None
    for work in (
        partial(divmod, 1, 0), [].pop, partial(int, "x"), lambda: nothing.x, lambda: nothing + 1,
        lambda: {}[nothing], lambda: (1,)[len(TEXTS)], partial(next, iter(())),
    ):  # fmt: skip
        attempt(work)


def part(work: Callable[[], None]) -> None:
    """Do one part and say what came of it."""
    global _hash
    _hash = 0
    work()
    found.append(f"{work.__name__} {_hash:08x}")


part(characters)
for _ in range(2):
    for each in (collections, text, numbers_and_dates, classes):
        part(each)
    gc.collect()
