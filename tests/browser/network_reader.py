"""Asks a server for every file of a site, in every packing, and tells what is not as it should."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import brotli

from build_tools.network.headers_file import HEADERS_FILE
from build_tools.network.rules import media_type, rule

PACKED = {".br": "br", ".gz": "gzip"}
ASKED = {"gzip, deflate, br": ("br", "gzip", ""), "gzip": ("gzip", ""), "identity": ("",)}
"""What a browser takes, and the packings in the order in which they are better."""


@dataclass(frozen=True)
class Answer:
    """What a server sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Asker:
    """One line to a server, which `with` closes; paths are those on the host."""

    def __init__(self, origin: str) -> None:
        self._line = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=10)

    def __call__(self, path: str, **headers: str) -> Answer:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        self._line.request("GET", path, headers={"Accept-Encoding": "identity", **given})
        reply = self._line.getresponse()
        body = reply.read()
        sent: dict[str, str] = {}
        for name, value in reply.getheaders():
            assert name.lower() not in sent, f"{path} comes with {name} twice"
            sent[name.lower()] = value
        return Answer(reply.status, sent, body)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()


def files_of(site: Path) -> list[str]:
    """The files of a site that readers ask for, by their paths below its folder."""
    return [
        path.relative_to(site).as_posix()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.suffix not in PACKED and path.name != HEADERS_FILE
    ]


def faults(site: Path, origin: str, prefix: str, security: str) -> list[str]:
    """Everything about the files of `site` that does not come as the rules say.

    `security` is the Content-Security-Policy of the site.
    """
    with Asker(origin) as ask:
        return [
            f"{path}, asked with {takes}: {fault}"
            for path in files_of(site)
            for takes, packings in ASKED.items()
            for fault in _faults(
                site / path,
                ask(f"{prefix}{path.removesuffix('index.html')}", Accept_Encoding=takes),
                packings,
                {"Content-Type": media_type(path), **rule(path).headers(security)},
            )
        ]


def _faults(
    file: Path, answer: Answer, packings: tuple[str, ...], wanted: Mapping[str, str]
) -> Iterator[str]:
    if answer.status != 200:
        yield f"its status is {answer.status}"
        return
    for name, value in wanted.items():
        if answer.headers.get(name.lower()) != value:
            yield f"{name} is {answer.headers.get(name.lower())!r}, not {value!r}"
    best = next(name for name in packings if name == "" or _beside(file, name))
    came = answer.headers.get("content-encoding", "")
    if came != best:
        yield f"it comes as {came!r}, not {best!r}"
    elif _unpacked(answer.body, best) != file.read_bytes():
        yield "its bytes are not those of the file"
    if _beside(file, "br") and answer.headers.get("vary") != "Accept-Encoding":
        yield "nothing says that it comes packed in several ways"
    if "etag" not in answer.headers:
        yield "it has no ETag to ask again with"


def _beside(file: Path, packing: str) -> bool:
    ending = next(ending for ending, name in PACKED.items() if name == packing)
    return file.with_name(file.name + ending).is_file()


def _unpacked(body: bytes, packing: str) -> bytes:
    if packing == "br":
        return bytes(brotli.decompress(body))
    return gzip.decompress(body) if packing == "gzip" else body
