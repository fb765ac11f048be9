"""A site of Sampleton with an earlier version, in which one number and one tool were other ones."""

from __future__ import annotations

from pathlib import Path

from build_tools.site import build_site
from tests.data import ROOT, copy_of_sample, edit, with_earlier_version

OLD_NUMBER, NEW_NUMBER = "01632 960008", "01632 960003"
"""The Night Desk's, before and now."""

GONE = "gone-since"
"""A tool that only the earlier version has."""

_EARLIER_ENTRY = """changes:
  second-version:
    version: "2"
    date: 2026-11-01
    what: Sampleton tells whom to ring at night.
    why: Nobody knew.
    tools: [who-to-ring, gone-since]
    accepted-by: Sampleton policy editors
"""


def two_versions(place: Path) -> Path:
    """Build it below `place` and return the folder of the site."""
    policy = copy_of_sample(place)
    old = with_earlier_version(policy)
    contacts = old / "contacts.yml"
    contacts.write_text(
        contacts.read_text(encoding="utf-8").replace(NEW_NUMBER, OLD_NUMBER), encoding="utf-8"
    )
    door = old / "pathways" / "at-the-door.yml"
    (old / "pathways" / f"{GONE}.yml").write_bytes(door.read_bytes())
    edit(policy, "changes.yml", "changes:\n", _EARLIER_ENTRY)
    build_site(ROOT, place / "site", policy=policy, kept=place / "parts", published=False)
    return place / "site"
