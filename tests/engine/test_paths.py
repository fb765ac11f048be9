"""Every path of a pathway, and the map of edges that a page carries."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.engine.routes_follower import arrive
from tests.engine.sample import PATHWAY, SIGNS
from widgets.engine.decide import decide
from widgets.engine.errors import NoRule
from widgets.engine.model import Choice, Edge, Every, Is, Item, Not, Step
from widgets.engine.paths import LARGEST_MAP, LARGEST_TABLE, all_paths, routes
from widgets.engine.replies import Answer

PATHS = list(all_paths(PATHWAY))


def test_the_number_of_paths() -> None:
    # By hand: from 'age' 4; yes or unsure: 4 all or most seen, 1 none seen (4), 3 one seen (2).
    from_signs = 4 + 1 * 4 + 3 * 2
    assert len(PATHS) == 2 * from_signs + 4


def test_paths_are_all_different() -> None:
    assert len({tuple(path.tokens.items()) for path in PATHS}) == len(PATHS)


@pytest.mark.parametrize("last", [False, True])
def test_every_path_is_what_decide_says(last: bool) -> None:
    for path in PATHS:
        trace = decide(PATHWAY, path.answers(last=last))
        assert trace.outcome is path.outcome
        assert tuple(visit.edges for visit in trace.visits) == path.edges
        assert {visit.step.id: visit.reply.tokens for visit in trace.visits} == path.tokens


@pytest.mark.parametrize("last", [False, True])
def test_the_map_of_edges_leads_to_the_same_outcome(last: bool) -> None:
    edges = json.loads(json.dumps(routes(PATHWAY)))
    for path in PATHS:
        assert arrive(PATHWAY, edges, path.answers(last=last)) == path.outcome.id


def test_a_gap_is_an_error() -> None:
    step = replace(SIGNS, edges=SIGNS.edges[:1])
    with pytest.raises(NoRule):
        list(all_paths(replace(PATHWAY, steps={**PATHWAY.steps, "signs": step})))


def test_a_table_too_large_for_the_page_is_left_to_python() -> None:
    wide = replace(SIGNS, items=tuple(Item(f"i{n}", f"Item {n}") for n in range(10)))
    wide = replace(
        wide, edges=(replace(wide.edges[2], when=PATHWAY.steps["spoken"].edges[0].when),)
    )
    pathway = replace(PATHWAY, steps={**PATHWAY.steps, "signs": wide})
    assert LARGEST_TABLE < 2**10
    nodes = routes(pathway)["nodes"].values()
    large = [node for node in nodes if node.get("step") == "signs"]
    assert large
    assert all("go" not in node for node in large)
    assert all("go" in node for node in nodes if node.get("step") == "spoken")


def test_every_node_named_is_there() -> None:
    made = routes(PATHWAY)
    named = {
        made["start"],
        *(to for node in made["nodes"].values() for to in node.get("go", {}).values()),
    }
    assert named == set(made["nodes"])


def test_a_pathway_that_remembers_too_much_has_a_map_of_its_first_steps() -> None:
    """Sixty questions that the last one looks at have more states than could ever be listed."""
    many = 60

    def ask(number: int) -> Step:
        following = f"q{number + 1}" if number + 1 < many else "last"
        edges = tuple(Edge(following, Is(f"q{number}", (token,)), "On.") for token in ("yes", "no"))
        choices = (Choice("yes", "Yes"), Choice("no", "No"))
        return Step(f"q{number}", "question", "Well?", choices=choices, edges=edges)

    every = Every(tuple(Is(f"q{number}", ("yes",)) for number in range(many)))
    last = Step(
        "last",
        "question",
        "And?",
        choices=(Choice("so", "So"),),
        edges=(
            Edge("help", Every((Is("last", ("so",)), every)), "All."),
            Edge("watch", Every((Is("last", ("so",)), Not(every))), "Not all."),
        ),
    )
    steps = {f"q{number}": ask(number) for number in range(many)} | {"last": last}
    pathway = replace(PATHWAY, start="q0", steps=steps)
    made = routes(pathway)
    nodes = made["nodes"]
    assert sum(len(node.get("go", ())) for node in nodes.values()) <= LARGEST_MAP
    assert len(nodes) <= 2 * LARGEST_MAP
    here = made["start"]
    answers: dict[str, Answer] = {}
    while "go" in nodes[here]:
        step = nodes[here]["step"]
        answers[step] = "no"
        here = nodes[here]["go"]["no"]
        asking = decide(pathway, answers).asking
        assert asking is not None
        assert nodes[here]["step"] == asking.id
    assert len(answers) >= 8


@pytest.mark.parametrize(
    ("choices", "items", "in_page"),
    [(1_000, 0, True), (1_001, 0, False), (10, 3, True), (10, 4, False)],
)
def test_how_large_a_table_the_page_takes(choices: int, items: int, in_page: bool) -> None:
    step = Step(
        "many", "checklist" if items else "question", "Which?", (Edge("watch", Every(), "."),),
        choices=tuple(Choice(f"c{n}", f"Choice {n}") for n in range(choices)),
        items=tuple(Item(f"i{n}", f"Item {n}") for n in range(items)),
    )  # fmt: skip
    made = routes(replace(PATHWAY, start="many", steps={"many": step}))
    node = made["nodes"][made["start"]]
    assert ("go" in node) is in_page
    assert len(node.get("go", {})) == (choices ** max(items, 1) if in_page else 0)


def test_how_large_a_map_the_page_takes() -> None:
    """Five steps of a thousand choices fill the map to its last reply; the sixth is left out."""
    assert LARGEST_MAP == 5 * LARGEST_TABLE
    everyone = tuple(Choice(f"c{n}", f"Choice {n}") for n in range(LARGEST_TABLE))
    steps = {
        f"q{n}": Step(
            f"q{n}", "question", "Which?", (Edge(f"q{n + 1}" if n < 6 else "watch", Every(), "."),),
            choices=everyone if n < 6 else everyone[:1],
        )
        for n in range(1, 7)
    }  # fmt: skip
    nodes = routes(replace(PATHWAY, start="q1", steps=steps))["nodes"].values()
    replies = {node["step"]: len(node.get("go", ())) for node in nodes if "step" in node}
    assert replies == {f"q{n}": LARGEST_TABLE if n < 6 else 0 for n in range(1, 7)}


def test_answers_are_the_first_of_each_range_unless_told() -> None:
    path = next(path for path in PATHS if path.tokens.get("age") == "older")
    assert path.answers() == path.answers(last=False)
    assert (path.answers()["age"], path.answers(last=True)["age"]) == ("5", "18")
