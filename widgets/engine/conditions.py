"""Whether a condition holds, and which steps it looks at."""

from __future__ import annotations

from collections.abc import Mapping

from widgets.engine.model import Condition, Count, Every, Is, Not, Some, Step
from widgets.engine.replies import Tokens


def holds(condition: Condition, replies: Mapping[str, Tokens], steps: Mapping[str, Step]) -> bool:
    """Whether `condition` holds for the replies given so far.

    A part about a step that was not answered does not hold: a pathway may reach a step by
    ways that pass the other by.
    """
    match condition:
        case Is(step, tokens):
            return replies.get(step) in tokens
        case Count(step, items, tokens, least, most):
            reply = replies.get(step)
            if not isinstance(reply, tuple):
                return False
            by_item = dict(zip((item.id for item in steps[step].items), reply, strict=True))
            count = sum(by_item[item] in tokens for item in items)
            return least <= count and (most is None or count <= most)
        case Every(parts):
            return all(holds(part, replies, steps) for part in parts)
        case Some(parts):
            return any(holds(part, replies, steps) for part in parts)
        case Not(part):
            return not holds(part, replies, steps)


def atoms(condition: Condition) -> tuple[Is | Count, ...]:
    """The parts of a condition that look at one step each."""
    match condition:
        case Is() | Count():
            return (condition,)
        case Every(parts) | Some(parts):
            return tuple(atom for part in parts for atom in atoms(part))
        case Not(part):
            return atoms(part)
