"""What stands in the margins of every sheet: whom to ring, how old the document is, the page.

Browsers print these from CSS (CSS Paged Media, margin boxes). Those without them, such as Firefox,
print the page as it is, with the contacts at its head.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.bundle import Asset, hashed
from build_tools.model.policy import AuthorityPolicy
from build_tools.render.page import day_in_words
from widgets.engine.model import Authority
from widgets.engine.render import parts


@dataclass(frozen=True, slots=True)
class Margins:
    """The words in the margins: `contacts` at the head, `document` at the foot."""

    contacts: str
    document: str


def margins(policy: AuthorityPolicy, authority: Authority) -> Margins:
    """The margins of an authority's sheets, from its register and its documents."""
    return Margins(_contacts(policy, authority), _document(policy))


def page_rules(words: Margins) -> str:
    """The margins as CSS, for sheets of A4 printed on both sides: the wider margin is inside."""
    return f"""\
@page {{
  size: A4;
  margin: 27mm 14mm 22mm 22mm;
  @top-left {{
    content: {css_text(words.contacts)};
    width: 100%;
    margin-bottom: 5mm;
    padding-bottom: 1.5mm;
    border-bottom: .6pt solid #98101d;
    font: 700 8pt/1.3 "Liberation Sans", Arial, sans-serif;
    text-align: left;
    vertical-align: bottom;
  }}
  @bottom-left {{
    content: {css_text(words.document)};
    width: 82%;
    font: 7.5pt/1.3 "Liberation Sans", Arial, sans-serif;
    text-align: left;
    vertical-align: top;
  }}
  @bottom-right {{
    content: "Page " counter(page) " of " counter(pages);
    font: 8pt/1.3 "Liberation Sans", Arial, sans-serif;
    vertical-align: top;
  }}
}}

@page :left {{
  margin-right: 22mm;
  margin-left: 14mm;
}}
"""


def print_sheet(policy: AuthorityPolicy, authority: Authority, common: str) -> Asset:
    """The stylesheet for printing an authority's pages: the `common` one, and the margins.

    One file, so that no page asks for one more than it did.
    """
    content = f"{common}\n{page_rules(margins(policy, authority))}".encode()
    return hashed(f"assets/print/{policy.id}.css", content)


def css_text(text: str) -> str:
    """Text as a CSS string (CSS Syntax, 4.3.5): nothing in it ends the string or means anything."""
    escaped = "".join(
        f"\\{ord(sign):x} " if sign in '"\\<' or ord(sign) < 32 else sign for sign in text
    )
    return f'"{escaped}"'


def _contacts(policy: AuthorityPolicy, authority: Authority) -> str:
    """The urgent panel in one paragraph; an added 999 is told to be the handbook's own."""
    panel = policy.urgent.panel
    said = []
    if not parts.prints_emergency(authority, panel) and parts.EMERGENCY not in policy.urgent.lead:
        said.append(f"In danger at this moment: police {parts.EMERGENCY} (the handbook's own)")
    for key in panel:
        who = authority.contacts[key]
        numbers = " or ".join(phone.shown for phone in who.phones)
        hours = f" ({who.hours})" if who.hours else ""
        said.append(f"{who.name} {numbers}{hours}")
    if not panel:
        said.append("The document gives no number for a worry about harm")
    return f"{policy.urgent.lead} {'; '.join(said)}."


def _document(policy: AuthorityPolicy) -> str:
    """Each source document with its date as printed, and which version of the handbook it is."""
    facts = policy.authority
    made_from = "; ".join(
        f"{document.title} ({document.date or 'no date printed'})"
        for document in facts.documents.values()
    )
    return (
        f"Handbook of {facts.name}, version {facts.version} of {day_in_words(facts.dated)}; to be "
        f"looked at again by {day_in_words(facts.review_by)}. Made from: {made_from}."
    )
