"""Answers, levels and reasons of a difference in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from build_tools.answer_sets.diagram import Family, Member
from build_tools.answer_sets.layout import in_order, slots_of
from build_tools.diff.findings import Direction
from build_tools.diff.joint import Joint, Value
from widgets.engine.model import MINUTES_A_DAY, Authority, Edge, Outcome, Step
from widgets.engine.replies import Answer, answer_for, show_day
from widgets.engine.words import listed

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def quoted(text: str) -> str:
    """A text as it stands in the policy, on one line."""
    return f"‘{' '.join(text.split())}’"


def asked(step: Step) -> str:
    """The question of a step."""
    return f"“{' '.join(step.ask.split())}”"


def example_in_words(joint: Joint, member: Member, family: Family) -> tuple[str, ...]:
    """The answers of a member that alone lead to `family`, in the order of the newer revision."""
    member = joint.decisive(member, family)
    new, old = joint.new.pathway.steps, joint.old.pathway.steps
    order = [*in_order(joint.new.pathway), *in_order(joint.old.pathway)]
    told: dict[tuple[str, str], str] = {}
    for step in order:
        for key, (name, label) in zip(slots_of(step), _slot_names(step), strict=True):
            value = joint.value(member, key)
            if value is None or (key[0], label) in told:
                continue
            before, now = old.get(key[0], step), new.get(key[0], step)
            told[key[0], label] = f"{name} is {_answer(value, before, now)}"
    return tuple(told.values()) or ("any answer is given",)


def _slot_names(step: Step) -> Iterator[tuple[str, str]]:
    if step.kind == "checklist":
        for item in step.items:
            yield f"{quoted(item.label)} (of {asked(step)})", item.id
    else:
        yield asked(step), ""


def _answer(value: Value, before: Step, now: Step) -> str:
    old, new = _label(before, value.old), _label(now, value.new)
    if before.bands and now.bands and old and new and not _same_band(before, now, value):
        return f"{_shown(now, value.number)} (before: {quoted(old)}, now: {quoted(new)})"
    if old and new and old != new:
        return f"{quoted(new)} (before: {quoted(old)})"
    return quoted(new or old)


def _same_band(before: Step, now: Step, value: Value) -> bool:
    def ranges(step: Step, token: str) -> object:
        return next(band.ranges for band in step.bands if band.id == token)

    return ranges(before, value.old) == ranges(now, value.new)


def range_in_words(step: Step, value: Value) -> str:
    """The first and last of the numbers, dates or times that a value stands for."""
    first, last = _shown(step, value.number), _shown(step, value.last)
    return first if first == last else f"{first} to {last}"


def _label(step: Step, token: str) -> str:
    return next((each.label for each in (step.choices or step.bands) if each.id == token), "")


def _shown(step: Step, number: int) -> str:
    if step.kind == "date":
        return show_day(date.fromordinal(number))
    if step.kind == "time":
        day, minute = divmod(number, MINUTES_A_DAY)
        return f"{_DAYS[day]} {minute // 60:02}:{minute % 60:02}"
    return f"{number} {step.unit}".strip()


def example_answers(joint: Joint, member: Member) -> dict[str, Answer]:
    """The answers of a member to the newer revision, as `decide` takes them."""
    steps = joint.new.pathway.steps
    found: dict[str, Answer] = {}
    for name, tokens in joint.tokens(member, joint.new.pathway, new=True).items():
        value = joint.value(member, slots_of(steps[name])[0])
        step = steps[name]
        if value is not None and step.bands:
            # The example itself, which may stand for a part of its range only.
            band = next(band for band in step.bands if band.id == tokens)
            only = ((value.number, value.number),)
            step = _with_band(step, band.id, only)
        found[name] = answer_for(step, tokens)
    return found


def _with_band(step: Step, token: str, ranges: tuple[tuple[int, int], ...]) -> Step:
    return replace(
        step,
        bands=tuple(replace(b, ranges=ranges) if b.id == token else b for b in step.bands),
    )


def reasons(edges: Iterable[Edge]) -> str:
    """Why edges are taken, each with the clauses it rests on."""
    told = {
        f"{' '.join(edge.because.split()) or 'The answers lead there.'} ({_source(edge)})": None
        for edge in edges
    }
    return " ".join(told) or "Nothing is decided here any more."


def _source(edge: Edge) -> str:
    if edge.clauses:
        return f"clause{'s' if len(edge.clauses) > 1 else ''} {listed(edge.clauses, 'and')}"
    return "added by this handbook"


def end_in_words(authority: Authority, outcome: Outcome) -> str:
    """An outcome by its title, with its level and whether it is urgent."""
    return f"{quoted(outcome.title)} ({level_in_words(authority, outcome)})"


def level_in_words(authority: Authority, outcome: Outcome) -> str:
    """The level of an outcome, and whether it is urgent."""
    level = authority.levels.get(outcome.level)
    name = level.name if level is not None else "no level"
    if outcome.urgent:
        return f"urgent, {name}" if level is not None else "urgent"
    return name


def direction(old: Authority, before: Outcome, new: Authority, now: Outcome) -> Direction:
    """Whether an end stands higher or lower now.

    Urgent stands above every level. Levels are compared by the order of the newer revision; those
    it has lost, by the order of the older one. "" where both stand alike, where one has no level,
    or where the two orders do not agree.
    """
    if before.urgent or now.urgent:
        if before.urgent and now.urgent:
            return ""
        return "up" if now.urgent else "down"
    said: set[Direction] = set()
    for authority in (new, old):
        low, high = authority.levels.get(before.level), authority.levels.get(now.level)
        if low is not None and high is not None and low.rank != high.rank:
            said.add("up" if high.rank > low.rank else "down")
    return said.pop() if len(said) == 1 else ""
