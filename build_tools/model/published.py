"""published.yml and renamed.yml: the ids that stand in links outside, and what became of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, WithJsonSchema
from pydantic.functional_validators import BeforeValidator

from build_tools.model.base import (
    ID_PATTERN,
    Day,
    Id,
    Kept,
    Listed,
    PolicyModel,
    Prose,
    shaped,
)
from widgets.engine.renames import WITHIN

_PATTERN = "|".join(
    rf"{kind} {'/'.join([ID_PATTERN] * len(within))}" for kind, within in WITHIN.items()
)

PublishedName = Annotated[
    str,
    Kept,
    BeforeValidator(
        shaped(
            _PATTERN,
            "the name of something published",
            f"write one of {', '.join(WITHIN)}, and its way, as in 'step pre-caf/first-question'",
        )
    ),
    WithJsonSchema({"type": "string", "pattern": f"^({_PATTERN})$"}),
]
"""What something is and where it stands, for example 'answer pre-caf/consent/yes'."""


class Rename(PolicyModel):
    """What became of one published id: either a new id, or nothing took its place."""

    to: Id | None = Field(default=None, description="Its new id, the last part of the way only.")
    because: Prose | None = Field(
        default=None,
        description="Where nothing took its place: why, for readers who follow an old link.",
    )
    date: Day = Field(description="The day on which it was renamed or taken out.")


class RenamedFile(PolicyModel):
    """Published ids that were renamed or taken out. Old links lead on by this."""

    renamed: dict[PublishedName, Rename] = Field(
        default_factory=dict, description="Each by its name as it was published."
    )


class PublishedFile(PolicyModel):
    """Every id that was ever published. A command writes it."""

    published: Annotated[tuple[PublishedName, ...], Listed] = Field(
        default=(), description="Each id with its kind and its way."
    )
