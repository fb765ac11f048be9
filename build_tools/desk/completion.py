"""What could stand where the cursor is: keys and words from the model, ids from the authority."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from build_tools.desk.names import Names
from build_tools.desk.outline import ITEM, Here, Key, Path, here, ids_under, keys
from build_tools.model.base import PolicyModel

_REFERS: Mapping[str, str] = {
    "clauses": "clause", "ring": "contact", "contacts": "contact", "panel": "contact",
    "links": "link", "level": "level", "from": "level", "to": "level", "hours": "hours",
    "during": "hours", "closing": "hours", "outside": "hours", "pathway": "tool", "tool": "tool",
    "tools": "tool", "see": "term", "document": "document",
}  # fmt: skip
"""What a key refers to in other files (build_tools.check.references)."""

_LOCAL = frozenset({"go", "start", "answer", "checklist"})
"""What refers to steps and outcomes of the same tool."""

_ANSWERS = frozenset({"some", "every", "none", "is", "reports-harm"})


def complete(model: type[PolicyModel], text: str, offset: int, names: Names) -> dict[str, Any]:
    """What could stand at `offset` (characters) of a file of this model.

    Returns `start` and `end` of what a suggestion replaces, and `suggestions`, each with the
    `text` to put there and some words `about` it. What begins as the word at the cursor comes
    first, what holds it after.
    """
    at = here(text, offset)
    found: dict[str, str] = {}
    if at is not None:
        found = dict(_keys(model, at) if at.key == "" else _values(model, at, text, names))
        # An entry of a list that is written with dashes is a value, if no key can stand there.
        if at.key == "" and not found and at.path[-1:] == (ITEM,) and len(at.path) > 1:
            entry = Here(at.path[:-2], at.path[-2], at.part, at.siblings)
            found = dict(_values(model, entry, text, names))
    part = at.part if at is not None else ""
    rest = text[offset:]
    after = len(rest) - len(rest.lstrip(_WORD))
    suggestions = [
        {"text": word, "about": " ".join(about.split())}
        for word, about in sorted(
            (pair for pair in found.items() if part.lower() in f"{pair[0]} {pair[1]}".lower()),
            key=lambda pair: not pair[0].startswith(part),
        )
    ]
    return {"start": offset - len(part), "end": offset + after, "suggestions": suggestions}


_WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"


def _keys(model: type[PolicyModel], at: Here) -> Iterator[tuple[str, str]]:
    """The keys that may stand in a mapping and do not yet."""
    there = {key.name: key.value for key in at.siblings}
    for option in _at(model, at.path):
        kind = option.get("properties", {}).get("kind", {})
        allowed = kind.get("enum", [kind["const"]] if "const" in kind else [])
        if allowed and "kind" in there and there["kind"] not in allowed:
            continue
        for name, part in option.get("properties", {}).items():
            if name not in there:
                must = name in option.get("required", ())
                about = part.get("description", "")
                yield f"{name}: ", f"{about} It must be there." if must else about


def _values(
    model: type[PolicyModel], at: Here, text: str, names: Names
) -> Iterator[tuple[str, str]]:
    """The words or ids that a key may have for its value."""
    options = [*_at(model, (*at.path, at.key)), *_at(model, (*at.path, at.key, ITEM))]
    words = [
        str(word)
        for option in options
        for word in option.get("enum", [option["const"]] if "const" in option else [])
    ]
    if words or not options:
        yield from ((word, "") for word in dict.fromkeys(words))
        return
    written = list(keys(text))
    if at.key in _LOCAL:
        yield from _asks(written, "steps", "ask", "a step")
        if at.key == "go":
            yield from _asks(written, "outcomes", "title", "an outcome")
    elif at.key == "step":
        tool = next((key.value for key in at.siblings if key.name == "pathway"), "")
        yield from names.steps.get(tool, {}).items()
    elif at.key in _ANSWERS:
        yield from _asks_at(written, (*_step(at, written), "choices"), "label", "an answer")
    elif at.key == "items":
        yield from _asks_at(written, (*_step(at, written), "items"), "label", "an item")
    elif at.key in _REFERS and not any("properties" in option for option in options):
        yield from names.known.get(_REFERS[at.key], {}).items()


def _step(at: Here, written: list[Key]) -> Path:
    """The step whose answers a condition looks at: an earlier one that it names, or its own."""
    for key in at.siblings:
        if key.name in ("answer", "checklist") and key.value in ids_under(written, "steps"):
            return ("steps", key.value)
    return at.path[:2]


def _asks(written: list[Key], under: str, says: str, what: str) -> Iterator[tuple[str, str]]:
    yield from _asks_at(written, (under,), says, what)


def _asks_at(written: list[Key], path: Path, says: str, what: str) -> Iterator[tuple[str, str]]:
    """The ids below a path of this text, each with its own words."""
    about = {key.path: key.value for key in written if key.name == says}
    for name in ids_under(written, *path):
        yield name, f"{what}: {about.get((*path, name), '')}"


def _at(model: type[PolicyModel], path: Path) -> list[Mapping[str, Any]]:
    """The parts of the model's schema that describe what stands at a path."""
    schema = _schema(model)
    options = _options(schema, schema)
    for step in path:
        deeper: list[Mapping[str, Any]] = []
        for option in options:
            if step == ITEM and "items" in option:
                deeper += _options(option["items"], schema)
            elif step in option.get("properties", {}):
                deeper += _options(option["properties"][step], schema)
            else:
                for each in option.get("patternProperties", {}).values():
                    deeper += _options(each, schema)
        options = deeper
    return options


def _options(part: Mapping[str, Any], schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if "$ref" in part:
        return _options(schema["$defs"][part["$ref"].rsplit("/", 1)[-1]], schema)
    several = part.get("anyOf") or part.get("oneOf")
    if several:
        return [found for each in several for found in _options(each, schema)]
    return [] if part.get("type") == "null" else [part]


@cache
def _schema(model: type[PolicyModel]) -> Mapping[str, Any]:
    return model.model_json_schema(by_alias=True)
