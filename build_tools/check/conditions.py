"""Conditions say one thing each, about steps and answers that exist."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.check.names import known
from build_tools.model.base import place
from build_tools.model.pathways import Checklist, PathwayFile, Question, When
from build_tools.problems import Mark, Problems

_GOES_WITH = {
    "is": ("answer",),
    "at-least": ("some",),
    "items": ("some", "every", "none"),
    "checklist": ("some", "every", "none"),
}
"""The keys of a condition that only narrow another -> the keys they narrow."""


class Conditions:
    """Checks the conditions of one authority's pathways."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def known(
        self, name: str, names: Iterable[str], what: str, at: Mark, *, within: str = ""
    ) -> bool:
        """Whether `name` is among `names`; if not, tell."""
        return known(name, names, what, at, self.problems, within=within)

    def check(self, pathway: PathwayFile, step: str, when: When) -> None:
        """Check one condition and those inside it."""
        ways = [
            name
            for name, given in (
                ("answer", when.answer), ("some", when.some), ("every", when.every),
                ("none", when.none), ("all", when.all), ("any", when.any), ("not", when.not_),
            )
            if given
        ]  # fmt: skip
        if len(ways) != 1:
            said = "has none of" if not ways else f"mixes {' and '.join(ways)} of"
            self.problems.add(
                when.at, "odd-condition",
                f"this condition {said} the ways to say when",
                "use exactly one of: answer with is, some, every, none, all, any, not",
            )  # fmt: skip
            return
        self._beside(ways[0], when)
        inner = (*when.all, *when.any, *((when.not_,) if when.not_ is not None else ()))
        for part in inner:
            self.check(pathway, step, part)
        if when.answer is not None:
            self._answer(pathway, step, when)
        elif not inner:
            self._checklist(pathway, step, when)

    def _beside(self, way: str, when: When) -> None:
        """Nothing in a condition may be passed over in silence."""
        for name, given in (
            ("is", when.is_), ("at-least", when.at_least is not None),
            ("items", when.items), ("checklist", when.checklist),
        ):  # fmt: skip
            if given and way not in _GOES_WITH[name]:
                self.problems.add(
                    when.at, "odd-condition",
                    f"'{name}' only goes with {' or '.join(repr(w) for w in _GOES_WITH[name])}",
                    f"remove '{name}', or the key it does not go with: '{way}'",
                )  # fmt: skip

    def _answer(self, pathway: PathwayFile, step: str, when: When) -> None:
        assert when.answer is not None
        if not self.known(when.answer, pathway.steps, "the step", when.at):
            return
        target = pathway.steps[when.answer]
        if isinstance(target, Checklist):
            self.problems.add(
                place(when.answer, when.at), "odd-condition",
                f"'{when.answer}' is a checklist, which has an answer for each item",
                f"write 'checklist: {when.answer}' with some, every or none",
            )  # fmt: skip
            return
        tokens = target.choices if isinstance(target, Question) else target.bands
        if not when.is_:
            self.problems.add(
                when.at, "odd-condition", "the condition does not say which answer is meant",
                "add the line 'is: [...]'",
            )  # fmt: skip
        for token in when.is_:
            self.known(token, tokens, "the answer", when.at, within=when.answer)

    def _checklist(self, pathway: PathwayFile, step: str, when: When) -> None:
        name = when.checklist or step
        if not self.known(name, pathway.steps, "the checklist", when.at):
            return
        target = pathway.steps[name]
        if not isinstance(target, Checklist):
            self.problems.add(
                place(name, when.at), "odd-condition", f"'{name}' is not a checklist",
                "use 'answer: ...' with 'is: [...]' for a question",
            )  # fmt: skip
            return
        for token in (*when.some, *when.every, *when.none):
            self.known(token, target.choices, "the answer", when.at, within=name)
        for item in when.items:
            self.known(item, target.items, "the item", when.at, within=name)
        for number, item in enumerate(when.items):
            if item in when.items[:number]:
                self.problems.add(
                    place(item, when.at), "odd-condition", f"the item '{item}' is given twice",
                    "keep one of the two, so that it is counted once",
                )  # fmt: skip
        most = len(when.items or target.items)
        if when.at_least is not None and not 1 <= when.at_least <= most:
            self.problems.add(
                when.at, "odd-condition", f"'at-least' is {when.at_least}",
                f"give a number from 1 to {most}, the number of items looked at",
            )  # fmt: skip
