"""The sentences of practice questions: what was answered, why, and where it all stands."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.model.policy import AuthorityPolicy
from build_tools.model.walkthroughs import Scene, WalkthroughFile
from build_tools.render.page import day_in_words
from widgets.engine.decide import Trace, Visit
from widgets.engine.html import Html, Part, join, tag
from widgets.engine.render import parts
from widgets.engine.words import listed


def source(clauses: Iterable[str], *, own: bool) -> Html:
    """Clauses in brackets, as plain text, and the label of the handbook's own rules."""
    found = {parts.clause_number(each) for each in clauses}
    numbers = sorted(found, key=lambda each: (len(each), each))
    said: list[Part] = []
    if own:
        said += [" (added by this handbook)"]
    if numbers:
        said += [f" ({'clause' if len(numbers) == 1 else 'clauses'} {listed(numbers, 'and')})"]
    return join(said)


def because(visit: Visit, lead: str) -> Html:
    """Why the tool went on as it did after a step: a paragraph for each rule that was used."""
    return join(
        tag("p", lead, edge.because, source(edge.clauses, own=edge.own)) for edge in visit.edges
    )


def follows(trace: Trace) -> Html:
    """What the tool says next: its outcome, or the question that it asks."""
    if trace.outcome is not None:
        urgent = " Act at once." if trace.outcome.urgent else ""
        return join(["It leads to: ", tag("b", trace.outcome.title.removesuffix(".")), ".", urgent])
    assert trace.asking is not None
    return join(["The tool then asks: ", tag("b", trace.asking.ask)])


def given(visits: Iterable[Visit], way_out: str = "") -> Html:
    """What was answered before, step by step; `way_out` is the urgent one, where it was taken."""
    lines = [tag("li", visit.step.ask, " ", tag("b", visit.reply.shown)) for visit in visits]
    if way_out:
        lines.append(tag("li", tag("b", way_out)))
    if not lines:
        return Html("")
    return join([tag("p", tag("b", "Answered so far")), tag("ul", lines)])


def closing(
    policy: AuthorityPolicy,
    story: WalkthroughFile,
    scene: Scene,
    href: str,
    clauses: Iterable[str],
    *,
    whole: bool = False,
) -> Html:
    """What it rests on, where it stands in the handbook, and how old it may be: paragraphs.

    `href` is the address of the scene, or "". `whole` adds what belongs to the scene as a whole:
    where the case comes from, what to discuss, what the document leaves open and how old it is.
    """
    authority = policy.authority
    titles = [f"“{each.title}”" for each in authority.documents.values()]
    rests = source(clauses, own=False)
    where = f"{authority.name}, Walkthroughs, “{story.title}”, “{scene.title}”"
    said: list[Part] = []
    if whole:
        if scene.reflect:
            said += [tag("p", tag("b", "To notice or discuss"), source((), own=True))]
            said += [tag("ul", [tag("li", text) for text in scene.reflect])]
        said += [tag("p", text) for text in scene.not_said]
        said += [tag("p", story.origin)]
    if rests or whole:
        said += [tag("p", f"It rests on {listed(titles, 'and')}", rests, ".")]
    if whole:
        said += [tag("p", authority.notice)]
    return join([
        *said,
        tag("p", "In the handbook: ", tag("a", where, href=href) if href else where, "."),
        tag(
            "p", f"This copy was made from version {authority.version} of the handbook's rules "
            f"({day_in_words(authority.begins)}) and does not follow later changes. In a real case "
            "use the handbook.",
        ),
    ])  # fmt: skip
