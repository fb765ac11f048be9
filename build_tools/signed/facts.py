"""A policy as facts: what of each file its owner signs, and what is left to the wording.

Signed as written are who acts, by when, whom they tell, forms, names, numbers, hours, levels,
contacts, ranges and marks. Of every other text only the figures are. Rules are not here: cases
stand for them. Nor are citations, which have checks of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from build_tools.check.references import files
from build_tools.model.base import PolicyModel, place
from build_tools.model.case import Side
from build_tools.model.changes import ChangeFile
from build_tools.model.clauses import Clause
from build_tools.model.content import Move
from build_tools.model.pathways import Action, Onward, Outcome, PathwayFile, When
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark
from build_tools.signed.figures import figures

_AS_WRITTEN = frozenset({
    "who", "by", "tells", "attaches", "consent", "force", "contacts", "links", "level", "levels",
    "ring", "panel", "hours", "name", "shown", "printed", "opens", "closes", "days", "address",
    "during", "closing", "outside", "pathway", "step", "tool", "day", "which", "services",
    "coordinator", "relation", "see", "unit", "from_", "to", "reports_harm",
})  # fmt: skip
_LEFT_OUT = frozenset({
    # Sources.
    "clauses", "document", "file", "lines", "also",
    # What changes with every change of a policy.
    "version", "dated", "review_by", "owner",
    # Rules, for which cases stand; the order of things.
    "go", "start", "tools", "own",
})  # fmt: skip
_NOT_SIGNED = (PathwayFile, ChangeFile)
"""Tools have files of their own; what is told of changes promises nothing."""
_WORDS = " | "


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of a policy, such as an outcome or a contact: where it stands and its facts."""

    at: Mark
    facts: tuple[str, ...]


Entries = Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class ToolFacts:
    """The facts of one tool, part by part."""

    outcomes: Entries
    steps: Entries
    about: Entry


def compared(fact: str) -> str:
    """The part of a fact that must stay as it was signed, without the words for its reader."""
    return fact.split(_WORDS, 1)[0]


def tool_facts(tool: PathwayFile) -> ToolFacts:
    """What is signed of a tool beside its cases."""
    head = [*_parts(tool), *(each for text in tool.about for each in figures(str(text)))]
    return ToolFacts(
        _entries(tool.outcomes, tool.at),
        # The questions of a case carry its rules many times over.
        {
            name: Entry(entry.at, tuple(dict.fromkeys(entry.facts)))
            for name, entry in _entries(tool.steps, tool.at).items()
            if entry.facts
        },
        Entry(tool.at, tuple(head)),
    )


def page_facts(policy: AuthorityPolicy) -> dict[str, Entries]:
    """What is signed of everything but the tools: facts by file and entry."""
    return {
        name: entries
        for name, model in files(policy)
        if not isinstance(model, _NOT_SIGNED) and (entries := file_facts(model))
    }


def file_facts(model: PolicyModel) -> Entries:
    """What is signed of one file, entry by entry; entries without facts are left out."""
    found: dict[str, Entry] = {}
    if parts := _parts(model):
        found["text"] = Entry(model.at, tuple(parts))
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        key = field.alias or name
        # The register of clauses is no citation.
        if name in _LEFT_OUT and not isinstance(value, Mapping):
            continue
        if isinstance(value, Mapping):
            if name == "levels":
                order = ", ".join(str(level) for level in value)
                found[key] = Entry(model.at, (f"from the lowest: {order}",))
            entries = _entries(value, model.at)
            found |= {f"{key} {inner}": entry for inner, entry in entries.items()}
        elif isinstance(value, PolicyModel):
            found[key] = Entry(value.at, tuple(_lines(value)))
        elif isinstance(value, tuple):
            lines = tuple(line for each in value for line in _lines_of(each))
            found[key] = Entry(place(value[0], model.at) if value else model.at, lines)
    return {key: entry for key, entry in found.items() if entry.facts}


def _entries(parts: Mapping[Any, Any], otherwise: Mark) -> dict[str, Entry]:
    return {
        str(key): Entry(place(key, otherwise), tuple(_lines_of(part)))
        for key, part in parts.items()
    }


def _lines_of(value: Any) -> Iterator[str]:
    if isinstance(value, PolicyModel):
        yield from _lines(value)
    elif isinstance(value, str):
        yield from figures(value)


def _lines(model: PolicyModel, key: str = "") -> Iterator[str]:
    """The facts of a model, one line for itself and one for each model in it that has any."""
    parts = _parts(model)
    if isinstance(model, Outcome):
        yield _with_words("; ".join(parts) or "no level", model.title)
    elif isinstance(model, Action):
        yield _with_words("; ".join(parts), model.does)
    elif parts:
        yield "; ".join([key, *parts] if key else parts)
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in _LEFT_OUT or isinstance(value, When):
            continue
        if isinstance(value, Mapping):
            for inner, part in value.items():
                if isinstance(part, PolicyModel):
                    yield from _lines(part, str(inner))
        elif isinstance(value, tuple):
            for part in value:
                if isinstance(part, PolicyModel):
                    yield from _lines(part)


def _is_as_written(model: PolicyModel, name: str) -> bool:
    # The kind of a way on says up or down; that of a clause sorts it.
    return name in _AS_WRITTEN or (name == "kind" and isinstance(model, Onward | Move))


def _with_words(facts: str, words: str) -> str:
    return f"{facts}{_WORDS}{' '.join(str(words).split())}"


def _parts(model: PolicyModel) -> list[str]:
    """The facts in a model's own texts, and in models that stand in it alone."""
    # Who acts and how strongly stand first, as in a sentence.
    parts = [f"{model.who} {model.force}"] if isinstance(model, Action) else []
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        key = (field.alias or name).removesuffix("_")
        if name in _LEFT_OUT or value is None or value is False or isinstance(value, When):
            continue
        if isinstance(value, Side):
            parts.append(f"{key} {' '.join(str(value.text).split())}")
        elif isinstance(value, PolicyModel):
            # An outcome is an entry of its own.
            parts += [] if isinstance(value, Outcome) else _parts(value)
        elif value is True:
            parts.append(key)
        elif isinstance(value, date | int):
            parts.append(f"{key} {value}")
        elif isinstance(value, tuple | Mapping) and value:
            parts += _several(name, key, value)
        elif isinstance(value, str) and not _only_sorts(model, name, value):
            written = _is_as_written(model, name)
            kept = value if name in ("force", "kind") else f"{key} {value}"
            parts += [kept] if written else figures(value)
    return parts


def _only_sorts(model: PolicyModel, name: str, value: str) -> bool:
    """Whether a word is left out: it sorts clauses, or is told already."""
    if isinstance(model, Action):
        return name in ("who", "force")
    return name == "force" and (value == "info" or isinstance(model, Clause))


def _several(name: str, key: str, values: Any) -> Iterator[str]:
    """The facts in a list of texts, or in texts by name, such as the answers of a scene."""
    if isinstance(values, Mapping):
        for inner, value in values.items():
            if isinstance(value, tuple):
                yield f"{inner} {', '.join(map(str, value))}"
            elif isinstance(value, Mapping):
                yield from _several(name, str(inner), value)
            elif isinstance(value, str):
                yield from figures(value)
        return
    plain = [value for value in values if not isinstance(value, PolicyModel)]
    if plain and (name in _AS_WRITTEN or not isinstance(plain[0], str)):
        yield f"{key} {', '.join(map(str, plain))}"
    else:
        for value in plain:
            yield from figures(str(value))
