"""What the desktop says about every tool: its paths, its screens, and where answers lead."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.build_tools.real import checked
from widgets.engine import Authority, Pathway, Session, Trace, all_paths, codec, follow
from widgets.engine import Path as Way
from widgets.engine.model import Contact, Outcome
from widgets.engine.replies import Answer

POLICY = Path(__file__).resolve().parents[2] / "policy"

NAMES = sorted(
    {f"{file.parent.parent.name}/{file.stem}" for file in POLICY.glob("*/pathways/*.yml")}
    # Each authority's own view of the case that all share.
    | {f"{file.parent.name}/case" for file in POLICY.glob("*/case.yml")} - {"shared/case"}
)
"""Every tool as authority/pathway, known without reading a file."""

Given = Mapping[str, Answer]


@dataclass(frozen=True)
class Tool:
    """One decision tool, with the desktop's own session to ask."""

    authority: Authority
    pathway: Pathway
    session: Session

    @property
    def page(self) -> str:
        """The path of its page below the site's root."""
        return f"{self.authority.id}/tools/{self.pathway.id}/"

    def ask(self, op: str, answers: Given, **more: Any) -> dict[str, Any]:
        """What the desktop's session replies; `root` is that of the tool's page."""
        reply: dict[str, Any] = json.loads(
            self.session.handle(json.dumps(request(self, op, answers, **more)))
        )
        return reply

    def trace(self, answers: Given) -> Trace:
        """How the engine decides on the answers, on the desktop."""
        return follow(self.pathway, answers)

    def contacts(self, outcome: Outcome) -> list[Contact]:
        """The contacts that an outcome shows, those to ring now first."""
        return [self.authority.contacts[name] for name in (*outcome.ring, *outcome.contacts)]


def request(tool: Tool, op: str, answers: Given, **more: Any) -> dict[str, Any]:
    """A request as the page of the tool sends it to the engine."""
    return {
        "op": op,
        "pathway": tool.pathway.id,
        "root": "../../../",
        "answers": answers,
        "today": tool.authority.lifetime_of(tool.pathway).starts,
        **more,
    }


@cache
def authorities() -> dict[str, Authority]:
    """The authorities as the build has them. Raises PolicyError on a faulty policy."""
    return checked().authorities


@cache
def tool(name: str) -> Tool:
    """The tool named authority/pathway."""
    authority, _, pathway = name.partition("/")
    found = authorities()[authority]
    return Tool(found, found.pathways[pathway], _session(authority))


@cache
def _session(authority: str) -> Session:
    return Session(codec.dump(authorities()[authority]))


def answer_sets(pathway: Pathway) -> Iterator[tuple[Way, dict[str, Answer]]]:
    """Every path with answers that lead along it: both ends of each range where they differ."""
    for way in all_paths(pathway):
        first, last = way.answers(), way.answers(last=True)
        yield way, first
        if last != first:
            yield way, last


@cache
def ways_to_each_step(name: str) -> list[Way]:
    """A few short paths that together pass every step."""
    chosen: list[Way] = []
    passed: set[str] = set()
    for way in [
        *shortest_ways(name).values(),
        *sorted(all_paths(tool(name).pathway), key=lambda way: len(way.tokens)),
    ]:
        if not set(way.tokens) <= passed:
            chosen.append(way)
            passed |= set(way.tokens)
    return chosen


@cache
def shortest_ways(name: str) -> dict[str, Way]:
    """For each outcome that answers can lead to, one of its shortest paths."""
    found: dict[str, Way] = {}
    for way in all_paths(tool(name).pathway):
        known = found.get(way.outcome.id)
        if known is None or len(way.tokens) < len(known.tokens):
            found[way.outcome.id] = way
    return found


def digest(*texts: str) -> str:
    """A short fingerprint of texts, made in the same way as the page's own."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
