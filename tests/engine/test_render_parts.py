"""The small parts that every screen is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from tests.engine.markup import Element, parse
from tests.engine.sample import AUTHORITY
from widgets.engine.model import Action, Email, Force, Outcome, Phone
from widgets.engine.render.parts import (
    by_when,
    clause_number,
    clauses,
    contact,
    contact_list,
    email,
    force,
    not_said,
    own,
    paragraphs,
    phone,
    source,
    web_link,
)


@pytest.mark.parametrize(
    ("clause", "number"),
    [("bradford-033", "33"), ("sampleton-000", "0"), ("tower-hamlets-120", "120")],
)
def test_clause_numbers(clause: str, number: str) -> None:
    assert clause_number(clause) == number


def test_clauses_lead_to_the_foot_of_the_page() -> None:
    found = parse(clauses(["sampleton-001", "sampleton-020"]) or "")
    links = list(found.every("a"))
    assert [link.attributes["href"] for link in links] == [
        "#clause-sampleton-001", "#clause-sampleton-020",
    ]  # fmt: skip
    assert [link.attributes["aria-label"] for link in links] == ["clause 1", "clause 20"]
    assert found.text == "clauses 1 20"


def test_one_clause_is_no_plural_and_none_is_nothing() -> None:
    assert parse(clauses(["sampleton-001"]) or "").text == "clause 1"
    assert clauses([]) is None


@pytest.mark.parametrize(
    ("shown", "dialled"),
    [("999", "999"), ("01632 960001", "01632960001"), ("0 1 2", "012")],
)
def test_a_number_dials_the_digits_shown(shown: str, dialled: str) -> None:
    link = parse(phone(Phone(shown))).one("a")
    assert link.text == shown
    assert link.attributes["href"] == f"tel:{dialled}"


def test_how_a_number_was_printed_is_never_dialled() -> None:
    link = parse(phone(Phone("01632 960002", "960002"))).one("a")
    assert link.attributes["href"] == "tel:01632960002"


def test_an_address_is_a_link_unless_it_is_misprinted() -> None:
    assert parse(email(Email("a@b.example"))).one("a").attributes["href"] == "mailto:a@b.example"
    odd = parse(email(Email("a.b.example", "The @ sign is missing.")))
    assert not list(odd.every("a"))
    assert odd.text == "a.b.example The @ sign is missing."


def test_a_contact_shows_all_that_is_known() -> None:
    found = parse(contact(AUTHORITY.contacts["office"]))
    for text in (
        "Sampleton Office", "01632 960001 or 01632 960002", "Monday to Friday, 9.00 - 5.00",
        "Printed as 960002.", "The @ sign is missing.", "Advice.", "clause 6",
    ):  # fmt: skip
        assert text in found.text
    assert [link.attributes["href"] for link in found.every("a")][:3] == [
        "tel:01632960001", "tel:01632960002", "mailto:office@sampleton.example",
    ]  # fmt: skip
    assert "Ring now" not in found.text


def shown(**fields: Any) -> Element:
    """The contacts of an outcome made for this."""
    return parse(contact_list(AUTHORITY, Outcome("o", "O", **fields)) or "")


def test_the_contact_to_ring_now_says_so_and_comes_first() -> None:
    found = shown(ring=("night",), contacts=("police",))
    assert [each.text for each in found.every("p", class_="hb-contact__name")] == [
        "Night Desk", "Police",
    ]  # fmt: skip
    assert [each.text for each in found.every("p", class_="hb-contact__now")] == ["Ring now"]
    assert "Night Desk" in found.one("div", class_="hb-contact--now").text


def test_no_contacts_make_no_list() -> None:
    assert contact_list(AUTHORITY, Outcome("o", "O")) is None


def test_an_urgent_outcome_always_shows_the_emergency_number() -> None:
    found = shown(ring=("night",), urgent=True)
    links = [link.attributes["href"] for link in found.every("a", class_="hb-tel")]
    assert links == ["tel:999", "tel:01632960003"]
    assert "Added by this handbook" in found.text
    # Also where the document gives nobody at all.
    assert [a.attributes["href"] for a in shown(urgent=True).every("a")] == ["tel:999"]


def test_the_documents_own_emergency_number_is_shown_once() -> None:
    for fields in ({"ring": ("police",)}, {"ring": ("night",), "contacts": ("police",)}):
        found = shown(urgent=True, **fields)
        assert len(list(found.every("a", href="tel:999"))) == 1
        assert "Added by this handbook" not in found.text


def test_an_outcome_that_is_not_urgent_adds_no_number() -> None:
    assert [a.attributes["href"] for a in shown(contacts=("night",)).every("a")] == [
        "tel:01632960003"
    ]


def test_by_when() -> None:
    assert by_when(Action("You", "Ring.", "must", by="Now", own=True)) == "Now"
    assert by_when(Action("You", "Ring.", "must")) == "The document does not say"
    # No document could have said when the handbook's own action is to be done.
    assert by_when(Action("You", "Ring.", "must", own=True)) == ""


def test_a_web_address_stands_as_printed() -> None:
    found = parse(web_link(AUTHORITY, "procedures"))
    link = found.one("a")
    assert link.attributes["href"] == "http://www.sampleton.example/a?b=1&c=2"
    assert link.attributes["rel"] == "noreferrer"
    assert found.text == "Procedures (address as printed then) It has moved."


@pytest.mark.parametrize(
    "address",
    ["www.sampleton.example", "javascript:alert(1)", " JavaScript:x", "//x.example", "/a"],
)
def test_an_address_that_is_no_web_link_is_shown_as_text(address: str) -> None:
    link = replace(AUTHORITY.links["procedures"], address=address, note="")
    found = parse(web_link(replace(AUTHORITY, links={"procedures": link}), "procedures"))
    assert not list(found.every("a"))
    assert found.raw_text == f"Procedures: {address} (address as printed then)"


def test_the_strength_of_every_wording_is_said_in_words() -> None:
    said = {strength: parse(force(strength)).text for strength in get_args(Force)}
    assert len(set(said.values())) == len(said)
    assert all(strength in said[strength].lower() for strength in ("must", "should", "may"))
    assert all("document" in words for words in said.values())


def test_the_handbooks_own_rules_are_labelled() -> None:
    assert parse(own()).text == "Added by this handbook"
    assert parse(source(["sampleton-001"], True)).text == "Added by this handbook clause 1"
    assert parse(source(["sampleton-001"], False)).text == "clause 1"
    assert parse(source([], False)).text == ""


def test_what_is_not_said() -> None:
    found = parse(not_said(["How long to wait.", "Who signs."]) or "")
    assert found.one("p").text == "What the document leaves open"
    assert [each.text for each in found.every("li")] == ["How long to wait.", "Who signs."]
    assert not_said([]) is None


def test_paragraphs() -> None:
    assert paragraphs(["a", "b <c>"]) == "<p>a</p><p>b &lt;c&gt;</p>"
