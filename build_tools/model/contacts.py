"""contacts.yml: every number, address and opening hour a page may show."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.base import Clauses, Clock, Id, Line, Listed, PolicyModel, Prose

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Span(PolicyModel):
    """A stretch of opening on some days of the week."""

    days: Annotated[tuple[Weekday, ...], Listed] = Field(
        description="The days, as mon, tue, wed, thu, fri, sat, sun."
    )
    opens: Clock = Field(description="Opening time, 24 hours.")
    closes: Clock = Field(description="Closing time, 24 hours.")
    note: Prose | None = Field(
        default=None,
        description="What is read into the document here, for example an opening "
        "time it does not print.",
    )


class Hours(PolicyModel):
    """Opening hours, local time of the authority (Europe/London)."""

    printed: Line = Field(description="The hours in words, figures as printed.")
    spans: Annotated[tuple[Span, ...], Listed] = Field(description="The same as spans of time.")
    clauses: Clauses = Field(description="The clauses they rest on.")
    not_said: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What the document leaves open, for example bank holidays."
    )


class Telephone(PolicyModel):
    """A telephone number."""

    shown: Line = Field(
        description="The number as it is shown and dialled: digits and spaces, nothing else."
    )
    printed: Line | None = Field(
        default=None, description="How the document prints it, where that differs."
    )


class Email(PolicyModel):
    """An e-mail address exactly as printed."""

    shown: Line = Field(description="The address as printed, errors included.")
    misprint: Prose | None = Field(
        default=None,
        description="Why it looks wrong. An address with this is shown as text, never as a link.",
    )
    clauses: Clauses = Field(description="The clauses that print it.")


class Contact(PolicyModel):
    """Someone a practitioner can reach."""

    name: Line = Field(description="The name as printed.")
    for_: Prose = Field(alias="for", description="What to contact them about.")
    telephones: Annotated[tuple[Telephone, ...], Listed] = Field(
        default=(), description="Their telephone numbers."
    )
    emails: Annotated[tuple[Email, ...], Listed] = Field(
        default=(), description="Their e-mail addresses."
    )
    hours: Id | None = Field(default=None, description="Their opening hours, an id of 'hours'.")
    when: Line | None = Field(
        default=None, description="When to use them, in a few words, for example 'At any hour'."
    )
    clauses: Clauses = Field(description="The clauses that give this contact.")
    note: Prose | None = Field(default=None, description="What a reader should know about it.")


class WebLink(PolicyModel):
    """A web address exactly as printed."""

    title: Line = Field(description="What stands there, in our own words.")
    address: Line = Field(description="The address as printed, errors included.")
    note: Prose | None = Field(default=None, description="For example a likely misprint.")
    clauses: Clauses = Field(description="The clauses that print it.")


class ContactFile(PolicyModel):
    """The contact register of one authority."""

    hours: dict[Id, Hours] = Field(default_factory=dict, description="Opening hours by id.")
    contacts: dict[Id, Contact] = Field(description="Contacts by id.")
    links: dict[Id, WebLink] = Field(default_factory=dict, description="Web addresses by id.")
