"""case.yml: one set of facts, held against every authority's model.

`policy/shared/case.yml` asks the questions; `policy/<authority>/case.yml` says where the same
answers lead there. Both together are a pathway like any other, and are proved like one.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, field_validator

from build_tools.model.base import Clauses, Id, Line, Listed, PolicyModel, Prose, fault
from build_tools.model.pathways import Outcome, PathwayFile, Question, Rule, Step


class FactFile(PolicyModel):
    """The shared questions. Their answers need no 'go': all are asked, in order."""

    title: Line = Field(description="The name of the page.")
    summary: Prose = Field(description="What it does, in one sentence.")
    about: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What else to know; it stands below the tool."
    )
    facts: dict[Id, Question] = Field(description="Each question under its id.")

    @field_validator("facts")
    @classmethod
    def _some(cls, facts: dict[str, Question]) -> dict[str, Question]:
        if not facts:
            raise fault("there is no question here", "ask one at least, or delete the file")
        return facts


class Side(PolicyModel):
    """One side of an outcome, as this authority's document has it."""

    text: Prose = Field(description="What the document says, in a few words.")
    clauses: Clauses = Field(description="The clauses it rests on.")


class CaseOutcome(Outcome):
    """An outcome, with the sides by which authorities are compared."""

    form: Side | None = Field(
        default=None, description="The form that is used. Leave out where the document names none."
    )
    leads: Side | None = Field(
        default=None, description="Who leads. Leave out where the document does not say."
    )
    limit: Side | None = Field(
        default=None, description="The time limit. Leave out where the document gives none."
    )


class CaseFile(PolicyModel):
    """Where the shared answers lead in one authority."""

    rules: Annotated[tuple[Rule, ...], Listed] = Field(
        description="One rule, and no two that differ, must fit each set of answers."
    )
    outcomes: dict[Id, CaseOutcome] = Field(description="Each outcome under its id.")


def as_pathway(facts: FactFile, case: CaseFile) -> PathwayFile:
    """The shared questions with one authority's rules, as a tool.

    Each answer leads to the next question; the last answers, and every answer that reports
    harm, are left to the rules. Places in files are kept.
    """
    names = list(facts.facts)
    steps: dict[str, Step] = {}
    for name, following in zip(names, [*names[1:], None], strict=True):
        question = facts.facts[name]
        choices = {}
        for key, choice in question.choices.items():
            if following is None or choice.reports_harm:
                change: dict[str, Any] = {"rules": case.rules}
            else:
                change = {"go": following, "because": "", "own": True}
            copied = choice.model_copy(update=change)
            copied._at = choice.at
            choices[key] = copied
        made = question.model_copy(update={"choices": choices})
        made._at = question.at
        steps[name] = made
    outcomes: dict[str, Outcome] = dict(case.outcomes)
    pathway = PathwayFile.model_construct(
        title=facts.title,
        summary=facts.summary,
        about=facts.about,
        clauses=(),
        start=names[0],
        steps=steps,
        outcomes=outcomes,
    )
    pathway._at = case.at
    return pathway
