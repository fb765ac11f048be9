"""What is wrong with a save, as a preview tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.problems import Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps pages from being made: where it is, what it is and how to mend it.

    `where` and `mend` are "" where they are not known, and `kind` where it is no problem of a
    policy.
    """

    where: str
    says: str
    mend: str
    kind: str = ""

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        mend = f" ({self.mend})" if self.mend else ""
        kind = f" [{self.kind}]" if self.kind else ""
        return f"{where}{self.says}{mend}{kind}"


def faults_of(problems: Iterable[Problem]) -> tuple[Fault, ...]:
    """The problems of a policy as faults."""
    return tuple(Fault(str(each.at), each.says, each.mend, each.kind) for each in problems)
