"""`_headers`: the rules in the form that Netlify, Cloudflare and hosts like them read.

Both apply every rule whose pattern fits an address, and put the values of a header that two of
them name together with a comma: `no-cache, immutable` would mean nothing. So no two patterns
here that name the same header fit the same address. A pattern holds at most one `*`, which
stands for anything, slashes too. Cloudflare reads 100 rules of 2,000 characters a line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from build_tools.network.rules import HTTPS_ONLY, media_type, rule

HEADERS_FILE = "_headers"

_INTRODUCTION = """\
# Written by the build (build_tools/network/headers_file.py): change it there.
# No two rules that name the same header fit the same address.
"""


def headers_file(paths: Iterable[str], security: str) -> str:
    """The text of `_headers` for a site of the files `paths`, below the site's folder.

    `security` is the Content-Security-Policy of the site. It holds for a site at the top of its
    host, which is where these hosts put it.
    """
    files = sorted(paths)
    sent = {_address(path): rule(path).headers(security) for path in files}
    common = dict(set.intersection(*(set(headers.items()) for headers in sent.values())))
    differing = {
        address: {name: value for name, value in headers.items() if name not in common}
        for address, headers in sent.items()
    }
    types = {
        f"/*{PurePosixPath(path).suffix}": {"Content-Type": media_type(path)}
        for path in files
        if not path.endswith(".html") and PurePosixPath(path).suffix
    }
    rules = [
        ("/*", dict(sorted(common.items())) | HTTPS_ONLY),
        *_areas(differing),
        *sorted(types.items()),
    ]
    return "\n".join([_INTRODUCTION, *(_written(pattern, headers) for pattern, headers in rules)])


def _address(path: str) -> str:
    """How a page is asked for: a folder's index by the folder."""
    folder, _, name = path.rpartition("/")
    return f"/{folder}/".replace("//", "/") if name == "index.html" else f"/{path}"


def _areas(
    sent: Mapping[str, Mapping[str, str]],
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The fewest patterns for these addresses, each with its headers.

    Where all that begin alike are sent alike, one pattern stands for them; else they are parted
    by their next character. So a country of authorities takes no more rules than the alphabet.
    """
    headers = list(sent.values())
    start = _beginning(sent)
    if len(sent) == 1 and not start.endswith("/"):
        yield start, headers[0]
    elif all(each == headers[0] for each in headers) and start != "/":
        yield f"{start}*", headers[0]
    else:
        for next_ in sorted({address[len(start) : len(start) + 1] for address in sent}):
            if next_ == "":
                yield start, sent[start]
            else:
                begin = start + next_
                yield from _areas({each: sent[each] for each in sent if each.startswith(begin)})


def _beginning(addresses: Collection[str]) -> str:
    """What all begin with, to the character."""
    first, last = min(addresses), max(addresses)
    alike = next((at for at, one in enumerate(first) if not last.startswith(one, at)), len(first))
    return first[:alike]


def _written(pattern: str, headers: Mapping[str, str]) -> str:
    return "".join([f"{pattern}\n", *(f"  {name}: {value}\n" for name, value in headers.items())])
