"""Write what a policy promises now as the files that its owner signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from build_tools.check.signed import shared_facts
from build_tools.check.stories import plain_answers
from build_tools.load import SHARED
from build_tools.model.policy import AuthorityPolicy, SharedPolicy
from build_tools.signed.cases import cover
from build_tools.signed.facts import Entries, page_facts, tool_facts

FILE = "signed.yml"
FOLDER = "signed"
_HEAD = """\
# yaml-language-server: $schema={schema}
# What the owner accepted, kept apart from the rules. Written by: python -m build_tools sign {name}
# What follows " | " on a line is for reading and is not compared.
"""


@dataclass(frozen=True, slots=True)
class Signed:
    """One file as it should be, and whether that differs from what stands there."""

    path: Path
    text: str
    before: str

    @property
    def changed(self) -> bool:
        """Whether anything moved."""
        return self.text != self.before


def signed_files(folder: Path, policy: AuthorityPolicy) -> Iterator[Signed]:
    """Every signed file of a sound authority whose folder is `folder`.

    Owners and the cases that can still be given are kept; a file of a tool that is gone has the
    text "".
    """
    name = policy.id
    owner = policy.signed.owner if policy.signed else _owner(str(policy.authority.name))
    yield _file(folder / FILE, name, "../schema/signed.json", _pages(owner, page_facts(policy)))
    for key, source in policy.pathways.items():
        before = policy.signed_tools.get(key)
        kept = [plain_answers(case.answers) for case in before.cases] if before else []
        facts = tool_facts(source)
        content = {
            "owner": str(before.owner if before else owner),
            "about": list(facts.about.facts),
            "cases": [
                {"answers": _Flow(case.answers), "ends": case.ends}
                for case in cover(policy, key, kept)
            ],
            "outcomes": _plain(facts.outcomes),
            "steps": _plain(facts.steps),
        }
        content = {part: value for part, value in content.items() if value}
        yield _file(folder / FOLDER / f"{key}.yml", name, "../../schema/signed-tool.json", content)
    for key in policy.signed_tools:
        if key not in policy.pathways:
            path = folder / FOLDER / f"{key}.yml"
            yield Signed(path, "", _read(path))


def signed_shared(folder: Path, shared: SharedPolicy) -> Iterator[Signed]:
    """The same for what belongs to all authorities; its questions are signed with each tool."""
    if facts := shared_facts(shared):
        owner = shared.signed.owner if shared.signed else _owner("all authorities")
        yield _file(folder / FILE, SHARED, "../schema/signed.json", _pages(owner, facts))


def write(signed: Signed) -> None:
    """Write one file, or remove it where it should not be."""
    if signed.text:
        signed.path.parent.mkdir(exist_ok=True)
        signed.path.write_text(signed.text, encoding="utf-8")
    else:
        signed.path.unlink()


def _owner(name: str) -> str:
    return f"Policy owner for {name} (a placeholder of this handbook)"


def _pages(owner: str, facts: Mapping[str, Entries]) -> dict[str, Any]:
    return {
        "owner": str(owner),
        "pages": {file: _plain(entries) for file, entries in facts.items()},
    }


def _plain(entries: Entries) -> dict[str, list[str]]:
    return {key: list(entry.facts) for key, entry in entries.items()}


def _file(path: Path, name: str, schema: str, content: Mapping[str, Any]) -> Signed:
    body = yaml.dump(
        dict(content), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100,
        default_flow_style=False,
    )  # fmt: skip
    return Signed(path, _HEAD.format(schema=schema, name=name) + body, _read(path))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


class _Flow(dict[str, Any]):
    """A mapping written on one line: the answers of a case are read across."""


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, and puts entries of a list under their key."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _flow(dumper: yaml.SafeDumper, data: _Flow) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)


_Dumper.add_representer(_Flow, _flow)
