"""Every authority survives the way through JSON."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.generated import authority_of, pathways
from tests.engine.nasty import dressed
from widgets.engine import codec
from widgets.engine.model import Pathway


@given(pathways(complete=False))
def test_there_and_back(pathway: Pathway) -> None:
    authority = authority_of(pathway)
    text = codec.dump(authority)
    assert codec.load(text) == authority
    assert codec.dump(codec.load(text)) == text


@given(st.text(min_size=1))
def test_any_text_is_carried_exactly(text: str) -> None:
    authority = dressed(text)
    assert codec.load(codec.dump(authority)) == authority


@given(st.text())
def test_any_text_is_json(text: str) -> None:
    json.loads(codec.dump(dressed(text)))
