"""Completion at the draft desk: what could stand at the cursor, in a text whole or broken."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.desk.completion import complete
from build_tools.desk.names import Names, model_of, names_of
from build_tools.desk.outline import here, keys
from build_tools.load import load_authority
from build_tools.problems import Problems
from tests.data import SAMPLE

HERE = "»"
LOOK = "pathways/first-look.yml"

QUESTION = """\
start: signs
steps:
  signs:
    kind: checklist
    ask: What do you see?
    items:
      school:
        label: School
      home:
        label: Home
    choices:
      fine:
        label: All is fine
      bad:
        label: It is bad
    rules:
      - when:
          some: [bad]
        go: help
        because: >-
          go: this is prose, and says nothing
          steps: of the tool
  told:
    kind: question
    ask: Have you told anybody?
"""
OUTCOMES = """\
outcomes:
  help:
    title: Offer help
"""


@cache
def names() -> Names:
    policy = load_authority(SAMPLE, Problems(), name="policy/sampleton")
    assert policy is not None
    return names_of(policy)


def offered(text: str, file: str = LOOK) -> list[str]:
    """What is offered at the mark in a text."""
    model = model_of(file)
    assert model is not None
    found = complete(model, text.replace(HERE, ""), text.index(HERE), names())
    return [each["text"].strip() for each in found["suggestions"]]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        # Keys of a mapping, but for those that stand there already, by the kind of step.
        ("    »\n", ["hint:", "why:", "clauses:", "not-said:", "choices:"]),
        ("    ch»\n", ["choices:"]),
        ("    choices:\n      yes:\n        lab»", ["label:"]),
        ("    choices:\n      yes:\n        rules:\n          - »", ["go:", "because:", "clauses:",
                                                                    "own:", "when:"]),
        ("    choices:\n      yes:\n        rules:\n          - go: help\n            be»",
         ["because:"]),
        # Words that the model knows.
        ("    kind: »", ["question", "checklist", "number", "date", "time"]),
        ("    choices:\n      yes:\n        unsure: »", ["yes", "no"]),
        # Steps and outcomes of this text, read or not.
        ("    choices:\n      yes:\n        go: »", ["signs", "told", "help"]),
        ("    choices:\n      yes:\n        go: he»", ["help"]),
        # The answers and items of the step that a condition looks at.
        ("    choices:\n      yes:\n        rules:\n          - when:\n              some: [»]\n"
         "              checklist: signs\n", ["fine", "bad"]),
        ("    choices:\n      yes:\n        rules:\n          - when:\n              items: [»]\n"
         "              checklist: signs\n", ["school", "home"]),
        # Ids of other files.
        ("    clauses: [sampleton-001, sampleton-00»]",
         [f"sampleton-00{number}" for number in range(1, 10)]),
        ("    clauses:\n      - sampleton-003»", ["sampleton-003"]),
        # Nothing in a note, or in the middle of prose.
        ("    # a note »", []),
        ("    why: >-\n      some prose »", []),
    ],
)  # fmt: skip
def test_a_place_in_a_step(written: str, wanted: list[str]) -> None:
    assert offered(f"{QUESTION}{written}\n{OUTCOMES}") == wanted


@pytest.mark.parametrize(
    ("written", "file", "wanted"),
    [
        ("outcomes:\n  help:\n    ring: [»]\n", LOOK, ["police", "duty-desk", "night-desk"]),
        ("outcomes:\n  help:\n    level: ear»\n", LOOK, ["early-help"]),
        ("outcomes:\n  help:\n    actions:\n      - who: You\n        force: »\n", LOOK,
         ["must", "should", "may", "info"]),
        ("tools:\n  - at-»\n", "authority.yml", ["at-the-door"]),
        ("contacts:\n  desk:\n    hours: »\n", "contacts.yml", ["desk-hours"]),
    ],
)  # fmt: skip
def test_a_place_in_another_part(written: str, file: str, wanted: list[str]) -> None:
    assert offered(written, file)[: len(wanted)] == wanted


def test_a_suggestion_takes_the_place_of_the_whole_word() -> None:
    model = model_of(LOOK)
    assert model is not None
    text = f"{QUESTION}    choices:\n      yes:\n        go: help-me\n{OUTCOMES}"
    offset = text.index("help-me") + 2
    found = complete(model, text, offset, names())
    assert text[found["start"] : found["end"]] == "help-me"
    assert found["suggestions"][0] == {"text": "help", "about": "an outcome: Offer help"}


def test_files_that_no_model_reads_have_none() -> None:
    assert model_of("notes.yml") is None
    assert model_of("elsewhere/x.yml") is None
    assert model_of("contacts.yml") is not None


WORDS = st.text(alphabet="ab:- \n>#[,]é\U0001f600", max_size=60)


@given(WORDS, st.data())
def test_no_text_is_too_broken_to_look_at(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert all(key.row < text.count("\n") + 1 for key in keys(text))
    found = here(text, offset)
    assert found is None or text[:offset].endswith(found.part)
    model = model_of(LOOK)
    assert model is not None
    told = complete(model, text, offset, names())
    assert 0 <= told["start"] <= offset <= told["end"] <= len(text)
