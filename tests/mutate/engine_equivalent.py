"""Mutants of the engine that change nothing anybody can get, each with the reason why."""

_SHOWN = 'f"{item.label}: {choice.label}" for item, choice in zip(step.items, chosen, strict=True)'
_CANONICAL = (
    "canonical = {item.id: choice.id for item, choice in zip(step.items, chosen, strict=True)}"
)
_NOT_NONE = "read = _reader(next(each for each in inner if each is not type(None)))"
_PLAIN = "every field that may be None is a number, which is read as it is, just as None is"

EQUIVALENT = {
    "paths: if key[0] not in pathway.steps:: 0 -> 1": (
        "a node made for a step is written over when the walk comes to that step, as it always does"
    ),
    "states: onward.add(next_key): statement dropped": (
        "what is put down twice is passed over when it is taken up: it is in 'seen' by then"
    ),
    "points: return False: returns None": "only asked for in a condition, where both are no",
    "revise: return False: returns None": "only asked for in a condition, where both are no",
    f"replies: {_SHOWN}: True -> False": "'chosen' is made of the same items, so it is as long",
    f"replies: {_CANONICAL}: True -> False": "'chosen' is made of the same items, so it is as long",
    "codec: return read: returns None": (
        "no class of the model holds plain values by name, so nothing asks for such a reader"
    ),
    f"codec: {_NOT_NONE}: IsNot -> Is": _PLAIN,
    f"codec: {_NOT_NONE}: filter turned round": _PLAIN,
}
"""The name of a mutant (`EngineMutant.name`) -> why no test can tell of it."""
