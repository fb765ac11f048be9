"""The shared questions with an authority's own rules are a tool, proved like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.check import Checked, check_all
from build_tools.model.case import CaseFile, FactFile, as_pathway
from build_tools.model.pathways import PathwayFile, Question
from build_tools.problems import Problems
from build_tools.read_model import load_file
from tests.build_tools.real import NAMES, checked, policy
from tests.data import FIXTURES, SAMPLE, copy_of_sample, drop_case, edit
from widgets.engine import all_paths, decide
from widgets.engine.compare import CASE
from widgets.engine.model import Aspect


def facts_and_case() -> tuple[FactFile, CaseFile]:
    """Sampleton's, as the build reads them."""
    problems = Problems()
    facts = load_file(
        FIXTURES / "shared" / "case.yml", FactFile, problems, name="policy/shared/case.yml"
    )
    case = load_file(SAMPLE / "case.yml", CaseFile, problems, name="policy/sampleton/case.yml")
    assert isinstance(facts, FactFile)
    assert isinstance(case, CaseFile)
    return facts, case


def made() -> PathwayFile:
    return as_pathway(*facts_and_case())


def spoiled(folder: Path, *edits: tuple[str, str, str]) -> Checked:
    """What is checked of the sample after these edits of its files."""
    written = copy_of_sample(folder)
    for file, old, new in edits:
        edit(written, file, old, new)
    return check_all(written)


def test_the_questions_are_asked_in_their_order() -> None:
    facts, _ = facts_and_case()
    pathway = made()
    assert list(pathway.steps) == list(facts.facts) == ["danger", "plan"]
    assert pathway.start == "danger"
    assert (pathway.title, pathway.summary) == (facts.title, facts.summary)
    assert pathway.about == facts.about


def test_an_answer_leads_to_the_next_question_unless_it_reports_harm() -> None:
    _, case = facts_and_case()
    danger, plan = made().steps.values()
    assert isinstance(danger, Question)
    assert isinstance(plan, Question)
    for key in ("no", "not-sure"):
        assert (danger.choices[key].go, danger.choices[key].rules) == ("plan", ())
    assert danger.choices["yes"].go is None
    assert danger.choices["yes"].rules == case.rules
    for choice in plan.choices.values():
        assert (choice.go, choice.rules) == (None, case.rules)


def test_what_stands_between_is_the_handbooks_own() -> None:
    danger = made().steps["danger"]
    assert isinstance(danger, Question)
    assert danger.choices["no"].own
    assert danger.choices["no"].because == ""


def test_problems_still_name_the_place_in_the_file() -> None:
    facts, case = facts_and_case()
    pathway = made()
    assert pathway.at == case.at
    assert pathway.at.file == "policy/sampleton/case.yml"
    for name, step in pathway.steps.items():
        written = facts.facts[name]
        assert isinstance(step, Question)
        assert step.at == written.at
        assert step.at.file == "policy/shared/case.yml"
        assert step.at.line > 1
        for key, choice in step.choices.items():
            assert choice.at == written.choices[key].at


def test_the_shared_questions_themselves_are_left_as_they_were() -> None:
    facts, case = facts_and_case()
    before = facts.model_dump()
    as_pathway(facts, case)
    as_pathway(facts, case)
    assert facts.model_dump() == before


def test_each_side_of_an_outcome_is_carried_with_its_clauses() -> None:
    outcomes = check_all(FIXTURES).or_raise().authorities["sampleton"].pathways[CASE].outcomes
    assert outcomes["write-plan"].aspects == (
        Aspect("form", "The plan form.", ("sampleton-014",)),
        Aspect("leads", "The Lead Practitioner.", ("sampleton-012",)),
        Aspect("limit", "Looked at again within 6 weeks.", ("sampleton-015",)),
    )
    assert outcomes["keep-plan"].aspects == ()


def test_an_authority_without_a_case_has_no_such_tool(tmp_path: Path) -> None:
    written = copy_of_sample(tmp_path)
    drop_case(written / "sampleton")
    found = check_all(written).or_raise()
    assert CASE not in found.authorities["sampleton"].pathways


@pytest.mark.parametrize(
    ("edits", "kinds"),
    [
        pytest.param(
            [("case.yml", "  - go: write-plan\n    because: There is no plan yet.\n    own: yes\n",
              "  - when:\n      all:\n        - answer: danger\n          is: [yes]\n        "
              "- answer: plan\n          is: [no]\n    go: write-plan\n    because: There is no "
              "plan yet.\n    own: yes\n")],
            {"no-rule", "never-applies", "facts-untrue"}, id="facts that no rule takes",
        ),
        pytest.param(
            [("case.yml", "          is: [no]\n        - answer: plan",
              "          is: [no, not-sure]\n        - answer: plan")],
            {"rules-disagree"}, id="facts that two rules take",
        ),
        pytest.param(
            [("case.yml", "      is: [yes, not-sure]\n    go: ring-now",
              "      is: [yes]\n    go: ring-now")],
            {"unsure-lower"}, id="a doubt about danger that leads lower",
        ),
        pytest.param(
            [("case.yml", "    urgent: yes\n    ring: [police]\n", "    ring: [police]\n")],
            {"harm-not-urgent", "facts-untrue"}, id="danger that ends in what is not urgent",
        ),
        pytest.param(
            [("case.yml", "      text: The plan form.\n      clauses: [sampleton-014]",
              "      text: The plan form.\n      clauses: [sampleton-114]")],
            {"no-such-clause"}, id="a side that cites what there is not",
        ),
        pytest.param(
            [("case.yml", "      text: The plan form.\n      clauses: [sampleton-014]",
              "      text: The plan form.\n      clauses: []")],
            {"uncited"}, id="a side that cites nothing",
        ),
        pytest.param(
            [("case.yml", "text: The plan form.", "text: The plan form, 01632 960099.")],
            {"unknown-number"}, id="a number that nobody has",
        ),
    ],
)  # fmt: skip
def test_a_fault_of_the_rules_is_told(
    tmp_path: Path, edits: list[tuple[str, str, str]], kinds: set[str]
) -> None:
    found = {problem.kind for problem in spoiled(tmp_path, *edits).problems}
    assert found == kinds


def test_shared_questions_without_a_question_are_told(tmp_path: Path) -> None:
    written = copy_of_sample(tmp_path)
    (written / "shared" / "case.yml").write_text("title: A\nsummary: B.\nfacts: {}\n")
    told = [str(problem) for problem in check_all(written).problems]
    assert [text for text in told if "shared/case.yml:3" in text and "no question" in text]


@pytest.mark.parametrize("name", NAMES)
def test_every_authority_answers_the_shared_questions(name: str, report: list[str]) -> None:
    pathway = checked().authorities[name].pathways[CASE]
    shared = checked().shared.case
    assert shared is not None
    assert list(pathway.steps) == list(shared.facts)
    ends: set[str] = set()
    number = 0
    first = {choice.id: choice for choice in pathway.steps[pathway.start].choices}
    for path in all_paths(pathway):
        number += 1
        outcome = decide(pathway, path.answers()).outcome
        assert outcome is not None
        ends.add(outcome.id)
        said = first[str(path.tokens[pathway.start])]
        assert outcome.urgent or not said.reports_harm
    assert ends == set(pathway.outcomes) == set(map(str, policy(name).pathways[CASE].outcomes))
    report.append(f"{name}: {number} sets of shared facts lead to {len(ends)} outcomes")
