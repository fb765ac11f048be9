"""A link to a point of a tool: the answers up to there, and the version they were given under.

It is the fragment of an address, so that no server sees it:

    point/1/AUTHORITY/TOOL/VERSION/DATE/STEP.ANSWER.WORDING/.../END/CHECK

The 1 is the version of this grammar. VERSION and DATE name the policy. ANSWER is the id of a
choice, a number or a date, or "now" for what a step reads from the clock; for a checklist
ITEM_CHOICE_ITEM_CHOICE; for a time 2026-11-22T1730. WORDING is a short digest of the question and
its choices as they read then. END is step.ID or outcome.ID, where the answers led. CHECK is a
digest of all before it: it finds damage, and proves nothing of who made it. Only letters, digits
and the signs . - _ / are used, which no mail program alters.
"""

from __future__ import annotations

import re
from binascii import crc32
from collections.abc import Mapping
from dataclasses import dataclass

from widgets.engine.decide import Trace
from widgets.engine.errors import AnswerError, BadLink, NewerLink
from widgets.engine.model import Authority, Interrupt, Pathway, Step
from widgets.engine.renames import resolve
from widgets.engine.replies import Answer, read_reply, real_day
from widgets.engine.revise import Revision, settle

BEGINS = "point/"
"""What the fragment of such a link begins with; nothing else on a page has such an id."""

LONGEST = 2048
"""As many characters as a link's fragment may have."""

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ANSWER = rf"{_ID}(?:_{_ID})*|{_DAY}T[0-9]{{4}}"
_FORM = re.compile(
    rf"(point/1/({_ID})/({_ID})/([0-9]+(?:\.[0-9]+)*)/({_DAY})"
    rf"((?:/{_ID}\.(?:{_ANSWER})\.[0-9a-f]{{5}})*)/(step|outcome)\.({_ID})/)([0-9a-f]{{8}})"
)
_NOW = "now"
"""The answer to a step that reads the clock: whatever time it is for who opens the link."""

_DAMAGED = "This link is damaged or not whole, so nothing of it is used."


@dataclass(frozen=True, slots=True)
class Point:
    """What a link says, word for word; nothing of it has been held against a policy yet.

    `given` has the answers in order: step, answer, and the digest of the wording. `end` is
    "step:ID" or "outcome:ID".
    """

    authority: str
    pathway: str
    version: str
    dated: str
    given: tuple[tuple[str, Answer, str], ...]
    end: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of a link under the present policy.

    `revision` holds the answers that still count and where they lead. `changed` are the questions
    asked again because they or their choices read differently, `by_clock` those asked again
    because they ask for the time now; `gone` counts the answers whose question is no more.
    `end_then` is the end that the link has, in today's ids, where all its answers still count and
    lead elsewhere; else "".
    """

    point: Point
    revision: Revision
    older: bool
    changed: tuple[str, ...]
    by_clock: tuple[str, ...]
    gone: int
    end_then: str


def make_point(authority: Authority, trace: Trace) -> str:
    """The fragment of a link to where a trace has come to.

    What a step read from the reader's clock is left out: another reader has another time. Raises
    BadLink when the link would be too long.
    """
    pathway = trace.pathway
    given = [
        f"{visit.step.id}.{_NOW if visit.step.clock else _written(visit.reply.answer)}"
        f".{wording(visit.step)}"
        for visit in trace.visits
    ]
    if trace.interrupt is not None:
        given.append(f"{trace.interrupt.id}.yes.{wording(trace.interrupt)}")
    text = "/".join([
        f"{BEGINS}1/{authority.id}/{pathway.id}/{authority.version}/{authority.dated}",
        *given, _end(trace).replace(":", "."), "",
    ])  # fmt: skip
    text += _check(text)
    if len(text) > LONGEST:
        raise BadLink("These answers are too many for a link. Save a record instead.")
    return text


def read_point(text: str) -> Point:
    """Take the fragment of a link apart. Raises BadLink unless it is whole and of this form."""
    found = _FORM.fullmatch(text) if len(text) <= LONGEST else None
    if found is None or _check(found[1]) != found[9]:
        raise BadLink(_DAMAGED)
    given = tuple(_read(each) for each in found[6].split("/") if each)
    if len({step for step, _, _ in given}) < len(given) or real_day(found[5]) is None:
        raise BadLink(_DAMAGED)
    return Point(found[2], found[3], found[4], found[5], given, f"{found[7]}:{found[8]}")


def open_point(authority: Authority, pathway: Pathway, text: str) -> Opened:
    """Hold a link against the present policy and keep the answers that still count.

    Raises BadLink when it is damaged, of another tool, or says what its version never said, and
    NewerLink when it was made under a newer policy than this one.
    """
    point = read_point(text)
    tool = resolve(authority.renamed, f"pathway {point.pathway}")
    if point.authority != authority.id or tool != f"pathway {pathway.id}":
        raise BadLink("This link belongs to another tool, so nothing of it is used here.")
    then, now = _order(point.dated, point.version), _order(authority.dated, authority.version)
    if then > now:
        raise NewerLink(
            f"This link was made with version {point.version} of the rules, and this page still "
            f"holds version {authority.version}. Load the page again when you are online."
        )
    return _held(authority, pathway, point, older=then < now)


def wording(asked: Step | Interrupt) -> str:
    """A short digest of what a reader was asked and could choose.

    The order of choices does not matter, nor do ids, reasons and where the answers lead.
    """
    if isinstance(asked, Interrupt):
        texts = [asked.label, asked.hint]
    else:
        texts = [
            asked.kind, asked.ask, asked.hint, asked.unit,
            *sorted(f"{each.label}\n{each.hint}" for each in asked.choices), "",
            *sorted(f"{each.label}\n{each.hint}" for each in asked.items),
        ]  # fmt: skip
    return f"{crc32(chr(0).join(texts).encode()) & 0xFFFFF:05x}"


def _held(authority: Authority, pathway: Pathway, point: Point, *, older: bool) -> Opened:
    kept: dict[str, Answer] = {}
    changed: list[str] = []
    by_clock: list[str] = []
    gone = 0
    for old, answer, digest in point.given:
        if old == pathway.interrupt.id and answer == "yes":
            kept[old] = "yes"
            continue
        step = pathway.steps.get(_now(authority, f"step {point.pathway}/{old}"))
        if step is None:
            gone += 1
        elif step.clock:
            by_clock.append(step.ask)
        else:
            renamed = _renamed(authority, f"{point.pathway}/{old}", answer)
            if wording(step) == digest and _sound(step, renamed):
                kept[step.id] = renamed
            else:
                changed.append(step.ask)
                if not older and wording(step) == digest:
                    raise BadLink(_DAMAGED)
    revision = settle(pathway, kept)
    whole = not (changed or by_clock or gone)
    end = _end_now(authority, point)
    elsewhere = whole and _end(revision.trace) != end
    # What the very same rules would never have given was not made by them.
    if not older and not changed and (gone or elsewhere or revision.dropped):
        raise BadLink(_DAMAGED)
    return Opened(
        point,
        revision,
        older,
        tuple(changed),
        tuple(by_clock),
        gone,
        end if elsewhere else "",
    )


def _end_now(authority: Authority, point: Point) -> str:
    kind, _, name = point.end.partition(":")
    return f"{kind}:{_now(authority, f'{kind} {point.pathway}/{name}')}"


def _now(authority: Authority, name: str) -> str:
    """The last id of a published name as it is today."""
    return resolve(authority.renamed, name).rpartition("/")[2]


def _renamed(authority: Authority, step: str, answer: Answer) -> Answer:
    """An answer to `step` (tool and step as the link has them) in today's ids."""

    def choice(token: str) -> str:
        return _now(authority, f"answer {step}/{token}")

    if isinstance(answer, str):
        # Only choices have ids; a number, a date or a time stands for itself.
        return choice(answer)
    return {_now(authority, f"item {step}/{item}"): choice(token) for item, token in answer.items()}


def _sound(step: Step, answer: Answer) -> bool:
    try:
        return _written(read_reply(step, answer).answer) == _written(answer)
    except AnswerError:
        return False


def _end(trace: Trace) -> str:
    if trace.outcome is not None:
        return f"outcome:{trace.outcome.id}"
    assert trace.asking is not None
    return f"step:{trace.asking.id}"


def _written(answer: Answer) -> str:
    if isinstance(answer, Mapping):
        return "_".join(part for pair in answer.items() for part in pair)
    return answer.replace(":", "") if "T" in answer else answer


def _read(text: str) -> tuple[str, Answer, str]:
    step, written, digest = text.split(".")
    if "T" in written:
        return step, f"{written[:-2]}:{written[-2:]}", digest
    parts = written.split("_")
    if len(parts) == 1:
        return step, written, digest
    pairs = dict(zip(parts[::2], parts[1::2], strict=False))
    if 2 * len(pairs) != len(parts):
        raise BadLink(_DAMAGED)
    return step, pairs, digest


def _check(text: str) -> str:
    return f"{crc32(text.encode()):08x}"


def _order(dated: str, version: str) -> tuple[str, tuple[int, ...]]:
    return dated, tuple(int(part) for part in version.split("."))
