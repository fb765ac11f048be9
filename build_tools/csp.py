"""The Content-Security-Policy of every page, written into the page itself.

The site is static and may be served by a host that sends no headers of its own, so the policy
travels in a `<meta>` element. `frame-ancestors` has no effect there (CSP Level 3, section 3.3)
and is left to the host's own header.
"""

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
_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)


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
    """Collects the text of inline scripts that run, and what the policy would block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.blocked: list[Blocked] = []
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        for name, value in attrs:
            self._check_attribute(line, tag, name, value or "")
        if tag == "style":
            self.blocked.append(Blocked(line, "a <style> element", "move it to a stylesheet file"))
        if tag == "script":
            given = dict(attrs)
            kind = (given.get("type") or "").split(";")[0].strip().lower()
            self._open = [] if "src" not in given and kind in _RUNS else None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._open is not None:
            self.scripts.append("".join(self._open))
            self._open = None

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


def script_hash(text: str) -> str:
    """The CSP source expression of one inline script: `'sha256-...'` (CSP Level 3, 6.7.3).

    `text` is what stands between the tags. Line ends are normalised first, as a browser does.
    """
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(normal.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy(hashes: list[str]) -> str:
    """The policy text for a page whose inline scripts have these hashes."""
    parts = []
    for name, sources in _DIRECTIVES:
        if name == "script-src":
            sources = " ".join([sources, *sorted(set(hashes))])
        parts.append(f"{name} {sources}")
    return "; ".join(parts)


def with_csp(html: str) -> str:
    """The page with its Content-Security-Policy as the first thing after its charset.

    html: one whole HTML page.
    Raises CspError when the page holds inline styles, event handlers or `javascript:`
    addresses, and ValueError when it has no `<head>` to carry the policy.
    """
    scan = _Scan()
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
    content = policy([script_hash(text) for text in scan.scripts])
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    return f"{html[:place]}{meta}{html[place:]}"
