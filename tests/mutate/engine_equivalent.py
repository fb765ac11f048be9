"""Mutants of the engine that change nothing anybody can get, each with the reason why."""

_SHOWN = 'f"{item.label}: {choice.label}" for item, choice in zip(step.items, chosen, strict=True)'
_CANONICAL = (
    "canonical = {item.id: choice.id for item, choice in zip(step.items, chosen, strict=True)}"
)

EQUIVALENT = {
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
}
"""The name of a mutant (`EngineMutant.name`) -> why no test can tell of it."""
