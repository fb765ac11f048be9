"""Practice questions from walkthroughs, whatever format they leave in.

Each question of a tool that a scene answers becomes one of single choice, as does each line of a
checklist, and at the end of a scene where its answers lead. Nothing is made up: the engine itself
says what follows from each answer. The right one is that of the scene, which every build checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from build_tools.check.stories import play
from build_tools.exports.choices import Choice, of_item, of_step
from build_tools.exports.words import because, closing, follows, given, source
from build_tools.model.policy import AuthorityPolicy
from build_tools.model.walkthroughs import Scene, WalkthroughFile
from widgets.engine.decide import Trace, Visit, follow
from widgets.engine.html import Html, Part, join, tag
from widgets.engine.model import Authority, Item, Step
from widgets.engine.replies import Answer

RIGHT = 100
CAREFUL = 50
"""What an answer is worth, in hundredths, that says "I am not sure" or tells of harm where the case
does not. It is not the case's answer, but nobody should learn that care is a mistake."""

MOST_ENDS = 6
"""As many ends of a tool as a question offers: some tools have dozens."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its words, what it is worth (0 to 100), and what to say to whoever gives it."""

    text: Html
    worth: int
    feedback: Html


@dataclass(frozen=True, slots=True)
class Question:
    """A question of single choice; exactly one option is worth 100.

    `id` holds the ids of the authority, the case, the scene and the step, with slashes between.
    `case` is the title of its walkthrough, `name` tells it from the others of the same. `stem` is
    what happened (blocks), `ask` the question itself (inline), `feedback` is for whoever has
    answered it (blocks). All markup is well-formed XML.
    """

    id: str
    case: str
    name: str
    stem: Html
    ask: Html
    options: tuple[Option, ...]
    feedback: Html


def questions(policy: AuthorityPolicy, authority: Authority, address: str) -> tuple[Question, ...]:
    """The questions of all walkthroughs of a sound authority, in their order.

    `address` is that of the site, or "" where it is not known: pages are then named, not linked.
    """
    made: list[Question] = []
    for key, story in policy.walkthroughs.items():
        told: list[str] = []
        for number, (name, scene) in enumerate(story.scenes.items(), 1):
            trace = play(authority, scene)
            if trace is None:
                told += scene.story
                continue
            page = f"{policy.id}/walkthroughs/{key}/#{name}"
            asked = _Scene(
                policy, authority, story, scene, trace, tuple(told), number,
                urljoin(address, page) if address else "",
            )  # fmt: skip
            for turn, each in enumerate(asked.questions(), 1):
                made.append(
                    Question(
                        f"{policy.id}/{key}/{name}/{each.id}",
                        str(story.title),
                        f"{story.title}: scene {number}, question {turn}",
                        each.stem,
                        each.ask,
                        each.options,
                        each.feedback,
                    )
                )
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that does not yet know its place in the case."""

    id: str
    stem: Html
    ask: Html
    options: tuple[Option, ...]
    feedback: Html


@dataclass(frozen=True, slots=True)
class _Scene:
    """A scene that uses a tool. `told` is what scenes without one told before it."""

    policy: AuthorityPolicy
    authority: Authority
    story: WalkthroughFile
    scene: Scene
    trace: Trace
    told: tuple[str, ...]
    number: int
    href: str

    def questions(self) -> Iterator[_Asked]:
        for number, visit in enumerate(self.trace.visits):
            before = self.trace.visits[:number]
            if visit.step.kind == "checklist":
                for item in visit.step.items:
                    yield self._asked(before, visit, item)
            elif len(visit.step.bands or visit.step.choices) > 1:
                yield self._asked(before, visit)
        yield self._end()

    def _asked(self, before: tuple[Visit, ...], visit: Visit, item: Item | None = None) -> _Asked:
        step = visit.step
        choices = list(of_item(visit, item) if item else of_step(visit))
        right = next(each for each in choices if each.is_given)
        answers = {passed.step.id: passed.reply.answer for passed in before}
        hint = join(tag("p", text) for text in (step.hint, item.hint if item else "") if text)
        why = because(visit, "What the whole list comes to: " if item else "Why: ")
        clauses = (*step.clauses, *(item.clauses if item else ()), *_clauses(visit))
        return _Asked(
            f"{step.id}/{item.id}" if item else step.id,
            join([self._stem(before), hint]),
            join([step.ask, " ", tag("b", item.label)]) if item else join([step.ask]),
            tuple(self._option(each, right, answers, step) for each in choices),
            join([
                tag("p", "In this case the answer is: ", right.text),
                why,
                closing(self.policy, self.story, self.scene, self.href, clauses),
            ]),
        )  # fmt: skip

    def _option(
        self, choice: Choice, right: Choice, answers: Mapping[str, Answer], step: Step
    ) -> Option:
        leads = follows(follow(self.trace.pathway, {**answers, step.id: choice.answer}))
        if choice.is_given:
            return Option(choice.text, RIGHT, tag("p", "So it is answered in this case. ", leads))
        if choice.unsure:
            said = "The case is sure here. When you are not, say so. "
        elif choice.harm:
            said = "The case does not say so. Whenever you think so yourself, say so. "
        else:
            return Option(choice.text, 0, tag("p", "This case is answered otherwise. ", leads))
        return Option(choice.text, CAREFUL, tag("p", said, leads))

    def _end(self) -> _Asked:
        """Where the answers of the scene lead."""
        pathway, reached = self.trace.pathway, _end_of(self.trace)
        ends = [follow(pathway, each) for each in self._almost()]
        near = [_end_of(end) for end in ends]
        urgent = pathway.interrupt.outcome.title
        others = [urgent, *near, *(each.title for each in pathway.outcomes.values())]
        offered = dict.fromkeys([reached, *others])
        order = {title: place for place, title in enumerate(sorted(offered))}
        shown = sorted(list(offered)[:MOST_ENDS], key=order.__getitem__)
        took = self.trace.interrupt
        said: list[Part] = []
        if took is not None:
            said = [tag("p", "Why: ", took.because, source(took.clauses, own=False))]
        elif self.trace.visits:
            said = [because(self.trace.visits[-1], "Why: ")]
        outcome = self.trace.outcome
        clauses = (*(outcome.clauses if outcome else ()), *self.scene.clauses)
        return _Asked(
            "end",
            self._stem(self.trace.visits, took.label if took else ""),
            join(["Where do these answers lead in the tool ‘", pathway.title, "’?"]),
            tuple(
                Option(
                    join([title]),
                    RIGHT if title == reached else 0,
                    tag(
                        "p",
                        "These answers lead there."
                        if title == reached
                        else "These answers do not lead there.",
                    ),
                )
                for title in shown
            ),
            join([
                tag("p", "They lead to: ", tag("b", reached)),
                said,
                [tag("p", text) for text in (outcome.happens if outcome else ())],
                closing(self.policy, self.story, self.scene, self.href, clauses, whole=True),
            ]),
        )  # fmt: skip

    def _almost(self) -> Iterator[dict[str, Answer]]:
        """The answers of the scene with one of them changed, the last one first."""
        visits = self.trace.visits
        for number in range(len(visits) - 1, -1, -1):
            answers = {passed.step.id: passed.reply.answer for passed in visits}
            for choice in of_step(visits[number]):
                if not choice.is_given:
                    yield {**answers, visits[number].step.id: choice.answer}

    def _stem(self, before: tuple[Visit, ...], way_out: str = "") -> Html:
        so_far = [tag("p", text) for text in self.told]
        known, scenes = self.scene.known, len(self.story.scenes)
        return join([
            tag("p", tag("b", "Case: "), self.story.title, f", scene {self.number} of {scenes}"),
            so_far,
            [tag("p", text) for text in self.scene.story],
            [tag("p", tag("b", "What is known")), tag("ul", [tag("li", text) for text in known])]
            if known
            else None,
            given(before, way_out),
        ])  # fmt: skip


def _clauses(visit: Visit) -> tuple[str, ...]:
    return tuple(clause for edge in visit.edges for clause in edge.clauses)


def _end_of(trace: Trace) -> str:
    """The title of the outcome that was reached, or the question that is asked next."""
    if trace.outcome is not None:
        return trace.outcome.title
    assert trace.asking is not None
    return trace.asking.ask
