"""Run inside Pyodide: every request that the example policy allows, to be given in turn.

In: /example.json, a compiled policy. Out: /requests.json, with the policy for each entry of the
engine (Session, Comparison) and the requests as [entry, request].
"""

import json
from binascii import crc32
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from widgets.engine import codec
from widgets.engine.compare import CASE, case_only
from widgets.engine.decide import follow
from widgets.engine.model import Authority, Pathway
from widgets.engine.paths import all_paths
from widgets.engine.points import make_point, wording

MADE = "2020-01-01T09:30"
TODAY = "2020-01-01"
OTHER_DAYS = ("2019-03-01", "2021-01-01", "", "2020-02-30")
"""Before and after the dates of the example, missing, and no day at all."""


def of_a_session(authority: Authority) -> Iterator[dict[str, Any]]:
    """What each tool, and each page of dates, asks of one authority."""
    for name, pathway in authority.pathways.items():
        for path in all_paths(pathway):
            for answers in (path.answers(), path.answers(last=True)):
                given: dict[str, Any] = {}
                for step, answer in answers.items():
                    asked = {"pathway": name, "answers": given, "step": step}
                    yield {**asked, "op": "answer", "answer": answer}
                    yield {**asked, "op": "answer", "answer": ""}
                    given = {**given, step: answer}
                    yield {**asked, "op": "edit", "answers": given}
                    yield {"op": "show", "pathway": name, "answers": given}
                yield {"op": "record", "pathway": name, "answers": answers, "made": MADE}
        longest = max(all_paths(pathway), key=lambda each: len(each.tokens)).answers()
        yield {"op": "link", "pathway": name, "answers": longest, "page": "https://a.example/b/"}
        yield from of_a_link(authority, pathway, longest)
        yield from of_a_story(pathway, longest)
        yield {"op": "show", "pathway": name, "answers": {"no such step": "yes"}}
    for name in authority.timescales:
        for start in ("2024-02-28", "2024-02-29T23:45", "2024-12-24T16:00", "yesterday"):
            yield {"op": "dates", "timescale": name, "start": start, "made": MADE}
    for name, pathway in authority.pathways.items():
        for day in OTHER_DAYS:
            yield {"op": "show", "pathway": name, "answers": {}, "today": day}
            urgent = {pathway.interrupt.id: "yes"}
            yield {"op": "show", "pathway": name, "answers": urgent, "today": day}
    yield {"op": "show", "pathway": "no such tool", "answers": {}}
    yield {"op": "unheard of"}


def of_a_story(pathway: Pathway, longest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What is asked of answers beside those of a walkthrough: alike, parted, unfinished, urgent."""
    urgent = {pathway.interrupt.id: "yes"}
    stories: list[dict[str, Any]] = [longest, {}, {**longest, **urgent}]
    for path in all_paths(pathway):
        for own in (path.answers(), path.answers(last=True), {}, {**longest, **urgent}):
            for story in stories:
                yield {"op": "differ", "pathway": pathway.id, "answers": own, "story": story}
    yield {"op": "differ", "pathway": pathway.id, "answers": {}, "story": {"no such step": "yes"}}


def of_a_link(
    authority: Authority, pathway: Pathway, answers: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """What is asked of links made with these answers: sound, from other rules, and damaged."""
    point = make_point(authority, follow(pathway, answers))
    head, _, check = point.rpartition("/")
    first = f"/{authority.version}/{authority.dated}/"
    for text in (
        point,
        point[:-1],
        f"{head}/{check[::-1]}",
        _signed(point.replace(first, "/0.1/2019-01-01/")),
        _signed(point.replace(first, "/0.1/2019-02-30/")),
        _signed(point.replace(first, "/99.1/2099-01-01/")),
        _signed(point.replace(f"/{pathway.id}/", "/no-such-tool/")),
        _signed(point.replace(first, "/0.1/2019-01-01/gone.yes.00000/")),
        *(
            _signed(point.replace(first, f"{dates}{step.id}.other.00000/{step.id}.x_y_x.00000/"))
            for step in pathway.steps.values()
            for dates in (first, "/0.1/2019-01-01/")
        ),
        *(
            _signed(f"point/1/{authority.id}/{pathway.id}{dates}{step.id}.{answer}"
                    f".{wording(step)}/outcome.gone/")
            for step in pathway.steps.values()
            for answer in ("other", "2020-01-01T0930", "a_b_a_b", "a_b_c")
            for dates in (first, "/0.1/2019-01-01/")
        ),
    ):  # fmt: skip
        yield {"op": "open", "pathway": pathway.id, "point": text}


def _signed(point: str) -> str:
    head = point.rpartition("/")[0] + "/"
    return f"{head}{crc32(head.encode()):08x}"


def of_a_comparison(authority: Authority) -> Iterator[dict[str, Any]]:
    """What the page that compares authorities asks."""
    for path in all_paths(authority.pathways[CASE]):
        yield {"answers": path.answers(), "root": "../"}
    for day in OTHER_DAYS:
        yield {"answers": path.answers(), "root": "../", "today": day}
    yield {"answers": {"no such step": "yes"}, "root": "../"}


def with_a_case(authority: Authority) -> Authority:
    """The authority with its first tool in the place of the questions that all share."""
    return replace(authority, pathways={CASE: next(iter(authority.pathways.values()))})


def main() -> None:
    """Write all requests, and one that cannot be read."""
    text = Path("/example.json").read_text(encoding="utf-8")
    authority = codec.load(text)
    comparable = with_a_case(authority)
    alone = json.dumps([codec.dump(case_only(comparable))])
    asked = [
        [entry, json.dumps({"today": TODAY, **each})]
        for entry, requests in (
            ("Session", of_a_session(authority)),
            ("Comparison", of_a_comparison(comparable)),
        )
        for each in requests
    ]
    asked.append(["Session", "not a request"])
    found = {"policies": {"Session": text, "Comparison": alone}, "requests": asked}
    Path("/requests.json").write_text(json.dumps(found), encoding="utf-8")


main()
