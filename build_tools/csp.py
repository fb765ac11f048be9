"""The Content-Security-Policy of every page, written into the page itself.

The site is static and may be served by a host that sends no headers of its own, so the policy
travels in a `<meta>` element. `frame-ancestors` has no effect there (CSP Level 3, section 3.3)
and is left to the host's own header.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from html.parser import HTMLParser

# What a page may do. Everything not named falls to 'none'; 'wasm-unsafe-eval' lets WebAssembly
# compile (Pyodide needs it) without opening `eval` for JavaScript.
_DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("object-src", "'none'"),
)

# Values of `type` that make a script run or steer running ones; any other value is a data block
# (HTML Living Standard, 4.12.1), which the policy leaves alone.
_RUNS = {"", "module", "importmap", "speculationrules"} | {
    f"{family}/{name}"
    for family in ("text", "application")
    for name in ("javascript", "ecmascript", "x-javascript", "x-ecmascript")
}

_ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data"}
_STRIPPED = "".join(map(chr, range(33)))
_CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inline:
    """The hashes of scripts that run and of stylesheets that stand in a page itself."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()

    def __or__(self, other: Inline) -> Inline:
        """What two pages hold together."""
        return Inline(self.scripts | other.scripts, self.styles | other.styles)


@dataclass(frozen=True)
class Blocked:
    """One thing on a page that the policy would stop without a word in the browser."""

    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what} ({self.mend})"


class CspError(ValueError):
    """A page holds styles or handlers that no hash can allow; `findings` lists them all."""

    def __init__(self, findings: list[Blocked]) -> None:
        self.findings = findings
        lines = "\n".join(f"  {finding}" for finding in findings)
        super().__init__(f"the Content-Security-Policy would block parts of this page:\n{lines}")


class _Scan(HTMLParser):
    """Collects the text of inline scripts that run, and what the policy would block.

    `style` is the one stylesheet that may stand in the page itself.
    """

    def __init__(self, style: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.styled = False
        self.blocked: list[Blocked] = []
        # No style at all is never the one that may stand there, nor is an empty element.
        self._style = style or None
        self._line = 0
        self._in_style = False
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        for name, value in attrs:
            self._check_attribute(line, tag, name, value or "")
        if tag == "style":
            self._line, self._open, self._in_style = line, [], True
        if tag == "script":
            given = dict(attrs)
            kind = (given.get("type") or "").split(";")[0].strip().lower()
            self._open = [] if "src" not in given and kind in _RUNS else None
            self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open is None or tag not in ("script", "style"):
            return
        text, self._open = "".join(self._open), None
        if tag == "script":
            self.scripts.append(text)
        elif text == self._style:
            self.styled = True
        else:
            self._block_style()

    def close(self) -> None:
        """End the page; a style that is still open is one to a browser too."""
        super().close()
        if self._open is not None and self._in_style:
            self._block_style()

    def _block_style(self) -> None:
        what, mend = "a <style> element", "move it to a stylesheet file"
        self.blocked.append(Blocked(self._line, what, mend))

    def _check_attribute(self, line: int, tag: str, name: str, value: str) -> None:
        if name == "style":
            what, mend = f'style="{value}" on <{tag}>', "use a class and a rule in a stylesheet"
        elif name.startswith("on"):
            what, mend = f"{name}=... on <{tag}>", "add the listener in a script file"
        elif name in _ADDRESSES and _is_script_address(value):
            what, mend = f"a javascript: address on <{tag}>", "use a <button> and a script file"
        else:
            return
        self.blocked.append(Blocked(line, what, mend))


def _is_script_address(value: str) -> bool:
    """Whether a browser would read the attribute value as a `javascript:` address."""
    # The URL standard drops tabs and line ends anywhere and leading controls and spaces.
    plain = re.sub(r"[\t\n\r]", "", value).lstrip(_STRIPPED)
    return plain.lower().startswith("javascript:")


def source_hash(text: str) -> str:
    """The CSP source of one inline script or stylesheet: `'sha256-...'` (CSP Level 3, 6.7.3).

    `text` is what stands between the tags. Line ends are normalised first, as a browser does.
    """
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(normal.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy(inline: Inline) -> str:
    """The policy text for pages that hold this: it lets them run and look as they were made."""
    hashes = {"script-src": inline.scripts, "style-src": inline.styles}
    return "; ".join(
        " ".join([name, sources, *sorted(hashes.get(name, ()))]) for name, sources in _DIRECTIVES
    )


def inline_of(page: str) -> Inline:
    """What the policy in a finished page says that it holds."""
    found: dict[str, set[str]] = {}
    for meta in _META.findall(page):
        for directive in meta.split("; "):
            name, *sources = directive.split(" ")
            hashes = {each for each in sources if each.startswith("'sha256-")}
            found.setdefault(name, set()).update(hashes)
    return Inline(frozenset(found.get("script-src", ())), frozenset(found.get("style-src", ())))


def with_csp(html: str, style: str = "") -> str:
    """The page with its Content-Security-Policy as the first thing after its charset.

    html: one whole HTML page. style: the text of the one stylesheet that may stand in it.
    Raises CspError when the page holds other inline styles, event handlers or `javascript:`
    addresses, and ValueError when it has no `<head>` to carry the policy.
    """
    scan = _Scan(style)
    scan.feed(html)
    scan.close()
    if scan.blocked:
        raise CspError(scan.blocked)
    head = _HEAD.search(html)
    if head is None:
        raise ValueError("the page has no <head>, so it cannot carry a Content-Security-Policy")
    charset = _CHARSET.search(html, head.end())
    place = charset.end() if charset else head.end()
    # Only fixed words and base64 stand in the policy, so nothing in it needs escaping.
    inline = Inline(
        frozenset(map(source_hash, scan.scripts)),
        frozenset([source_hash(style)] if scan.styled else []),
    )
    content = policy(inline)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    return f"{html[:place]}{meta}{html[place:]}"
