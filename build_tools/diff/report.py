"""A comparison as text for a terminal, as Markdown for a pull request, and as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_tools.diff.findings import Direction, Finding, Report, Section

_WAY: dict[Direction, str] = {"up": "HIGHER: ", "down": "LOWER: ", "": ""}


def as_text(report: Report) -> str:
    """The report in plain lines."""
    lines = [_head(report)]
    for section in Section:
        found = report.of(section)
        if found:
            lines += ["", section.value.upper()]
        for finding in found:
            lines.append(f"  {finding.where}: {_line(finding)}")
            lines += [f"      {text}" for text in _below(finding)]
    return "\n".join(lines)


def as_markdown(report: Report) -> str:
    """The report for a pull request. Policy text is escaped, so that it stays text."""
    lines = ["## What this change does", "", _escaped(_head(report))]
    for section in Section:
        found = report.of(section)
        if found:
            lines += ["", f"### {section.value}", ""]
        for finding in found:
            lines.append(f"- **{_escaped(finding.where)}**: {_escaped(_line(finding))}")
            lines += [f"    - {_escaped(text)}" for text in _below(finding)]
    return "\n".join(lines)


def spoken(report: Report) -> dict[str, Any]:
    """The report in the words of `as_text`, in parts, for a page to lay out."""
    return {
        "head": _head(report),
        "sections": [
            {
                "title": section.value,
                "findings": [
                    {
                        "where": finding.where,
                        "line": _line(finding),
                        "direction": finding.direction,
                        "below": list(_below(finding)),
                    }
                    for finding in found
                ],
            }
            for section in Section
            if (found := report.of(section))
        ],
    }


def facts(report: Report) -> dict[str, Any]:
    """The report for programs."""
    moved = report.of(Section.MOVED)
    return {
        "old": report.old,
        "new": report.new,
        "moved": {
            "sets": _sets(moved),
            "up": _sets(each for each in moved if each.direction == "up"),
            "down": _sets(each for each in moved if each.direction == "down"),
        },
        "findings": [
            {
                "section": finding.section.name.lower().replace("_", "-"),
                "kind": finding.kind,
                "where": finding.where,
                "says": finding.says,
                "details": [
                    {"kind": each.kind, "says": each.says, "direction": each.direction or None}
                    for each in finding.details
                ],
                "direction": finding.direction or None,
                "sets": finding.sets,
                "of": finding.of,
                "example": list(finding.example),
                "answers": finding.answers,
                "clauses": {"before": list(finding.clauses[0]), "now": list(finding.clauses[1])},
            }
            for finding in report.findings
        ],
    }


def _head(report: Report) -> str:
    between = f"Policy of {report.old}, compared with {report.new}."
    if unread := report.of(Section.NOT_COMPARED):
        # First of all: what is not told below may have changed too.
        names = ", ".join(dict.fromkeys(each.where for each in unread))
        between = f"NOT COMPARED: {names}; the end says why. {between}"
    if not report.findings:
        return f"{between} Nothing differs."
    moved = report.of(Section.MOVED)
    told = len(report.of(Section.TOLD))
    also = (
        f" {told} outcome{'s tell' if told > 1 else ' tells'} readers something else."
        if told
        else ""
    )
    if not moved:
        missing = " that could be compared" if report.of(Section.NOT_COMPARED) else ""
        return f"{between} No set of answers{missing} ends in another outcome.{also}"
    tools = {finding.where: finding.of or 0 for finding in moved}
    up, down = (_sets(each for each in moved if each.direction == way) for way in ("up", "down"))
    return (
        f"{between} {_sets(moved):,} of {sum(tools.values()):,} sets of answers to "
        f"{len(tools)} tool{'s' if len(tools) > 1 else ''} end in another outcome: "
        f"{up:,} higher, {down:,} lower, {_sets(moved) - up - down:,} neither.{also}"
    )


def _sets(findings: Iterator[Finding] | tuple[Finding, ...]) -> int:
    return sum(finding.sets or 0 for finding in findings)


def _line(finding: Finding) -> str:
    text = f"{_WAY[finding.direction]}{finding.says}"
    if finding.sets is None:
        return text
    of = f" of {finding.of:,}" if finding.of is not None else ""
    last = finding.of if finding.of is not None else finding.sets
    return f"{text} ({finding.sets:,}{of} set{'s' if last != 1 else ''} of answers)"


def _below(finding: Finding) -> Iterator[str]:
    for detail in finding.details:
        yield f"{'' if finding.direction else _WAY[detail.direction]}{detail.says}"
    if finding.section is Section.TOLD and any(finding.clauses):
        yield f"Clauses of the outcome: {_clauses(finding)}"
    if finding.example:
        yield f"For example, whatever else is answered: {', and '.join(finding.example)}."


def _clauses(finding: Finding) -> str:
    before, now = (", ".join(each) or "none" for each in finding.clauses)
    return now if before == now else f"{before} -> {now}"


def _escaped(text: str) -> str:
    marks = "\\`*_[]<>#|~@"
    return "".join(f"\\{mark}" if mark in marks else mark for mark in text)
