"""Where things stand on the site, seen from one page."""

from __future__ import annotations

from widgets.engine.links import Links

LINKS = Links("../../", "sampleton")


def test_pages_of_the_authority() -> None:
    assert LINKS.page() == "../../sampleton/"
    assert LINKS.page("contacts") == "../../sampleton/contacts/"


def test_tools_and_their_steps() -> None:
    assert LINKS.tool("first-look") == "../../sampleton/tools/first-look/"
    assert LINKS.tool("first-look", "age") == "../../sampleton/tools/first-look/#step-age"
