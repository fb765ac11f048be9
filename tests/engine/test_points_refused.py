"""Links to a point of a tool that nobody should follow: damaged, forged, too long or too new."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.engine.sample import AUTHORITY, PATHWAY, SIGNS
from tests.engine.test_points import ANSWERS, NEW, made, opened, signed, with_steps
from widgets.engine.decide import follow
from widgets.engine.errors import BadLink, NewerLink
from widgets.engine.model import Authority, Edge, Is
from widgets.engine.points import LONGEST, make_point, read_point
from widgets.engine.replies import Answer


def test_nothing_of_a_damaged_link_is_used() -> None:
    text = made(ANSWERS)
    for bad in (
        "", "point/", text[:-1], text[:-9], text + ".", text + "/", text.upper(), f"x{text}",
        text.replace("spoken.yes", "spoken.no"), text.replace("/1/", "/2/", 1),
        text.replace("outcome.support", "outcome.watch"), text.replace("-", "–"), text + "\n",
    ):  # fmt: skip
        with pytest.raises(BadLink, match="damaged"):
            opened(bad)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/spoken.yes.", "/spoken.perhaps."),
        ("/spoken.yes.", "/talked.yes."),
        ("outcome.support", "outcome.watch"),
        ("outcome.support", "step.since"),
        ("outcome.support", "outcome.no-such"),
        ("_sleep_seen", "_sleep_seen_sleep_seen"),
        ("_sleep_seen", "_sleep"),
        ("_sleep_seen", ""),
        ("2026-02-03", "2026-02-30"),
        ("2026-02-03", "2026-02-03T1000"),
        ("spoken.yes", "harm.no"),
        ("/2026-11-22/", "/2026-02-30/"),
        ("/signs.", "/spoken."),
    ],
)
def test_what_these_rules_never_gave_is_refused_however_well_signed(old: str, new: str) -> None:
    text = made(ANSWERS)
    assert text.count(old) == 1
    with pytest.raises(BadLink):
        opened(signed(text.replace(old, new)), authority=AUTHORITY)


def test_a_link_of_another_tool_or_authority_is_refused() -> None:
    text = made(ANSWERS)
    with pytest.raises(BadLink, match="another tool"):
        opened(text, replace(PATHWAY, id="other"))
    with pytest.raises(BadLink, match="another tool"):
        opened(text, authority=replace(NEW, id="elsewhere"))


def test_a_link_from_newer_rules_is_not_read_by_older_ones() -> None:
    text = make_point(NEW, follow(PATHWAY, ANSWERS))
    with pytest.raises(NewerLink, match="version 4 of the rules, and this page still holds"):
        opened(text, authority=AUTHORITY)


def test_no_link_is_longer_than_it_may_be() -> None:
    long = [replace(item, id="i" * 900 + item.id) for item in SIGNS.items]
    pathway = with_steps(replace(SIGNS, items=tuple(long), edges=SIGNS.edges[:1]))
    answers: dict[str, Answer] = {"spoken": "yes", "signs": {item.id: "seen" for item in long}}
    edges = (Edge("support", Is("spoken", ("yes",)), "On."),)
    pathway = with_steps(replace(pathway.steps["signs"], edges=edges), pathway=pathway)
    with pytest.raises(BadLink, match="too many for a link"):
        made(answers, pathway)


def of_length(length: int) -> tuple[Authority, str]:
    """An authority with an id that makes a link as long as that, and the link."""
    text = made(ANSWERS)
    name = AUTHORITY.id + "a" * (length - len(text))
    return replace(AUTHORITY, id=name), signed(text.replace(AUTHORITY.id, name))


def test_a_link_may_have_2048_characters_and_no_more() -> None:
    assert LONGEST == 2_048
    authority, text = of_length(LONGEST)
    assert make_point(authority, follow(PATHWAY, ANSWERS)) == text
    assert read_point(text).authority == authority.id
    authority, text = of_length(LONGEST + 1)
    with pytest.raises(BadLink, match="too many for a link"):
        make_point(authority, follow(PATHWAY, ANSWERS))
    with pytest.raises(BadLink, match="damaged"):
        read_point(text)
