"""What a learner is shown beside a walkthrough: where the answers part, why, and what follows."""

from __future__ import annotations

from widgets.engine.decide import Trace, Visit
from widgets.engine.differ import Difference, Differing, rank_of
from widgets.engine.html import Html, Part, tag
from widgets.engine.links import Links
from widgets.engine.model import Authority
from widgets.engine.render.compare import action_in_short
from widgets.engine.render.parts import own, source
from widgets.engine.render.static import outcome_anchor, step_anchor

_YOU, _STORY = "You", "The story"


def in_one_line(difference: Difference) -> str:
    """The difference as one sentence, for a title and to be read out."""
    if difference.same_end:
        if difference.parted:
            return "You came another way to the same place as the story."
        if difference.differing:
            return "Not all your answers are those of the story, and you come to the same place."
        return "You answered as in the story."
    if difference.own.outcome is not None:
        return "You come to another end than the story."
    if difference.parted:
        return "You have left the way of the story."
    if difference.differing:
        return "Not all your answers are those of the story, but you are still on its way."
    return "So far you answered as in the story."


def difference_card(authority: Authority, difference: Difference, links: Links) -> Html:
    """The two ways side by side: the answers that differ, with their reasons, and both ends."""
    rows = [_differing(each) for each in difference.differing]
    if (difference.own.interrupt is None) != (difference.story.interrupt is None):
        rows.append(_interrupted(difference))
    told = _weighed(authority, difference)
    return tag(
        "section",
        tag("h3", in_one_line(difference), class_="hb-differ__title", tabindex="-1"),
        tag("ol", rows, class_="hb-differ__steps") if rows else None,
        tag("p", told, " ", own(), class_="hb-differ__weighed") if told else None,
        tag(
            "div",
            _end(_YOU, authority, difference.own, links),
            None if difference.same_end else _end(_STORY, authority, difference.story, links),
            class_="hb-differ__sides",
        ),
        class_="hb-card hb-differ",
        aria_label="You and the story",
    )


def _differing(each: Differing) -> Html:
    where = "Here both answers lead to the same next place."
    if each.same_answer:
        where = "Here your ways part, with the same answer: the rule looks at earlier ones too."
    elif each.parts:
        where = "Here your ways part."
    return tag(
        "li",
        tag("p", each.step.ask, class_="hb-reason__ask"),
        tag(
            "div",
            _answer(_YOU, each.own, each.story),
            _answer(_STORY, each.story, each.own),
            class_="hb-differ__sides",
        ),
        tag("p", where),
        data_step=each.step.id,
    )


def _answer(who: str, visit: Visit, other: Visit) -> Html:
    return _side(
        who,
        tag("p", _shown(visit, other), class_="hb-reason__answer"),
        *(tag("p", edge.because, source(edge.clauses, edge.own)) for edge in visit.edges),
    )


def _shown(visit: Visit, other: Visit) -> str:
    """An answer in words; of a list only the lines that the other answered differently."""
    mine, theirs = visit.reply.answer, other.reply.answer
    if mine == theirs or isinstance(mine, str) or isinstance(theirs, str):
        return visit.reply.shown
    labels = {choice.id: choice.label for choice in visit.step.choices}
    return "; ".join(
        f"{item.label}: {labels[mine[item.id]]}"
        for item in visit.step.items
        if mine[item.id] != theirs[item.id]
    )


def _interrupted(difference: Difference) -> Html:
    """The row of the urgent way out, which stands above all questions."""
    mine, theirs = difference.own.interrupt, difference.story.interrupt
    taken = mine or theirs
    assert taken is not None
    why = tag("p", taken.because, source(taken.clauses, False))
    took = tag("p", taken.label, class_="hb-reason__answer")
    went_on = tag("p", "Went on with the questions.", class_="hb-reason__answer")
    return tag(
        "li",
        tag("p", "At any moment", class_="hb-reason__ask"),
        tag(
            "div",
            _side(_YOU, *((took, why) if mine else (went_on,))),
            _side(_STORY, *((took, why) if theirs else (went_on,))),
            class_="hb-differ__sides",
        ),
        data_step=taken.id,
    )


def _end(who: str, authority: Authority, trace: Trace, links: Links) -> Html:
    """Where one of the two came to, and what follows from there."""
    tool = links.tool(trace.pathway.id)
    if trace.outcome is None:
        assert trace.asking is not None
        place = f"{tool}#{step_anchor(trace.asking.id)}"
        asks = "Not at an end. The next question is: "
        return _side(who, tag("p", asks, tag("a", trace.asking.ask, href=place)))
    outcome = trace.outcome
    level = authority.levels.get(outcome.level)
    place = f"{tool}#{outcome_anchor(outcome.id)}"
    follows = tag("ul", [action_in_short(act) for act in outcome.actions])
    return _side(
        who,
        tag("p", level.name, class_="hb-outcome__level") if level is not None else None,
        tag("p", tag("a", outcome.title, href=place), class_="hb-reason__answer"),
        tag("p", "What follows:") if outcome.actions else None,
        follows if outcome.actions else None,
    )


def _side(who: str, *parts: Part) -> Html:
    return tag("div", tag("p", who, class_="hb-differ__who"), parts)


def _weighed(authority: Authority, difference: Difference) -> str | None:
    """What matters most between two ends, if anything does."""
    mine, theirs = difference.own.outcome, difference.story.outcome
    if mine is None or theirs is None or difference.same_end:
        return None
    if theirs.urgent and not mine.urgent:
        return "The story gets help at once, and you do not. In a real case time would be lost."
    if mine.urgent and not theirs.urgent:
        return "You get help at once, and the story does not. The tool lets you do so at any time."
    low, high = rank_of(authority, difference.own), rank_of(authority, difference.story)
    if 0 in (low, high):
        return None
    if low < high:
        return "Your end is at a lower level than that of the story."
    if low > high:
        return "Your end is at a higher level than that of the story."
    return None
