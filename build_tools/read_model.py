"""Read one policy file as a typed model, and tell what is wrong with it in an editor's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from build_tools.model.base import PolicyModel, place
from build_tools.problems import Mark, Problem, Problems, did_you_mean
from build_tools.yaml_text import Map, Node, Seq, Text, read_yaml


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
            case "missing" if path and isinstance(path[-1], int):
                yield _wrong_shape(at, "too_short")
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
            case "literal_error" if not isinstance(found, Text):
                yield _no_word(found, at)
            case "union_tag_invalid" if not isinstance(kind := _kind(found), Text):
                yield _no_word(kind, at)
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
                kind = _kind(found)
                yield Problem(
                    place(kind, at),
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
            case kind:
                yield _wrong_shape(at, kind)


def _kind(step: Any) -> Any:
    return step.get("kind") if isinstance(step, Map) else None


def _no_word(found: Any, at: Mark) -> Problem:
    what = "a list" if isinstance(found, Seq) else "a group of keys"
    says = f"this is {what}, but one word is needed here"
    return Problem(place(found, at), "wrong-value", says, "write one word after the colon")


def _wrong_shape(at: Mark, kind: str) -> Problem:
    return Problem(
        at,
        "wrong-shape",
        _SHAPES.get(kind, "the value here has another shape than the handbook can read"),
        "compare with another entry of the same kind, or see the editors' guide",
    )


_SHAPES = {
    "dict_type": "lines of 'key: value' are needed here",
    "too_short": "there are too few values here",
    "too_long": "there are too many values here",
}
"""What is wrong, by the kind of fault that pydantic names."""


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
            else:
                # What stands under an id is described by the pattern of the id.
                for each in option.get("patternProperties", {}).values():
                    deeper += resolve(each)
        if deeper:
            here = deeper
    return sorted({key for option in here for key in option.get("properties", {})})
