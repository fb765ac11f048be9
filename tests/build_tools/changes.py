"""Changes of real policy in a git repository of their own, and what `diff` says of them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.build_tools.commands import run
from tests.data import POLICY

Edit = tuple[str, str, str]
"""A file below the authority's folder, the one text that stands there, and what replaces it."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A checkout that holds one authority of the real policy, and what all share."""

    folder: Path

    @property
    def policy(self) -> Path:
        """Its policy folder."""
        return self.folder / "policy"

    def git(self, *words: str) -> str:
        """Run git there, as somebody, and return what it prints."""
        who = ["-c", "user.name=Editor", "-c", "user.email=editor@example.invalid"]
        done = subprocess.run(
            ["git", *who, *words], cwd=self.folder, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self, says: str) -> str:
        """Commit everything; returns the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--message", says)
        return self.git("rev-parse", "HEAD")

    def edit(self, authority: str, *edits: Edit) -> None:
        """Change files of an authority. Each text must stand in its file exactly once."""
        for file, old, new in edits:
            path = self.policy / authority / file
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{text.count(old)} places in {file} hold {old!r}"
            path.write_text(text.replace(old, new), encoding="utf-8")

    def diff(self, *words: str, code: int = 0) -> str:
        """What `diff` prints, with commits shown as COMMIT."""
        result = run("diff", *words, "--policy", self.policy, code=code)
        said = result.output
        for commit in self.git("log", "--all", "--format=%H").split():
            said = said.replace(commit[:10], "COMMIT")
        return said


def repository(folder: Path, authority: str) -> Repository:
    """Make a repository in `folder` with one authority, committed."""
    made = Repository(folder)
    for name in (authority, "shared"):
        shutil.copytree(POLICY / name, made.policy / name)
    made.git("init", "--quiet")
    made.commit("The policy as published")
    return made
