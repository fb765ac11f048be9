"""Pathways far too large to try every set of answers: 40 questions with 5 answers each.

Drawn with a fixed seed, so that a proof and its figures are of the same pathways everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from tests.engine.generated import OUTCOMES
from tests.engine.sample import INTERRUPT
from widgets.engine.model import (
    Choice,
    Condition,
    Count,
    Edge,
    Every,
    Is,
    Item,
    Not,
    Pathway,
    Some,
    Step,
)

QUESTIONS = 40
CHOICES = tuple(Choice(f"c{n}", f"Choice {n}") for n in range(5))
ENDS = tuple(OUTCOMES)
ALL = 5**QUESTIONS

Table = Sequence[tuple[Condition, str]]


def table(rules: Table, mine: Condition | None = None, *, otherwise: bool = True) -> list[Edge]:
    """Rules of which the first that fits decides, then one for all other cases."""
    edges: list[Edge] = []
    before: list[Condition] = []
    for when, go in [*rules, *([(Every(), "low")] if otherwise else [])]:
        parts = [*([mine] if mine else []), when, *([Not(Some(tuple(before)))] if before else [])]
        edges.append(Edge(go, Every(tuple(parts)), "A rule.", own=True))
        before.append(when)
    return edges


def questions(
    rules: Table, looks_back: Mapping[int, tuple[Condition, str]] | None = None, *,
    otherwise: bool = True,
) -> Pathway:  # fmt: skip
    """One question after the other; the last decides by `rules`.

    `looks_back` lets question n leave early, to an outcome or a later question.
    """
    steps: dict[str, Step] = {}
    for n in range(QUESTIONS):
        edges: list[Edge] = []
        for choice in CHOICES:
            mine = Is(f"q{n}", (choice.id,))
            if n == QUESTIONS - 1:
                edges += table(rules, mine, otherwise=otherwise)
            elif looks_back and n in looks_back:
                when, go = looks_back[n]
                edges.append(Edge(go, Every((mine, when)), "A way out.", own=True))
                edges.append(Edge(f"q{n + 1}", Every((mine, Not(when))), "On.", own=True))
            else:
                edges.append(Edge(f"q{n + 1}", mine, "On.", own=True))
        steps[f"q{n}"] = Step(f"q{n}", "question", f"Question {n}?", tuple(edges), choices=CHOICES)
    return Pathway("large", "Large", "Made up.", "q0", steps, OUTCOMES, INTERRUPT)


def checklist() -> Pathway:
    """One checklist of 40 lines with rules that count."""
    items = tuple(Item(f"i{n}", f"Line {n}") for n in range(QUESTIONS))
    names = tuple(item.id for item in items)
    rules: Table = (
        (Count("list", names, ("c4",), least=1), "now"),
        (Count("list", names, ("c2", "c3"), least=8), "high"),
        (Count("list", names[:20], ("c1",), least=3), "middle"),
    )
    step = Step("list", "checklist", "List?", tuple(table(rules)), choices=CHOICES, items=items)
    return Pathway("large", "Large", "Made up.", "list", {"list": step}, OUTCOMES, INTERRUPT)


def _answer(draw: Random, below: int = QUESTIONS) -> Is:
    tokens = draw.sample([choice.id for choice in CHOICES], draw.choice([1, 2]))
    return Is(f"q{draw.randrange(below)}", tuple(tokens))


def _drawn(rules: int, wide: int) -> Pathway:
    draw = Random(rules * 10 + wide)
    return questions([
        (Every(tuple(_answer(draw) for _ in range(wide))), draw.choice(ENDS)) for _ in range(rules)
    ])  # fmt: skip


def _leaving(wide: int, *, skip: bool) -> Pathway:
    draw = Random(wide)
    return questions(
        [(_answer(draw), "now")],
        {
            n: (
                Every(tuple(_answer(draw, n + 1) for _ in range(wide))),
                f"q{min(QUESTIONS - 1, n + draw.randint(2, 4))}" if skip else draw.choice(ENDS),
            )
            for n in range(0, QUESTIONS - 1, 2)
        },
    )


def _any(token: str) -> Condition:
    return Some(tuple(Is(f"q{n}", (token,)) for n in range(QUESTIONS)))


def _far_pairs() -> Condition:
    half = QUESTIONS // 2
    return Some(tuple(
        Every((Is(f"q{n}", ("c4",)), Is(f"q{n + half}", ("c4",)))) for n in range(half)
    ))  # fmt: skip


def worrying(worst: str) -> Pathway:
    """Any answer c3 ends in 'high' and any c4 in `worst`; c4 is the greatest worry of all."""
    made = questions([(_any("c4"), worst), (_any("c3"), "high")])
    worries = {"c0": 0, "c1": 0, "c2": 0, "c3": 1, "c4": 2}
    choices = tuple(replace(each, worry=worries[each.id]) for each in CHOICES)
    steps = {key: replace(step, choices=choices) for key, step in made.steps.items()}
    return replace(made, steps=steps)


LARGE: Mapping[str, Pathway] = {
    "no rule looks back": questions([(Is("q39", ("c4",)), "now")]),
    "any one answer decides": questions([(_any("c4"), "now"), (_any("c3"), "high")]),
    "pairs of far questions": questions([(_far_pairs(), "now")]),
    "10 rules over 3 questions": _drawn(10, 3),
    "20 rules over 2 questions": _drawn(20, 2),
    "20 rules over 3 questions": _drawn(20, 3),
    "20 early ways out, each over 2 answers": _leaving(2, skip=False),
    "20 leaps ahead, each over 2 answers": _leaving(2, skip=True),
    "a checklist of 40 lines": checklist(),
}
"""What is looked at -> a sound pathway."""
