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
    problems.add(
        place(name, at), "no-such-name", missing(what, name, within), did_you_mean(name, every)
    )
    return False


def missing(what: str, name: str, within: str = "") -> str:
    """What is said of a name that stands for nothing."""
    where = f" in '{within}'" if within else ""
    return f"{what} '{name}' does not exist{where}"
