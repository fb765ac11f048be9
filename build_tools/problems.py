"""What `check` tells a policy editor: one problem, one place, one way to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a policy file. `line` and `column` count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in the policy.

    `kind` names the rule that was broken (stable, used by tests and programs), `says`
    tells what is wrong and `mend` what to do about it, both for a reader who does not program.
    """

    at: Mark
    kind: str
    says: str
    mend: str

    def __post_init__(self) -> None:
        # A value quoted from a file may run over lines; a problem is told on one.
        for name in ("says", "mend"):
            object.__setattr__(self, name, " ".join(getattr(self, name).split()))

    def __str__(self) -> str:
        return f"{self.at}: {self.says} ({self.mend}) [{self.kind}]"


class Problems:
    """The problems of one run, in the order of the files, each told once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def add(self, at: Mark, kind: str, says: str, mend: str) -> None:
        """Note one problem."""
        self._found[Problem(at, kind, says, mend)] = None

    def extend(self, more: Iterable[Problem]) -> None:
        """Note several problems."""
        for problem in more:
            self._found[problem] = None

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)


class PolicyError(Exception):
    """The policy cannot be used; `problems` holds everything that was found wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word closest to `word`, or "" when none is close."""
    import difflib

    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, or list them when few."""
    names = sorted(set(known))
    close = nearest(word, names)
    if close:
        return f"did you mean '{close}'?"
    if names and len(names) <= 12:
        return "choose one of: " + ", ".join(names)
    return "check the spelling"
