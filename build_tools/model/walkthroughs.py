"""walkthroughs/*.yml: worked cases that must stay true."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.base import Clauses, Id, Line, Listed, PolicyModel, Prose
from build_tools.model.themes import Theme

Shown = Literal["refused-consent", "not-settled"]
"""What a scene can show that no outcome tells: someone says no, or the document has no answer."""


class Expect(PolicyModel):
    """Where the answers of a scene must lead. Either an outcome or a step still to answer."""

    outcome: Id | None = Field(default=None, description="The outcome reached.")
    step: Id | None = Field(default=None, description="The step that is asked next.")


class Scene(PolicyModel):
    """One scene: the story, the tool used, the answers, and where they end."""

    title: Line = Field(description="What the scene is about.")
    story: Annotated[tuple[Prose, ...], Listed] = Field(description="What happens, in paragraphs.")
    known: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What the practitioners know that bears on the answers."
    )
    pathway: Id | None = Field(default=None, description="The tool used; none for plain narration.")
    answers: dict[Id, Id | Line | dict[Id, Id]] = Field(
        default_factory=dict, description="Her or his answers, step by step."
    )
    ends: Expect | None = Field(default=None, description="Where the answers lead. Checked.")
    facts: dict[Id, Id] = Field(
        default_factory=dict,
        description=(
            "The scene told in the shared questions of policy/shared/case.yml, each with its "
            "answer, to see what other authorities would do. Leave out where it cannot be told so."
        ),
    )
    reflect: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What to notice or discuss; the handbook's own."
    )
    not_said: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What the document leaves unsaid about this scene."
    )
    clauses: Clauses = Field(default=(), description="The clauses the scene rests on.")
    follows: Id | None = Field(
        default=None,
        description="The earlier scene that this one goes on from, where it is not the one before.",
    )
    shows: Annotated[tuple[Shown, ...], Listed] = Field(
        default=(),
        description="What the scene shows that its tool does not tell: refused-consent where the "
        "tool has no answer 'refused', not-settled where the document leaves the case open.",
    )


class WalkthroughFile(PolicyModel):
    """A worked case."""

    title: Line = Field(description="The name of the case.")
    summary: Prose = Field(description="The case in one or two sentences.")
    origin: Prose = Field(description="Whether the document tells it, or the handbook made it up.")
    # Not required by the model, so that revisions from before there were themes can be compared;
    # `check` asks for one.
    themes: Annotated[tuple[Theme, ...], Listed] = Field(
        default=(), description="What the case is about, so that trainers find it."
    )
    clauses: Clauses = Field(default=(), description="The clauses the whole case rests on.")
    scenes: dict[Id, Scene] = Field(description="The scenes in order, each under its id.")
