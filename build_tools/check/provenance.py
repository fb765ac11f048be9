"""Where every statement comes from, and where every clause went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.check.references import files, walk
from build_tools.model.base import PolicyModel, place
from build_tools.model.content import Statement, Term
from build_tools.model.pathways import (
    Action,
    Band,
    Checklist,
    Choice,
    Outcome,
    PathwayFile,
    Question,
    Rule,
    Value,
)
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problems


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a clause is used: what it is called and where it stands on the site.

    `page` is relative to the authority's first page ("" is that page), `anchor` within it.
    """

    clause: str
    at: Mark
    label: str
    page: str
    anchor: str = ""


def uses(policy: AuthorityPolicy) -> Iterator[Use]:
    """Every use of every clause, in the order of the site."""
    for model in walk(policy.authority):
        yield from _cited(model, "What this handbook rests on", "sources", "documents")
    # Every tool shows it; one stands for all.
    urgent_page = f"tools/{policy.urgent_tool}" if policy.urgent_tool else "contacts"
    for part in walk(policy.urgent):
        yield from _cited(part, "The urgent way out of every tool", urgent_page)
    for key, contact in policy.contacts.contacts.items():
        for part in walk(contact):
            yield from _cited(part, str(contact.name), "contacts", f"contact-{key}")
    for key, hours in policy.contacts.hours.items():
        yield from _cited(hours, "Opening hours", "contacts", f"hours-{key}")
    for key, link in policy.contacts.links.items():
        yield from _cited(link, str(link.title), "contacts", f"link-{key}")
    for statement in policy.levels.about:
        yield from _cited(statement, "Levels: how to read them", "levels")
    for key, level in policy.levels.levels.items():
        for part in walk(level):
            yield from _cited(part, str(level.name), f"levels/{key}")
    for move in policy.levels.moves:
        yield from _cited(move, "The model", "", "model")
    for group in policy.services.groups:
        found = policy.levels.levels.get(group.level)
        name = found.name if found is not None else group.level
        yield from _cited(group, f"Services: {name}, {group.name}", "services", str(group.level))
    for key, term in policy.glossary.terms.items():
        for part in walk(term):
            yield from _cited(part, f"Glossary: {term.term}", "glossary", str(key))
    for key, procedure in policy.procedures.procedures.items():
        for part in walk(procedure):
            yield from _cited(part, f"Procedure: {procedure.title}", "procedures", str(key))
    for key, scale in policy.dates.timescales.items():
        for part in walk(scale):
            yield from _cited(part, f"Due dates: {scale.title}", "dates", str(key))
    for key, figure in policy.figures.figures.items():
        for part in walk(figure):
            yield from _cited(part, f"Figures: {figure.title}", "figures", str(key))
    for key, pathway in policy.pathways.items():
        for part in walk(pathway):
            yield from _cited(part, f"Tool: {pathway.title}", f"tools/{key}")
    for key, story in policy.walkthroughs.items():
        for part in walk(story):
            yield from _cited(part, f"Walkthrough: {story.title}", f"walkthroughs/{key}")


def _cited(model: PolicyModel, label: str, page: str, anchor: str = "") -> Iterator[Use]:
    for clause in getattr(model, "clauses", ()):
        if isinstance(clause, str):
            yield Use(str(clause), place(clause, model.at), label, page, anchor)


def check_provenance(policy: AuthorityPolicy, problems: Problems) -> None:
    """Add a problem for every unused clause without an excuse and every uncited statement."""
    used = {use.clause for use in uses(policy)}
    for key, clause in policy.clauses.clauses.items():
        at = place(key, clause.at)
        if key not in used and clause.unused is None:
            problems.add(
                at, "unused-clause", f"no page and no tool uses the clause '{key}'",
                "cite it where it belongs, or add 'unused: ...' with the reason",
            )  # fmt: skip
        elif key in used and clause.unused is not None:
            problems.add(
                at, "used-and-excused", f"the clause '{key}' is used, yet excused as unused",
                "remove the line 'unused: ...'",
            )  # fmt: skip
    for name, file in files(policy):
        if name != "clauses":
            for model in walk(file):
                _check_required(model, problems)
    for model in walk(policy.procedures):
        _check_cited(model, problems)
    for model in walk(policy.levels):
        _check_cited(model, problems)
    for model in walk(policy.glossary):
        _check_cited(model, problems)
    _check_outcome(policy.urgent.outcome, problems)
    for model in walk(policy.urgent):
        _check_cited(model, problems)
    for pathway in policy.pathways.values():
        _check_pathway(pathway, problems)


def _check_required(model: PolicyModel, problems: Problems) -> None:
    """What must have the key 'clauses' must not have it empty."""
    field = type(model).model_fields.get("clauses")
    own = getattr(model, "own", False)
    if field is not None and field.is_required() and not isinstance(model, Term):
        _need(model, getattr(model, "clauses", ()), own, "this entry", problems)


def _check_pathway(pathway: PathwayFile, problems: Problems) -> None:
    for outcome in pathway.outcomes.values():
        _check_outcome(outcome, problems)
    for step in pathway.steps.values():
        match step:
            case Question():
                for choice in step.choices.values():
                    if choice.go is not None:
                        _need(choice, choice.clauses, choice.own, "this answer", problems)
                    for rule in choice.rules:
                        _check_cited(rule, problems)
            case Checklist():
                for rule in step.rules:
                    _check_cited(rule, problems)
            case Value():
                for band in step.bands.values():
                    _check_cited(band, problems)
    for model in walk(pathway):
        if isinstance(model, Action):
            _check_cited(model, problems)


def _check_outcome(outcome: Outcome, problems: Problems) -> None:
    cited = outcome.clauses or any(action.clauses for action in outcome.actions)
    own = bool(outcome.actions) and all(action.own for action in outcome.actions)
    if not cited and not own:
        problems.add(
            outcome.at, "uncited", f"the outcome '{outcome.title}' cites no clause",
            "add 'clauses: [...]' to it or to its actions",
        )  # fmt: skip


def _check_cited(model: PolicyModel, problems: Problems) -> None:
    match model:
        case Choice():
            return
        case Rule() | Band():
            _need(model, model.clauses, model.own, "this rule", problems)
        case Action():
            _need(model, model.clauses, model.own, "this action", problems)
        case Statement():
            _need(model, model.clauses, model.own, "this statement", problems)
        case Term():
            _need(model, model.clauses, False, f"the term '{model.term}'", problems)


def _need(
    model: PolicyModel, clauses: tuple[str, ...], own: bool, what: str, problems: Problems
) -> None:
    if not clauses and not own:
        problems.add(
            model.at, "uncited", f"{what} cites no clause",
            "add 'clauses: [...]', or 'own: yes' if the handbook adds it",
        )  # fmt: skip
