"""What can be answered to a step, as choices, also where a tool asks for a number or a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from widgets.engine.decide import Visit
from widgets.engine.html import Html, join, tag
from widgets.engine.model import Item
from widgets.engine.replies import Answer, answer_for


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a step, before the engine has been asked what follows from it.

    `is_given` marks that of the case. `unsure` and `harm` are of those who choose it: they do not
    know, or they report harm.
    """

    text: Html
    answer: Answer
    is_given: bool
    unsure: bool = False
    harm: bool = False


def of_step(visit: Visit) -> Iterator[Choice]:
    """The answers to a question, or the ranges of a number, a date or a time; none for lists."""
    step = visit.step
    if step.kind == "question":
        for choice in step.choices:
            text = join([tag("b", choice.label), " ", choice.hint] if choice.hint else choice.label)
            yield Choice(
                text,
                choice.id,
                choice.id == visit.reply.tokens,
                unsure=choice.unsure,
                harm=choice.reports_harm,
            )
    for band in step.bands:
        is_given = band.id == visit.reply.tokens
        answer = visit.reply.answer if is_given else answer_for(step, band.id)
        yield Choice(join([band.label]), answer, is_given)


def of_item(visit: Visit, item: Item) -> Iterator[Choice]:
    """The answers to one line of a list, the other lines staying as they are."""
    answers = visit.reply.answer
    assert isinstance(answers, Mapping)
    for choice in visit.step.choices:
        yield Choice(
            join([choice.label]),
            {**answers, item.id: choice.id},
            answers[item.id] == choice.id,
            unsure=choice.unsure,
            harm=choice.id in item.reports_harm or choice.reports_harm,
        )
