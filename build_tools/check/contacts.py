"""Numbers and addresses: well formed in the register, and none outside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.check.references import files, walk
from build_tools.model.base import PolicyModel, place
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problems

NUMBER_LIKE = re.compile(
    r"(?<![\w.-])"
    r"(?:\+44\s?(?:\(0\)\s?)?\d(?:[\s-]?\d){8,9}"  # with the country
    r"|\(0\d{2,5}\)\s?\d(?:[\s-]?\d){4,7}"  # with the area in brackets
    r"|0\d(?:[\s-]?\d){8,10}"
    r"|0[38]\d\d(?:\s?\d){4,5})"  # short ones, as 0800 1111
    r"(?![\w-])|(?<!\w)999(?!\w)"
    # However short, once the words say that it is to be rung: a slip in 999 must not pass.
    r"|(?:(?<=\b[Cc]all )|(?<=\b[Rr]ing )|(?<=\b[Dd]ial )|(?<=\b[Pp]hone ))\d+(?!\w)"
)
"""What a reader would take for a telephone number in running text."""

EMERGENCY = "999"

_DIGIT = re.compile(r"\d")
_SHOWN = re.compile(r"\d(?:[\d ]*\d)?")
_WEB = re.compile(r"(?:https?://)?[^\s:/]+\.\S+")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def check_contacts(policy: AuthorityPolicy, problems: Problems) -> None:
    """Add a problem for every malformed contact, odd opening time and unregistered number."""
    # 999 is national; where a document does not print it the handbook adds it as its own.
    register = {*numbers(policy), EMERGENCY}
    for name, contact in policy.contacts.contacts.items():
        at = place(name, contact.at)
        if not contact.telephones and not contact.emails:
            problems.add(
                at, "empty-contact", f"the contact '{name}' has no number and no address",
                "add 'telephones' or 'emails'",
            )  # fmt: skip
        for telephone in contact.telephones:
            if not _SHOWN.fullmatch(telephone.shown):
                problems.add(
                    place(telephone.shown, at), "odd-number",
                    f"'{telephone.shown}' holds something other than digits and spaces",
                    "put the number alone into 'shown' and how it is printed into 'printed'",
                )  # fmt: skip
        for email in contact.emails:
            if email.misprint is None and not _EMAIL.fullmatch(email.shown):
                problems.add(
                    place(email.shown, at), "odd-address",
                    f"'{email.shown}' is not a complete e-mail address",
                    "if it is printed so, add 'misprint: ...' with what looks wrong",
                )  # fmt: skip
    for link in policy.contacts.links.values():
        if not _WEB.fullmatch(link.address):
            problems.add(
                place(link.address, link.at), "odd-address",
                f"'{link.address}' is not a web address",
                "write it as printed, beginning with http:// or www., without spaces",
            )  # fmt: skip
    for name, hours in policy.contacts.hours.items():
        for span in hours.spans:
            if str(span.opens) >= str(span.closes):
                problems.add(
                    span.at, "odd-hours", f"the hours '{name}' close before they open",
                    "put the earlier time into 'opens'; 5.00 in the afternoon is 17:00",
                )  # fmt: skip
    for file, model in files(policy):
        if file == "contacts":
            continue
        for at, text in texts(model):
            # Most texts hold no digit, and the pattern takes ten times as long to find that out.
            for found in NUMBER_LIKE.findall(text) if _DIGIT.search(text) else ():
                if found not in register:
                    problems.add(
                        at, "unknown-number",
                        f"the number {found} is not in contacts.yml",
                        "add it there, or correct it here, digit by digit",
                    )  # fmt: skip


def numbers(policy: AuthorityPolicy) -> Iterator[str]:
    """Every telephone number of the register, as shown and as printed."""
    for contact in policy.contacts.contacts.values():
        for telephone in contact.telephones:
            yield str(telephone.shown)
            if telephone.printed is not None:
                yield str(telephone.printed)


def texts(model: PolicyModel) -> Iterator[tuple[Mark, str]]:
    """Every text of a file with its place."""
    for part in walk(model):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), part.at)


def _texts(value: Any, at: Mark) -> Iterator[tuple[Mark, str]]:
    if isinstance(value, str):
        yield place(value, at), str(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, at)
    elif isinstance(value, Mapping):
        for item in value.values():
            if not isinstance(item, PolicyModel):
                yield from _texts(item, at)
