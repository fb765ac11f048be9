"""Conditions in words, for readers of the static pathway and of error messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from widgets.engine.model import Condition, Count, Every, Is, Not, Some, Step
from widgets.engine.replies import Tokens


def in_words(condition: Condition, steps: Mapping[str, Step], here: str = "") -> str:
    """A condition as a phrase that follows "if"; `here` is the step it stands at.

    Brackets show what belongs together, so that "and" and "or" cannot be misread.
    """
    match condition:
        case Is(step, tokens):
            labels = listed((_label(steps[step], token) for token in tokens), "or")
            return f"the answer is {labels}" if step == here else f"“{steps[step].ask}” is {labels}"
        case Count():
            return _count(condition, steps[condition.step], here)
        case Every(parts):
            return _joined(parts, "and", steps, here) or "always"
        case Some(parts):
            return _joined(parts, "or", steps, here) or "never"
        case Not() if here in steps and _is_for_all_other_cases(condition, steps[here]):
            return "none of the other rules fits"
        case Not(part):
            return f"it is not so that {_grouped(part, steps, here)}"


def reply_in_words(step: Step, tokens: Tokens) -> str:
    """A reply as a reader would say it."""
    if isinstance(tokens, str):
        return _label(step, tokens)
    by_item = {item.id: token for item, token in zip(step.items, tokens, strict=True)}
    return tokens_in_words(step, by_item)


def tokens_in_words(step: Step, tokens: Mapping[str, str]) -> str:
    """The same for some lines of a checklist, by their ids; elsewhere for the token under ""."""
    if step.kind != "checklist":
        return _label(step, tokens[""])
    return "; ".join(
        f"{item.label}: {_label(step, tokens[item.id])}" for item in step.items if item.id in tokens
    )


def listed(words: Iterable[str], last: str) -> str:
    """Words as a list in a sentence: "a, b or c"."""
    all_words = list(words)
    if len(all_words) < 2:
        return "".join(all_words)
    return f"{', '.join(all_words[:-1])} {last} {all_words[-1]}"


def _joined(parts: tuple[Condition, ...], word: str, steps: Mapping[str, Step], here: str) -> str:
    if len(parts) == 1:
        return in_words(parts[0], steps, here)
    return f" {word} ".join(_grouped(part, steps, here) for part in parts)


def _grouped(part: Condition, steps: Mapping[str, Step], here: str) -> str:
    words = in_words(part, steps, here)
    single = isinstance(part, Is | Count) or words == "none of the other rules fits"
    return words if single else f"({words})"


def _is_for_all_other_cases(condition: Not, step: Step) -> bool:
    """Whether a negation is the last rule of a table and denies all those before it."""
    tables: dict[Condition | None, list[Condition]] = {}
    for edge in step.edges:
        match edge.when:
            case Every((Is(name, _) as answer, inner)) if name == step.id:
                tables.setdefault(answer, []).append(inner)
            case when:
                tables.setdefault(None, []).append(when)
    return any(
        table[-1] == condition and condition == Not(Some(tuple(table[:-1])))
        for table in tables.values()
    )


def _count(count: Count, step: Step, here: str) -> str:
    labels = listed((_label(step, token) for token in count.tokens), "or")
    names = listed((f"“{item.label}”" for item in step.items if item.id in count.items), "and")
    elsewhere = step.id != here
    if len(count.items) == len(step.items):
        among = f"“{step.ask}”" if elsewhere else "the list"
    else:
        among = f"{names} (of “{step.ask}”)" if elsewhere else names
    if len(count.items) == 1:
        return f"{among} is {'not ' if count.most == 0 else ''}{labels}"
    if count.most == 0:
        return f"nothing in {among} is {labels}"
    if count.least == len(count.items):
        return f"everything in {among} is {labels}"
    if count.least <= 1:
        return f"anything in {among} is {labels}"
    return f"at least {count.least} of {among} are {labels}"


def _label(step: Step, token: str) -> str:
    for choice in step.choices:
        if choice.id == token:
            return f"‘{choice.label}’"
    for band in step.bands:
        if band.id == token:
            return f"‘{band.label}’"
    return f"‘{token}’"
