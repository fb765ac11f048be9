"""The themes of walkthroughs: words of the field that a trainer looks for, each defined once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from build_tools.model.base import Id, fault
from build_tools.problems import nearest

THEMES: Mapping[str, str] = {
    "bereavement": "Bereavement",
    "bullying": "Bullying",
    "child-mental-health": "The child's mental health",
    "disability": "Disability and special needs",
    "domestic-abuse": "Domestic abuse",
    "early-years": "Early years",
    "emotional-abuse": "Emotional abuse",
    "exploitation": "Exploitation",
    "family-separation": "Parents who separate",
    "housing": "Housing and homelessness",
    "leaving-care": "Being looked after, and leaving care",
    "money": "Money and work",
    "neglect": "Neglect",
    "offending": "Offending",
    "online-safety": "Safety online",
    "parental-illness": "A parent's illness or disability",
    "parental-mental-health": "A parent's mental health",
    "physical-abuse": "Physical abuse",
    "running-away": "Running away and going missing",
    "school-absence": "Missing school",
    "sexual-abuse": "Sexual abuse",
    "substance-misuse": "Drugs and alcohol",
    "unborn-baby": "Pregnancy and the unborn baby",
    "young-carer": "Young carers",
}
"""Each theme by its id, in the words readers see. Ids stand in links, so they must last."""


def _known(value: str) -> str:
    if value not in THEMES:
        close = nearest(value, THEMES)
        raise fault(
            f"'{value}' is not a theme of the handbook",
            f"did you mean '{close}'?" if close else "choose from: " + ", ".join(THEMES),
        )
    return value


Theme = Annotated[Id, AfterValidator(_known), WithJsonSchema({"enum": list(THEMES)})]
"""The id of a theme."""
