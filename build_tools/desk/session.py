"""What the draft desk asks of Python: JSON text in, JSON text out.

The checks are those of `python -m build_tools check` on one authority, and the difference is that
of `python -m build_tools diff`. What needs the whole country (the shared files, links between
finished pages) is left to the build.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.check import check_authority
from build_tools.desk.completion import complete
from build_tools.desk.names import model_of, names_of
from build_tools.diff.compare import compare
from build_tools.diff.report import spoken
from build_tools.diff.revisions import Revision
from build_tools.load import SHARED, load_authority, load_shared_case
from build_tools.model.base import PolicyModel
from build_tools.model.policy import AuthorityPolicy, SharedPolicy
from build_tools.problems import Problem, Problems
from build_tools.read_model import load_file
from widgets.engine import codec
from widgets.engine.api import Session
from widgets.engine.links import Links
from widgets.engine.model import Authority
from widgets.engine.render.shell import harm_button
from widgets.engine.render.static import static_pathway

POLICY = "policy"
PUBLISHED = "the published files"
DRAFT = "your draft"


class Desk:
    """One authority's published policy, and what a draft of some of its files makes of it.

    `folder` is an empty folder to put files into. `files` holds the text of every file of the
    authority, and of those that all share, by its path below the policy folder.
    """

    def __init__(self, folder: Path, authority: str, files: Mapping[str, str]) -> None:
        self._policy = folder / POLICY
        self._id = authority
        self._files = dict(files)
        self._reader = _Reader()
        for path, text in files.items():
            self._write(path, text)
        found = self._load(Problems())
        assert found is not None, "what is published can be read: it was checked by the build"
        self._shared, self._known = found
        # Only files that pass every check are published.
        authority_ = check_authority(self._known, Problems())
        assert authority_ is not None, "what is published can be compiled"
        self._published = self._revision(PUBLISHED, self._shared, self._known, authority_)
        self._show(authority_)

    def handle(self, request: str) -> str:
        """Answer one request: {"op": "check" | "tool" | "whole" | "complete", ...}."""
        asked = json.loads(request)
        operations = {
            "check": self._check,
            "tool": self._tool,
            "whole": self._whole,
            "complete": self._complete,
        }
        return json.dumps(operations[asked["op"]](asked), ensure_ascii=False)

    def _check(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What is wrong with `drafts` (text by path), and what they do to those who answer."""
        problems = Problems()
        found = self._drafted(asked["drafts"], problems)
        difference = None
        if found is not None:
            shared, policy = found
            self._known = policy
            authority = check_authority(policy, problems)
            if authority is not None:
                self._show(authority)
                now = self._revision(DRAFT, shared, policy, authority)
                difference = spoken(compare(self._published, now))
        return {
            "problems": [_told(problem) for problem in problems],
            "difference": difference,
            "tools": {key: each.title for key, each in self._shown.pathways.items()},
        }

    def _drafted(
        self, drafts: Mapping[str, str], problems: Problems
    ) -> tuple[SharedPolicy, AuthorityPolicy] | None:
        """The policy with these files in place of those published, which are put back after."""
        for path in drafts:
            self._place(path)
        try:
            for path, text in drafts.items():
                self._write(path, text)
            return self._load(problems)
        finally:
            for path in drafts:
                self._restore(path)

    def _tool(self, asked: Mapping[str, Any]) -> Any:
        """The engine's reply for the draft that could last be read, as tool pages ask for it."""
        return json.loads(self._session.handle(json.dumps(asked["request"])))

    def _whole(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What a tool's page holds beside its first question: the way out, and all as text."""
        pathway = self._shown.pathways.get(asked["pathway"])
        if pathway is None:
            return {"harm": "", "static": ""}
        links = Links(asked["root"], self._id)
        return {
            "harm": harm_button(pathway.interrupt),
            "static": static_pathway(self._shown, pathway, links),
        }

    def _complete(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What could stand at `offset` (characters) of the draft `text` of the file `path`."""
        model = model_of(asked["path"].removeprefix(f"{self._id}/"))
        if model is None:
            return {"start": asked["offset"], "end": asked["offset"], "suggestions": []}
        return complete(model, asked["text"], asked["offset"], names_of(self._known))

    def _show(self, authority: Authority) -> None:
        self._shown = authority
        self._session = Session(codec.dump(authority))

    def _load(self, problems: Problems) -> tuple[SharedPolicy, AuthorityPolicy] | None:
        shared = load_shared_case(self._policy, read=self._reader)
        policy = load_authority(
            self._policy / self._id,
            problems,
            name=f"{POLICY}/{self._id}",
            shared=shared,
            read=self._reader,
        )
        return None if policy is None else (shared, policy)

    def _revision(
        self, name: str, shared: SharedPolicy, policy: AuthorityPolicy, authority: Authority
    ) -> Revision:
        return Revision(name, shared, {self._id: policy}, {self._id: authority}, {})

    def _place(self, path: str) -> Path:
        folder, *rest = Path(path).parts
        if folder not in (self._id, SHARED) or not rest or ".." in rest:
            raise ValueError(f"{path} is no file of {self._id}")
        return self._policy / path

    def _write(self, path: str, text: str) -> None:
        target = self._place(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")

    def _restore(self, path: str) -> None:
        if path in self._files:
            self._write(path, self._files[path])
        else:
            target = self._place(path)
            target.unlink(missing_ok=True)
            # An empty folder would be taken for one that lacks its files.
            for folder in target.parents:
                if folder == self._policy or any(folder.iterdir()):
                    break
                folder.rmdir()


@dataclass
class _Reader:
    """Reads files, and reads none again that has not changed: that is most of the time."""

    kept: dict[str, list[tuple[bytes, PolicyModel | None, tuple[Problem, ...]]]] = field(
        default_factory=dict
    )

    def __call__(
        self, path: Path, model: type[PolicyModel], problems: Problems, *, name: str
    ) -> PolicyModel | None:
        content = path.read_bytes()
        known = self.kept.setdefault(name, [])
        for before, made, told in known:
            if before == content:
                problems.extend(told)
                return made
        found = Problems()
        made = load_file(path, model, found, name=name)
        # The first is the published one; of drafts only the last can come again.
        self.kept[name] = [*known[:1], (content, made, tuple(found))]
        problems.extend(found)
        return made


def _told(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.at.file.removeprefix(f"{POLICY}/"),
        "line": problem.at.line,
        "column": problem.at.column,
        "kind": problem.kind,
        "says": problem.says,
        "mend": problem.mend,
    }
