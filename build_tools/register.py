"""The numbers and addresses that pages may show: an authority's register, or several together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.check.contacts import numbers
from build_tools.model.policy import AuthorityPolicy


@dataclass(frozen=True, slots=True)
class Register:
    """Telephone numbers as printed, mail addresses that may be links, web addresses."""

    numbers: frozenset[str]
    mail: frozenset[str]
    web: frozenset[str]


def register(policy: AuthorityPolicy) -> Register:
    """What the pages of one authority may show; a misprinted mail address is never a link."""
    return Register(
        frozenset(numbers(policy)),
        frozenset(
            str(email.shown)
            for contact in policy.contacts.contacts.values()
            for email in contact.emails
            if email.misprint is None
        ),
        frozenset(str(link.address) for link in policy.contacts.links.values()),
    )


def together(registers: Iterable[Register]) -> Register:
    """What pages of no one authority may show."""
    every = list(registers)
    return Register(
        frozenset().union(*(each.numbers for each in every)),
        frozenset().union(*(each.mail for each in every)),
        frozenset().union(*(each.web for each in every)),
    )
