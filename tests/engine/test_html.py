"""Safe HTML: text is always escaped, only `Html` is not."""

from __future__ import annotations

import pytest

from tests.engine.markup import parse
from widgets.engine.html import Html, join, tag


def test_text_is_escaped() -> None:
    assert tag("p", "a < b & c > d") == "<p>a &lt; b &amp; c &gt; d</p>"


def test_quotes_in_text_stay_readable() -> None:
    assert tag("p", '“it\'s” "so"') == '<p>“it\'s” "so"</p>'


def test_attributes_are_escaped_with_their_quotes() -> None:
    made = tag("a", "x", href="?a=1&b=2\"'<>")
    assert made == '<a href="?a=1&amp;b=2&quot;&#x27;&lt;&gt;">x</a>'
    assert parse(made).one("a").attributes == {"href": "?a=1&b=2\"'<>"}


def test_markup_is_not_escaped_again() -> None:
    assert tag("p", tag("b", "&")) == "<p><b>&amp;</b></p>"


def test_markup_put_together_as_text_is_escaped() -> None:
    assert tag("p", "see " + tag("b", "x")) == "<p>see &lt;b&gt;x&lt;/b&gt;</p>"


def test_none_is_left_out_and_lists_are_flattened() -> None:
    assert tag("ul", None, [tag("li", "1"), None], [tag("li", "2")], "") == (
        "<ul><li>1</li><li>2</li></ul>"
    )


def test_attribute_names_and_flags() -> None:
    made = tag(
        "input", class_="a b", data_step="s", for_=None, checked=True, disabled=False, value=""
    )
    assert made == '<input class="a b" data-step="s" checked value="">'


@pytest.mark.parametrize("name", ["input", "br", "hr", "img"])
def test_void_elements_have_no_end(name: str) -> None:
    assert tag(name) == f"<{name}>"


def test_join() -> None:
    assert join(["<", tag("i", "x"), None, ["&", None]]) == "&lt;<i>x</i>&amp;"
    assert isinstance(join([]), Html)


def test_template_engines_leave_it_alone() -> None:
    assert tag("p", "&").__html__() == "<p>&amp;</p>"
    assert isinstance(tag("p"), Html)
