"""What an owner signs: figures and cases, kept apart from the rules, steady under wording."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pytest

from build_tools.check import check_all
from build_tools.check.stories import plain_answers
from build_tools.compile import compile_interrupt, compile_pathway
from build_tools.model.policy import AuthorityPolicy
from build_tools.signed.cases import Answers, cover, play
from build_tools.signed.figures import figures
from build_tools.signed.write import signed_files, signed_shared
from tests.build_tools.commands import files_in, run
from tests.build_tools.real import NAMES, checked
from tests.data import POLICY, copy_of_sample, edit
from widgets.engine.conditions import atoms, holds
from widgets.engine.model import Pathway
from widgets.engine.paths import all_paths

RING = "pathways/who-to-ring.yml"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 999, now.", ["999"]),
        ("Ring (01582) 54 88 88 at once", ["01582 54 88 88"]),
        ("within 48 hours, or two working days", ["48 hours", "two working days"]),
        ("Two people see more than one.", []),
        ("In March 2010 and on 5 May 2011", ["March 2010", "5 May 2011"]),
        ("from 8.30 to 17:00 on Fridays", ["8.30", "17:00", "Fridays"]),
        ("74% of Level 2's CAFs (2009/10)", ["74%", "2", "2009/10"]),
        ("You may march on. Someone may ask again.", []),
        ("Meet weekly, or by noon the next day", ["weekly", "noon", "next day"]),
    ],
)
def test_figures_and_no_other_words(text: str, found: list[str]) -> None:
    assert figures(text) == found


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """The sample, signed."""
    policy = copy_of_sample(tmp_path)
    run("sign", "--policy", policy)
    return policy


def kinds(policy: Path) -> set[str]:
    return {problem.kind for problem in check_all(policy).problems}


def test_what_was_just_signed_is_sound_and_not_written_again(signed: Path) -> None:
    before = files_in(signed)
    result = run("sign", "sampleton", "shared", "--policy", signed)
    assert "sampleton: as it was signed" in result.output
    assert "shared: as it was signed" in result.output
    assert files_in(signed) == before
    assert "signed cases hold" in run("check", "--policy", signed).output


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (RING, "does: Ring one desk, then the other.", "does: First one desk. Then the other one."),
        (RING, "because: The hour decides.", "because: It hangs on the hour."),
        (RING, "label: Desk hours", "label: While the desk is open"),
        (RING, "title: Ring either desk now", "title: Ring one of the desks now"),
        ("authority.yml", "review-by: 2027-11-22", "review-by: 2027-11-23"),
    ],
)
def test_wording_may_change_without_a_signature(
    signed: Path, file: str, old: str, new: str
) -> None:
    edit(signed, file, old, new)
    assert kinds(signed) == set()


def test_cases_are_kept_and_only_what_lacks_is_added(signed: Path) -> None:
    table = signed / "sampleton" / "signed" / "who-to-ring.yml"
    by_hand = "  - answers: {danger: 'no', hour: '2024-01-03T10:15'}\n    ends: ring-duty-desk\n"
    text = table.read_text("utf-8").replace("cases:\n", f"cases:\n{by_hand}")
    table.write_text(text, "utf-8")
    assert kinds(signed) == set()
    edit(signed, RING, "        go: ring-police\n        because: Not being sure",
         "        go: ring-either\n        because: Not being sure")  # fmt: skip
    run("sign", "sampleton", "--policy", signed)
    after = table.read_text("utf-8")
    moved = "  - answers: {danger: not-sure}\n    ends: "
    assert after == text.replace(f"{moved}ring-police", f"{moved}ring-either")


def test_a_tool_that_went_takes_its_table_along(signed: Path) -> None:
    gone = signed / "sampleton" / "signed" / "gone.yml"
    gone.write_text("owner: Nobody\ncases: []\noutcomes: {}\n", "utf-8")
    assert kinds(signed) == {"not-as-signed"}
    assert f"removed: {gone}" in run("sign", "--policy", signed).output
    assert kinds(signed) == set()


def test_nothing_is_written_while_something_else_is_wrong(signed: Path) -> None:
    edit(signed, RING, "go: hour", "go: our")
    before = files_in(signed)
    result = run("sign", "--policy", signed, code=1)
    assert "the step or outcome 'our' does not exist" in result.output
    assert "nothing is written" in result.output
    assert files_in(signed) == before


def test_an_authority_that_is_not_there(signed: Path) -> None:
    assert "did you mean 'sampleton'?" in run("sign", "samplton", "--policy", signed, code=1).output


def compiled(policy: AuthorityPolicy, tool: str) -> Pathway:
    interrupt = compile_interrupt(policy.urgent)
    return compile_pathway(tool, policy.pathways[tool], interrupt, policy.contacts.hours)


def edges_and_conditions(pathway: Pathway, cases: Sequence[Answers]) -> tuple[set[str], set[str]]:
    """Each edge that a case takes, and each condition it saw, with what came of it."""
    edges, seen = set(), set()
    for answers in cases:
        trace = play(pathway, answers)
        assert trace is not None
        given = {}
        for visit in trace.visits:
            given[visit.step.id] = visit.reply.tokens
            for edge in visit.step.edges:
                if edge in visit.edges:
                    edges.add(f"{visit.step.id} {edge}")
                for atom in atoms(edge.when):
                    truth = holds(atom, given, pathway.steps)
                    seen.add(f"{visit.step.id} {atom} {truth}")
    return edges, seen


@pytest.mark.parametrize("name", NAMES)
def test_signed_cases_take_all_that_any_answers_take(name: str) -> None:
    """Held against every end of every path, worked out by another way: one at a time."""
    policy = checked().policies[name]
    for tool, signed in policy.signed_tools.items():
        pathway = compiled(policy, tool)
        every = [path.answers() for path in islice(all_paths(pathway), 301)]
        if len(every) > 300:
            continue
        cases = [plain_answers(case.answers) for case in signed.cases]
        assert edges_and_conditions(pathway, cases) == edges_and_conditions(pathway, every)
        assert {str(case.ends) for case in signed.cases} == set(pathway.outcomes)


@pytest.mark.parametrize("name", NAMES)
def test_real_policy_is_signed_as_sign_writes_it(name: str) -> None:
    policy = checked().policies[name]
    files = list(signed_files(POLICY / name, policy))
    assert len(files) == len(policy.pathways) + 1
    assert [str(each.path) for each in files if each.changed] == []
    assert policy.signed is not None
    assert "placeholder" in policy.signed.owner


def test_what_all_share_is_signed_too() -> None:
    (file,) = signed_shared(POLICY / "shared", checked().shared)
    assert not file.changed


def test_no_more_cases_than_a_person_can_read(tmp_path: Path) -> None:
    """The same cases from nothing, and few: not one for each set of answers."""
    policy = checked().policies["bradford"]
    cases = cover(policy, "significant-harm")
    assert cases == cover(policy, "significant-harm")
    assert 8 <= len(cases) <= 20
