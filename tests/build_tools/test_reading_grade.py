"""Questions read at an age of 9 to 11, guidance at 12 at most, by the Flesch-Kincaid grade.

A grade is a year of school in the United States: grade 6 is an age of 11 to 12.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median, quantiles

import pytest

from tests.build_tools.real import NAMES, checked
from widgets.engine.model import Outcome, Pathway, Step

QUESTIONS, GUIDANCE = 6.0, 7.0
"""The highest median grade allowed."""

Grade = Callable[[str], float]


@pytest.fixture(scope="module")
def grade() -> Grade:
    """The Flesch-Kincaid grade of a text."""
    with warnings.catch_warnings():
        # textstat 0.7.4 asks for its version in a way that setuptools will take away.
        warnings.filterwarnings("ignore", message="pkg_resources is deprecated")
        textstat = importlib.import_module("textstat")
    return partial(_grade, textstat.flesch_kincaid_grade)


def _grade(measure: Grade, text: str) -> float:
    return float(measure(text))


def asked(step: Step) -> Iterator[str]:
    """What a reader must understand to answer a step."""
    yield step.ask
    for item in step.items:
        yield item.label


def told(outcome: Outcome) -> Iterator[str]:
    """What a reader must understand to do what an outcome asks."""
    yield outcome.title
    yield from outcome.happens
    for action in outcome.actions:
        yield action.does


def questions(pathway: Pathway) -> Iterator[str]:
    for step in pathway.steps.values():
        yield from asked(step)


def guidance(pathway: Pathway) -> Iterator[str]:
    for outcome in (*pathway.outcomes.values(), pathway.interrupt.outcome):
        yield from told(outcome)
    yield pathway.interrupt.because
    for step in pathway.steps.values():
        for edge in step.edges:
            if edge.because:
                yield edge.because


def all_of(name: str, part: Callable[[Pathway], Iterator[str]]) -> list[str]:
    """The different texts of an authority's tools, the shared questions among them."""
    pathways = checked().authorities[name].pathways.values()
    return list(dict.fromkeys(text for pathway in pathways for text in part(pathway)))


@pytest.mark.parametrize("name", NAMES)
def test_questions_and_guidance_are_easy_to_read(
    name: str, grade: Grade, report: list[str]
) -> None:
    lines = []
    for what, part, most in (("questions", questions, QUESTIONS), ("guidance", guidance, GUIDANCE)):
        texts = all_of(name, part)
        assert len(texts) >= 20
        grades = [grade(text) for text in texts]
        middle, tenth = median(grades), quantiles(grades, n=10)[-1]
        hardest = max(texts, key=grade)
        lines.append(f"{what} {middle:.1f} (one in ten above {tenth:.1f}, {len(texts)} texts)")
        assert middle <= most, f"the {what} of {name} are hard to read, most of all: {hardest}"
    report.append(f"reading grade, {name}: median of {', of '.join(lines)}")


def test_shared_questions_are_among_the_questions(grade: Grade) -> None:
    shared = checked().shared.case
    assert shared is not None
    for name in NAMES:
        asks = {str(fact.ask) for fact in shared.facts.values()}
        assert asks <= set(all_of(name, questions))


def test_the_measure_tells_hard_words_from_easy_ones(grade: Grade) -> None:
    easy = "Have you talked to the child? Do the parents agree?"
    hard = (
        "Practitioners should endeavour to ascertain whether multi-agency intervention "
        "constitutes the most appropriate mechanism for facilitating improved outcomes."
    )
    assert grade(easy) < QUESTIONS < GUIDANCE < grade(hard)
