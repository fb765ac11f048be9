"""Load the policy folders into typed models, every value still knowing its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from build_tools.model.base import ID_PATTERN, PolicyModel
from build_tools.model.case import CaseFile, as_pathway
from build_tools.model.policy import (
    FOLDERS,
    OF_NO_VERSION,
    OPTIONAL_FILES,
    SHARED_FILES,
    SIGNED_FILES,
    SIGNED_FOLDERS,
    SINGLE_FILES,
    AuthorityPolicy,
    SharedPolicy,
)
from build_tools.problems import Mark, Problem, Problems
from build_tools.read_model import load_file
from widgets.engine.compare import CASE

SHARED = "shared"
SUPERSEDED = "superseded"
"""The folder of an authority that holds its earlier versions, each in a folder of its number."""

_NOT_AUTHORITIES = frozenset({"schema", SHARED})


class ReadFile(Protocol):
    """Reads one file as its model, as `load_file` does; another may remember what it has read."""

    def __call__(
        self, path: Path, model: type[PolicyModel], problems: Problems, /, *, name: str
    ) -> PolicyModel | None:
        """The model, or None with what is wrong added to `problems`."""


def load_all(
    folder: Path, problems: Problems, *, partly: bool = False
) -> tuple[SharedPolicy, dict[str, AuthorityPolicy]]:
    """Load what is shared, and every authority under `folder` in the order of their names.

    Everything wrong goes to `problems`; an authority with a fault in any file is left out. With
    `partly` it comes without the tools and walkthroughs that are faulty, if nothing else is.
    """
    shared = load_shared(folder, problems)
    loaded: dict[str, AuthorityPolicy] = {}
    folders = authority_folders(folder)
    if not folders:
        problems.extend([no_authority(folder)])
    for path in folders:
        name = f"{folder.name}/{path.name}"
        policy = load_authority(path, problems, name=name, shared=shared, partly=partly)
        if policy is not None:
            loaded[policy.id] = policy
    return shared, loaded


def no_authority(folder: Path) -> Problem:
    """What is wrong with a folder that holds no authority."""
    return Problem(
        Mark(str(folder)),
        "no-authority",
        "there is no authority folder here",
        "make a folder for each authority, for example policy/bradford",
    )


def authority_folders(folder: Path) -> list[Path]:
    """The folders of authorities under `folder`, in the order of their names."""
    return sorted(
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.is_dir() and path.name not in _NOT_AUTHORITIES and not path.name.startswith(".")
    )


def load_shared_case(folder: Path, *, read: ReadFile = load_file) -> SharedPolicy:
    """Load of `shared` only what an authority needs: the rest grows with every authority.

    What is wrong with it is not told here but by `load_shared`.
    """
    files = {CASE: SHARED_FILES[CASE]}
    return SharedPolicy(**_load_files(folder / SHARED, files, Problems(), name=SHARED, read=read))


def load_shared(folder: Path, problems: Problems) -> SharedPolicy:
    """Load `shared` under `folder`; a file that is not there is left out."""
    name = f"{folder.name}/{SHARED}"
    files = {**SHARED_FILES, **SIGNED_FILES}
    found = _load_files(folder / SHARED, files, problems, name=name)
    _stray_files(folder / SHARED, name, files, {}, problems)
    return SharedPolicy(**found)


def load_authority(
    folder: Path,
    problems: Problems,
    *,
    name: str,
    shared: SharedPolicy | None = None,
    read: ReadFile = load_file,
    partly: bool = False,
) -> AuthorityPolicy | None:
    """Load one authority; None when a file is faulty.

    `name` is what problems call its folder, and `read` reads one file. `partly` is as for
    `load_all`.
    """
    files = {**SINGLE_FILES, **OPTIONAL_FILES, **SIGNED_FILES}
    superseded = _load_superseded(
        folder / SUPERSEDED, folder.name, problems, f"{name}/{SUPERSEDED}", read
    )
    policy = _load_version(
        folder, folder.name, files, problems, name=name, shared=shared, read=read, partly=partly
    )
    if policy is None or superseded is None:
        return None
    return replace(policy, superseded=superseded)


def _load_superseded(
    folder: Path, key: str, problems: Problems, name: str, read: ReadFile
) -> dict[str, AuthorityPolicy] | None:
    """The earlier versions of authority `key`, the newest first; None when a file is faulty.

    The questions of the case page belong to no version, so an earlier version has no case.
    """
    before = len(problems)
    every = {**SINGLE_FILES, **OPTIONAL_FILES, **SIGNED_FILES}
    files = {stem: model for stem, model in every.items() if stem not in OF_NO_VERSION}
    found = []
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        if place.name.startswith("."):
            continue
        policy = (
            _load_version(place, key, files, problems, name=f"{name}/{place.name}", read=read)
            if place.is_dir()
            else None
        )
        if policy is not None:
            found.append((place.name, policy))
        elif not place.is_dir():
            problems.add(
                Mark(f"{name}/{place.name}"), "stray-file",
                "this file is not one the handbook reads",
                "put it into the folder of a version, for example superseded/1.0/",
            )  # fmt: skip
    if len(problems) > before:
        return None
    found.sort(key=lambda each: each[1].authority.begins, reverse=True)
    return dict(found)


def _load_version(
    folder: Path,
    key: str,
    files: Mapping[str, type[PolicyModel]],
    problems: Problems,
    *,
    name: str,
    shared: SharedPolicy | None = None,
    read: ReadFile,
    partly: bool = False,
) -> AuthorityPolicy | None:
    """One version of authority `key`, from a folder of its own."""
    before = len(problems)
    for stem in SINGLE_FILES:
        if not (folder / f"{stem}.yml").exists():
            problems.add(
                Mark(f"{name}/{stem}.yml"),
                "missing-file",
                f"{name.split('/', 1)[-1]} has no {stem}.yml",
                "add the file; the folder of another authority shows what it holds",
            )
    folders = {**FOLDERS, **SIGNED_FOLDERS}
    single = _load_files(folder, files, problems, name=name, read=read)
    many: dict[str, dict[str, Any]] = {}
    for sub, model in folders.items():
        many[sub] = {
            path.stem: read(path, model, problems, name=f"{name}/{sub}/{path.name}")
            for path in sorted((folder / sub).glob("*.yml"))
        }
    _stray_files(folder, name, files, folders, problems)
    case = single.pop(CASE, None)
    if case is not None and not (folder.parent / SHARED / f"{CASE}.yml").exists():
        problems.add(
            Mark(f"{name}/{CASE}.yml"),
            "missing-file",
            f"{folder.name} has a case.yml, but there is no {SHARED}/case.yml",
            "add the shared questions that it answers, or remove this file",
        )
    if case is not None and CASE in many["pathways"]:
        problems.add(
            Mark(f"{name}/pathways/{CASE}.yml"),
            "name-used-twice",
            f"'{CASE}' is the tool that {name}/{CASE}.yml makes",
            "give this tool another file name",
        )
    if len(problems) > before:
        whole = all(single.get(stem) is not None for stem in {*SINGLE_FILES, *single})
        if not (partly and whole):
            return None
        many = {
            sub: {stem: file for stem, file in files.items() if file is not None}
            for sub, files in many.items()
        }
    if isinstance(case, CaseFile) and shared is not None and shared.case is not None:
        many["pathways"][CASE] = as_pathway(shared.case, case)
    order = [str(name) for name in single["authority"].tools]
    rank = {name: number for number, name in enumerate(order)}
    return AuthorityPolicy(
        id=key,
        **single,
        pathways=dict(
            sorted(many["pathways"].items(), key=lambda pair: rank.get(pair[0], len(rank)))
        ),
        walkthroughs=many["walkthroughs"],
        signed_tools=many["signed"],
    )


def _load_files(
    folder: Path,
    models: Mapping[str, type[PolicyModel]],
    problems: Problems,
    *,
    name: str,
    read: ReadFile = load_file,
) -> dict[str, Any]:
    return {
        stem: read(folder / f"{stem}.yml", model, problems, name=f"{name}/{stem}.yml")
        for stem, model in models.items()
        if (folder / f"{stem}.yml").exists()
    }


def _stray_files(
    folder: Path,
    name: str,
    files: Mapping[str, type[PolicyModel]],
    folders: Mapping[str, type[PolicyModel]],
    problems: Problems,
) -> None:
    """Tell of files that would silently not be read."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        # Earlier versions are looked through by themselves.
        if path.is_dir() or path.name.startswith(".") or inside.parts[0] == SUPERSEDED:
            continue
        parent = inside.parent.as_posix()
        known = parent in folders or (parent == "." and path.stem in files)
        if not known or path.suffix != ".yml":
            where = f", or put it into {' or '.join(f'{each}/' for each in folders)}"
            problems.add(
                Mark(f"{name}/{inside.as_posix()}"),
                "stray-file",
                "this file is not one the handbook reads",
                f"name it as one of {', '.join(f'{stem}.yml' for stem in files)}"
                f"{where if folders else ''}, with the ending .yml",
            )
        elif parent in folders and not re.fullmatch(ID_PATTERN, path.stem):
            problems.add(
                Mark(f"{name}/{inside.as_posix()}"),
                "odd-file-name",
                f"the name '{path.stem}' would not do in a web address",
                "use small letters, digits and single hyphens, as in 'who-to-ring.yml'",
            )
