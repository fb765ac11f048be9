"""From policy as editors write it to the engine's plain data.

Only for policy whose references `check` has found sound: an unknown id here is a KeyError.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from build_tools.compile.outcomes import compile_outcome
from build_tools.compile.ranges import DAYS
from build_tools.compile.steps import compile_step
from build_tools.compile.texts import text, texts
from build_tools.model.authority import AuthorityFile
from build_tools.model.contacts import Contact, ContactFile, Hours
from build_tools.model.dates import Due, Timescale
from build_tools.model.pathways import PathwayFile, UrgentFile
from build_tools.model.policy import AuthorityPolicy
from widgets.engine import model as engine

INTERRUPT = "harm"
"""The id under which the urgent way out stands among answers."""


def compile_authority(policy: AuthorityPolicy) -> engine.Authority:
    """Make the engine's view of one authority."""
    interrupt = compile_interrupt(policy.urgent)
    lifetime = compile_lifetime(policy.authority)
    return engine.Authority(
        id=policy.id,
        name=str(policy.authority.name),
        version=str(policy.authority.version),
        dated=policy.authority.dated.isoformat(),
        document="; ".join(str(document.title) for document in policy.authority.documents.values()),
        levels={
            str(key): engine.Level(str(key), str(level.name), rank)
            for rank, (key, level) in enumerate(policy.levels.levels.items(), 1)
        },
        contacts={
            str(key): compile_contact(str(key), contact, policy.contacts)
            for key, contact in policy.contacts.contacts.items()
        },
        links={
            str(key): engine.WebLink(str(key), str(link.title), str(link.address), text(link.note))
            for key, link in policy.contacts.links.items()
        },
        pathways={
            key: replace(
                compile_pathway(key, pathway, interrupt, policy.contacts.hours),
                lifetime=own_lifetime(pathway, lifetime),
            )
            for key, pathway in policy.pathways.items()
        },
        interrupt=interrupt,
        timescales={
            str(key): compile_timescale(str(key), scale)
            for key, scale in policy.dates.timescales.items()
        },
        lifetime=lifetime,
        renamed={str(name): text(each.to) for name, each in policy.renamed.renamed.items()},
    )


def compile_lifetime(authority: AuthorityFile) -> engine.Lifetime:
    """When the policy of an authority counts."""
    return engine.Lifetime(
        version=str(authority.version),
        starts=authority.begins.isoformat(),
        ends=_iso(authority.effective_to),
        owner=str(authority.owner),
        review_by=authority.review_by.isoformat(),
    )


def own_lifetime(pathway: PathwayFile, general: engine.Lifetime) -> engine.Lifetime | None:
    """The lifetime of a tool that says any of it itself, the rest taken from the authority's."""
    given = {
        "version": text(pathway.version),
        "starts": _iso(pathway.effective_from),
        "ends": _iso(pathway.effective_to),
        "owner": text(pathway.owner),
        "review_by": _iso(pathway.review_by),
    }
    said = {name: value for name, value in given.items() if value}
    return replace(general, **said) if said else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def compile_timescale(key: str, scale: Timescale) -> engine.Timescale:
    """Make one timescale."""
    return engine.Timescale(
        id=key,
        title=str(scale.title),
        start=str(scale.start),
        about=str(scale.about).strip(),
        dues=tuple(
            engine.Due(str(name), str(due.label), _reckoning(due))
            for name, due in scale.due.items()
        ),
        not_said=texts(scale.not_said),
        clauses=texts(scale.clauses),
    )


def _reckoning(due: Due) -> engine.Reckoning:
    if due.nearest is not None:
        return engine.Weekday(DAYS.index(due.nearest.day), due.nearest.which)
    assert due.after is not None
    counts: list[tuple[engine.Unit, int | None]] = [
        ("hours", due.after.hours),
        ("days", due.after.days),
        ("weeks", due.after.weeks),
        ("months", due.after.months),
        ("years", due.after.years),
    ]
    unit, count = next((unit, count) for unit, count in counts if count is not None)
    return engine.After(unit, count)


def compile_contact(key: str, contact: Contact, register: ContactFile) -> engine.Contact:
    """Make one contact; its hours become the words of the register."""
    hours = [text(contact.when)]
    if contact.hours:
        hours.append(str(register.hours[contact.hours].printed))
    printed = [clause for address in contact.emails for clause in address.clauses]
    return engine.Contact(
        id=key,
        name=str(contact.name),
        what_for=str(contact.for_),
        phones=tuple(
            engine.Phone(str(number.shown), text(number.printed)) for number in contact.telephones
        ),
        emails=tuple(
            engine.Email(str(address.shown), text(address.misprint)) for address in contact.emails
        ),
        hours=". ".join(part for part in hours if part),
        clauses=texts(dict.fromkeys((*contact.clauses, *printed))),
        note=text(contact.note),
    )


def compile_interrupt(urgent: UrgentFile) -> engine.Interrupt:
    """Make the way out that stands above every step."""
    return engine.Interrupt(
        id=INTERRUPT,
        label=str(urgent.label),
        hint=text(urgent.hint),
        because=str(urgent.because),
        outcome=compile_outcome(INTERRUPT, urgent.outcome),
        clauses=texts(urgent.clauses),
    )


def compile_pathway(
    key: str, pathway: PathwayFile, interrupt: engine.Interrupt, hours: Mapping[str, Hours]
) -> engine.Pathway:
    """Make one decision tool."""
    return engine.Pathway(
        id=key,
        title=str(pathway.title),
        summary=str(pathway.summary),
        start=str(pathway.start),
        steps={
            str(name): compile_step(str(name), step, pathway, hours)
            for name, step in pathway.steps.items()
        },
        outcomes={
            str(name): compile_outcome(str(name), outcome)
            for name, outcome in pathway.outcomes.items()
        },
        interrupt=interrupt,
        about=texts(pathway.about),
        clauses=texts(pathway.clauses),
    )
