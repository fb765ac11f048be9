"""Chromium, which prints the document: found on this machine, run once for each PDF.

Chromium alone writes margins, tags and bookmarks; nothing has to be installed for Python.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Under which names it may be on the PATH, as in the Makefile."""

LEAST = 131
"""The first version with margin boxes."""

_SECONDS = 600
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}[+-]\d\d'\d\d'\)")
_ID = re.compile(rb"\(node\d{8}\)")
# A string of a PDF in brackets (ISO 32000-1, 7.3.4.2), whose second half is as the first.
_TWICE = re.compile(rb"/Title \(((?:[^()\\]|\\.)+)\1\)", re.DOTALL)


class PrinterError(Exception):
    """Chromium is missing, too old, or printed nothing; the text says which and what to do."""


def found() -> str:
    """The path of this machine's Chromium. Raises PrinterError where there is none."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise PrinterError(
        "Chromium or Google Chrome is needed on the PATH, and neither was found "
        "(on Debian and Ubuntu: apt-get install chromium fonts-liberation)"
    )


@cache
def version() -> str:
    """The version of the Chromium on this machine, as '156.0.8078.108'.

    Raises PrinterError where there is none, or only one that is too old.
    """
    told = _run(found(), ["--version"]).stdout
    number = re.search(r"\d+(?:\.\d+)+", told)
    if number is None:
        raise PrinterError(f"Chromium did not tell its version, but: {told.strip() or 'nothing'}")
    if int(number[0].split(".")[0]) < LEAST:
        raise PrinterError(
            f"Chromium {number[0]} is too old to print page numbers and contacts on each page: "
            f"install version {LEAST} or newer"
        )
    return number[0]


def print_pdf(html: str, dated: date) -> bytes:
    """Print a document that stands alone as a tagged PDF with bookmarks.

    `dated` is told as the day the PDF was made, in place of the present moment, so that the same
    document gives the same bytes. Raises PrinterError.
    """
    with tempfile.TemporaryDirectory(prefix="handbook-pdf-") as folder:
        page, target = Path(folder) / "handbook.html", Path(folder) / "handbook.pdf"
        page.write_text(html, encoding="utf-8")
        done = _run(
            found(),
            [*_FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}",
             page.as_uri()],
        )  # fmt: skip
        if not target.is_file():
            said = (done.stderr.strip() or "nothing").splitlines()[-1]
            raise PrinterError(f"Chromium printed no PDF; the last it said was: {said}")
        return with_date(with_own_ids(with_titles_once(target.read_bytes())), dated)


def with_date(pdf: bytes, dated: date) -> bytes:
    """Put midnight of `dated` in place of the moments a PDF tells.

    No byte moves, as each is as long; the machine's time zone is not told either.
    """
    moment = f"D:{dated:%Y%m%d}000000+00'00'".encode()
    return _DATE.sub(lambda found: b"/" + found[1] + b" (" + moment + b")", pdf)


def with_titles_once(pdf: bytes) -> bytes:
    """Mend the bookmarks that Chromium names twice over, as 'ContactsContacts'.

    It does so (seen in 156) for some headings at the top of a sheet. No byte moves: spaces after a
    string mean nothing in a PDF.
    """
    return _TWICE.sub(lambda found: b"/Title (" + found[1] + b")" + b" " * len(found[1]), pdf)


def with_own_ids(pdf: bytes) -> bytes:
    """Number the ids of table headers from 1 on, in their order.

    Chromium's own count what it has made before, which is not the same each time. No byte moves.
    """
    own: dict[bytes, bytes] = {}
    return _ID.sub(lambda found: own.setdefault(found[0], b"(node%08d)" % (len(own) + 1)), pdf)


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF of Chromium's has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def _run(program: str, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    # Chromium's sandbox does not start for root, as in most containers. The document is our own and
    # holds no script.
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    try:
        return subprocess.run(
            [program, *sandbox, *arguments],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise PrinterError(f"Chromium did not end within {_SECONDS} seconds") from error
    except OSError as error:
        raise PrinterError(f"{program} does not start: {error.strerror}") from error
