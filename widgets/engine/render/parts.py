"""The small parts that every screen is made of: clauses, contacts, force, what is not said."""

from __future__ import annotations

import re
from collections.abc import Iterable

from widgets.engine.html import Html, Part, join, tag
from widgets.engine.model import Action, Authority, Contact, Email, Force, Outcome, Phone

NOT_SAID = "The document does not say"
EMERGENCY = "999"
GAPS = "What the document leaves open"
SIDES = {"form": "Form", "leads": "Who leads", "limit": "Time limit"}
"""The sides by which outcomes of different authorities are compared."""

_FORCE = {
    "must": "Must, says the document",
    "should": "Should, says the document",
    "may": "May, says the document",
    "info": "As the document describes it",
}


def clause_number(clause: str) -> str:
    """The number of a clause without leading noughts, for example '33' of 'bradford-033'."""
    return clause.rpartition("-")[2].lstrip("0") or "0"


def clauses(ids: Iterable[str]) -> Html | None:
    """Small links to the clauses, which stand at the foot of the same page."""
    known = tuple(ids)
    if not known:
        return None
    links = [
        tag("a", clause_number(each), class_="hb-clause", href=f"#clause-{each}",
            aria_label=f"clause {clause_number(each)}")
        for each in known
    ]  # fmt: skip
    word = "clause" if len(known) == 1 else "clauses"
    spaced: list[Part] = []
    for link in links:
        spaced += [" ", link]
    return tag("span", word, spaced, class_="hb-clauses")


def own() -> Html:
    """The label on whatever no document says."""
    return tag("span", "Added by this handbook", class_="hb-own")


def force(strength: Force) -> Html:
    """How strongly the document words something."""
    return tag("span", _FORCE[strength], class_=f"hb-force hb-force--{strength}")


def source(ids: Iterable[str], is_own: bool) -> Html:
    """Clause links, and the label of the handbook's own rules."""
    return join([" ", own() if is_own else None, " " if is_own else None, clauses(ids)])


def by_when(act: Action) -> str:
    """By when an action is to be done, or that the document does not say.

    "" for the handbook's own actions without a time: no document could have said it.
    """
    return act.by or ("" if act.own else NOT_SAID)


def paragraphs(texts: Iterable[str]) -> Html:
    """Plain texts as paragraphs."""
    return join(tag("p", text) for text in texts)


def not_said(texts: Iterable[str]) -> Html | None:
    """What the document leaves unsaid, in a box of its own."""
    all_texts = tuple(texts)
    if not all_texts:
        return None
    return tag(
        "div",
        tag("p", GAPS, class_="hb-notsaid__title"),
        tag("ul", [tag("li", text) for text in all_texts]),
        class_="hb-notsaid",
    )


def phone(number: Phone, *, class_: str = "hb-tel") -> Html:
    """A number as a link that dials exactly the digits shown."""
    digits = re.sub(r"\D", "", number.shown)
    return tag("a", number.shown, class_=class_, href=f"tel:{digits}")


def email(address: Email) -> Html:
    """An address: a link, or with a misprint plain text and the reason."""
    if address.misprint:
        shown = tag("span", address.shown, class_="hb-misprint")
        return join([shown, " ", tag("small", address.misprint)])
    return tag("a", address.shown, href=f"mailto:{address.shown}")


def contact(who: Contact, *, now: bool = False) -> Html:
    """A contact with its numbers, hours and clauses; `now` marks the one to ring now."""
    numbers: list[Part] = []
    for number in who.phones:
        numbers += [" or " if numbers else None, phone(number)]
    printed = [
        tag("p", f"Printed as {number.printed}.", class_="hb-contact__note")
        for number in who.phones
        if number.printed
    ]
    return tag(
        "div",
        tag("p", "Ring now", class_="hb-contact__now") if now else None,
        tag("p", who.name, class_="hb-contact__name"),
        tag("p", numbers, class_="hb-contact__phones") if numbers else None,
        tag("p", who.hours, class_="hb-contact__hours") if who.hours else None,
        printed,
        [tag("p", email(address), class_="hb-contact__email") for address in who.emails],
        tag("p", who.what_for, source(who.clauses, False), class_="hb-contact__for"),
        tag("p", who.note, class_="hb-contact__note") if who.note else None,
        class_="hb-contact hb-contact--now" if now else "hb-contact",
    )


def emergency() -> Html:
    """The national emergency number, for where the document prints none."""
    return tag(
        "div",
        tag("p", "In danger at this moment", class_="hb-contact__now"),
        tag("p", "Police", class_="hb-contact__name"),
        tag("p", phone(Phone(EMERGENCY)), class_="hb-contact__phones"),
        tag("p", own(), class_="hb-contact__for"),
        class_="hb-contact hb-contact--now",
    )


def prints_emergency(authority: Authority, contacts: Iterable[str]) -> bool:
    """Whether the document itself gives the national emergency number among `contacts`."""
    return any(
        number.shown == EMERGENCY for each in contacts for number in authority.contacts[each].phones
    )


def contact_list(authority: Authority, outcome: Outcome) -> Html | None:
    """The contacts of an outcome: first those to ring now, then the others.

    An urgent outcome always shows the emergency number; where the document does not print it,
    it stands first, as the handbook's own.
    """
    first = [contact(authority.contacts[each], now=True) for each in outcome.ring]
    rest = [contact(authority.contacts[each]) for each in outcome.contacts]
    if outcome.urgent and not prints_emergency(authority, (*outcome.ring, *outcome.contacts)):
        first.insert(0, emergency())
    if not first and not rest:
        return None
    return tag("div", first, rest, class_="hb-contacts")


def web_link(authority: Authority, link: str) -> Html:
    """A web address as printed, with what is known of it."""
    target = authority.links[link]
    # Anything else, printed or mistyped, would lead into this site or run as a script.
    shown: list[Part] = [target.title, ": ", target.address]
    if target.address.lower().startswith(("http://", "https://")):
        shown = [tag("a", target.title, href=target.address, rel="noreferrer")]
    return join([
        shown,
        " (address as printed then)",
        f" {target.note}" if target.note else None,
    ])  # fmt: skip
