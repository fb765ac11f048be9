"""What the walkthroughs of an authority cover: worked out from the tools, not typed by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Literal

from build_tools.check.stories import play
from build_tools.check.turns import REFUSED
from build_tools.model.walkthroughs import WalkthroughFile
from widgets.engine.decide import Trace
from widgets.engine.model import Authority, Outcome

Kind = Literal["step-up", "step-down", "harm", "late-harm", "refused-consent", "not-settled"]

KINDS: Mapping[Kind, str] = {
    "step-up": "Help steps up",
    "step-down": "Help steps down",
    "harm": "Harm, or a fear of harm",
    "late-harm": "Harm that shows once help has begun",
    "refused-consent": "Someone says no to sharing",
    "not-settled": "The document does not settle it",
}
"""What a case can show, in the words readers see."""

WORDS_A_MINUTE = 200
"""How fast a grown-up reads plain text, rounded down. An estimate of the handbook's."""

MINUTES_A_QUESTION, MINUTES_A_TALK = 1, 2
"""How long a learner takes to answer one question, and a group to talk about one point."""


@dataclass(frozen=True, slots=True)
class Covered:
    """What one walkthrough shows, and how long it takes.

    `levels` are ids from the lowest up. `reading` and `practising` are minutes.
    """

    levels: tuple[str, ...]
    kinds: tuple[Kind, ...]
    reading: int
    practising: int


def covered(authority: Authority, story: WalkthroughFile) -> Covered:
    """What a walkthrough covers. Its scenes must be true: AnswerError or KeyError otherwise."""
    played = {name: play(authority, scene) for name, scene in story.scenes.items()}
    reached = {trace.outcome.level for trace in played.values() if trace and trace.outcome}
    kinds = set(_kinds(authority, story, played))
    reading = ceil(sum(len(text.split()) for text in _texts(story, played)) / WORDS_A_MINUTE)
    asked = sum(len(trace.visits) for trace in played.values() if trace)
    talks = sum(len(scene.reflect) for scene in story.scenes.values())
    return Covered(
        levels=tuple(level for level in authority.levels if level in reached),
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        reading=max(reading, 1),
        practising=max(reading + asked * MINUTES_A_QUESTION + talks * MINUTES_A_TALK, 1),
    )


@dataclass(frozen=True, slots=True)
class _Help:
    """The help that a child has: its rank among the levels, if any, and if it was ever more.

    `down` are the tools in which a step down that was decided has still to be made ready.
    """

    rank: int | None = None
    extra: bool = False
    down: frozenset[str] = frozenset()


def _kinds(
    authority: Authority, story: WalkthroughFile, played: Mapping[str, Trace | None]
) -> Iterator[Kind]:
    lowest = min(level.rank for level in authority.levels.values())
    after: dict[str, _Help] = {}
    before = _Help()
    for name, scene in story.scenes.items():
        if scene.follows is not None:
            before = after[scene.follows]
        after[name] = before
        yield from scene.shows
        trace = played[name]
        if trace is None or trace.outcome is None:
            continue
        if REFUSED in trace.answers.values():
            yield "refused-consent"
        outcome = trace.outcome
        if outcome.urgent:
            yield "harm"
            if before.extra:
                yield "late-harm"
        if outcome.level and (outcome.urgent or not _is_precaution(trace)):
            rank = authority.levels[outcome.level].rank
            # To ring about harm is no step up: it waits for no level. Nor is a step down that turns
            # out not to be ready: the help that there was is held.
            is_held = trace.pathway.id in before.down and rank > (before.rank or 0)
            if before.rank is not None and not (outcome.urgent or is_held) and rank != before.rank:
                yield "step-up" if rank > before.rank else "step-down"
            extra = before.extra or (rank > lowest and not outcome.urgent)
            before = after[name] = _Help(rank, extra, _made_ready_in(outcome))


def _is_precaution(trace: Trace) -> bool:
    """Whether what settled the level was that nobody is sure: it is held until somebody is.

    That is the last answer, or the last one of more or less worry: a question that only sorts out
    whom to ask may still come after it.
    """
    if trace.interrupt is not None or not trace.visits:
        return False
    weighed = [visit for visit in trace.visits if any(c.worry for c in visit.step.choices)]
    return any(
        choice.unsure and choice.id == visit.reply.answer
        for visit in (*weighed[-1:], trace.visits[-1])
        for choice in visit.step.choices
    )


def _made_ready_in(outcome: Outcome) -> frozenset[str]:
    return frozenset(
        each.pathway for each in outcome.next if each.kind == "step-down" and each.pathway
    )


def _texts(story: WalkthroughFile, played: Mapping[str, Trace | None]) -> Iterator[str]:
    """Every text of a walkthrough that its page shows."""
    yield from (story.title, story.summary, story.origin)
    for name, scene in story.scenes.items():
        yield scene.title
        for texts in (scene.story, scene.known, scene.reflect, scene.not_said):
            yield from texts
        trace = played[name]
        if trace is None:
            continue
        for visit in trace.visits:
            yield from (visit.step.ask, visit.reply.shown)
            yield from (edge.because for edge in visit.edges)
        if trace.outcome is not None:
            yield trace.outcome.title
            yield from (action.does for action in trace.outcome.actions)


def not_covered(authority: Authority, stories: Mapping[str, WalkthroughFile]) -> tuple[str, ...]:
    """What no walkthrough of the authority shows, each in words; its scenes must be true."""
    if not stories:
        return ("there is no walkthrough yet",)
    found = [covered(authority, story) for story in stories.values()]
    levels = {level for each in found for level in each.levels}
    kinds = {kind for each in found for kind in each.kinds}
    return (
        *(
            f"no walkthrough reaches the level '{level.name}'"
            for level in authority.levels.values()
            if level.id not in levels
        ),
        *(
            f"no walkthrough shows this: {words.lower()}"
            for kind, words in KINDS.items()
            if kind not in kinds
        ),
    )
