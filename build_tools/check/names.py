"""Whether a name stands for something."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.model.base import place
from build_tools.problems import Mark, Problems, did_you_mean


def known(
    name: str,
    names: Iterable[str],
    what: str,
    at: Mark,
    problems: Problems,
    *,
    within: str = "",
) -> bool:
    """Whether `name` is among `names`; if not, tell, at the name's own place or else at `at`.

    `what` is the kind of thing in words, and `within` the name of that in which it must be.
    """
    every = [str(each) for each in names]
    if name in every:
        return True
    where = f" in '{within}'" if within else ""
    problems.add(
        place(name, at), "no-such-name", f"{what} '{name}' does not exist{where}",
        did_you_mean(name, every),
    )  # fmt: skip
    return False
