"""Published ids last: each is still there, or renamed.yml tells what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.model.base import place
from build_tools.model.policy import AuthorityPolicy
from build_tools.model.published import Rename
from build_tools.problems import Mark, Problems, nearest
from build_tools.published import names
from widgets.engine.renames import WITHIN, resolve


def check_published(policy: AuthorityPolicy, problems: Problems) -> None:
    """Add a problem for each published id that leads nowhere, and for renames without sense."""
    now = names(policy)
    entries = {str(name): each for name, each in policy.renamed.renamed.items()}
    renamed = {name: str(each.to or "") for name, each in entries.items()}
    for key, entry in policy.renamed.renamed.items():
        _check_entry(str(key), entry, place(key, entry.at), now, renamed, problems)
    for key in policy.published.published:
        name = str(key)
        end = resolve(renamed, name)
        if end == "" or end in now or name in entries:
            continue
        if _inside_of_what_is_gone(end, now):
            # What is gone with all that is in it is told once.
            continue
        kind, _, way = end.partition(" ")
        close = nearest(
            way, [each.partition(" ")[2] for each in now if each.startswith(f"{kind} ")]
        )
        meant = f"; was it renamed to '{close}'?" if close else ""
        problems.add(
            place(key, policy.published.at), "id-gone",
            f"'{name}' was published and is gone, so links to it would break",
            f"give it its old id back, or tell in renamed.yml what became of it{meant}",
        )  # fmt: skip


def _check_entry(
    name: str,
    entry: Rename,
    at: Mark,
    now: Mapping[str, Mark],
    renamed: Mapping[str, str],
    problems: Problems,
) -> None:
    if (entry.to is None) == (entry.because is None):
        problems.add(
            at, "rename-unclear", f"the entry of '{name}' does not say what became of it",
            "add 'to: ...' with its new id, or, where nothing took its place, 'because: ...'",
        )  # fmt: skip
        return
    if name in now:
        problems.add(
            at, "rename-of-present", f"'{name}' is still there, so an old link would have two ends",
            "remove this entry, or give the new thing an id that was never used",
        )  # fmt: skip
        return
    end = resolve(renamed, name)
    # Where a later entry takes the new id out again, that entry says why.
    if entry.to is not None and end not in now and not _taken_out(name, renamed):
        problems.add(
            place(entry.to, at), "rename-to-nothing",
            f"'{name}' is said to be '{entry.to}' now, but there is no such id",
            "give the id that it has today",
        )  # fmt: skip


def _inside_of_what_is_gone(name: str, now: Mapping[str, Mark]) -> bool:
    kind, _, way = name.partition(" ")
    parts = way.split("/")
    return any(
        f"{outer} {'/'.join(parts[:length])}" not in now
        for length, outer in enumerate(WITHIN[kind][:-1], 1)
    )


def _taken_out(name: str, renamed: Mapping[str, str]) -> bool:
    """Whether a name leads, in a few moves, to an entry that has no new id; not so in a circle."""
    kind, _, way = name.partition(" ")
    for _ in renamed:
        new = renamed.get(f"{kind} {way}")
        if new is None:
            return False
        if new == "":
            return True
        way = "/".join([*way.split("/")[:-1], new])
    return False
