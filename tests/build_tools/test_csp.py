"""The Content-Security-Policy that every page carries."""

import re

import pytest

from build_tools.csp import CspError, Inline, inline_of, policy, source_hash, with_csp

# The worked example of CSP Level 2, section 4.2.4: the hash of this exact script.
EXAMPLE = "alert('Hello, world.');"
EXAMPLE_HASH = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def page(body: str = "", head: str = '<meta charset="utf-8">') -> str:
    return f"<!doctype html><html><head>{head}<title>T</title></head><body>{body}</body></html>"


def directives(html: str) -> dict[str, list[str]]:
    """The policy found in a page, as directive -> sources."""
    found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert len(found) == 1
    return sources_of(found[0])


def sources_of(text: str) -> dict[str, list[str]]:
    """The text of a policy, as directive -> sources."""
    parts = [part.strip().split() for part in text.split(";")]
    return {name: sources for name, *sources in parts}


def test_source_hash_agrees_with_the_standard() -> None:
    assert source_hash(EXAMPLE) == EXAMPLE_HASH


def test_line_ends_are_hashed_as_a_browser_reads_them() -> None:
    assert source_hash("a\r\nb\rc") == source_hash("a\nb\nc")


def test_policy_comes_straight_after_the_charset_and_leaves_the_rest_alone() -> None:
    before = page("<p>Text</p>")
    after = with_csp(before)
    meta = re.search(r'<meta http-equiv="[^>]*>', after)
    assert meta is not None
    assert after[: meta.start()].endswith('<meta charset="utf-8">')
    assert after.replace(meta.group(), "") == before


def test_policy_comes_first_in_a_head_without_a_charset() -> None:
    assert with_csp(page(head="")).startswith("<!doctype html><html><head><meta http-equiv=")


def test_nothing_is_allowed_that_is_not_named() -> None:
    found = directives(with_csp(page()))
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == ["'self'", "'wasm-unsafe-eval'"]
    assert found["style-src"] == ["'self'"]
    assert found["connect-src"] == ["'self'"]
    assert found["worker-src"] == ["'self'"]
    assert found["form-action"] == ["'none'"]
    assert found["base-uri"] == ["'none'"]
    assert found["object-src"] == ["'none'"]
    # It has no effect in a <meta> element, and a browser complains of it in the console.
    assert "frame-ancestors" not in found


@pytest.mark.parametrize(
    "attributes",
    ["", ' type="module"', ' type="text/javascript"', ' type="Text/JavaScript; charset=utf-8"',
     ' type="importmap"', ' type=""', " async"],
)  # fmt: skip
def test_inline_scripts_that_run_are_hashed(attributes: str) -> None:
    found = directives(with_csp(page(f"<script{attributes}>{EXAMPLE}</script>")))
    assert EXAMPLE_HASH in found["script-src"]


@pytest.mark.parametrize(
    "script",
    ['<script type="application/json">{"a": 1}</script>',
     '<script type="application/ld+json">{}</script>',
     '<script type="text/x-template">x</script>',
     '<script src="a.js"></script>',
     "<!-- <script>alert(1)</script> -->"],
)  # fmt: skip
def test_data_blocks_files_and_comments_are_not_hashed(script: str) -> None:
    assert "sha256" not in with_csp(page(script))


def test_the_text_is_hashed_as_written_markup_and_entities_included() -> None:
    text = "\n if (a < b && c > d) x = '&amp;<b>';\n"
    found = directives(with_csp(page(f"<script>{text}</script>")))
    assert source_hash(text) in found["script-src"]


def test_every_script_is_listed_once_and_in_a_steady_order() -> None:
    one, two = "<script>b()</script>", "<script>a()</script>"
    first = directives(with_csp(page(one + two + one)))["script-src"]
    second = directives(with_csp(page(two + one)))["script-src"]
    assert first == second
    assert len([source for source in first if source.startswith("'sha256-")]) == 2


def test_the_one_style_that_may_stand_in_the_page_is_hashed() -> None:
    text = "p > a{color:red}"
    found = directives(with_csp(page(f"<style>{text}</style>"), text))
    assert found["style-src"] == ["'self'", source_hash(text)]
    assert not any("sha256" in source for source in found["script-src"])
    # A page without it is not given leave for it.
    assert "sha256" not in with_csp(page(""), text)


def test_no_other_style_may_stand_beside_it() -> None:
    with pytest.raises(CspError) as caught:
        with_csp(page("<style>p{}</style>\n<style>a{}</style>"), "p{}")
    assert [each.what for each in caught.value.findings] == ["a <style> element"]


def test_what_pages_hold_is_read_back_from_their_policies() -> None:
    one = with_csp(page("<script>a()</script><style>p{}</style>"), "p{}")
    two = with_csp(page("<script>b()</script>"))
    both = inline_of(one) | inline_of(two)
    assert both.scripts == {source_hash("a()"), source_hash("b()")}
    assert both.styles == {source_hash("p{}")}
    assert inline_of(page(source_hash("c()"))) == Inline()
    of_all = sources_of(policy(both))
    assert of_all["script-src"][2:] == sorted(both.scripts)
    assert of_all["style-src"][1:] == sorted(both.styles)


@pytest.mark.parametrize(
    ("body", "what"),
    [('<p style="color: red">', 'style="color: red" on <p>'),
     ("<style>p {}</style>", "a <style> element"),
     ("<style></style>", "a <style> element"),
     ("<style>p {}", "a <style> element"),
     ('<svg><rect style="fill: red"/></svg>', "on <rect>"),
     ('<button onclick="go()">', "onclick=... on <button>"),
     ('<a href="javascript:go()">', "a javascript: address on <a>"),
     ('<a href=" java\tscript:go()">', "a javascript: address on <a>"),
     ('<form action="JavaScript:go()">', "a javascript: address on <form>")],
)  # fmt: skip
def test_what_the_policy_would_block_is_named_with_its_line(body: str, what: str) -> None:
    with pytest.raises(CspError) as caught:
        with_csp(page(f"\n\n{body}"))
    assert len(caught.value.findings) == 1
    assert caught.value.findings[0].line == 3
    assert what in str(caught.value)
    assert caught.value.findings[0].mend in str(caught.value)


def test_all_that_would_be_blocked_is_reported_together() -> None:
    with pytest.raises(CspError) as caught:
        with_csp(page('<p style="a"></p><p onload="b"></p>'))
    assert len(caught.value.findings) == 2


def test_words_that_only_look_like_a_handler_or_an_address_pass() -> None:
    body = '<p data-style="x" title="javascript: a language">one="two" onclick=3</p>'
    assert with_csp(page(body)).endswith(f"{body}</body></html>")


def test_a_page_without_a_head_is_refused() -> None:
    with pytest.raises(ValueError, match="no <head>"):
        with_csp("<p>Only a fragment</p>")
