"""Each pathway is proved without trying every set of answers, and the page says what was proved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from build_tools.answer_sets import diagram, runs_of
from build_tools.answer_sets.diagram import EMPTY
from build_tools.check.proof import proof_in_words, proof_of
from build_tools.check.rules import check_rules
from build_tools.check.safety import check_safety
from build_tools.problems import Problems
from tests.build_tools.large import ALL, CHOICES, LARGE, questions, worrying
from tests.build_tools.real import checked, read
from tests.build_tools.test_sample import POLICY
from tests.build_tools.written import pathway_file
from tests.engine.generated import authority_of, pathways
from widgets.engine.model import Edge, Every, Is, Not, Pathway
from widgets.engine.paths import all_paths

TOOLS = [
    (authority, pathway)
    for authority in checked().authorities.values()
    for pathway in authority.pathways.values()
]


def problems_of(pathway: Pathway) -> list[str]:
    """What `check` says of the rules of a pathway, as "kind: text"."""
    problems = Problems()
    check_rules(replace(POLICY, pathways={"large": pathway_file(pathway)}), pathway, problems)
    return [f"{problem.kind}: {problem.says}" for problem in problems]


@given(pathways())
def test_the_ends_hold_exactly_the_paths_that_lead_there(pathway: Pathway) -> None:
    runs = runs_of(pathway)
    tried: dict[str, int] = {}
    for path in all_paths(pathway):
        tried[path.outcome.id] = tried.get(path.outcome.id, 0) + 1
    assert {end: runs.diagram.count(family) for end, family in runs.ends.items()} == tried
    for end, family in runs.ends.items():
        example = runs.tokens(runs.diagram.smallest(family))
        assert any(path.tokens == example and path.outcome.id == end for path in all_paths(pathway))


def test_every_real_tool_is_counted_right() -> None:
    for authority, pathway in TOOLS:
        proof = proof_of(authority, pathway)
        assert proof.answer_sets == sum(1 for _ in all_paths(pathway)), pathway.id


@pytest.mark.parametrize("name", LARGE)
def test_a_large_pathway_is_proved(name: str) -> None:
    runs = runs_of(LARGE[name])
    assert runs.sound
    if "leaps" not in name and "ways out" not in name:
        assert runs.total == ALL


def test_a_single_gap_among_all_answers_is_found() -> None:
    # Without the rule for all other cases, only those who answered c0 throughout fall through.
    rules = [(Not(Is(f"q{n}", ("c0",))), "high") for n in range(40)]
    assert runs_of(questions(rules, otherwise=True)).sound
    gap = questions(rules, otherwise=False)
    said = ", and ".join(f"“Question {n}?” is ‘Choice 0’" for n in range(40))
    assert problems_of(gap) == [f"no-rule: no rule of 'q39' applies if {said}"]


def test_a_single_conflict_among_all_answers_is_found() -> None:
    pathway = questions([(Is("q0", ("c4",)), "now")])
    worst = Every(tuple(Is(f"q{n}", ("c4",)) for n in range(40)))
    last = pathway.steps["q39"]
    extra = replace(last, edges=(*last.edges, Edge("middle", worst, "Both.", own=True)))
    runs = runs_of(replace(pathway, steps={**pathway.steps, "q39": extra}))
    found = runs.overlap("q39")
    assert found is not None
    assert found[:2] == ("middle", "now")
    assert runs.diagram.count(found[2]) == 1


def test_a_rule_that_never_fires_is_found() -> None:
    never = Every((Is("q3", ("c1",)), Is("q3", ("c2",)), Is("q20", ("c0",))))
    runs = runs_of(questions([(never, "now"), (Is("q0", ("c4",)), "high")]))
    idle = [
        edge.go
        for edge, fit in zip(runs.pathway.steps["q39"].edges, runs.fits["q39"], strict=True)
        if fit == EMPTY
    ]
    assert idle == ["now"] * 5
    assert "now" not in runs.ends


def safety_of(pathway: Pathway, *, nodes: int | None = None) -> set[str]:
    """The kinds of problem that the safety rules find, with room for so many nodes more."""
    problems = Problems()
    source = pathway_file(pathway)
    runs = runs_of(pathway)
    with pytest.MonkeyPatch.context() as patch:
        if nodes is not None:
            patch.setattr(diagram, "MOST_NODES", runs.diagram.size + nodes)
        policy = replace(POLICY, pathways={pathway.id: source})
        check_safety(policy, authority_of(pathway), runs, problems)
    return {problem.kind for problem in problems}


def test_the_safety_rules_are_proved_over_all_answers_to_40_questions() -> None:
    assert safety_of(worrying("now")) == set()
    assert safety_of(worrying("high")) == set()
    assert safety_of(worrying("middle")) == {"worry-lowers"}
    steps = worrying("now").steps
    told = replace(steps["q0"], choices=(replace(CHOICES[0], reports_harm=True), *CHOICES[1:]))
    harm = replace(worrying("now"), steps={**steps, "q0": told})
    assert safety_of(harm) == {"harm-not-urgent"}


def test_safety_rules_that_cannot_be_proved_are_not_taken_for_kept() -> None:
    assert safety_of(worrying("now"), nodes=10) == {"too-entangled"}


def test_every_tool_says_what_was_proved() -> None:
    for authority, pathway in TOOLS:
        if pathway.id == "case":
            continue
        said = proof_in_words(proof_of(authority, pathway))
        page = " ".join(
            "".join(text for _, text in read(f"{authority.id}/tools/{pathway.id}.md").text).split()
        )
        assert said in page
        count = sum(1 for _ in all_paths(pathway))
        assert f": {count:,} sets of answers, each with exactly one outcome." in said
