"""What changed, as pages and as a feed that any reader of Atom (RFC 4287) understands."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from build_tools.check import check_all
from build_tools.render.changes import ATOM, NEWEST, ChangeFacts, changes_of, feed
from build_tools.render.site import authority_feed, home_feed, summaries
from tests.build_tools import real
from tests.data import FIXTURES, copy_of_sample, edit, with_earlier_version

SITE = "https://council.example/handbook/"
SECOND = """changes:
  second-thoughts:
    version: "2"
    date: 2026-11-01
    what: Angle <brackets> & ampersands come first. Then the rest.
    why: So that nothing breaks.
    accepted-by: Sampleton policy editors
"""


def made(changes: list[ChangeFacts], address: str = SITE) -> ElementTree.Element:
    text = feed(
        changes, title="What changed", author="Editors", place="sampleton/changes/feed.xml",
        address=address,
    )  # fmt: skip
    return ElementTree.fromstring(text)


def texts(element: ElementTree.Element, name: str) -> list[str]:
    return [each.text or "" for each in element.findall(f"{{{ATOM}}}{name}")]


@pytest.fixture
def changes(tmp_path: Path) -> list[ChangeFacts]:
    policy = copy_of_sample(tmp_path)
    with_earlier_version(policy)
    edit(policy, "changes.yml", "changes:\n", SECOND)
    return list(changes_of(check_all(policy).or_raise().policies["sampleton"]))


def assert_as_the_standard_demands(root: ElementTree.Element) -> None:
    """What a feed must have: RFC 4287, 4.1.1, 4.1.2, 3.2.1, 3.3, 4.2.6 and 4.2.7."""
    assert root.tag == f"{{{ATOM}}}feed"
    entries = root.findall(f"{{{ATOM}}}entry")
    for each in (root, *entries):
        for name in ("id", "title", "updated"):
            (text,) = texts(each, name)
            assert text.strip() == text != ""
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", texts(each, "id")[0])
        # A moment with its zone, with a capital T and Z (RFC 3339).
        moment = texts(each, "updated")[0]
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", moment)
        assert datetime.fromisoformat(moment).tzinfo is not None
        (author,) = each.findall(f"{{{ATOM}}}author")
        assert texts(author, "name")[0]
        links = [link.attrib for link in each.findall(f"{{{ATOM}}}link")]
        assert all(link["href"] for link in links)
        kinds = [(link["rel"], link["type"]) for link in links]
        assert len(set(kinds)) == len(kinds)
        assert ("alternate", "text/html") in kinds
    assert ("self", "application/atom+xml") in [
        (link.get("rel"), link.get("type")) for link in root.findall(f"{{{ATOM}}}link")
    ]
    ids = [texts(each, "id")[0] for each in (root, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(texts(each, "content")[0] for each in entries)
    # Nothing but what the standard knows (its extension points are not used).
    known = {"feed", "entry", "id", "title", "updated", "author", "name", "link", "category",
             "content"}  # fmt: skip
    assert {each.tag for each in root.iter()} <= {f"{{{ATOM}}}{name}" for name in known}


def test_the_feed_is_what_the_standard_demands(changes: list[ChangeFacts]) -> None:
    for address in (SITE, ""):
        assert_as_the_standard_demands(made(changes, address))


def test_the_feed_says_what_when_and_why_with_the_newest_first(changes: list[ChangeFacts]) -> None:
    root = made(changes)
    first, second = root.findall(f"{{{ATOM}}}entry")
    assert texts(root, "updated") == texts(first, "updated") == ["2026-11-22T00:00:00Z"]
    assert texts(second, "updated") == ["2026-11-01T00:00:00Z"]
    assert texts(second, "title") == [
        "Sampleton, version 2: Angle <brackets> & ampersands come first"
    ]
    (said,) = texts(first, "content")
    for part in ("written anew", "Why: So that every part", "Accepted by: Sampleton policy"):
        assert part in said
    terms = [each.get("term") for each in first.findall(f"{{{ATOM}}}category")]
    assert terms == ["sampleton/who-to-ring", "sampleton/first-look"]


def test_links_lead_to_the_page_of_changes_wherever_the_site_stands(
    changes: list[ChangeFacts],
) -> None:
    for address in (SITE, ""):
        links = [
            urljoin(f"{SITE}sampleton/changes/feed.xml", each.get("href") or "")
            for each in made(changes, address).iter(f"{{{ATOM}}}link")
        ]
        assert links == [
            f"{SITE}sampleton/changes/feed.xml",
            f"{SITE}sampleton/changes/",
            f"{SITE}sampleton/changes/#change-third-version",
            f"{SITE}sampleton/changes/#change-second-thoughts",
        ]


def test_an_entry_keeps_its_id_when_its_words_or_the_site_move(changes: list[ChangeFacts]) -> None:
    reworded = [replace(each, what="Other words.", date="2027-01-01") for each in changes]
    ids = [
        [texts(entry, "id") for entry in made(each, address).findall(f"{{{ATOM}}}entry")]
        for each, address in ((changes, SITE), (changes, ""), (reworded, SITE))
    ]
    assert ids[0] == ids[1] == ids[2]


def test_the_feeds_of_the_real_policy_are_sound_and_the_same_each_time() -> None:
    checked = real.checked()
    for policy in checked.policies.values():
        told = authority_feed(policy, "")
        assert_as_the_standard_demands(ElementTree.fromstring(told.read()))
        assert told.read() == authority_feed(policy, "").read()
    every = home_feed(summaries(checked), SITE)
    assert every.path == "changes/feed.xml"
    root = ElementTree.fromstring(every.read())
    assert_as_the_standard_demands(root)
    assert len(root.findall(f"{{{ATOM}}}entry")) == len(checked.policies)


def test_what_belongs_to_all_does_not_grow_with_the_country(changes: list[ChangeFacts]) -> None:
    many = {
        f"a{number}": replace(
            summary, id=f"a{number}", case="",
            changes=tuple(replace(each, authority=f"a{number}") for each in changes),
        )
        for summary in summaries(check_all(FIXTURES)).values()
        for number in range(NEWEST)
    }  # fmt: skip
    root = ElementTree.fromstring(home_feed(many, SITE).read())
    assert len(root.findall(f"{{{ATOM}}}entry")) == NEWEST
