"""A country that does not exist, to see how the handbook grows: `python -m build_tools.country`.

Each authority is the starter policy with a name, numbers and words of its own. Names are made up of
parts, and none is that of an authority. Telephone numbers are those that Ofcom keeps for drama
(01632 960000 to 960999, 07700 900000 to 900999), so that none can be anybody's. Addresses end in
.example (RFC 2606).
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from build_tools.bundle import BundleError
from build_tools.cli_parts import TOP
from build_tools.problems import PolicyError
from build_tools.site import SiteError, build_site
from build_tools.starter import TEMPLATES, folder_name, write_starter

OVER_STARTER = Path(__file__).parent / "country_policy"
POLICY = Path("build/country")
SITE = Path("build/country-site")
KEPT = Path("build/country-parts")
MOST = 500
"""As many authorities as the numbers for drama give two numbers each."""

_DAY = date(2026, 11, 22)
_TOOLS = 6
_CLAUSES = 24
_STEMS = (
    "Alder", "Amber", "Ash", "Aspen", "Bracken", "Briar", "Cedar", "Clover", "Coral", "Elder",
    "Fern", "Nettle", "Gorse", "Hazel", "Heather", "Ivy", "Juniper", "Larch", "Laurel", "Linden",
    "Maple", "Myrtle", "Olive", "Rowan", "Sorrel",
)  # fmt: skip
_ENDINGS = (
    "shire", "mere", "combe", "holt", "wold", "vale", "moor", "marsh", "thorpe", "haven", "ridge",
    "brook", "gate", "reach", "fold", "croft", "stow", "hurst", "dene", "bank",
)  # fmt: skip
_TOPICS = (
    "school attendance", "speech and language", "sleep and routine", "money and debt", "housing",
    "young carers", "bereavement", "friendships", "diet and growth", "parents who are ill",
    "play and safety", "behaviour at home", "online life", "moving to a new school",
)  # fmt: skip
_COORDINATORS = ("Lead professional", "Key worker", "Family coordinator", "Team organiser")
_OFTEN = ("soon", "with the family", "at your next visit", "when something changes")
_WHO = ("Practitioners", "Schools", "Health visitors", "Youth workers", "Nurseries", "Managers")
_DO = ("write down", "talk about", "share", "look again at", "ask about", "agree")
_WHAT = (
    "what the child says", "what the family wants", "who else helps", "what has changed",
    "the plan", "what worries them", "what goes well", "who will do what",
)  # fmt: skip
_WHEN = (
    "before they ask others", "with the parents", "with the child's own words", "in plain words",
    "when they meet", "before a plan ends",
)  # fmt: skip


def write_country(folder: Path, number: int) -> list[str]:
    """Write the policy of `number` authorities into `folder`, in place of what was there.

    Returns the folders' names. The same number always gives the same country, and a larger country
    holds the smaller one. Raises ValueError when `number` is not from 1 to MOST.
    """
    if not 1 <= number <= MOST:
        raise ValueError(f"a country has 1 to {MOST} authorities, not {number}")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(OVER_STARTER / "shared", folder / "shared")
    names = [_name(each) for each in range(number)]
    for each, name in enumerate(names):
        _write_authority(folder, each, name)
    (folder / "shared" / "crosswalk.yml").write_text(_crosswalk(names), encoding="utf-8")
    return sorted(folder_name(name) for name in names)


def _name(number: int) -> str:
    ending, stem = divmod(number, len(_STEMS))
    return f"{_STEMS[stem]}{_ENDINGS[ending]}"


def _write_authority(folder: Path, number: int, name: str) -> None:
    key = folder_name(name)
    draw = random.Random(name)
    write_starter(folder, name, _DAY)
    own = folder / key
    words = {
        "__NAME__": name,
        "__ID__": key,
        "__DAY_NUMBER__": f"01632 960{number:03}",
        "__NIGHT_NUMBER__": f"07700 900{number:03}",
        "__OFTEN__": draw.choice(_OFTEN),
        "__COORDINATOR__": _coordinator(number),
    }
    for template in sorted((OVER_STARTER / "authority").glob("*.yml")):
        (own / template.name).write_text(_filled(template, words), encoding="utf-8")
    tools = ["example-tool", *_write_tools(own, key, draw)]
    _edit(own / "authority.yml", lambda text: _one(
        _one(text, "[example-tool]", f"[{', '.join(tools)}]"),
        "coordinator: Lead professional", f"coordinator: {_coordinator(number)}",
    ))  # fmt: skip
    _edit(own / "urgent.yml", lambda text: _with_contacts(text))
    _edit(own / "glossary.yml", lambda text: _one(
        _one(text, "term: A term as printed", f"term: {name} Help Plan"),
        "Another form of it", f"{name} Plan",
    ))  # fmt: skip
    _write_statements(own, key, draw)


def _coordinator(number: int) -> str:
    return _COORDINATORS[number % len(_COORDINATORS)]


def _filled(template: Path, words: dict[str, str]) -> str:
    text = template.read_text(encoding="utf-8")
    for sign, word in words.items():
        text = text.replace(sign, word)
    return text


def _write_tools(own: Path, key: str, draw: random.Random) -> list[str]:
    """Tools like the starter's, each about a topic of its own."""
    text = (TEMPLATES / "pathways" / "example-tool.yml").read_text(encoding="utf-8")
    written = []
    for topic in draw.sample(_TOPICS, _TOOLS - 1):
        about = text.replace("__ID__", key)
        about = _one(about, "Can my service meet the need?", f"Can my service help with {topic}?")
        about = _one(about, "meet the child's needs by itself", f"meet needs around {topic}")
        about = _one(about, "title: Your service goes on", f"title: Go on to help with {topic}")
        written.append("-".join(topic.split()))
        (own / "pathways" / f"{written[-1]}.yml").write_text(about, encoding="utf-8")
    return written


def _with_contacts(text: str) -> str:
    """The starter's urgent way out, with the two numbers that the starter leaves open."""
    text = re.sub(r"panel: \[\] .*", "panel: [duty-team, night-team]", text)
    text = re.sub(r"ring: \[\] .*", "ring: [duty-team]", text)
    text = re.sub(r"\n *no-contact: .*", "", text)
    return text.replace("  not-said:\n    - The document does not say whom to ring.\n", "")


def _write_statements(own: Path, key: str, draw: random.Random) -> None:
    """Clauses of the authority's own, and the procedure that rests on them."""
    clauses, statements = [], []
    for number in range(6, 6 + _CLAUSES):
        says = f"{draw.choice(_WHO)} {draw.choice(_DO)} {draw.choice(_WHAT)} {draw.choice(_WHEN)}."
        clauses.append(
            f"  {key}-{number:03}:\n    document: main-document\n    section: Working together\n"
            f"    lines: [{number}, {number}]\n    kind: duty\n    force: should\n"
            f"    says: {says}\n"
        )
        statements.append(
            f"      - text: {says}\n        force: should\n        clauses: [{key}-{number:03}]\n"
        )
    _edit(own / "clauses.yml", lambda text: text + "".join(clauses))
    _edit(own / "procedures.yml", lambda text: _one(
        text, "    statements:\n", "    statements:\n" + "".join(statements)
    ))  # fmt: skip


def _crosswalk(names: list[str]) -> str:
    lines = ["about:", "  - The authorities of this country are made up.", "rungs:"]
    for rung, title, level in (
        ("lower", "What one service can meet", "one-service"),
        ("higher", "What needs several services", "several-services"),
    ):
        lines += [f"  {rung}:", f"    title: {title}", "    levels:"]
        lines += [f"      {folder_name(name)}: [{level}]" for name in names]
    lines += [
        "concepts:", "  coordinator:", "    title: The person who holds the plan together",
        "    relation: same", "    about: Every document names one.", "    names:",
    ]  # fmt: skip
    for number, name in enumerate(names):
        key = folder_name(name)
        lines += [
            f"      {key}:", f"        name: {_coordinator(number)}",
            "        means: Speaks for the whole team.", f"        clauses: [{key}-005]",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _edit(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def _one(text: str, old: str, new: str) -> str:
    """The text with the one place changed that the starter has; it fails when the starter moves."""
    if text.count(old) != 1:
        raise ValueError(f"the starter has {text.count(old)} places with '{old}': mend country.py")
    return text.replace(old, new)


@click.command()
@click.argument("number", type=click.IntRange(1, MOST), default=150)
def main(number: int) -> None:
    """Write an invented country of NUMBER authorities and build it into build/country-site/."""
    write_country(TOP / POLICY, number)
    try:
        pages = build_site(
            TOP,
            TOP / SITE,
            policy=TOP / POLICY,
            kept=TOP / KEPT,
            progress=lambda what: click.echo(what, err=True),
        )
    except (PolicyError, BundleError, SiteError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{number} authorities, {pages} pages in {SITE}")


if __name__ == "__main__":
    main()
