"""Conditions in words, for readers of the static pathway and of error messages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.engine.sample import AGE, PATHWAY, SIGNS, SPOKEN
from widgets.engine.model import Condition, Count, Edge, Every, Is, Not, Some
from widgets.engine.words import in_words, listed, reply_in_words, tokens_in_words

LIST = ("school", "meals", "sleep")
YES = Is("spoken", ("yes",))
YOUNG = Is("age", ("young",))


@pytest.mark.parametrize(
    ("condition", "here", "expected"),
    [
        (YES, "spoken", "the answer is ‘Yes’"),
        (Is("spoken", ("yes", "no")), "spoken", "the answer is ‘Yes’ or ‘No’"),
        (YES, "signs", "“Have you spoken to the family?” is ‘Yes’"),
        (YOUNG, "age", "the answer is ‘Under 5’"),
        (
            Is("spoken", ("yes", "no", "unsure")),
            "",
            "“Have you spoken to the family?” is ‘Yes’, ‘No’ or ‘I am not sure’",
        ),
        (Is("spoken", ("gone",)), "spoken", "the answer is ‘gone’"),
        (Every(), "signs", "always"),
        (Every((YES,)), "spoken", "the answer is ‘Yes’"),
        (
            Every((YES, YOUNG)),
            "signs",
            "“Have you spoken to the family?” is ‘Yes’ and “How old is the child?” is ‘Under 5’",
        ),
        (
            Some((YES, YOUNG)),
            "signs",
            "“Have you spoken to the family?” is ‘Yes’ or “How old is the child?” is ‘Under 5’",
        ),
        (Not(YES), "spoken", "it is not so that the answer is ‘Yes’"),
        (Count("signs", LIST, ("seen",), least=1), "signs", "anything in the list is ‘Seen’"),
        (Count("signs", LIST, ("seen",), least=3), "signs", "everything in the list is ‘Seen’"),
        (Count("signs", LIST, ("seen",), least=2), "signs", "at least 2 of the list are ‘Seen’"),
        (Count("signs", LIST, ("seen",), most=0), "signs", "nothing in the list is ‘Seen’"),
        (Count("signs", ("meals",), ("seen",), least=1), "signs", "“Missing meals” is ‘Seen’"),
        (Count("signs", ("meals",), ("seen",), most=0), "signs", "“Missing meals” is not ‘Seen’"),
        (
            Count("signs", ("school", "sleep"), ("seen",), least=1),
            "signs",
            "anything in “Missing school” and “Tired all day” is ‘Seen’",
        ),
    ],
)
def test_in_words(condition: Condition, here: str, expected: str) -> None:
    assert in_words(condition, PATHWAY.steps, here) == expected


def test_the_rule_for_all_other_cases() -> None:
    otherwise = SIGNS.edges[2].when
    assert in_words(otherwise, PATHWAY.steps, "signs") == "none of the other rules fits"


def test_a_negation_that_is_not_the_rule_for_all_other_cases_says_what_it_denies() -> None:
    words = in_words(Not(Some((YES, YOUNG))), PATHWAY.steps, "signs")
    assert "Have you spoken to the family?" in words
    assert "How old is the child?" in words


def test_each_answer_may_have_a_table_with_a_rule_for_all_other_cases_of_its_own() -> None:
    tables = [(YES, YOUNG), (Is("spoken", ("no",)), Is("since", ("late",)))]
    whens = [Every((yes, each)) for yes, rule in tables for each in (rule, Not(Some((rule,))))]
    spoken = replace(SPOKEN, edges=tuple(Edge("age", when, "") for when in whens))
    steps = {**PATHWAY.steps, "spoken": spoken}
    assert [in_words(when, steps, "spoken") for when in whens] == [
        "the answer is ‘Yes’ and “How old is the child?” is ‘Under 5’",
        "the answer is ‘Yes’ and none of the other rules fits",
        "the answer is ‘No’ and “When did it start?” is ‘In 2026 or later’",
        "the answer is ‘No’ and none of the other rules fits",
    ]


def test_a_last_rule_that_denies_something_else_says_what_it_denies() -> None:
    last = Not(Some((YES,)))
    spoken = replace(SPOKEN, edges=(Edge("age", YOUNG, ""), Edge("signs", last, "")))
    words = in_words(last, {**PATHWAY.steps, "spoken": spoken}, "spoken")
    assert words == "it is not so that (the answer is ‘Yes’)"


def test_a_list_of_another_step_is_named() -> None:
    words = in_words(Count("signs", LIST, ("seen",), least=1), PATHWAY.steps, "since")
    assert "What have you seen?" in words


def test_and_and_or_cannot_be_misread() -> None:
    late = Is("since", ("late",))
    left = in_words(Every((Some((YES, YOUNG)), late)), PATHWAY.steps, "hour")
    right = in_words(Some((YES, Every((YOUNG, late)))), PATHWAY.steps, "hour")
    assert left != right


def test_reply_in_words() -> None:
    assert reply_in_words(SPOKEN, "no") == "‘No’"
    assert reply_in_words(AGE, "older") == "‘5 to 18’"
    assert reply_in_words(SIGNS, ("seen", "not-seen", "seen")) == (
        "Missing school: ‘Seen’; Missing meals: ‘Not seen’; Tired all day: ‘Seen’"
    )


def test_a_reply_of_another_length_than_its_list_is_not_said() -> None:
    with pytest.raises(ValueError, match="shorter"):
        reply_in_words(SIGNS, ("seen",))


def test_some_tokens_in_words() -> None:
    assert tokens_in_words(AGE, {"": "young"}) == "‘Under 5’"
    assert tokens_in_words(SIGNS, {"meals": "seen"}) == "Missing meals: ‘Seen’"


def test_listed() -> None:
    assert [listed(words, "or") for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a or b", "a, b or c",
    ]  # fmt: skip
