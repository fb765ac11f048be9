"""Where a published name leads today, after renames.

A published name is its kind and its way: "step pre-caf/spoken", "answer pre-caf/spoken/yes",
"scene sally/first-day". Links that were made with it stay good for as long as it leads somewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Renamed: TypeAlias = Mapping[str, str]
"""A published name -> its new last id, or "" where nothing took its place."""

WITHIN: Mapping[str, tuple[str, ...]] = {
    "pathway": ("pathway",),
    "step": ("pathway", "step"),
    "answer": ("pathway", "step", "answer"),
    "item": ("pathway", "step", "item"),
    "outcome": ("pathway", "outcome"),
    "term": ("term",),
    "clause": ("clause",),
    "walkthrough": ("walkthrough",),
    "scene": ("walkthrough", "scene"),
}
"""Each kind of published name -> the kinds of the parts of its way; the last is its own."""


def resolve(renamed: Renamed, name: str) -> str:
    """The name that `name` leads to today: itself where nothing was renamed.

    What contains it may have been renamed too, before or after. Returns "" where nothing took its
    place, and for a circle, which the check of a policy refuses.
    """
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        kind, _, way = name.partition(" ")
        parts = way.split("/")
        for length in range(len(parts), 0, -1):
            new = renamed.get(f"{WITHIN[kind][length - 1]} {'/'.join(parts[:length])}")
            if new is not None:
                break
        else:
            return name
        if new == "":
            return ""
        name = f"{kind} {'/'.join([*parts[: length - 1], new, *parts[length:]])}"
    return ""


def former_ids(renamed: Renamed, name: str) -> tuple[str, ...]:
    """The ids, other than its own, under which `name` was published, in the order of the file."""
    kind, _, way = name.partition(" ")
    found = (old.rpartition("/")[2].rpartition(" ")[2] for old in renamed
             if old.startswith(f"{kind} ") and resolve(renamed, old) == name)  # fmt: skip
    own = way.rpartition("/")[2]
    return tuple(dict.fromkeys(old for old in found if old != own))
