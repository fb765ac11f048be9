"""Walkthroughs must stay true: every scene ends where its answers lead."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.model.base import place
from build_tools.model.policy import AuthorityPolicy
from build_tools.model.walkthroughs import Scene
from build_tools.problems import Problems, did_you_mean
from widgets.engine.compare import CASE
from widgets.engine.decide import Trace, decide
from widgets.engine.errors import AnswerError
from widgets.engine.model import Authority
from widgets.engine.replies import Answer


def scene_answers(scene: Scene) -> dict[str, Answer]:
    """The answers of a scene as the engine takes them."""
    return plain_answers(scene.answers)


def plain_answers(answers: Mapping[str, str | Mapping[str, str]]) -> dict[str, Answer]:
    """Answers written in a policy file as the engine takes them."""
    return {
        str(step): (
            {str(item): str(token) for item, token in answer.items()}
            if isinstance(answer, Mapping)
            else str(answer)
        )
        for step, answer in answers.items()
    }


def play(authority: Authority, scene: Scene) -> Trace | None:
    """Run a scene through its tool; None for a scene that uses none. Raises AnswerError."""
    if scene.pathway is None:
        return None
    return decide(authority.pathways[scene.pathway], scene_answers(scene))


def check_stories(policy: AuthorityPolicy, authority: Authority, problems: Problems) -> None:
    """Add a problem for every scene that its own answers make untrue."""
    for key, story in policy.walkthroughs.items():
        for name, scene in story.scenes.items():
            urgent = _check_scene(key, name, scene, authority, problems)
            if scene.facts:
                _check_facts(name, scene, authority, problems, urgent=urgent)


def told_as_case(authority: Authority, scene: Scene) -> Trace | None:
    """A scene told in the shared questions; None where it is not. Raises AnswerError."""
    if not scene.facts or CASE not in authority.pathways:
        return None
    return decide(authority.pathways[CASE], plain_answers(scene.facts))


def _check_scene(
    story: str, name: str, scene: Scene, authority: Authority, problems: Problems
) -> bool:
    """Add what is untrue of a scene; returns whether its answers lead to an urgent outcome."""
    at = place(name, scene.at)
    if scene.pathway is None:
        if scene.answers or scene.ends is not None:
            problems.add(
                at, "scene-without-tool", f"the scene '{name}' has answers but names no tool",
                "add the line 'pathway: ...'",
            )  # fmt: skip
        return False
    if scene.pathway not in authority.pathways:
        problems.add(
            place(scene.pathway, at), "no-such-name",
            f"the pathway '{scene.pathway}' does not exist",
            did_you_mean(scene.pathway, authority.pathways),
        )  # fmt: skip
        return False
    if scene.ends is None or (scene.ends.outcome is None) == (scene.ends.step is None):
        problems.add(
            at, "scene-without-end", f"the scene '{name}' does not say where it ends",
            "add 'ends:' with either 'outcome: ...' or 'step: ...'",
        )  # fmt: skip
        return False
    which = f"the scene '{name}' of the walkthrough '{story}'"
    try:
        trace = decide(authority.pathways[scene.pathway], scene_answers(scene))
    except AnswerError as fault:
        said = str(fault).removesuffix(".")
        problems.add(
            at, "scene-untrue", f"the answers of {which} cannot be given: {said}",
            f"correct the answers to fit the tool '{scene.pathway}', or the rule that has changed "
            "in it",
        )  # fmt: skip
        return False
    if trace.outcome is not None:
        reached, what = trace.outcome.id, "outcome"
    else:
        reached, what = trace.asking.id if trace.asking is not None else "", "step"
    wanted = scene.ends.outcome or scene.ends.step
    kind = "outcome" if scene.ends.outcome is not None else "step"
    if reached != wanted or what != kind:
        last = trace.visits[-1] if trace.visits else None
        turn = f", by the answer to '{last.step.ask}'" if last else ""
        problems.add(
            at, "scene-untrue",
            f"{which} says it ends at the {kind} '{wanted}', but its answers lead to "
            f"the {what} '{reached}'{turn}",
            f"if the tool '{scene.pathway}' should lead there now, write '{what}: {reached}' under "
            "'ends' and retell the scene; if not, correct the rule that has changed",
        )  # fmt: skip
    return trace.outcome is not None and trace.outcome.urgent


def _check_facts(
    name: str, scene: Scene, authority: Authority, problems: Problems, *, urgent: bool
) -> None:
    """The shared facts of a scene can all be given, and are no less urgent than the scene."""
    at = place(next(iter(scene.facts)), scene.at)
    if CASE not in authority.pathways:
        problems.add(
            at, "facts-without-case",
            f"the scene '{name}' is told in the shared questions, which this authority does not "
            "answer",
            "take out 'facts:', or see that its case.yml and shared/case.yml are there and sound",
        )  # fmt: skip
        return
    try:
        told = told_as_case(authority, scene)
    except AnswerError as fault:
        said = str(fault).removesuffix(".")
        problems.add(
            at, "facts-untrue", f"the facts of the scene '{name}' cannot be given: {said}",
            "correct them to fit the questions of policy/shared/case.yml",
        )  # fmt: skip
        return
    assert told is not None
    if told.asking is not None:
        problems.add(
            at, "facts-untrue",
            f"the facts of the scene '{name}' do not answer '{told.asking.ask}'",
            f"add a line '{told.asking.id}: ...' to them",
        )  # fmt: skip
        return
    if urgent and told.outcome is not None and not told.outcome.urgent:
        problems.add(
            at, "facts-untrue",
            f"the scene '{name}' ends in an urgent outcome, and its facts do not",
            "correct the facts: they leave out the harm, or the doubt about it",
        )  # fmt: skip
