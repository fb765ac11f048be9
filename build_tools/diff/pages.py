"""What changed in the files by which no tool decides, place by place, and in the registers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from build_tools.diff.findings import Detail, Finding, Section
from build_tools.diff.match import Names
from build_tools.diff.words import quoted
from build_tools.model.base import PolicyModel
from build_tools.model.policy import AuthorityPolicy

_BY_THE_TOOLS = {"urgent": frozenset({"label", "hint", "because", "clauses", "outcome"})}
"""File -> its keys that are compared as the engine reads them (see `compare`)."""

_DAYS = frozenset({("effective-from",), ("effective-to",), ("review-by",)})
"""Keys of authority.yml by which the tools answer or refuse, or pages say that they are overdue."""

_REGISTERS = frozenset({"contacts", "dates", "urgent"})


@dataclass(frozen=True, slots=True)
class _Place:
    """One difference: the way to it, and the values in plain text, "" where there is none."""

    way: tuple[str, ...]
    before: str
    now: str


def pages(
    old: AuthorityPolicy, new: AuthorityPolicy, names: Names
) -> Iterator[tuple[Finding, str]]:
    """What changed in the files of an authority other than its tools.

    Beside each finding stands the id of the contact that it is about, or "".
    """
    for stem, before, now in _files(old, new):
        if before == now:
            continue
        there = _in_new_ids(plain(before), names, top=stem)
        for thing, finding in file_findings(new.id, stem, there, plain(now)):
            is_contact = stem == "contacts" and len(thing) == 2 and thing[0] == "contacts"
            yield finding, thing[1] if is_contact else ""
    for came, went, says in (
        (new.walkthroughs, old.walkthroughs, "is new"),
        (old.walkthroughs, new.walkthroughs, "is gone"),
    ):
        for key in came:
            if key not in went:
                text = f"the walkthrough {quoted(came[key].title)} {says}"
                yield Finding(Section.READING, "page", new.id, text), ""
    ranks = [list(_in_new_ids(plain(old.levels), names, top="levels")["levels"]),
             [str(key) for key in new.levels.levels]]  # fmt: skip
    kept = [[key for key in order if key in ranks[1 - n]] for n, order in enumerate(ranks)]
    if kept[0] != kept[1]:
        now_ = ", ".join(quoted(new.levels.levels[key].name) for key in ranks[1])
        says = f"the levels stand in another order, now from the lowest: {now_}"
        yield Finding(Section.REGISTER, "level-order", new.id, says), ""


def file_findings(
    where: str, stem: str, before: Any, now: Any
) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """The differences of one file, put together by the thing they belong to, which comes first."""
    things: dict[tuple[str, ...], list[_Place]] = {}
    for place in _places(before, now, ()):
        if place.way[0] not in _BY_THE_TOOLS.get(stem, ()):
            keep = 2 if isinstance(now.get(place.way[0], before.get(place.way[0])), dict) else 1
            things.setdefault(place.way[:keep], []).append(place)
    for thing, places in things.items():
        section, kind = _sort(stem, thing, places)
        details = tuple(
            Detail(kind, f"{_way(place.way[len(thing) :])}{_values(place)}") for place in places
        )
        one = details[0] if len(details) == 1 else None
        says = f"{stem}.yml, {_way(thing)}{one.says if one else ''}".removesuffix(": ")
        yield thing, Finding(section, kind, where, says, () if one else details)


def _sort(stem: str, thing: tuple[str, ...], places: list[_Place]) -> tuple[Section, str]:
    if stem == "contacts":
        return Section.REGISTER, "contact"
    if stem == "dates" or thing in _DAYS:
        return Section.REGISTER, "date"
    if stem in _REGISTERS:
        return Section.REGISTER, "panel"
    if stem == "levels" and any(place.way[2:] in ((), ("name",)) for place in places):
        return Section.REGISTER, "level"
    return Section.READING, "page"


def _way(way: tuple[str, ...]) -> str:
    return "".join(f"{part}: " if n == len(way) - 1 else f"{part} > " for n, part in enumerate(way))


def _values(place: _Place) -> str:
    before, now = (quoted(each) if each else "nothing" for each in (place.before, place.now))
    return f"{before} -> {now}"


def _files(
    old: AuthorityPolicy, new: AuthorityPolicy
) -> Iterator[tuple[str, PolicyModel, PolicyModel]]:
    for stem in (
        "authority", "urgent", "contacts", "levels", "services", "glossary", "procedures",
        "clauses", "dates", "figures", "changes", "renamed",
    ):  # fmt: skip
        yield stem, getattr(old, stem), getattr(new, stem)
    for key in dict.fromkeys((*new.walkthroughs, *old.walkthroughs)):
        before, now = old.walkthroughs.get(key), new.walkthroughs.get(key)
        if before is not None and now is not None:
            yield f"walkthroughs/{key}", before, now


def plain(model: PolicyModel) -> Any:
    """A file as plain mappings, lists and texts, by the keys that editors write."""
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _in_new_ids(value: Any, names: Names, *, top: str, key: str = "") -> Any:
    """The older file with what was only renamed told in the newer ids."""
    match value:
        case dict():
            ids: Mapping[str, str] = {}
            if top == "contacts" and key == "contacts":
                ids = names.contacts
            elif top == "contacts" and key == "links":
                ids = names.links
            elif top == "levels" and key == "levels":
                ids = names.levels
            return {
                ids.get(name, name): _in_new_ids(inside, names, top=top, key=name)
                for name, inside in value.items()
            }
        case list():
            return [_in_new_ids(each, names, top=top, key=key) for each in value]
        case str():
            by_key: dict[str, Mapping[str, str]] = {
                "contacts": names.contacts, "ring": names.contacts, "panel": names.contacts,
                "links": names.links, "level": names.levels, "from": names.levels,
                "to": names.levels, "pathway": names.tools, "tool": names.tools,
                "tools": names.tools,
            }  # fmt: skip
            return by_key.get(key, {}).get(value, value)
    return value


def _places(before: Any, now: Any, way: tuple[str, ...]) -> Iterator[_Place]:
    if isinstance(before, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*now, *before)):
            yield from _places(before.get(key), now.get(key), (*way, str(key)))
    elif isinstance(before, list) and isinstance(now, list):
        yield from _in_lists(before, now, way)
    elif _text(before).split() != _text(now).split():
        yield _Place(way, _text(before), _text(now))


def _in_lists(before: list[Any], now: list[Any], way: tuple[str, ...]) -> Iterator[_Place]:
    texts = [[json.dumps(each, sort_keys=True) for each in side] for side in (before, now)]
    matcher = SequenceMatcher(None, texts[0], texts[1], autojunk=False)
    for _, start, end, other, stop in (op for op in matcher.get_opcodes() if op[0] != "equal"):
        pairs = max(end - start, stop - other)
        for n in range(pairs):
            was = before[start + n] if start + n < end else None
            is_ = now[other + n] if other + n < stop else None
            yield from _places(was, is_, (*way, str((other if is_ is not None else start) + n + 1)))


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case dict():
            return "; ".join(f"{key}: {_text(inside)}" for key, inside in value.items())
        case list():
            return ", ".join(_text(each) for each in value)
    return str(value)


def with_readers(finding: Finding, sets: int, of: int, *, urgent: bool) -> Finding:
    """A finding about a contact, with how many sets of answers end where it is shown."""
    shown = "It is shown at the end of these sets of answers"
    says = Detail("readers", f"{shown}{', and by the urgent way out.' if urgent else '.'}")
    return replace(finding, details=(*finding.details, says), sets=sets, of=of)
