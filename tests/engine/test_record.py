"""A record of one decision, as plain text."""

from __future__ import annotations

from dataclasses import replace

from tests.engine.sample import AUTHORITY, OUTCOMES, PATHWAY, URGENT
from tests.engine.test_decide import ALL_SEEN
from widgets.engine.decide import Trace, decide
from widgets.engine.model import Action, Lifetime, Outcome
from widgets.engine.record import record
from widgets.engine.replies import Answers

MADE = "Sunday 22 November 2026, 17:05"


def text(answers: Answers) -> str:
    return record(AUTHORITY, decide(PATHWAY, answers), MADE)


def of(outcome: Outcome) -> str:
    return record(AUTHORITY, Trace(PATHWAY, (), outcome=outcome), MADE)


def test_it_is_a_page_of_plain_text() -> None:
    assert (
        text({"spoken": "no", "harm": "yes"})
        == f"""\
A first look
Sampleton, practitioner handbook
Made {MADE}
Policy version 3 of 2026-11-22, from: Sampleton Guide
Version 3.1 of this tool is in force from 2019-06-01 until 2020-12-31, says the handbook
Contacts and rules are as printed in that document. Confirm a contact before you rely on it.
----------------------------------------------------------------
ANSWERS AND REASONS
1. Have you spoken to the family?
   Answer: No
   Because: You look at the age first. [added by this handbook]
!. I think a child may come to harm
   Because: Harm comes before every other question. (clause 7)
----------------------------------------------------------------
OUTCOME
Ring now
Level: Protection
Contact: Police, 999
Contact: Sampleton Office, 01632 960001 or 01632 960002, office@sampleton.example, \
office.sampleton.example (The @ sign is missing.), Monday to Friday, 9.00 - 5.00
Contact: Night Desk, 01632 960003
You ring without waiting.
1. You: Ring the police. [added by this handbook]
   By when: Now
   Contact: Police, 999
Rests on (clause 7)
"""
    )


def test_it_says_nothing_of_dates_where_the_rules_have_none() -> None:
    undated = replace(AUTHORITY, lifetime=Lifetime())
    lines = record(undated, decide(replace(PATHWAY, lifetime=None), {}), MADE).splitlines()
    assert lines[4].startswith("Contacts and rules are as printed")
    begun = replace(undated, lifetime=Lifetime(starts="2019-01-01"))
    lines = record(begun, decide(replace(PATHWAY, lifetime=None), {}), MADE).splitlines()
    assert lines[4] == "These rules are in force from 2019-01-01, says the handbook"


def test_it_gives_each_answer_its_reason_and_clause() -> None:
    made = text({"spoken": "no", "age": "4", "hour": "2026-11-23T17:00"})
    assert "1. Have you spoken to the family?\n   Answer: No\n" in made
    assert "   Because: You look at the age first. [added by this handbook]\n" in made
    assert "2. How old is the child?\n   Answer: 4 years\n" in made
    assert "   Because: Young children come first. (clause 4)\n" in made
    assert "Because: Someone is there." in made
    assert "Because: The last minute still counts." in made


def test_it_says_when_it_is_not_finished() -> None:
    made = text({"spoken": "no"})
    assert "NOT FINISHED\nNext question: How old is the child?\n" in made
    assert "OUTCOME" not in made


def test_it_gives_the_outcome_with_all_its_actions() -> None:
    made = text({"spoken": "yes", "signs": ALL_SEEN})
    for line in (
        "OUTCOME",
        "Offer support",
        "Level: Support",
        "1. You: Fill in the form. [wording: should] (clause 9)",
        "   By when: Within 5 days",
        "   Tell: Your line manager",
        "   Attach: Form S1",
        "   Consent: Of a parent",
        "2. Line manager: Signs the form. [wording: may] (clause 9)",
        "   By when: The document does not say",
        "WHAT THE DOCUMENT LEAVES OPEN",
        "- Who keeps the copy.",
        "Rests on (clause 9, 10)",
    ):
        assert line in made.splitlines()


def test_the_contact_to_ring_stands_in_it_with_number_and_hours() -> None:
    made = text({"spoken": "no", "age": "4", "hour": "2026-11-23T10:00"})
    assert "Contact: Sampleton Office, 01632 960001 or 01632 960002, " in made
    assert "Monday to Friday, 9.00 - 5.00" in made


def test_where_nobody_is_printed_it_says_so() -> None:
    made = text({"spoken": "no", "age": "4", "hour": "2026-11-22T10:00"})
    assert "The document gives no number." in made.splitlines()


def test_an_urgent_record_holds_the_emergency_number_as_the_screen_does() -> None:
    for outcome in (OUTCOMES["ring-office"], OUTCOMES["ring-night"]):
        made = of(outcome)
        assert "999" in made
        assert "added by this handbook" in made
    assert of(URGENT).count("Police, 999") == 2  # the outcome's and its action's
    assert "999" not in of(OUTCOMES["watch"])


def test_contacts_and_addresses_of_actions_are_not_lost() -> None:
    act = Action("You", "Ring and read.", "must", contacts=("night",), links=("procedures",))
    made = of(replace(OUTCOMES["watch"], actions=(act,)))
    assert "01632 960003" in made
    assert "http://www.sampleton.example/a?b=1&c=2" in made


def test_addresses_of_a_contact_stand_in_it_and_a_misprint_is_named() -> None:
    made = of(OUTCOMES["support"])
    assert "office@sampleton.example" in made
    assert "office.sampleton.example" in made
    assert "The @ sign is missing." in made


def test_the_interrupt_stands_in_it() -> None:
    made = text({"spoken": "no", "harm": "yes"})
    assert "!. I think a child may come to harm\n" in made
    assert "Because: Harm comes before every other question. (clause 7)" in made
    assert "Contact: Police, 999" in made
    assert "[added by this handbook]\n   By when: Now" in made


def test_it_ends_with_one_line_end_and_holds_no_blank_line() -> None:
    given: list[Answers] = [{}, {"harm": "yes"}, {"spoken": "yes", "signs": ALL_SEEN}]
    for answers in given:
        made = text(answers)
        assert made.endswith("\n")
        assert "\n\n" not in made
