"""Nothing that changes in real policy goes without a word in the difference."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from build_tools.compile import compile_authority
from build_tools.diff.compare import compare
from build_tools.diff.findings import Report, Section
from build_tools.diff.revisions import Revision
from build_tools.model.pathways import PathwayFile
from build_tools.model.policy import OPTIONAL_FILES, SINGLE_FILES, AuthorityPolicy
from build_tools.model.walkthroughs import WalkthroughFile
from build_tools.problems import Problems
from build_tools.yaml_text import Node, read_yaml
from tests.build_tools.leaves import Way, leaves, other, with_leaf
from tests.build_tools.real import checked, policy
from tests.data import POLICY
from widgets.engine.model import Authority

BRADFORD, WOLVERHAMPTON = "bradford", "wolverhampton"
TOOLS = ["counts-as-child", "in-need"]
FILES = [(BRADFORD, "contacts"), (BRADFORD, "urgent"), (BRADFORD, "authority"),
         (BRADFORD, "levels"), (WOLVERHAMPTON, "dates"), (WOLVERHAMPTON, "figures"),
         (BRADFORD, "services")]  # fmt: skip

LIMITS = ("least", "most")
"""Where every range says its ends these say nothing more, and the other way round."""


def read(authority: str, file: str) -> Node:
    node = read_yaml(POLICY / authority / file, file, Problems())
    assert node is not None
    return node


def revision(made: AuthorityPolicy) -> Revision:
    # One authority only, and of its tools those that matter, so that each comparison is short.
    authority = compile_authority(made)
    return Revision("this", checked().shared, {made.id: made}, {made.id: authority}, {})


def cut(name: str, *tools: str) -> AuthorityPolicy:
    """The real policy with some of its tools."""
    whole = policy(name)
    return replace(whole, pathways={key: whole.pathways[key] for key in tools}, walkthroughs={})


def told(old: AuthorityPolicy, new: AuthorityPolicy) -> Report:
    return compare(revision(old), revision(new))


def test_the_same_policy_has_no_difference() -> None:
    assert told(policy(BRADFORD), policy(BRADFORD)).findings == ()


@pytest.mark.parametrize("tool", TOOLS)
def test_every_text_mark_and_number_of_a_tool_is_told(tool: str) -> None:
    node = read(BRADFORD, f"pathways/{tool}.yml")
    old = cut(BRADFORD, tool)
    sections: Counter[Section] = Counter()
    for way, text in leaves(node):
        new = other(text)
        if new is None or way[-1] in LIMITS:
            continue
        try:
            changed = PathwayFile.model_validate(with_leaf(node, way, new))
        except ValidationError:
            continue
        report = told(old, replace(old, pathways={tool: changed}))
        assert report.findings, f"{way}: ‘{text}’ -> ‘{new}’ is not told"
        sections.update({finding.section for finding in report.findings})
        if way[-1] in ("hint", "why", "because", "summary"):
            assert {finding.section for finding in report.findings} == {Section.WORDING}, way
        if way[-1] in ("label", "ask", "title") or "happens" in way:
            assert {finding.section for finding in report.findings} == {Section.MEANING}, way
    assert sections[Section.WORDING] > 5
    assert sections[Section.MEANING] > 5


@pytest.mark.parametrize("tool", TOOLS)
def test_every_key_that_is_taken_out_is_told(tool: str) -> None:
    node = read(BRADFORD, f"pathways/{tool}.yml")
    old = cut(BRADFORD, tool)
    tried = 0
    for way, _ in leaves(node):
        if way[-1] in (*LIMITS, "from", "to"):
            continue
        try:
            changed = PathwayFile.model_validate(with_leaf(node, way, None))
            report = told(old, replace(old, pathways={tool: changed}))
        except (ValidationError, KeyError, AssertionError):
            continue
        tried += 1
        assert report.findings, f"{way} taken out is not told"
    assert tried > 50


@pytest.mark.parametrize(("name", "stem"), FILES, ids=lambda part: part)
def test_every_text_of_the_other_files_is_told(name: str, stem: str) -> None:
    node = read(name, f"{stem}.yml")
    model = {**SINGLE_FILES, **OPTIONAL_FILES}[stem]
    old = cut(name)
    tried = 0
    for way, text in leaves(node):
        new = other(text)
        if new is None:
            continue
        try:
            made: Any = model.model_validate(with_leaf(node, way, new))
        except ValidationError:
            continue
        tried += 1
        found = told(old, replace(old, **{stem: made})).findings
        assert found, f"{way}: ‘{text}’ -> ‘{new}’ is not told"
        assert len(found) == 1, (way, found)
        if stem in ("contacts", "dates"):
            assert {finding.section for finding in found} == {Section.REGISTER}
    assert tried > 5


def test_a_text_of_a_walkthrough_is_told() -> None:
    node = read(BRADFORD, "walkthroughs/sally.yml")
    way: Way = ("summary",)
    whole = cut(BRADFORD)
    old, new = (
        replace(whole, walkthroughs={"sally": WalkthroughFile.model_validate(each)})
        for each in (node, with_leaf(node, way, "Another."))
    )
    (finding,) = told(old, new).findings
    assert finding.says.startswith("walkthroughs/sally.yml, summary: ‘")
    (gone,) = told(old, whole).findings
    assert gone.says.endswith("is gone")


def test_the_days_of_a_tool_are_told() -> None:
    old = cut(BRADFORD, "who-to-ring")
    tool = old.pathways["who-to-ring"]
    own = tool.model_copy(update={"effective_to": date(2027, 5, 1)})
    (finding,) = told(old, replace(old, pathways={"who-to-ring": own})).findings
    assert finding.section is Section.REGISTER
    assert "none, those of its authority -> version 1.0 of" in finding.says
    assert "from 2026-11-22 to 2027-05-01, review by 2027-11-22" in finding.says


def test_orders_are_told() -> None:
    old = cut(BRADFORD, "who-to-ring")
    authority = compile_authority(old)
    tool = authority.pathways["who-to-ring"]
    turned = replace(tool, steps=dict(reversed(list(tool.steps.items()))))
    (finding,) = _between(old, authority, replace(authority, pathways={tool.id: turned}))
    assert finding == "the questions stand in another order"
    levels = dict(reversed(old.levels.levels.items()))
    other_way = replace(old, levels=old.levels.model_copy(update={"levels": levels}))
    says = [each.says for each in told(old, other_way).findings]
    assert says == [
        "the levels stand in another order, now from the lowest: ‘Statutory and Safeguarding "
        "services’, ‘Targeted child and family support services’, ‘Prevention and early "
        "intervention services’, ‘Universal Services’"
    ]


def _between(made: AuthorityPolicy, old: Authority, new: Authority) -> list[str]:
    before, now = (
        Revision("this", checked().shared, {made.id: made}, {made.id: each}, {})
        for each in (old, new)
    )
    return [finding.says for finding in compare(before, now).findings]
