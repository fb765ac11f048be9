"""How one broken policy is written down: a small edit of the sample, and what must be told."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.problems import Mark
from tests.build_tools.commands import run
from tests.data import copy_of_sample, edit, inside, place_of, with_earlier_version

HERE = "»"
"""Stands in `new` before the place that the problem must name; it is taken out again."""


@dataclass(frozen=True, slots=True)
class Case:
    """One edit of the sample and the problem it must give.

    `edits` are (file, old text, new text). Where the new text holds `HERE`, that is the place
    the problem must name; otherwise `at` gives (file, text that stands there), with the text ""
    for the head of the file, and `mark` the place itself. `raw` writes bytes to a file, `without`
    removes files and folders, `folder` makes a folder. `also` lists the kinds of the other problems
    that come along. `earlier` gives the sample an earlier version first, `signed` signs it.
    """

    id: str
    kind: str
    says: tuple[str, ...]
    mend: tuple[str, ...]
    edits: tuple[tuple[str, str, str], ...] = ()
    at: tuple[str, str] | None = None
    raw: tuple[str, bytes] | None = None
    mark: Mark | None = None
    without: tuple[str, ...] = ()
    folder: str = ""
    also: tuple[str, ...] = field(default=())
    earlier: bool = False
    signed: bool = False

    def write(self, to: Path) -> tuple[Path, Mark]:
        """Make the broken policy below `to`; return its folder and the place to be named."""
        policy = copy_of_sample(to)
        sample = policy / "sampleton"
        if self.earlier:
            with_earlier_version(policy)
        if self.signed:
            run("sign", "--policy", policy)
        for name in self.without:
            path = policy / inside(name) if name else sample
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        if self.folder:
            (sample / self.folder).mkdir()
        marks: list[Mark] = []
        for file, old, new in self.edits:
            path = edit(policy, file, old, new)
            text = path.read_text(encoding="utf-8")
            if HERE in text:
                marks.append(Mark(f"policy/{inside(file)}", *place_of(text, text.index(HERE))))
                path.write_text(text.replace(HERE, ""), encoding="utf-8")
        if self.raw is not None:
            file, content = self.raw
            path = policy / inside(file)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        if self.mark is not None:
            marks.append(self.mark)
        if self.at is not None:
            marks.append(self._place(policy))
        assert len(marks) == 1, f"{self.id} names {len(marks)} places"
        return policy, marks[0]

    def _place(self, policy: Path) -> Mark:
        assert self.at is not None
        file, wanted = self.at
        name = f"policy/{inside(file)}" if file else str(policy)
        if not wanted:
            return Mark(name)
        text = (policy / inside(file)).read_text(encoding="utf-8", errors="replace")
        assert text.count(wanted) == 1, f"{text.count(wanted)} places in {file} hold {wanted!r}"
        return Mark(name, *place_of(text, text.index(wanted)))


def one(
    id_: str,
    kind: str,
    file: str,
    old: str,
    new: str,
    *,
    says: str | tuple[str, ...],
    mend: str | tuple[str, ...],
    at: tuple[str, str] | None = None,
    also: tuple[str, ...] = (),
    earlier: bool = False,
) -> Case:
    """A case of one edit."""
    says = (says,) if isinstance(says, str) else says
    mend = (mend,) if isinstance(mend, str) else mend
    return Case(id_, kind, says, mend, ((file, old, new),), at, also=also, earlier=earlier)
