"""Load policy files into typed models, every value still knowing its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from build_tools.model.base import PolicyModel
from build_tools.model.policy import FOLDERS, SINGLE_FILES, AuthorityPolicy
from build_tools.problems import Mark, Problem, Problems, did_you_mean
from build_tools.yaml_text import Map, Node, Seq, Text, read_yaml

_NOT_AUTHORITIES = frozenset({"schema"})


def load_all(folder: Path, problems: Problems) -> dict[str, AuthorityPolicy]:
    """Load every authority under `folder` (one sub-folder each), in the order of their names.

    Everything wrong goes to `problems`; an authority with a fault in any file is left out.
    """
    loaded: dict[str, AuthorityPolicy] = {}
    folders = sorted(
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.is_dir() and path.name not in _NOT_AUTHORITIES and not path.name.startswith(".")
    )
    if not folders:
        problems.add(
            Mark(str(folder)),
            "no-authority",
            "there is no authority folder here",
            "make a folder for each authority, for example policy/bradford",
        )
    for path in folders:
        policy = load_authority(path, problems, name=f"{folder.name}/{path.name}")
        if policy is not None:
            loaded[policy.id] = policy
    return loaded


def load_authority(folder: Path, problems: Problems, *, name: str) -> AuthorityPolicy | None:
    """Load one authority; `name` is what problems call its folder. None when a file is faulty."""
    before = len(problems)
    single: dict[str, Any] = {}
    for stem, model in SINGLE_FILES.items():
        path = folder / f"{stem}.yml"
        if path.exists():
            single[stem] = load_file(path, model, problems, name=f"{name}/{stem}.yml")
        else:
            problems.add(
                Mark(f"{name}/{stem}.yml"),
                "missing-file",
                f"{folder.name} has no {stem}.yml",
                "add the file; the folder of another authority shows what it holds",
            )
    many: dict[str, dict[str, Any]] = {}
    for sub, model in FOLDERS.items():
        many[sub] = {
            path.stem: load_file(path, model, problems, name=f"{name}/{sub}/{path.name}")
            for path in sorted((folder / sub).glob("*.yml"))
        }
    _stray_files(folder, name, problems)
    if len(problems) > before:
        return None
    return AuthorityPolicy(
        id=folder.name,
        **single,
        pathways=many["pathways"],
        walkthroughs=many["walkthroughs"],
    )


def _stray_files(folder: Path, name: str, problems: Problems) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.name.startswith("."):
            continue
        inside = path.relative_to(folder)
        parent = inside.parent.as_posix()
        known = parent in FOLDERS or (parent == "." and path.stem in SINGLE_FILES)
        if not known or path.suffix != ".yml":
            problems.add(
                Mark(f"{name}/{inside.as_posix()}"),
                "stray-file",
                "this file is not one the handbook reads",
                "name it as one of "
                + ", ".join(f"{stem}.yml" for stem in SINGLE_FILES)
                + ", or put it into pathways/ or walkthroughs/ with the ending .yml",
            )


def load_file(
    path: Path, model: type[PolicyModel], problems: Problems, *, name: str
) -> PolicyModel | None:
    """Load one file as `model`, or None with its faults added to `problems`."""
    before = len(problems)
    node = read_yaml(path, name, problems)
    if node is None:
        return None
    try:
        made = model.model_validate(node)
    except ValidationError as error:
        problems.extend(_told(error, node, name, model))
        return None
    return made if len(problems) == before else None


def _told(
    error: ValidationError, node: Node, name: str, model: type[PolicyModel]
) -> Iterator[Problem]:
    for fault in error.errors():
        path = list(fault["loc"])
        found, key_mark = _walk(node, path)
        at = getattr(found, "at", Mark(name))
        key = str(path[-1]) if path else ""
        match fault["type"]:
            case "missing":
                says, mend = f"'{key}' is missing here", f"add the line '{key}: ...'"
                yield Problem(at, "missing-key", says, mend)
            case "extra_forbidden":
                siblings = _keys_allowed(model, path[:-1])
                yield Problem(
                    key_mark or at,
                    "unknown-key",
                    f"'{key}' is not a key that belongs here",
                    did_you_mean(key, siblings) if siblings else "remove it, or check the spelling",
                )
            case "literal_error":
                expected = str(fault.get("ctx", {}).get("expected", ""))
                yield Problem(
                    at,
                    "wrong-word",
                    f"'{found}' is not one of the words used here",
                    "use " + expected.replace("'", ""),
                )
            case "union_tag_not_found":
                yield Problem(
                    at,
                    "missing-key",
                    "'kind' is missing here",
                    "add the line 'kind: question' (or checklist, number, date, time)",
                )
            case "union_tag_invalid":
                kind = found.get("kind") if isinstance(found, Map) else None
                yield Problem(
                    getattr(kind, "at", at),
                    "wrong-word",
                    f"'{kind}' is not a kind of step",
                    "use question, checklist, number, date or time",
                )
            case "policy":
                ctx = fault["ctx"]
                in_key = path and path[-1] == "[key]"
                yield Problem(
                    (key_mark or at) if in_key else at, "wrong-value", ctx["says"], ctx["mend"]
                )
            case _:
                yield Problem(
                    at,
                    "wrong-shape",
                    _plain(fault["type"], fault["msg"]),
                    "compare with another entry of the same kind, or see the editors' guide",
                )


def _plain(kind: str, message: str) -> str:
    plain = {
        "dict_type": "a mapping (lines of 'key: value') is needed here",
        "too_short": "there are too few values here",
        "too_long": "there are too many values here",
    }
    return plain.get(kind, message[:1].lower() + message[1:])


def _walk(node: Any, path: list[str | int]) -> tuple[Any, Mark | None]:
    """Follow a validator's path as far as it stands in the file.

    Returns the value reached and the place of its key. Parts that name no key (the tags of
    a union, "[key]") are passed over.
    """
    key_mark: Mark | None = None
    for part in path:
        if isinstance(node, Map) and part in node:
            key = next(known for known in node if known == part)
            key_mark = getattr(key, "at", None)
            node = node[part]
        elif isinstance(node, Seq) and isinstance(part, int) and part < len(node):
            node, key_mark = node[part], None
    if isinstance(node, Text | Map | Seq):
        return node, key_mark
    return None, key_mark


def _keys_allowed(model: type[PolicyModel], path: list[str | int]) -> list[str]:
    """The keys that the model allows at a place, for 'did you mean'."""
    schema: Any = model.model_json_schema(by_alias=True)
    definitions: Mapping[str, Any] = schema.get("$defs", {})

    def resolve(part: Any) -> list[Any]:
        if "$ref" in part:
            return resolve(definitions[part["$ref"].rsplit("/", 1)[-1]])
        options = part.get("anyOf") or part.get("oneOf")
        return [each for option in options for each in resolve(option)] if options else [part]

    here = resolve(schema)
    for step in path:
        deeper: list[Any] = []
        for option in here:
            if isinstance(step, int) and "items" in option:
                deeper += resolve(option["items"])
            elif step in option.get("properties", {}):
                deeper += resolve(option["properties"][step])
            elif isinstance(option.get("additionalProperties"), dict):
                deeper += resolve(option["additionalProperties"])
        if deeper:
            here = deeper
    return sorted({key for option in here for key in option.get("properties", {})})
