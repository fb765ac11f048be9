"""What hosts are told to send: which names are kept for a year, the policy, and `_headers`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.network import rules
from build_tools.network.headers_file import headers_file
from build_tools.network.rules import HTTPS_ONLY, Rule, media_type, rule
from tests.headers_reader import MOST_RULES, read_headers, sent

POLICY = "default-src 'none'"
FILES = [
    "404.html",
    "about/index.html",
    "assets/engine/5t6tnxprjx3s/engine.whl",
    "assets/frame.js",
    "assets/handbook.xfon7kjdsn3r.css",
    "assets/policy/bradford.upcvnyzqwheu.json",
    "bradford/index.html",
    "bradford/tools/consent/index.html",
    "editors/index.html",
    "embed/bradford/tools/consent/index.html",
    "index.html",
    "search/search_index.json",
]


@pytest.mark.parametrize(
    "path",
    [
        "assets/engine/5t6tnxprjx3s/handbook_engine-0.1.0-py3-none-any.whl",
        "assets/pyodide/ahgyzkifo3ej/pyodide.asm.wasm",
        "assets/tool/hzta2jdqigrf/worker.js",
        "assets/policy/all.z7lma5ctt6rp.json",
        "assets/handbook.xfon7kjdsn3r.css",
        "assets/javascripts/bundle.a5f9d56c.min.js",
        "assets/javascripts/workers/search.a7633da7.min.js.map",
    ],
)
def test_a_name_with_a_hash_is_kept_for_a_year(path: str) -> None:
    assert rule(path).headers(POLICY)["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "404.html",
        "bradford/contacts/index.html",
        "search/search_index.json",
        "sitemap.xml",
        "sw.js",
        "offline.json",
        "assets/frame.js",
        "assets/javascripts/lunr/min/lunr.ja.min.js",
        # Twelve small letters are not always a hash, nor are eight digits.
        "assets/bedfordshire/index.html",
        "assets/search/bedfordshire/search_index.json",
        "bedfordshire/assets.html",
        "assets/figures/minutes.20261128.pdf",
    ],
)
def test_everything_else_is_asked_for_again(path: str) -> None:
    assert rule(path).headers(POLICY)["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["embed/luton/tools/pre-caf/index.html", "embed/x/"])
def test_a_page_for_frames_may_be_framed_by_anyone(path: str) -> None:
    headers = rule(path).headers(POLICY)
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors *"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    usual = rule("index.html").headers(POLICY)
    assert {name for name in usual if usual[name] != headers[name]} == {
        "Content-Security-Policy", "Cross-Origin-Resource-Policy",
    }  # fmt: skip


def test_no_page_may_be_framed_sniffed_or_told_of() -> None:
    headers = rule("index.html").headers(POLICY)
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert HTTPS_ONLY == {"Strict-Transport-Security": "max-age=31536000"}


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("bradford/index.html", "text/html; charset=utf-8"),
        ("assets/pyodide/ahgyzkifo3ej/pyodide.mjs", "text/javascript; charset=utf-8"),
        ("assets/pyodide/ahgyzkifo3ej/pyodide.asm.wasm", "application/wasm"),
        ("assets/engine/5t6tnxprjx3s/engine.whl", "application/zip"),
        ("assets/pyodide/ahgyzkifo3ej/python_stdlib.zip", "application/zip"),
        ("assets/snapshot.bin", "application/octet-stream"),
        ("assets/what.is.this", "application/octet-stream"),
    ],
)
def test_a_type_goes_by_the_ending(path: str, wanted: str) -> None:
    assert media_type(path) == wanted


# ---- _headers


def wanted(path: str) -> dict[str, str]:
    """What `_headers` must say of a file."""
    of_all = rule(path).headers(POLICY) | HTTPS_ONLY
    return of_all if path.endswith(".html") else {**of_all, "Content-Type": media_type(path)}


def address(path: str) -> str:
    """How a reader asks for a file."""
    return f"/{path}".removesuffix("index.html")


def test_headers_file_says_of_each_file_what_the_rules_say() -> None:
    read = read_headers(headers_file(FILES, POLICY))
    for path in FILES:
        assert sent(read, address(path)) == wanted(path)


SEGMENT = st.sampled_from(["a", "as", "assets", "assets2", "b", "bedfordshire", "policy", "tool"])
NAME = st.sampled_from([
    "index.html", "x.js", "x.hzta2jdqigrf.js", "x.hzta2jdqigrf.css", "y.json", "404.html",
])  # fmt: skip
PATHS = st.sets(
    st.builds(lambda inside, name: "/".join([*inside, name]), st.lists(SEGMENT, max_size=3), NAME),
    max_size=30,
)


@given(PATHS)
def test_headers_file_says_so_of_any_files_whatever(paths: set[str]) -> None:
    # A site has both kinds of file.
    files = sorted(paths | {"index.html", "assets/handbook.xfon7kjdsn3r.css"})
    read = read_headers(headers_file(files, POLICY))
    for path in files:
        assert sent(read, address(path)) == wanted(path)


def test_a_country_of_authorities_takes_few_rules() -> None:
    names = [f"{start}{end}shire" for start in "abcdefghijklmnopqrstuvwxyz" for end in "aeiouwy"]
    country = [f"{name}/{page}index.html" for name in names for page in ("", "contacts/")]
    read = read_headers(headers_file([*FILES, *country], POLICY))
    # Two for each letter of the alphabet, where an authority begins with each.
    assert len(read) < MOST_RULES * 0.6
    assert all(sent(read, address(path)) == wanted(path) for path in country)


def test_a_folder_may_have_a_policy_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    framed = Rule("/embed/", "no-cache", framed_by="https://learn.example")
    monkeypatch.setattr(rules, "RULES", (framed, *rules.RULES))
    files = [*FILES, "embed/consent/index.html", "editors/index.html"]
    read = read_headers(headers_file(files, POLICY))
    for path in files:
        found = sent(read, address(path))
        assert found == wanted(path)
        inside = path.startswith("embed/")
        assert ("https://learn.example" in found["Content-Security-Policy"]) is inside


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/*\n  A: b\n/x\n  A: c\n", {"A": "b, c"}),
        ("/x*\n  A: b\n/y*\n  A: c\n", {"A": "b"}),
        ("/X\n  A: b\n", "two ways"),
        ("/x/*/y/*\n  A: b\n", "no pattern"),
        ("/:place\n  A: b\n", "no pattern"),
        ("x\n  A: b\n", "no pattern"),
        ("/x\n  A\n", "no header"),
        ("  A: b\n", "no header"),
        (f"/x\n  A: {'b' * 2_000}\n", "too long"),
        ("".join(f"/{number}\n  A: b\n" for number in range(101)), "too many"),
    ],
)
def test_the_reader_of_headers_sees_what_a_host_would(
    text: str, told: str | dict[str, str]
) -> None:
    if isinstance(told, str):
        with pytest.raises(ValueError, match=told):
            sent(read_headers(text), "/x")
    else:
        assert sent(read_headers(text), "/x") == told
