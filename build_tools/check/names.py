"""Whether a name stands for something."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.model.base import place
from build_tools.problems import Mark, Problems, did_you_mean


def known(name: str, names: Iterable[str], what: str, at: Mark, problems: Problems) -> bool:
    """Whether `name` is among `names`; if not, tell, at the name's own place or else at `at`."""
    every = [str(each) for each in names]
    if name in every:
        return True
    problems.add(
        place(name, at), "no-such-name", f"{what} '{name}' does not exist",
        did_you_mean(name, every),
    )  # fmt: skip
    return False
