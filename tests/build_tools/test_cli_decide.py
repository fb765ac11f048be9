"""The command line's `decide`: outcomes, the next question, and answers it cannot use."""

from __future__ import annotations

import json
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools import cli
from tests.build_tools.commands import answering, as_json, run, run_anyhow
from tests.data import copy_of_sample

RING = "sampleton/who-to-ring"
LOOK = "sampleton/first-look"
ALL_SIGNS = ("signs/school=seen", "signs/meals=not-sure", "signs/bruises=not-seen")


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample authority, sound."""
    return copy_of_sample(tmp_path_factory.mktemp("sound"))


def decide(policy: Path, pathway: str, *answers: str, code: int = 0) -> Result:
    """Decide, in words."""
    return run("decide", pathway, *answering(answers), "--policy", policy, code=code)


def decided(policy: Path, pathway: str, *answers: str) -> Any:
    """Decide, as JSON."""
    return as_json("decide", pathway, *answering(answers), "--policy", policy)


def refused(policy: Path, pathway: str, *answers: str) -> Any:
    """What is wrong with answers, as JSON."""
    given_ = answering(answers)
    result = run_anyhow("decide", pathway, *given_, "--policy", policy, "--json")
    assert result.exit_code != 0
    error = json.loads(result.stdout)["error"]
    assert set(error) == {"name", "message", "step"}
    return error


def test_decide_asks_the_first_question(policy: Path) -> None:
    assert decide(policy, RING).stdout.splitlines() == [
        "Next: Is the danger near?",
        "  danger=yes  (Yes)",
        "  danger=not-sure  (I am not sure)",
        "  danger=no  (No)",
    ]


def test_decide_asks_the_next_question(policy: Path) -> None:
    assert decide(policy, RING, "danger=no").stdout.splitlines() == [
        "Is the danger near? No",
        "Next: What day and time is it?",
        "  hour=2026-11-22T17:30  (Desk hours; The very minute the desk shuts; Any other time)",
    ]
    facts = decided(policy, RING, "danger=no")
    assert facts["asking"]["step"] == "hour"
    assert facts["asking"]["ask"] == "What day and time is it?"
    assert facts["interrupt"] is None
    assert "outcome" not in facts


def test_decide_asks_for_the_lines_of_a_checklist(policy: Path) -> None:
    assert decide(policy, LOOK, "spoken=no").stdout.splitlines()[2:] == [
        "  signs/school=seen|not-sure|not-seen  (Missing school)",
        "  signs/meals=seen|not-sure|not-seen  (Missing meals)",
        "  signs/bruises=seen|not-sure|not-seen  (Bruises that nobody can explain)",
    ]
    asking = decided(policy, LOOK, "spoken=no")["asking"]
    assert asking["items"] == ["school", "meals", "bruises"]
    assert asking["answers"] == ["seen", "not-sure", "not-seen"]


def test_decide_tells_the_outcome_in_words(policy: Path) -> None:
    said = decide(policy, LOOK, "spoken=yes", *ALL_SIGNS).stdout
    for words in (
        "Offer early help",
        "Two signs call for early help.",
        "Write the plan with the family.",
        "Within 6 weeks",
        "Form S1",
        "Of a parent",
        "01632 960001",
        "Who keeps the copy.",
    ):
        assert words in said


def test_decide_tells_the_outcome_as_json(policy: Path) -> None:
    facts = decided(policy, LOOK, "spoken=yes", *ALL_SIGNS)
    assert facts["pathway"] == LOOK
    assert facts["policy"] == {"version": "3", "dated": "2026-11-22"}
    assert facts["interrupt"] is None
    assert "asking" not in facts
    assert [visit["step"] for visit in facts["visits"]] == ["spoken", "signs"]
    signs = facts["visits"][1]
    assert signs["answer"] == {"school": "seen", "meals": "not-sure", "bruises": "not-seen"}
    assert signs["reasons"] == [
        {"because": "Two signs call for early help.", "clauses": ["sampleton-009"], "own": False}
    ]
    outcome = facts["outcome"]
    assert (outcome["id"], outcome["level"], outcome["urgent"]) == ("help", "early-help", False)
    assert outcome["clauses"] == ["sampleton-015"]
    assert outcome["not_said"] == ["Who keeps the copy."]
    action = outcome["actions"][0]
    assert {name: action[name] for name in ("who", "by", "tells", "attaches", "consent")} == {
        "who": "You",
        "by": "Within 6 weeks",
        "tells": "Your line manager",
        "attaches": "Form S1",
        "consent": "Of a parent",
    }
    assert (action["force"], action["own"]) == ("must", False)
    assert [way["kind"] for way in outcome["next"]][:2] == ["step-down", "step-up"]


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (["danger=yes"], "ring-police"),
        (["danger=not-sure"], "ring-police"),
        (["danger=no", "hour=2026-11-20T16:29"], "ring-duty-desk"),
        (["danger=no", "hour=2026-11-20T16:30"], "ring-either"),
        (["danger=no", "hour=2026-11-20T16:31"], "ring-night-desk"),
        (["hour=2026-11-22T12:00", "danger=no"], "ring-night-desk"),
    ],
)
def test_decide_reaches_each_outcome(answers: list[str], outcome: str, policy: Path) -> None:
    assert decided(policy, RING, *answers)["outcome"]["id"] == outcome


@pytest.mark.parametrize(
    ("instant", "shown", "outcome"),
    [
        # Wednesdays. In June London is an hour ahead of UTC, so the desk (until 5.00) is shut.
        (datetime(2027, 6, 30, 16, 30, tzinfo=UTC), "2027-06-30T17:30", "ring-night-desk"),
        (datetime(2026, 11, 25, 16, 30, tzinfo=UTC), "2026-11-25T16:30", "ring-duty-desk"),
    ],
)
def test_now_is_the_time_in_london(
    instant: datetime, shown: str, outcome: str, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock:
        @staticmethod
        def now(zone: tzinfo) -> datetime:
            return instant.astimezone(zone)

    monkeypatch.setattr(cli, "datetime", Clock)
    facts = decided(policy, RING, "danger=no", "hour=now")
    assert facts["visits"][1]["answer"] == shown
    assert facts["outcome"]["id"] == outcome


@pytest.mark.parametrize("pathway", [RING, LOOK])
@pytest.mark.parametrize("others", [[], ["spoken=yes", "danger=no"], ["nonsense=1"]], ids=str)
def test_harm_wins_over_every_other_answer(pathway: str, others: list[str], policy: Path) -> None:
    facts = decided(policy, pathway, *others, "harm=yes")
    assert facts["interrupt"] == "harm"
    assert facts["outcome"]["id"] == "harm"
    assert facts["outcome"]["urgent"] is True
    assert facts["outcome"]["ring"] == ["police"]
    said = decide(policy, pathway, *others, "harm=yes").stdout
    assert "I think this child may come to harm" in said
    assert "999" in said


@pytest.mark.parametrize(
    ("answers", "name", "words"),
    [
        (["danger=maybe"], "UnknownChoice", ["Choose one of the answers", "  danger=not-sure"]),
        (["danger="], "UnknownChoice", ["Choose one of the answers"]),
        (["dangr=yes"], "UnknownStep", ["no step 'dangr'", "the steps are: danger, hour"]),
        (["danger/near=yes"], "WrongForm", ["Give one answer", "  danger=yes"]),
        (["danger=yes", "hour=now"], "UnreachedAnswer", ["do not lead to that question"]),
        (["danger=no", "hour=half past five"], "WrongForm", ["Give a real day and time"]),
        (["danger=no", "hour=2026-02-30T10:00"], "WrongForm", ["Give a real day and time"]),
        (["danger=no", "hour="], "WrongForm", ["Give a real day and time"]),
        (["harm=no"], "UnknownChoice", ["is yes"]),
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_used(
    answers: list[str], name: str, words: list[str], policy: Path
) -> None:
    said = decide(policy, RING, *answers, code=1).stderr
    for each in words:
        assert each in said
    error = refused(policy, RING, *answers)
    assert error["name"] == name
    assert error["message"] in said


@pytest.mark.parametrize(
    ("answers", "name", "words"),
    [
        (["signs=seen"], "MissingItems", ["Answer each line of the list.", "  signs/school=seen|"]),
        (ALL_SIGNS[:2], "MissingItems", ["Still open: Bruises that nobody can explain."]),
        ([*ALL_SIGNS, "signs/ears=seen"], "UnknownItem", ["This list has no line 'ears'."]),
        ([*ALL_SIGNS[:2], "signs/bruises=x"], "UnknownChoice", ["Choose one of the answers"]),
    ],
    ids=str,
)
def test_a_checklist_that_cannot_be_used(
    answers: list[str], name: str, words: list[str], policy: Path
) -> None:
    said = decide(policy, LOOK, "spoken=yes", *answers, code=1).stderr
    for each in words:
        assert each in said
    assert refused(policy, LOOK, "spoken=yes", *answers)["name"] == name


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (["danger"], "'danger' is not an answer (write STEP=ANSWER"),
        (["=yes"], "'=yes' is not an answer"),
        (["danger=yes", "danger=no"], "'danger' is answered twice"),
        (["danger/x=yes", "danger/x=no"], "'danger/x' is answered twice"),
        (["danger=yes", "danger/x=yes"], "'danger/x' is answered twice"),
    ],
    ids=str,
)
def test_answers_that_cannot_be_read(answers: list[str], words: str, policy: Path) -> None:
    assert words in decide(policy, RING, *answers, code=1).stderr


def test_decide_on_an_unknown_pathway(policy: Path) -> None:
    error = decide(policy, "sampleton/first-lock", code=1).stderr
    assert f"did you mean '{LOOK}'?" in error


def test_decide_needs_a_pathway() -> None:
    assert "Missing argument 'PATHWAY'" in run("decide", code=2).stderr


TOKENS = st.one_of(
    st.sampled_from(["danger", "hour", "harm", "yes", "no", "now", "=", "/", "2026-11-22T17:30"]),
    st.text(max_size=5),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(st.lists(TOKENS, max_size=4).map("".join), max_size=3))
def test_whatever_is_answered_gives_no_traceback(answers: list[str], policy: Path) -> None:
    result = run_anyhow("decide", RING, *answering(answers), "--policy", policy)
    assert result.exit_code in (0, 1)
