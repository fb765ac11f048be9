"""Read the engine's HTML strictly, so that tests look at elements rather than at strings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"input", "br", "hr", "img"}
_RAW = {"script", "style"}


@dataclass
class Element:
    """An element with its attributes, and what is inside in order."""

    name: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    def every(self, name: str = "", **attributes: str) -> Iterator[Element]:
        """Each element inside, in order, of that name and with these attributes.

        `class_` asks for one class among those given.
        """
        for part in self.inside:
            if isinstance(part, Element):
                if (not name or part.name == name) and part.has(**attributes):
                    yield part
                yield from part.every(name, **attributes)

    def one(self, name: str = "", **attributes: str) -> Element:
        """The only such element."""
        found = list(self.every(name, **attributes))
        assert len(found) == 1, f"{len(found)} elements {name} {attributes}"
        return found[0]

    def has(self, **attributes: str) -> bool:
        """Whether the attributes stand here."""
        for key, wanted in attributes.items():
            if key == "class_":
                if wanted not in (self.attributes.get("class") or "").split():
                    return False
            elif self.attributes.get(key.rstrip("_").replace("_", "-")) != wanted:
                return False
        return True

    @property
    def text(self) -> str:
        """All text inside, with runs of space as one."""
        return " ".join("".join(self._texts()).split())

    @property
    def raw_text(self) -> str:
        """All text inside, exactly."""
        return "".join(self._texts())

    def _texts(self) -> Iterator[str]:
        for part in self.inside:
            if isinstance(part, str):
                yield part
            else:
                yield from part._texts()


def outline(html: str, hollow: Collection[str] = ()) -> str:
    """A fragment as an indented list of its elements, for a whole screen to be read and held.

    Each line is an element with its classes and attributes, then its text where it is all there is
    inside; text beside elements, and one that begins or ends with a space, stands in quotes.
    What is inside of the elements that `hollow` names is left out.
    """
    return "".join(f"{line}\n" for part in parse(html).inside for line in _lines(part, hollow))


def _lines(part: Element | str, hollow: Collection[str]) -> Iterator[str]:
    if isinstance(part, str):
        yield f'"{part}"'
        return
    classes = "".join(f".{each}" for each in (part.attributes.get("class") or "").split())
    others = [
        f" {key}" if value is None else f" {key}={value}"
        for key, value in part.attributes.items()
        if key != "class"
    ]
    head = f"{part.name}{classes}{''.join(others)}"
    match () if part.name in hollow else part.inside:
        case [str(text)] if text == text.strip():
            yield f"{head}: {text}"
        case inside:
            yield head
            yield from (f"  {line}" for each in inside for line in _lines(each, hollow))


def parse(html: str) -> Element:
    """The elements of a fragment. Refuses what is not well formed, or not allowed by the policy.

    Raises AssertionError for unbalanced elements, attributes given twice, comments, inline
    styles, event handlers and scripts that would run.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"not closed: {[each.name for each in reader.open[1:]]}"
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute is given twice: {tag} {names}"
        for name in names:
            assert name != "style", f"inline style on {tag}"
            assert not name.startswith("on"), f"event handler {name} on {tag}"
        element = Element(tag, dict(attrs))
        for name in ("href", "src"):
            address = (element.attributes.get(name) or "").strip().lower()
            assert not address.startswith(("javascript:", "data:", "vbscript:")), address
        if tag == "script":
            assert element.attributes.get("type") == "application/json"
        assert tag not in {"style", "iframe", "object", "embed", "base", "link", "meta"}, tag
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert tag not in _VOID, f"</{tag}>"
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")
