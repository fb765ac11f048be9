"""The built site on a real nginx: types, packing, keeping and safety of every file."""

from __future__ import annotations

import json
import os
import re
import shutil
from functools import reduce
from operator import or_
from pathlib import Path

import pytest

from build_tools.bundle import sha256, short
from build_tools.csp import inline_of, policy
from build_tools.network.headers_file import HEADERS_FILE
from build_tools.network.rules import FOR_EVER, HTTPS_ONLY, media_type, rule
from tests.browser.network_reader import Asker, faults, files_of
from tests.browser.nginx import Serve
from tests.browser.pages import every_page, file_of, framed_pages
from tests.engine.markup import parse
from tests.headers_reader import read_headers, sent

pytestmark = pytest.mark.browser

SUB = "/handbook/"
WIDGET = re.compile("<pathway-widget.*?</pathway-widget>", re.DOTALL)


@pytest.fixture(scope="module")
def security(site_dir: Path) -> str:
    """The Content-Security-Policy of the real site."""
    pages = (file_of(site_dir, page) for page in (*every_page(site_dir), *framed_pages(site_dir)))
    inline = (inline_of(page.read_text(encoding="utf-8")) for page in pages)
    return policy(reduce(or_, inline))


# ---- every file


@pytest.mark.parametrize("prefix", ["/", SUB])
def test_every_file_comes_as_the_rules_say(
    serve: Serve, site_dir: Path, security: str, prefix: str
) -> None:
    served = serve(site_dir, prefix)
    assert faults(site_dir, served.origin, prefix, security) == []


@pytest.mark.parametrize(
    ("instead", "wanted"),
    [
        ({"brotli_static on;": ""}, "it comes as 'gzip', not 'br'"),
        ({"gzip_static on;": ""}, "it comes as '', not 'gzip'"),
        ({"gzip_vary on;": ""}, "nothing says that it comes packed"),
        ({"immutable": ""}, "Cache-Control is"),
        ({"application/wasm": "application/octet-stream"}, "Content-Type is"),
        ({"default_type": "etag off; default_type"}, "it has no ETag"),
        ({"add_header Referrer-Policy": "add_header X"}, "Referrer-Policy is None"),
    ],
)
def test_a_slip_in_the_configuration_is_seen(
    serve: Serve, site_dir: Path, security: str, instead: dict[str, str], wanted: str
) -> None:
    served = serve(site_dir, **instead)
    told = faults(site_dir, served.origin, "/", security)
    assert any(wanted in fault for fault in told)


def test_what_was_packed_from_another_file_is_seen(
    serve: Serve, site_dir: Path, security: str, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    shutil.copy(site_dir / "index.html", site)
    shutil.copy(site_dir / "404.html.br", site / "index.html.br")
    shutil.copy(site_dir.with_name(f"{site_dir.name}.nginx.conf"), tmp_path / "site.nginx.conf")
    told = faults(site, serve(site).origin, "/", security)
    assert any("its bytes are not those of the file" in fault for fault in told)


def test_headers_file_says_the_same_of_every_file(site_dir: Path, security: str) -> None:
    rules = read_headers((site_dir / HEADERS_FILE).read_text(encoding="utf-8"))
    for path in files_of(site_dir):
        wanted = rule(path).headers(security) | HTTPS_ONLY
        if not path.endswith(".html"):  # every host knows the type of a page
            wanted["Content-Type"] = media_type(path)
        assert sent(rules, f"/{path}".removesuffix("index.html")) == wanted


def test_what_is_kept_for_a_year_holds_the_hash_of_its_content(site_dir: Path) -> None:
    kept = [path for path in files_of(site_dir) if rule(path).cache == FOR_EVER]
    folders: dict[Path, dict[str, str]] = {}
    proved = 0
    for file in (site_dir / path for path in kept):
        if re.fullmatch("[a-z2-7]{12}", file.parent.name):
            folders.setdefault(file.parent, {})[file.name] = sha256(file.read_bytes())
        elif "assets/javascripts" not in file.as_posix():  # those are Material's
            assert f".{short(file.read_bytes())}." in file.name
            proved += 1
    for folder, facts in folders.items():
        assert folder.name == short(json.dumps(facts, sort_keys=True).encode())
    assert len(folders) >= 3
    assert proved >= 5


def test_all_that_python_needs_is_kept_for_a_year(site_dir: Path) -> None:
    pages = list(site_dir.glob("bradford/tools/*/index.html"))
    assert pages
    for page in pages:
        found = WIDGET.search(page.read_text(encoding="utf-8"))
        assert found
        needed = json.loads(parse(found[0]).one("script").raw_text)
        for url in (needed["worker"], *(each["url"] for each in needed["files"].values())):
            file = (page.parent / url).resolve()
            assert file.is_file()
            assert rule(file.relative_to(site_dir.resolve()).as_posix()).cache == FOR_EVER


# ---- what is asked for again, and what is not there


def test_a_page_is_asked_for_again_and_comes_only_when_it_has_changed(
    serve: Serve, site_dir: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    shutil.copy(site_dir / "about/index.html", site / "index.html")
    shutil.copy(site_dir.with_name(f"{site_dir.name}.nginx.conf"), tmp_path / "site.nginx.conf")
    with Asker(serve(site).origin) as ask:
        mark = ask("/").headers["etag"]
        assert ask("/", If_None_Match=mark).status == 304
        changed = (site / "index.html").read_bytes().replace(b"999", b"998")
        (site / "index.html").write_bytes(changed)
        # nginx goes by whole seconds; a build takes several.
        written = (site / "index.html").stat().st_mtime
        os.utime(site / "index.html", (written + 1, written + 1))
        again = ask("/", If_None_Match=mark)
        assert (again.status, again.body) == (200, changed)


@pytest.mark.parametrize("prefix", ["/", SUB])
def test_what_is_not_there_gets_the_page_that_says_so(
    serve: Serve, site_dir: Path, security: str, prefix: str
) -> None:
    with Asker(serve(site_dir, prefix).origin) as ask:
        # A file of an earlier build: kept for a year, the answer would outlive the next one.
        gone = "assets/tool/aaaaaaaaaaaa/worker.js"
        assert rule(gone).cache == FOR_EVER
        for path in ("nowhere", "bradford/nowhere/at/all/", gone):
            answer = ask(prefix + path)
            assert answer.status == 404
            assert answer.body == (site_dir / "404.html").read_bytes()
            for name, value in rule("404.html").headers(security).items():
                assert answer.headers[name.lower()] == value


@pytest.mark.parametrize("prefix", ["/", SUB])
def test_a_folder_without_its_slash_is_sent_on_within_the_host(
    serve: Serve, site_dir: Path, prefix: str
) -> None:
    with Asker(serve(site_dir, prefix).origin) as ask:
        answer = ask(f"{prefix}bradford", Host="council.example:8443")
        assert (answer.status, answer.headers["location"]) == (301, f"{prefix}bradford/")


def test_only_over_https_a_host_asks_for_https(serve: Serve, site_dir: Path) -> None:
    # A header of the request stands in for a certificate.
    with Asker(serve(site_dir, **{"$scheme": "$http_x_scheme"}).origin) as ask:
        (name, value), = HTTPS_ONLY.items()  # fmt: skip
        kept = next(path for path in files_of(site_dir) if rule(path).cache == FOR_EVER)
        for path in ("", kept, "nowhere"):
            assert ask(f"/{path}", X_Scheme="https").headers[name.lower()] == value
            assert name.lower() not in ask(f"/{path}", X_Scheme="http").headers
