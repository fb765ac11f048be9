"""Everything that can be wrong with answers, each with words for the reader.

One root class; the facts stay on the error as attributes, so that programs need not read text.
"""

from __future__ import annotations


class AnswerError(Exception):
    """Answers that the engine will not decide on. `step` is the step concerned, or ""."""

    def __init__(self, message: str, step: str = "") -> None:
        super().__init__(message)
        self.step = step

    @property
    def name(self) -> str:
        """The name of the error, stable for programs."""
        return type(self).__name__


class BadRequest(AnswerError):
    """What came from the page is not a request."""


class NotInForce(AnswerError):
    """The rules do not count on this day, or the day is not known.

    `starts` and `ends` are the first and the last day on which they do, "" for no such day.
    """

    def __init__(self, message: str, starts: str, ends: str) -> None:
        super().__init__(message)
        self.starts = starts
        self.ends = ends


class UnknownPathway(AnswerError):
    """No tool has this id."""


class UnknownStep(AnswerError):
    """The pathway has no step of this id."""


class UnknownChoice(AnswerError):
    """The step has no such answer."""


class MissingItems(AnswerError):
    """A checklist was answered in part. `items` are those left out."""

    def __init__(self, message: str, step: str, items: tuple[str, ...]) -> None:
        super().__init__(message, step)
        self.items = items


class UnknownItem(AnswerError):
    """The checklist has no such item."""


class WrongForm(AnswerError):
    """The answer is not a number, a date or a time where one is needed."""


class OutOfRange(AnswerError):
    """The number, date or time lies outside what the step allows."""


class UnreachedAnswer(AnswerError):
    """There is an answer to a step that the other answers do not lead to."""


class BadLink(AnswerError):
    """A link to a point of a tool is damaged, forged or too long; nothing of it is used."""


class NewerLink(BadLink):
    """A link was made under a newer policy than the page holds."""


class NoRule(AnswerError):
    """No rule of the step fits. The build proves that this cannot happen."""


class RulesDisagree(AnswerError):
    """Two rules of the step lead to different places. The build proves that this cannot happen."""
