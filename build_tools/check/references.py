"""Every name in a policy must mean something: each target, level, contact and clause exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from build_tools.check.conditions import Conditions
from build_tools.check.names import known
from build_tools.model.base import PolicyModel, place
from build_tools.model.content import Statement
from build_tools.model.pathways import (
    Checklist,
    Choice,
    Outcome,
    PathwayFile,
    Question,
    Rule,
    Step,
    Value,
)
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problems, did_you_mean


def check_references(policy: AuthorityPolicy, problems: Problems) -> None:
    """Add a problem for every name that stands for nothing."""
    _Checker(policy, problems).run()


def walk(model: PolicyModel) -> Iterator[PolicyModel]:
    """A model and every model inside it."""
    yield model
    for name in type(model).model_fields:
        yield from _inside(getattr(model, name))


def _inside(value: Any) -> Iterator[PolicyModel]:
    if isinstance(value, PolicyModel):
        yield from walk(value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _inside(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item)


def files(policy: AuthorityPolicy) -> Iterator[tuple[str, PolicyModel]]:
    """Every file of an authority, with its name inside the folder (without .yml)."""
    for name in (
        "authority", "urgent", "contacts", "levels", "services", "glossary", "procedures",
        "clauses",
    ):  # fmt: skip
        yield name, getattr(policy, name)
    yield "dates", policy.dates
    yield "figures", policy.figures
    yield "changes", policy.changes
    yield "renamed", policy.renamed
    for key, pathway in policy.pathways.items():
        yield f"pathways/{key}", pathway
    for key, story in policy.walkthroughs.items():
        yield f"walkthroughs/{key}", story


class _Checker:
    def __init__(self, policy: AuthorityPolicy, problems: Problems) -> None:
        self.policy = policy
        self.problems = problems
        self.conditions = Conditions(problems)

    def known(
        self, name: str, names: Iterable[str], what: str, at: Mark, *, within: str = ""
    ) -> bool:
        """Whether `name` is among `names`; if not, tell."""
        return known(name, names, what, at, self.problems, within=within)

    def run(self) -> None:
        policy = self.policy
        clauses = policy.clauses.clauses
        for _, file in files(policy):
            for model in walk(file):
                for clause in getattr(model, "clauses", ()):
                    if isinstance(clause, str) and clause not in clauses:
                        self.problems.add(
                            place(clause, model.at), "no-such-clause",
                            f"the clause '{clause}' is not in clauses.yml",
                            did_you_mean(clause, clauses),
                        )  # fmt: skip
        for key, clause_ in clauses.items():
            self.known(clause_.document, policy.authority.documents, "the document", clause_.at)
            if not key.startswith(f"{policy.id}-"):
                self.problems.add(
                    place(key, clause_.at), "foreign-clause",
                    f"the clause '{key}' does not belong to {policy.id}",
                    f"clause ids here begin with '{policy.id}-'",
                )  # fmt: skip
        self.reading_pages()
        for key, contact in policy.contacts.contacts.items():
            if contact.hours is not None:
                self.known(
                    contact.hours,
                    policy.contacts.hours,
                    "the set of opening hours",
                    place(key, contact.at),
                )
        for name in policy.authority.tools:
            self.known(name, policy.pathways, "the tool", policy.authority.at)
        self.tool(policy.urgent.tool, None, policy.urgent.at)
        self.contacts(policy.urgent.panel, policy.urgent.at)
        self.outcome(policy.urgent.outcome)
        for pathway in policy.pathways.values():
            self.pathway(pathway)

    def contacts(self, names: Iterable[str], at: Mark) -> None:
        for name in names:
            self.known(name, self.policy.contacts.contacts, "the contact", at)

    def links(self, names: Iterable[str], at: Mark) -> None:
        for name in names:
            self.known(name, self.policy.contacts.links, "the web address", at)

    def tool(self, pathway: str | None, step: str | None, at: Mark) -> None:
        if pathway is None:
            if step is not None:
                self.problems.add(
                    place(step, at), "step-without-pathway", "a step is named without its pathway",
                    "add the line 'pathway: ...'",
                )  # fmt: skip
            return
        if self.known(pathway, self.policy.pathways, "the pathway", at) and step is not None:
            steps = self.policy.pathways[pathway].steps
            self.known(step, steps, "the step", at, within=pathway)

    def reading_pages(self) -> None:
        policy = self.policy
        levels = policy.levels.levels
        for move in policy.levels.moves:
            self.known(move.from_, levels, "the level", move.at)
            self.known(move.to, levels, "the level", move.at)
            self.tool(move.pathway, move.step, move.at)
        for group in policy.services.groups:
            self.known(group.level, levels, "the level", group.at)
        for term in policy.glossary.terms.values():
            for other in term.see:
                self.known(other, policy.glossary.terms, "the term", term.at)
            self.links(term.links, term.at)
        for procedure in policy.procedures.procedures.values():
            self.tool(procedure.pathway, None, procedure.at)
        for _, file in files(policy):
            for model in walk(file):
                if isinstance(model, Statement):
                    self.contacts(model.contacts, model.at)
                    self.links(model.links, model.at)

    def outcome(self, outcome: Outcome) -> None:
        if outcome.level is not None:
            self.known(outcome.level, self.policy.levels.levels, "the level", outcome.at)
        self.contacts((*outcome.ring, *outcome.contacts), outcome.at)
        for action in outcome.actions:
            self.contacts(action.contacts, action.at)
            self.links(action.links, action.at)
        for way in outcome.next:
            self.tool(way.pathway, way.step, way.at)

    def pathway(self, pathway: PathwayFile) -> None:
        targets = [*pathway.steps, *pathway.outcomes]
        self.known(pathway.start, pathway.steps, "the first step", pathway.at)
        for name in pathway.outcomes:
            if name in pathway.steps:
                self.problems.add(
                    place(name, pathway.at), "name-used-twice",
                    f"'{name}' is both a step and an outcome", "rename one of the two",
                )  # fmt: skip
        for reserved in ("harm",):
            if reserved in targets:
                self.problems.add(
                    place(next(t for t in targets if t == reserved), pathway.at), "reserved-name",
                    f"'{reserved}' is the name of the urgent way out", "choose another id",
                )  # fmt: skip
        for outcome in pathway.outcomes.values():
            self.outcome(outcome)
        for name, step in pathway.steps.items():
            self.step(pathway, str(name), step, targets)

    def step(self, pathway: PathwayFile, name: str, step: Step, targets: list[str]) -> None:
        match step:
            case Question():
                for key, choice in step.choices.items():
                    self.choice(pathway, name, str(key), choice, targets)
            case Checklist():
                self.rules(pathway, name, step.rules, targets, step.at)
                for item in step.items.values():
                    for token in item.reports_harm:
                        self.known(token, step.choices, "the answer", item.at, within=name)
            case Value():
                for band in step.bands.values():
                    self.known(band.go, targets, "the step or outcome", band.at)
                    for hours in (band.during, band.closing, band.outside):
                        if hours is not None:
                            self.known(
                                hours,
                                self.policy.contacts.hours,
                                "the set of opening hours",
                                band.at,
                            )

    def choice(
        self, pathway: PathwayFile, step: str, key: str, choice: Choice, targets: list[str]
    ) -> None:
        at = choice.at
        if choice.go is not None and choice.rules:
            self.problems.add(
                at, "go-and-rules", f"the answer '{key}' has both 'go' and 'rules'",
                "keep 'go' when it always leads to one place, 'rules' when it depends",
            )  # fmt: skip
        elif choice.go is not None:
            self.known(choice.go, targets, "the step or outcome", at)
            if choice.because is None:
                self.problems.add(
                    at, "no-reason", f"the answer '{key}' does not say why it leads on",
                    "add the line 'because: ...'",
                )  # fmt: skip
        elif choice.rules:
            self.rules(pathway, step, choice.rules, targets, at)
        else:
            self.problems.add(
                at, "leads-nowhere", f"the answer '{key}' leads nowhere",
                "add the line 'go: ...' with a step or outcome, and 'because: ...'",
            )  # fmt: skip

    def rules(
        self,
        pathway: PathwayFile,
        step: str,
        rules: tuple[Rule, ...],
        targets: list[str],
        at: Mark,
    ) -> None:
        if not rules:
            self.problems.add(at, "no-rules", "there are no rules here", "add at least one rule")
        for number, rule in enumerate(rules, 1):
            self.known(rule.go, targets, "the step or outcome", rule.at)
            if rule.when is not None:
                self.conditions.check(pathway, step, rule.when)
            elif number < len(rules) or number == 1:
                self.problems.add(
                    rule.at, "otherwise-not-last",
                    "a rule without 'when' is for all other cases, so it stands last, after others",
                    "give it a 'when', or move it to the end",
                )  # fmt: skip
