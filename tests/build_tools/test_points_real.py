"""Links to points of the real tools: a thousand sound ones, and a thousand damaged or forged."""

from __future__ import annotations

import random
from binascii import crc32
from functools import cache

import pytest

from build_tools.compile import compile_authority
from build_tools.load import load_all
from build_tools.problems import Problems
from tests.data import POLICY
from widgets.engine.decide import Trace, follow
from widgets.engine.errors import BadLink
from widgets.engine.model import Authority, Pathway
from widgets.engine.points import LONGEST, make_point, open_point
from widgets.engine.replies import Answer, all_tokens, answer_for

MANY = 1_000


@cache
def tools() -> list[tuple[Authority, Pathway]]:
    """Every tool of the four authorities."""
    problems = Problems()
    _, policies = load_all(POLICY, problems)
    assert not len(problems)
    authorities = [compile_authority(policy) for policy in policies.values()]
    assert len(authorities) == 4
    return [(each, pathway) for each in authorities for pathway in each.pathways.values()]


def somewhere(chance: random.Random, pathway: Pathway) -> Trace:
    """A point of a tool that a reader can come to."""
    answers: dict[str, Answer] = {}
    trace = follow(pathway, answers)
    while trace.asking is not None and chance.random() > 0.1:
        tokens = chance.choice(list(all_tokens(trace.asking)))
        answers[trace.asking.id] = answer_for(trace.asking, tokens, last=chance.random() < 0.5)
        trace = follow(pathway, answers)
    return follow(pathway, {**answers, "harm": "yes"}) if chance.random() < 0.05 else trace


def test_a_thousand_links_lead_back_to_where_they_were_made(report: list[str]) -> None:
    chance = random.Random("sound")
    longest = used = 0
    seen = set()
    for _ in range(MANY):
        authority, pathway = chance.choice(tools())
        trace = somewhere(chance, pathway)
        text = make_point(authority, trace)
        opened = open_point(authority, pathway, text)
        by_clock = {visit.step.id for visit in trace.visits if visit.step.clock}
        wanted = {step: given for step, given in trace.answers.items() if step not in by_clock}
        assert opened.revision.answers == wanted
        assert bool(opened.by_clock) == bool(by_clock)
        if not by_clock:
            assert opened.revision.trace == trace
            assert make_point(authority, opened.revision.trace) == text
        longest, used = max(longest, len(text)), used + len(text)
        seen.add((authority.id, pathway.id))
    assert len(seen) == len(tools())
    assert longest <= LONGEST
    report.append(f"links to points: the longest of {MANY} has {longest} characters")


def _signed(text: str) -> str:
    head = text.rsplit("/", 1)[0] + "/"
    return f"{head}{crc32(head.encode()):08x}"


def _damage(chance: random.Random, text: str) -> str:
    """A link as mail, a slip of the hand or malice may leave it."""
    parts = text.split("/")
    match chance.randrange(8):
        case 0:
            return text[: chance.randrange(len(text))]
        case 1:
            at = chance.randrange(len(text))
            return text[:at] + chr(ord(text[at]) ^ (1 << chance.randrange(7))) + text[at + 1 :]
        case 2:
            middle = parts[6:-2]
            chance.shuffle(middle)
            return "/".join([*parts[:6], *middle, *parts[-2:]])
        case 3:
            parts[chance.choice([1, 4])] = chance.choice(["0", "2", "1.1", "0.9", "99"])
        case 4:
            parts[5] = chance.choice(["2020-01-01", "2026-11-21", "2030-01-01", "2026-02-30"])
        case 5:
            parts[-2] = chance.choice(["outcome.no-caf", "step.need", "outcome.harm", "end"])
        case 6 if len(parts) > 8:
            at = chance.randrange(6, len(parts) - 2)
            step, _, digest = parts[at].split(".")
            parts[at] = f"{step}.{chance.choice(['yes', 'no', 'not-sure', '7'])}.{digest}"
        case _:
            return text.replace("/outcome.", f"/{'a' * LONGEST}.b.01234/outcome.") + "x"
    damaged = "/".join(parts)
    # Half of these are signed anew, as a forger would.
    return _signed(damaged) if chance.random() < 0.5 else damaged


def test_a_thousand_damaged_links_show_nothing_but_where_sound_answers_lead(
    report: list[str],
) -> None:
    chance = random.Random("damaged")
    refused = kept = 0
    while refused + kept < MANY:
        authority, pathway = chance.choice(tools())
        text = make_point(authority, somewhere(chance, pathway))
        damaged = _damage(chance, text)
        if damaged == text:
            continue
        try:
            opened = open_point(authority, pathway, damaged)
        except BadLink:
            refused += 1
            continue
        # Only a link signed anew comes so far; of it no more is used than answers a reader can
        # give, each of which stands in it, and the end is where these answers lead.
        kept += 1
        assert damaged == _signed(damaged)
        answers = opened.revision.answers
        for step, answer in answers.items():
            written = answer if isinstance(answer, str) else "_".join(sum(answer.items(), ()))
            assert f"/{step}.{written}." in damaged
        assert opened.revision.trace == follow(pathway, answers)
    assert refused > MANY / 2
    assert kept > MANY / 50
    report.append(f"damaged links: {refused} of {MANY} refused, {kept} signed anew and asked again")


def test_whatever_comes_is_refused_in_words() -> None:
    chance = random.Random("anything")
    signs = "point/1.-_abcdef0123456789T é\x00"
    authority, pathway = tools()[0]
    for _ in range(MANY):
        text = "point/1/" + "".join(chance.choices(signs, k=chance.randrange(120)))
        with pytest.raises(BadLink, match=r"^This link .*\.$"):
            open_point(authority, pathway, text)
