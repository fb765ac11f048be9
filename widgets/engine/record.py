"""A record of one decision, as plain text to print or keep."""

from __future__ import annotations

from widgets.engine.decide import Trace
from widgets.engine.model import Action, Authority, Contact, Edge, Lifetime
from widgets.engine.render.parts import (
    EMERGENCY,
    GAPS,
    by_when,
    clause_number,
    prints_emergency,
)

_RULE = "-" * 64


def record(authority: Authority, trace: Trace, made: str) -> str:
    """The record of a trace: answers, outcome, reasons, clauses, policy version and date.

    `made` is when it is made, in words. Nothing in it names the child or the reader.
    """
    lines = [
        trace.pathway.title,
        f"{authority.name}, practitioner handbook",
        f"Made {made}",
        f"Policy version {authority.version} of {authority.dated}, from: {authority.document}",
        *_dates(authority.lifetime_of(trace.pathway)),
        "Contacts and rules are as printed in that document. Confirm a contact before you rely "
        "on it.",
        _RULE,
        "ANSWERS AND REASONS",
    ]
    for number, visit in enumerate(trace.visits, 1):
        lines += [f"{number}. {visit.step.ask}", f"   Answer: {visit.reply.shown}"]
        lines += [f"   Because: {_reason(edge)}" for edge in visit.edges]
    if trace.interrupt is not None:
        lines += [
            f"!. {trace.interrupt.label}",
            f"   Because: {trace.interrupt.because}{_cited(trace.interrupt.clauses)}",
        ]
    lines.append(_RULE)
    if trace.outcome is None:
        asking = trace.asking.ask if trace.asking else ""
        lines += ["NOT FINISHED", f"Next question: {asking}"]
    else:
        lines += ["OUTCOME", trace.outcome.title]
        level = authority.levels.get(trace.outcome.level)
        if level is not None:
            lines.append(f"Level: {level.name}")
        shown = (*trace.outcome.ring, *trace.outcome.contacts)
        lines += [f"Contact: {_contact(authority.contacts[each])}" for each in shown]
        if trace.outcome.urgent and not prints_emergency(authority, shown):
            lines.append(f"In danger at this moment: Police, {EMERGENCY} [added by this handbook]")
        if trace.outcome.no_contact:
            lines.append(trace.outcome.no_contact)
        lines += trace.outcome.happens
        for number, act in enumerate(trace.outcome.actions, 1):
            lines += _action(authority, number, act)
        if trace.outcome.not_said:
            lines.append(GAPS.upper())
            lines += [f"- {text}" for text in trace.outcome.not_said]
        if trace.outcome.clauses:
            lines.append(f"Rests on{_cited(trace.outcome.clauses)}")
    return "\n".join(lines) + "\n"


def _dates(lifetime: Lifetime) -> list[str]:
    """When the rules used count, for whoever reads the record later."""
    if not lifetime.starts:
        return []
    until = f" until {lifetime.ends}" if lifetime.ends else ""
    own = f"Version {lifetime.version} of this tool is" if lifetime.version else "These rules are"
    return [f"{own} in force from {lifetime.starts}{until}, says the handbook"]


def _action(authority: Authority, number: int, act: Action) -> list[str]:
    strength = "added by this handbook" if act.own else f"wording: {act.force}"
    lines = [
        f"{number}. {act.who}: {act.does} [{strength}]{_cited(act.clauses)}",
    ]
    facts = (
        ("By when", by_when(act)),
        ("Tell", act.tells),
        ("Attach", act.attaches),
        ("Consent", act.consent),
    )
    for name, value in facts:
        if value:
            lines.append(f"   {name}: {value}")
    lines += [f"   Contact: {_contact(authority.contacts[each])}" for each in act.contacts]
    for each in act.links:
        link = authority.links[each]
        lines.append(f"   Link, as printed then: {link.title}, {link.address}")
    return lines


def _reason(edge: Edge) -> str:
    label = " [added by this handbook]" if edge.own else ""
    return f"{edge.because}{label}{_cited(edge.clauses)}"


def _cited(clauses: tuple[str, ...]) -> str:
    if not clauses:
        return ""
    return f" (clause {', '.join(clause_number(each) for each in clauses)})"


def _contact(contact: Contact) -> str:
    numbers = " or ".join(number.shown for number in contact.phones)
    addresses = (
        f"{each.shown} ({each.misprint})" if each.misprint else each.shown
        for each in contact.emails
    )
    parts = [contact.name, numbers, *addresses, contact.hours]
    return ", ".join(part for part in parts if part)
