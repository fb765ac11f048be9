"""Reads a `_headers` file by the rules that its hosts document, and says what an address gets.

Netlify: docs.netlify.com/manage/routing/headers. Cloudflare:
developers.cloudflare.com/pages/configuration/headers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MOST_RULES = 100
LONGEST_LINE = 2_000
"""Cloudflare's limits; Netlify names none."""

Rules = list[tuple[str, dict[str, str]]]


def read_headers(text: str) -> Rules:
    """Each pattern with its headers. Raises ValueError on what a host would not read."""
    rules: Rules = []
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            raise ValueError(f"line {number} is too long")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            if not line.startswith("/") or line.count("*") > 1 or ":" in line:
                raise ValueError(f"line {number} is no pattern: {line}")
            rules.append((line.strip(), {}))
            continue
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not (colon and value and rules) or not re.fullmatch(r"[A-Za-z-]+", name):
            raise ValueError(f"line {number} is no header: {line}")
        rules[-1][1][name] = value
    if len(rules) > MOST_RULES:
        raise ValueError(f"{len(rules)} rules are too many")
    return rules


def sent(rules: Rules, address: str) -> Mapping[str, str]:
    """The headers for an address, values of several rules joined with a comma as hosts do."""
    found: dict[str, str] = {}
    for pattern, headers in rules:
        expression = ".*".join(re.escape(part) for part in pattern.split("*"))
        # Netlify takes an address with and without its last slash, and capitals for small letters.
        cloudflare = re.fullmatch(expression, address)
        netlify = re.fullmatch(f"{expression}/?", address, re.IGNORECASE)
        if bool(cloudflare) != bool(netlify):
            raise ValueError(f"the hosts read {pattern} in two ways for {address}")
        if cloudflare:
            for name, value in headers.items():
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found
