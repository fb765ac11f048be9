"""What a preview shows between a save and the whole build: never an old page as if it were new."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from build_tools.preview.faults import Fault
from build_tools.preview.server import Server
from build_tools.preview.session import Session
from build_tools.preview.watch import Watch
from build_tools.problems import Mark, PolicyError, Problem

LUTON, BRADFORD, HOME = "luton/index.html", "bradford/index.html", "index.html"
FAULT = Fault("policy/luton/levels.yml:3:5", "the level <b> is odd", "name another")
SOON, NEVER = 10.0, 0.1  # seconds


def page(text: str) -> str:
    return f"<html><head></head><body><p>{text}</p></body></html>"


def write(site: Path, word: str) -> Path:
    for file in (LUTON, BRADFORD, HOME):
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(page(f"{word} {file}"), encoding="utf-8")
    for name in ("luton", "bradford"):
        (site / name / "search").mkdir()
        (site / name / "search" / "search_index.json").write_text("{}", encoding="utf-8")
    (site / "assets").mkdir()
    (site / "assets" / "some.wasm").write_bytes(b"\0asm")
    return site


class Made:
    """Pages of an authority that was checked."""

    def __init__(self, word: str, problem: str = "") -> None:
        self.word = word
        self.problem = problem

    def __contains__(self, file: str) -> bool:
        return file == LUTON

    def read(self, file: str) -> bytes:
        if self.problem:
            raise PolicyError([Problem(Mark(file, 7), "unknown-number", self.problem, "mend it")])
        return page(f"{self.word} {file}").encode()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(write(tmp_path / "old", "old"))


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as pool:
        yield pool


def waits(asked: Future[bytes | None]) -> bool:
    try:
        asked.result(NEVER)
    except TimeoutError:
        return True
    return False


def text(content: bytes | None) -> str:
    assert content is not None
    return content.decode()


def test_a_saved_authority_is_shown_once_it_is_checked_and_not_before(
    session: Session, threads: ThreadPoolExecutor, tmp_path: Path
) -> None:
    session.saved(["luton"])
    luton, home = (threads.submit(session.read, file) for file in (LUTON, HOME))
    assert waits(luton)
    assert "old bradford" in text(session.read(BRADFORD)), "no save concerned it"
    assert session.read("assets/some.wasm") == b"\0asm"
    session.checked("luton", Made("new"))
    assert "new luton" in text(luton.result(SOON))
    assert waits(home), "the first page names every authority, so it waits for the whole build"
    session.built(write(tmp_path / "new", "whole"))
    assert "whole index" in text(home.result(SOON))
    assert "whole luton" in text(session.read(LUTON))


def test_a_second_save_withdraws_the_page_of_the_first(
    session: Session, threads: ThreadPoolExecutor
) -> None:
    session.saved(["luton"])
    session.checked("luton", Made("first"))
    session.saved(["luton"])
    luton = threads.submit(session.read, LUTON)
    assert waits(luton)
    session.checked("luton", Made("second"))
    assert "second" in text(luton.result(SOON))


def test_a_save_outside_the_authorities_makes_every_page_wait(
    session: Session, threads: ThreadPoolExecutor, tmp_path: Path
) -> None:
    session.saved(None)
    asked = [threads.submit(session.read, file) for file in (LUTON, BRADFORD, HOME)]
    assert all(waits(each) for each in asked)
    session.built(write(tmp_path / "new", "whole"))
    assert all("whole" in text(each.result(SOON)) for each in asked)


def test_a_mistake_stands_on_the_page_that_stayed_as_it_was(session: Session) -> None:
    session.saved(["luton"])
    session.failed((FAULT,))
    for file in (LUTON, HOME):
        shown = text(session.read(file))
        assert f"old {file}" in shown
        assert "still as it was before your last change" in shown
        assert "policy/luton/levels.yml:3:5" in shown
        assert "The level &lt;b&gt; is odd" in shown
        assert "To mend it: name another" in shown
    session.saved(["luton"])
    session.checked("luton", Made("new"))
    assert "preview-faults" not in text(session.read(LUTON))


def test_a_page_of_the_last_save_says_when_another_page_cannot_be_made(session: Session) -> None:
    session.saved(["luton"])
    session.checked("luton", Made("new"))
    session.failed((FAULT,))
    shown = text(session.read(LUTON))
    assert "new luton" in shown
    assert "cannot be built before they are mended" in shown


def test_a_finished_page_with_a_wrong_number_is_not_shown(session: Session) -> None:
    session.saved(["luton"])
    session.checked("luton", Made("new", problem="the number 1 stands nowhere"))
    shown = text(session.read(LUTON))
    assert "old luton" in shown
    assert "The number 1 stands nowhere" in shown


def test_a_page_is_asked_for_again_only_when_it_differs(session: Session) -> None:
    mark = text(session.read(BRADFORD)).split('data-mark="')[1].split('"')[0]
    assert not session.differs(BRADFORD, mark, NEVER)
    assert session.differs(BRADFORD, "another", SOON)
    assert session.differs(LUTON, mark, SOON)
    session.failed((FAULT,))
    assert session.differs(BRADFORD, mark, SOON), "what is wrong is part of the page"


def test_the_server_keeps_to_its_folder_and_names_types(session: Session, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    with Server("127.0.0.1", 0, session) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            with urlopen(f"{server.url}assets/some.wasm") as answer:
                assert answer.headers["Content-Type"] == "application/wasm"
            with urlopen(f"{server.url}luton") as answer:
                assert answer.url == f"{server.url}luton/"
            with urlopen(f"{server.url}_preview/follow.js") as answer:
                assert b"location.reload" in answer.read()
            for way in ("../secret.txt", "%2e%2e/secret.txt", "luton/../../secret.txt", "nothing"):
                with pytest.raises(HTTPError) as refused:
                    urlopen(f"{server.url}{way}")
                assert refused.value.code == 404
                assert b"secret" not in refused.value.read()
        finally:
            server.shutdown()


def test_a_save_is_seen_whichever_way_an_editor_writes(
    tmp_path: Path, threads: ThreadPoolExecutor
) -> None:
    (tmp_path / "luton").mkdir()
    old, new = tmp_path / "luton" / "levels.yml", tmp_path / "luton" / "dates.yml"
    old.write_text("one", encoding="utf-8")
    watch = Watch([tmp_path])

    (tmp_path / "luton" / ".levels.yml.swp").write_text("not a policy file", encoding="utf-8")
    new.write_text("two", encoding="utf-8")
    assert threads.submit(watch.wait).result(SOON) == {new}

    # As many programs save: a file beside it takes its place.
    beside = tmp_path / ".beside"
    beside.write_text("one more", encoding="utf-8")
    beside.replace(old)
    assert threads.submit(watch.wait).result(SOON) == {old}

    new.unlink()
    assert threads.submit(watch.wait).result(SOON) == {new}
