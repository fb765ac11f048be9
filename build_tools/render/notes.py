"""What stands at the foot of a page: the clauses it cites and the terms it uses.

Both are found in the finished HTML, so that no page can cite a clause it does not show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.model.clauses import Clause
from build_tools.model.content import Term
from build_tools.model.policy import AuthorityPolicy
from build_tools.summary import ClauseFacts, Summary
from widgets.engine.html import Html, join, tag
from widgets.engine.links import Links
from widgets.engine.render.parts import clause_number

_CITED = re.compile(r'href="#clause-([a-z0-9-]+)"')
_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-z][a-z0-9-]*)")
_NO_LINKS_IN = frozenset({
    "a", "button", "template", "form", "script", "summary", "h1", "h2", "h3", "h4", "h5", "h6",
    "label", "legend", "dt", "svg", "pathway-widget",
})  # fmt: skip


def clause_notes(policy: AuthorityPolicy, body: str, links: Links | None) -> Html | None:
    """The clauses that `body` cites, in order, each with what it says.

    Without `links` none leads to the page of sources, which holds those of the present version.
    """
    cited = sorted(set(_CITED.findall(body)))
    return (
        tag(
            "ul",
            [_note(policy.clauses.clauses[key], key, links) for key in cited],
            class_="hb-notes",
        )
        if cited
        else None
    )


def clause_notes_of_all(authorities: Mapping[str, Summary], body: str, root: str) -> Html | None:
    """The same for a page of several authorities, folded; `root` leads to the top of the site.

    Browsers unfold it for a link to a clause and a search within the page; on paper it is whole.
    """
    parts: list[Html] = []
    number = 0
    found = sorted(set(_CITED.findall(body)))
    for name, authority in authorities.items():
        cited = [key for key in found if key in authority.clauses]
        if cited:
            rows = [_note(authority.clauses[key], key, Links(root, name)) for key in cited]
            parts += [tag("h3", authority.name), tag("ul", rows, class_="hb-notes")]
            number += len(cited)
    return tag("details", tag("summary", _counted(number)), *parts) if parts else None


def _counted(number: int) -> str:
    return "The clause, with its place" if number == 1 else f"All {number} clauses, by authority"


def section(title: str, anchor: str, content: Html | None) -> str:
    """A section for the foot of a page, or "" without content."""
    if content is None:
        return ""
    return f"\n\n## {title} {{: #page-{anchor} }}\n\n<div>{content}</div>\n"


def _note(clause: Clause | ClauseFacts, key: str, links: Links | None) -> Html:
    name = f"Clause {clause_number(key)}"
    return tag(
        "li",
        tag("a", name, href=f"{links.page('sources')}#{key}") if links is not None else name,
        f" ({clause.section}): {clause.says}",
        tag("span", f" Note: {clause.note}", class_="hb-note") if clause.note else None,
        id=f"clause-{key}",
        tabindex="-1",
    )


@dataclass(frozen=True, slots=True)
class TermFinder:
    """Finds the terms of one authority in text, longest form first."""

    terms: Mapping[str, Term]
    pattern: re.Pattern[str]
    by_form: Mapping[str, str]

    @classmethod
    def of(cls, terms: Mapping[str, Term]) -> TermFinder:
        """Prepare the search for these terms."""
        by_form: dict[str, str] = {}
        for key, term in terms.items():
            for form in (term.term, *term.also):
                by_form.setdefault(_plain(form), str(key))
        forms = sorted(by_form, key=len, reverse=True)
        # Abbreviations must keep their capitals; other terms may start a sentence.
        parts = [
            re.escape(form)
            if form.isupper()
            else f"[{form[0].upper()}{form[0].lower()}]{re.escape(form[1:])}"
            for form in forms
        ]
        pattern = re.compile(rf"(?<![\w/.@-])({'|'.join(parts) or '(?!)'})(?![\w@-])")
        return cls(terms, pattern, by_form)

    def term_of(self, form: str) -> str:
        """The id of the term that a found form belongs to."""
        plain = _plain(form)
        if plain in self.by_form:
            return self.by_form[plain]
        lowered = {known.lower(): key for known, key in self.by_form.items()}
        return lowered[plain.lower()]

    def link(self, body: str, links: Links, skip: str = "") -> tuple[str, tuple[str, ...]]:
        """Link the first use of each term in running text to the glossary.

        Headings, links, forms and the widget are left as they are; `skip` is a term not
        linked, on its own page. Returns the body and the ids of the terms it uses anywhere
        in running text, in the order of first use.
        """
        used: dict[str, None] = {}
        out: list[str] = []
        closed: list[str] = []
        for line in body.split("\n"):
            if line.startswith("#"):
                out.append(line)
                continue
            pieces = []
            for piece in _TAG.split(line):
                if piece.startswith("<"):
                    self._nest(piece, closed)
                    pieces.append(piece)
                elif closed:
                    pieces.append(piece)
                else:
                    pieces.append(self._linked(piece, links, used, skip))
            out.append("".join(pieces))
        return "\n".join(out), tuple(used)

    def used_in(self, texts: Iterator[str]) -> tuple[str, ...]:
        """The ids of the terms that plain texts use, in the order of first use."""
        found: dict[str, None] = {}
        for text in texts:
            for match in self.pattern.finditer(text):
                found[self.term_of(match[1])] = None
        return tuple(found)

    def _linked(self, text: str, links: Links, used: dict[str, None], skip: str) -> str:
        def one(match: re.Match[str]) -> str:
            key = self.term_of(match[1])
            if key in used or key == skip:
                return match[0]
            used[key] = None
            return str(
                tag("a", Html(match[1]), class_="hb-term", href=f"{links.page('glossary')}#{key}")
            )

        return self.pattern.sub(one, text)

    @staticmethod
    def _nest(piece: str, closed: list[str]) -> None:
        found = _NAME.match(piece)
        if found is None or found[1] not in _NO_LINKS_IN:
            return
        if piece.startswith("</"):
            if closed and closed[-1] == found[1]:
                closed.pop()
        else:
            closed.append(found[1])


def term_notes(finder: TermFinder, used: tuple[str, ...], links: Links) -> Html | None:
    """The terms a page uses, each with its meaning in one sentence."""
    if not used:
        return None
    rows = [
        join([
            tag("dt", tag("a", finder.terms[key].term, href=f"{links.page('glossary')}#{key}")),
            tag("dd", finder.terms[key].brief),
        ])
        for key in used
    ]  # fmt: skip
    return tag("dl", rows, class_="hb-words")


def _plain(form: str) -> str:
    return form.strip(" \"“”'‘’")
