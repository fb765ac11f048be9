"""Run inside Pyodide: every request that the example policy allows, to be given in turn.

In: /example.json, a compiled policy. Out: /requests.json, with the policy for each entry of the
engine (Session, Comparison) and the requests as [entry, request].
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from widgets.engine import codec
from widgets.engine.compare import CASE, case_only
from widgets.engine.model import Authority
from widgets.engine.paths import all_paths

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
