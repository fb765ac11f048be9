"""Every published id has an address of its own, and an old one still leads where it should."""

from __future__ import annotations

from functools import cache

import pytest

from build_tools.check import check_all
from build_tools.page_reader import Read, read_page
from build_tools.published import names
from build_tools.render.page import Page
from build_tools.render.site import render
from tests.build_tools.real import NAMES, NoAssets, pages, policy, read
from tests.data import FIXTURES

MARKDOWN_ID = "{: #"


@cache
def sample() -> dict[str, Page]:
    return render(check_all(FIXTURES).or_raise(), NoAssets())


def ids(path: str) -> set[str]:
    """The ids of a page of the sample."""
    return read_page(sample()[path].body).ids


def address(authority: str, name: str) -> tuple[str, str]:
    """The page and the place on it where something published stands."""
    kind, _, way = name.partition(" ")
    first, *rest = way.split("/")
    match kind:
        case "term":
            return f"{authority}/glossary.md", first
        case "clause":
            return f"{authority}/sources.md", first
        case "walkthrough" | "scene":
            return f"{authority}/walkthroughs/{first}.md", rest[0] if rest else ""
        case "outcome":
            return f"{authority}/tools/{first}.md", f"outcome-{rest[0]}"
    # Choices and lines of a list stand within their step.
    return f"{authority}/tools/{first}.md", f"step-{rest[0]}" if rest else ""


@pytest.mark.parametrize("name", NAMES)
def test_everything_published_has_an_address(name: str) -> None:
    found: dict[str, Read] = {}
    for each in names(policy(name)):
        path, anchor = address(name, each)
        page = found.setdefault(path, read(path))
        body = pages()[path].body
        assert not anchor or anchor in page.ids or f"{MARKDOWN_ID}{anchor} }}" in body, each
    assert len(found) > 10


def test_parts_keep_the_place_of_their_old_ids() -> None:
    assert {"step-there", "step-seen-there"} <= ids("sampleton/tools/at-the-door.md")
    assert {"key-worker"} <= ids("sampleton/glossary.md")
    assert {"a-concern"} <= ids("sampleton/walkthroughs/robin.md")
    assert {"sampleton-002", "sampleton-901"} <= ids("sampleton/sources.md")


def test_what_was_taken_out_says_why_at_its_old_place() -> None:
    page = sample()["sampleton/tools/at-the-door.md"].body
    assert "outcome-stay-out" in read_page(page).ids
    assert "Taken out on 22 November 2026: You always go in." in page


@pytest.mark.parametrize(
    ("old", "href", "title"),
    [
        ("tools/by-the-door", "../../../sampleton/tools/at-the-door/", "What do you see at the"),
        ("walkthroughs/robyn", "../../../sampleton/walkthroughs/robin/", "Robin misses school"),
    ],
)
def test_an_old_address_leads_on(old: str, href: str, title: str) -> None:
    page = sample()[f"sampleton/{old}.md"]
    found = read_page(page.body)
    (link,) = found.links
    assert link.href == href
    assert link.text.startswith(title)
    assert "http-equiv" not in page.text
    assert page.unlisted
    assert "noindex: true" in page.text


def test_an_address_of_what_is_no_more_says_so() -> None:
    page = sample()["sampleton/tools/old-form.md"]
    assert "Nobody fills in the old form any more." in page.body
    assert [link.href for link in read_page(page.body).links] == ["../../../sampleton/tools/"]
    assert "<script" not in page.body
