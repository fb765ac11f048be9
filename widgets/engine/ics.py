"""Due dates as a calendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from widgets.engine.dates import to_utc

_PRODUCT = "-//Practitioner handbook//Due dates//EN"
_LINE = 75


@dataclass(frozen=True, slots=True)
class Event:
    """One entry: a whole day, or a moment in London time."""

    uid: str
    when: date | datetime
    title: str
    note: str


def calendar(events: Iterable[Event], made: datetime) -> str:
    """The calendar file; `made` is a London moment. Lines end in CRLF and fold at 75 octets."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN"]
    stamp = f"{to_utc(made):%Y%m%dT%H%M%SZ}"
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{stamp}",
            *_when(event.when),
            f"SUMMARY:{_escaped(event.title)}",
            f"DESCRIPTION:{_escaped(event.note)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _when(when: date | datetime) -> list[str]:
    if isinstance(when, datetime):
        return [f"DTSTART:{to_utc(when):%Y%m%dT%H%M%SZ}", "DURATION:PT0S"]
    after = when + timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{when:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterable[str]:
    """Cut a line so that no part is longer than 75 octets and no character is cut through."""
    part = ""
    size = 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LINE:
            yield part
            part, size = " ", 1
        part += sign
        size += width
    yield part
