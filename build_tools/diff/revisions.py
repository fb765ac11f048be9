"""Read the policy as it stands in a folder, or as it stood at a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.check import LEAVE_PROOF_SOUND, compiled
from build_tools.load import SHARED, authority_folders, load_all
from build_tools.model.policy import AuthorityPolicy, SharedPolicy
from build_tools.problems import Problem, Problems
from widgets.engine.model import Authority

WORKING_TREE = "the files as they are now"


class RevisionError(Exception):
    """A revision cannot be read at all; the text says why and what to do, on one line."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The policy of one revision.

    `unreadable` are the authorities that the present program cannot read, with the reasons;
    the others are in `policies` and `authorities`. What all share is in it as SHARED. `left_out`
    are the files of the others that cannot be read, tools and walkthroughs, with the reasons: by
    authority and then by folder and name, for example "pathways/who-to-ring".
    """

    name: str
    shared: SharedPolicy
    policies: Mapping[str, AuthorityPolicy]
    authorities: Mapping[str, Authority]
    unreadable: Mapping[str, tuple[Problem, ...]]
    left_out: Mapping[str, Mapping[str, tuple[Problem, ...]]] = field(default_factory=dict)


def read_folder(folder: Path, name: str = WORKING_TREE) -> Revision:
    """Read the policy in a folder. Rules of safety and provenance need not hold in it."""
    problems = Problems()
    shared, loaded = load_all(folder, problems, partly=True)
    policies: dict[str, AuthorityPolicy] = {}
    authorities: dict[str, Authority] = {}
    for key, whole in loaded.items():
        found = _readable(whole, folder / key, problems)
        if found is not None:
            policies[key], authorities[key] = found
    left_out = {key: _left_out(folder / key, policies[key], problems) for key in authorities}
    names = [path.name for path in authority_folders(folder) if path.name not in authorities]
    told = {
        key: tuple(each for each in problems if each.at.file.startswith(f"{folder.name}/{key}/"))
        for key in (*names, SHARED)
    }
    unreadable = {key: found for key, found in told.items() if found or key != SHARED}
    return Revision(name, shared, policies, authorities, unreadable, left_out)


def _readable(
    policy: AuthorityPolicy, folder: Path, problems: Problems
) -> tuple[AuthorityPolicy, Authority] | None:
    """The policy without the tools that refer to what is not there, and the engine's view of it.

    None when something else does.
    """
    # The tools of faulty files are gone already, and others may well lead to them.
    gone = {path.stem for path in (folder / "pathways").glob("*.yml")} - set(policy.pathways)
    while True:
        found = Problems()
        authority = compiled(policy, found, without=gone)
        problems.extend(found)
        if authority is not None:
            return policy, authority
        faulty = {
            tool
            for tool in policy.pathways
            for each in found
            if each.kind not in LEAVE_PROOF_SOUND and _is_of(each, folder, f"pathways/{tool}")
        }
        if not faulty:
            return None
        gone |= faulty
        kept = {tool: each for tool, each in policy.pathways.items() if tool not in faulty}
        policy = replace(policy, pathways=kept)


def _left_out(
    folder: Path, policy: AuthorityPolicy, problems: Problems
) -> dict[str, tuple[Problem, ...]]:
    """The tools and walkthroughs in the folder that are not in the policy, with the reasons."""
    return {
        f"{sub}/{path.stem}": tuple(
            each for each in problems if _is_of(each, folder, f"{sub}/{path.stem}")
        )
        for sub, kept in (("pathways", policy.pathways), ("walkthroughs", policy.walkthroughs))
        for path in sorted((folder / sub).glob("*.yml"))
        if path.stem not in kept
    }


def _is_of(problem: Problem, folder: Path, file: str) -> bool:
    return problem.at.file == f"{folder.parent.name}/{folder.name}/{file}.yml"


def read_revision(folder: Path, revision: str) -> Revision:
    """Read the policy as it stood at a git revision, for the folder it stands in now.

    Raises RevisionError when git is not there, the folder is in no checkout, the revision is not
    known, or it had no such folder.
    """
    if not folder.is_dir():
        raise RevisionError(f"there is no folder {folder} (name the policy folder with --policy)")
    _git(
        folder, ["rev-parse", "--git-dir"],
        f"{folder} is not in a git checkout, so there are no revisions to compare (run this in a "
        "clone of the repository)",
    )  # fmt: skip
    commit = _git(
        folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"],
        f"git knows no revision '{revision}' here (give a branch, a tag or a commit, as `git log "
        "--oneline` lists them; after a shallow clone run `git fetch --unshallow`)",
    ).decode().strip()  # fmt: skip
    packed = _git(
        folder, ["archive", "--format=tar", commit, "."],
        f"at '{revision}' there was no folder {folder.name} (choose a later revision)",
    )  # fmt: skip
    with TemporaryDirectory() as scratch:
        target = Path(scratch) / folder.name
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(target, filter="data")
        name = commit[:10] if commit.startswith(revision) else f"{revision} ({commit[:10]})"
        return read_folder(target, name)


def _git(folder: Path, words: Sequence[str], otherwise: str) -> bytes:
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)
    except OSError as fault:
        raise RevisionError(
            "git cannot be started, so there are no revisions to compare (install git)"
        ) from fault
    if done.returncode != 0:
        raise RevisionError(otherwise)
    return done.stdout
