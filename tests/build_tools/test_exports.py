"""Practice questions for learning platforms say what the tools say, and other readers agree."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.check import check_all
from build_tools.check.stories import play
from build_tools.exports.gift import gift
from build_tools.exports.names import file_names
from build_tools.exports.package import check_questions, files
from build_tools.exports.qti import identifier, item
from build_tools.exports.questions import CAREFUL, RIGHT, Option, Question, questions
from build_tools.model.policy import AuthorityPolicy
from build_tools.register import register
from tests.build_tools.learning_readers import (
    GiftReader,
    ReadQuestion,
    plain,
    read_item,
    read_package,
)
from tests.build_tools.real import NAMES, checked, pages, policy, read
from tests.data import FIXTURES
from widgets.engine.html import Html, join, tag
from widgets.engine.model import Authority

SITE = "https://handbook.example/"
EACH = pytest.mark.parametrize("name", ["sampleton", *NAMES])


@cache
def made(name: str) -> tuple[AuthorityPolicy, Authority, tuple[Question, ...]]:
    """An authority and its questions: a real one, or the sample."""
    found = checked() if name in NAMES else check_all(FIXTURES).or_raise()
    sound, authority = found.policies[name], found.authorities[name]
    return sound, authority, questions(sound, authority, SITE)


@pytest.fixture(scope="module")
def reader() -> Iterator[GiftReader]:
    with GiftReader() as started:
        yield started


def as_read(question: Question, ident: str, stem: str) -> ReadQuestion:
    """What a platform should make of a question."""
    return ReadQuestion(
        ident,
        question.name,
        stem,
        tuple(each.text for each in question.options),
        tuple(each.worth / 100 for each in question.options),
        tuple(each.feedback + question.feedback for each in question.options),
    )


# --- What the questions say ---------------------------------------------------------------------


@EACH
def test_right_is_what_the_case_answers_and_where_it_ends(name: str) -> None:
    sound, authority, asked = made(name)
    by_id = {each.id: each for each in asked}
    scenes = 0
    for key, story in sound.walkthroughs.items():
        for scene_id, scene in story.scenes.items():
            trace = play(authority, scene)
            if trace is None:
                continue
            scenes += 1
            (reached,) = _right(by_id.pop(f"{name}/{key}/{scene_id}/end"))
            if trace.outcome is not None:
                assert reached == trace.outcome.title
            else:
                assert trace.asking is not None
                assert reached == trace.asking.ask
            for visit in trace.visits:
                place = f"{name}/{key}/{scene_id}/{visit.step.id}"
                if visit.step.kind == "checklist":
                    answers = visit.reply.answer
                    assert not isinstance(answers, str)
                    labels = {each.id: each.label for each in visit.step.choices}
                    for line in visit.step.items:
                        assert _right(by_id.pop(f"{place}/{line.id}")) == [labels[answers[line.id]]]
                elif place in by_id:
                    given_here = {each.id: each.label for each in visit.step.choices}
                    given_here |= {each.id: each.label for each in visit.step.bands}
                    (right,) = _right(by_id.pop(place))
                    assert right.startswith(given_here[str(visit.reply.tokens)])
    assert scenes > 0
    assert not by_id


def _right(question: Question) -> list[str]:
    return [plain(each.text) for each in question.options if each.worth == RIGHT]


@EACH
def test_each_question_has_one_right_answer_and_words_for_each(name: str) -> None:
    _, _, asked = made(name)
    for question in asked:
        assert len(_right(question)) == 1, question.id
        assert len({each.text for each in question.options}) == len(question.options) >= 2
        assert all(plain(each.feedback) for each in question.options)
        assert {each.worth for each in question.options} <= {0, CAREFUL, RIGHT}
    for facts in ("id", "name"):
        assert len({getattr(each, facts) for each in asked}) == len(asked)


@EACH
def test_care_is_never_a_mistake(name: str) -> None:
    sound, authority, asked = made(name)
    found = 0
    for question in asked:
        _, key, scene_id, step_id, *line = question.id.split("/")
        if step_id == "end":
            continue
        pathway = str(sound.walkthroughs[key].scenes[scene_id].pathway)
        step = authority.pathways[pathway].steps[step_id]
        harm = {c for each in step.items if [each.id] == line for c in each.reports_harm}
        careful = {
            str(join([tag("b", each.label), " ", each.hint]) if each.hint else join([each.label]))
            for each in step.choices
            if each.unsure or each.reports_harm or each.id in harm
        }
        worth = [each.worth for each in question.options if str(each.text) in careful]
        assert len(worth) == len(careful)
        assert 0 not in worth, question.id
        found += len(worth)
    assert found > 0


@EACH
def test_feedback_leads_to_the_scene_and_tells_the_version(name: str) -> None:
    sound, _, asked = made(name)
    for question in asked:
        (href,) = re.findall(r'href="([^"]+)"', question.feedback)
        where, anchor = href.removeprefix(SITE).split("/#")
        assert where.startswith(f"{name}/walkthroughs/")
        if name in NAMES:
            assert anchor in read(f"{where}.md").ids | set(
                re.findall(r"\{: #([\w-]+)", pages()[f"{where}.md"].body)
            )
        assert f"version {sound.authority.version}" in question.feedback


def test_without_an_address_nothing_is_linked() -> None:
    sound, authority, _ = made("sampleton")
    assert not any("<a " in each.feedback for each in questions(sound, authority, ""))


def test_a_number_of_nobody_stops_the_build() -> None:
    sound, _, asked = made("sampleton")
    known = register(sound)
    assert list(check_questions(sound, asked, known)) == []
    wrong = replace(asked[0], feedback=Html(f"{asked[0].feedback}<p>Ring 01632 960999.</p>"))
    (problem,) = check_questions(sound, [wrong], known)
    assert (problem.kind, "01632 960999" in problem.says) == ("unknown-number", True)


# --- How other readers take them ----------------------------------------------------------------


@EACH
def test_gift_reads_back(name: str, reader: GiftReader) -> None:
    sound, _, asked = made(name)
    shelves, found = reader.read(files(sound, asked)[0].read().decode())
    assert found == [
        as_read(each, each.id, f"{each.stem}<p><b>{each.ask}</b></p>") for each in asked
    ]
    assert shelves == [
        f"$course$/top/Practitioner handbook/{sound.authority.name}/{story.title}"
        for story in sound.walkthroughs.values()
    ]
    # Moodle keeps ids of up to 100 characters and names of up to 255.
    assert max(len(each.id) for each in asked) <= 100
    assert max(len(each.name) for each in asked) <= 255


@pytest.mark.parametrize(
    "some", [slice(None, None, 7), pytest.param(slice(None), marks=pytest.mark.exhaustive)]
)
@EACH
def test_qti_reads_back_and_scores(name: str, some: slice) -> None:
    sound, _, asked = made(name)
    package = read_package(files(sound, asked)[1].read())
    for each in asked[some]:
        text = package.files[package.items[identifier(each)]].decode()
        assert read_item(text) == as_read(each, identifier(each), each.stem + each.ask)


@EACH
def test_a_package_lists_all_that_it_holds(name: str) -> None:
    sound, _, asked = made(name)
    package = read_package(files(sound, asked)[1].read())
    names = [identifier(each) for each in asked]
    assert list(package.items) == names == list(package.needs)
    assert package.order == tuple(package.items.items())
    assert package.cases == tuple(str(each.title) for each in sound.walkthroughs.values())
    listed = {*package.items.values(), *package.tests.values(), "imsmanifest.xml"}
    assert listed == set(package.files)
    # A reference of a test may hold no full stop: it stands between an item and its variable.
    assert all(re.fullmatch(r"[a-z][a-z0-9_-]*", each) for each in (*names, *package.tests))


NASTY = st.sampled_from([
    "~", "=", "#", "####", "{", "}", ":", "::", "\\", "\\n", "\\\\", "//", "->", "%50%", "[html]",
    "[plain]", "&&058;", "&amp;", "<b>", "</p>", "]]>", "<!--", "\n", "\n\n", "\n//",
    "$CATEGORY: x", "'", '"', "&", "TRUE", "\u00a0", "\u2028", "é", "🙂",
])  # fmt: skip
ANY = st.lists(
    NASTY | st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="￾￿")),
    max_size=8,
).map(lambda pieces: f"a{''.join(pieces)}z")
"""Text as policy files may hold it: YAML and XML know no control characters, and no text begins or
ends with a space."""


@given(stem=ANY, texts=st.lists(ANY, min_size=2, max_size=4), said=ANY, name=ANY)
def test_any_text_comes_back_unchanged(
    stem: str, texts: list[str], said: str, name: str, reader: GiftReader
) -> None:
    options = [
        Option(tag("b", text), (RIGHT, CAREFUL, 0)[min(number, 2)], tag("p", text, said))
        for number, text in enumerate(texts)
    ]
    question = Question(
        "a/b/c/d", "Case", " ".join(name.split()), tag("p", stem), tag("b", stem),
        tuple(options), tag("p", said),
    )  # fmt: skip
    _, (by_gift,) = reader.read(gift([question], ["Shelf"]))
    by_qti = read_item(item(question))
    assert (by_gift.id, by_qti.id) == ("a/b/c/d", "q_a_b_c_d")
    assert by_qti.name == question.name
    assert by_gift.name == re.sub("&(?=&)", "& ", question.name)
    # In XHTML a new line is a space.
    for found, kept in ((by_gift, str), (by_qti, _one_space)):
        assert kept(plain(found.stem)) == kept(stem + stem)
        assert [kept(plain(each)) for each in found.options] == [kept(each) for each in texts]
        assert found.worth == tuple(each.worth / 100 for each in options)
        expected = [kept(text + said + said) for text in texts]
        assert [kept(plain(each)) for each in found.feedback] == expected


def _one_space(text: str) -> str:
    return re.sub("[ \n]+", " ", text)


def test_a_slash_in_a_title_makes_no_shelf() -> None:
    _, _, asked = made("sampleton")
    first = gift([replace(asked[0], case="CAF / MAF")], ["A/B", "C"]).splitlines()[0]
    assert first == "$CATEGORY: $course$/top/A//B/C/CAF // MAF"


# --- The files ----------------------------------------------------------------------------------


def test_files_are_the_same_bytes_every_time() -> None:
    sound, authority, asked = made("sampleton")
    again = files(sound, questions(sound, authority, SITE))
    assert files(sound, asked) == again
    with zipfile.ZipFile(io.BytesIO(again[1].read())) as archive:
        assert {each.date_time for each in archive.infolist()} == {(2020, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_walkthroughs_offers_the_files(name: str) -> None:
    links = {link.href for link in read(f"{name}/walkthroughs/index.md").links}
    assert set(file_names(name)) <= links
    assert [each.path for each in files(policy(name), made(name)[2])] == [
        f"{name}/walkthroughs/{file}" for file in file_names(name)
    ]


def test_without_questions_there_are_no_files() -> None:
    assert files(made("sampleton")[0], ()) == ()
