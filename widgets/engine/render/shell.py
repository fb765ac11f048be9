"""The widget as it stands in the page before any script: first step, templates, edges."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from widgets.engine import codec
from widgets.engine.compare import CASE
from widgets.engine.html import Html, join, tag
from widgets.engine.links import Links
from widgets.engine.model import Authority, Interrupt, Pathway, Timescale
from widgets.engine.paths import routes
from widgets.engine.render.compare import authority_chooser, compare_card, fact_form
from widgets.engine.render.dates import date_form
from widgets.engine.render.links import link_card
from widgets.engine.render.outcomes import outcome_card
from widgets.engine.render.refusal import days_of, refusal_screens
from widgets.engine.render.steps import step_form

AT_ONCE = 4
"""As many columns as can be read beside each other."""


def widget(authority: Authority, pathway: Pathway, links: Links, runtime: dict[str, Any]) -> Html:
    """The custom element with everything it needs to answer before Python has started.

    `runtime` tells the script where the engine and the policy are; it is written into the
    page as data, with the edges of `routes` and the values that make up each band.
    """
    data = {"authority": authority.id, "pathway": pathway.id, "root": links.root, **runtime}
    data["routes"] = routes(pathway)
    data["interrupt"] = pathway.interrupt.id
    lifetime = authority.lifetime_of(pathway)
    data["in_force"] = days_of(lifetime)
    data["bands"] = {
        step.id: {band.id: band.ranges for band in step.bands}
        for step in pathway.steps.values()
        if step.bands
    }
    data["items"] = {
        step.id: [item.id for item in step.items] for step in pathway.steps.values() if step.items
    }
    screens = {f"step:{step.id}": step_form(step) for step in pathway.steps.values()}
    for outcome in (pathway.interrupt.outcome, *pathway.outcomes.values()):
        screens[f"outcome:{outcome.id}"] = outcome_card(authority, outcome, links)
    screens |= refusal_screens(authority, lifetime, links)
    screens["link"] = link_card(authority)
    templates = [tag("template", screen, data_screen=at) for at, screen in screens.items()]
    return tag(
        "pathway-widget",
        tag("div", class_="hb-error", hidden=True, tabindex="-1", data_part="error"),
        harm_button(pathway.interrupt),
        tag("div", data_part="link"),
        tag("div", step_form(pathway.steps[pathway.start]), data_part="screen"),
        tag("div", class_="hb-status", role="status", data_part="status"),
        tag("div", data_part="answers"),
        tools(),
        tag("div", data_part="copy"),
        templates,
        tag("script", _data(data), type="application/json"),
        class_="hb-widget",
        hidden=True,
    )


def compare_widget(authorities: Iterable[Authority], root: str, runtime: dict[str, Any]) -> Html:
    """The custom element that holds one set of facts against several authorities.

    Every authority must have the tool CASE. What each outcome shows is in the page, so that
    the comparison needs no engine to be seen.
    """
    every = list(authorities)
    templates = [
        tag("template", card, data_screen=f"{authority.id}:{outcome}")
        for authority in every
        for outcome, card in _cards(authority, root).items()
    ]
    found = {each.id: routes(each.pathways[CASE]) for each in every}
    days = {each.id: days_of(each.lifetime) for each in every}
    data = {"root": root, **runtime, "routes": found, "in_force": days}
    return _compare_element(fact_form(every[0].pathways[CASE].steps), templates, data)


def compare_chosen_widget(
    first: Authority,
    names: Mapping[str, str],
    columns: Mapping[str, Mapping[str, str | int]],
    root: str,
    runtime: dict[str, Any],
) -> Html:
    """The same for more authorities than a page can hold: the reader chooses a few of them.

    `first` is any of them, for the questions they share; `names` gives each by its id. `columns`
    tells where the script finds what `compare_column` made of each, with size and SHA-256.
    """
    form = fact_form(first.pathways[CASE].steps, authority_chooser(names, AT_ONCE))
    data = {"root": root, **runtime, "routes": {}, "columns": columns, "names": names}
    data["in_force"] = {}
    return _compare_element(form, [], data)


def compare_column(authority: Authority, root: str) -> dict[str, Any]:
    """What a comparison needs of one authority: its ways, what stands at their ends, its policy."""
    return {
        "routes": routes(authority.pathways[CASE]),
        "in_force": days_of(authority.lifetime),
        "screens": _cards(authority, root),
        "policy": codec.dump(authority),
    }


def _cards(authority: Authority, root: str) -> dict[str, Html]:
    links = Links(root, authority.id)
    outcomes = authority.pathways[CASE].outcomes.values()
    cards = {outcome.id: compare_card(authority, outcome, links) for outcome in outcomes}
    return cards | refusal_screens(authority, authority.lifetime, links)


def _compare_element(form: Html, templates: list[Html], data: dict[str, Any]) -> Html:
    return tag(
        "case-compare",
        tag("div", class_="hb-error", hidden=True, tabindex="-1", data_part="error"),
        form,
        tag("h2", "What each document says", tabindex="-1", hidden=True, data_part="title"),
        tag("div", data_part="told"),
        tag("div", class_="hb-compare", data_part="results"),
        templates,
        tag("script", _data(data), type="application/json"),
        class_="hb-widget",
        hidden=True,
    )


def dates_widget(
    authority: Authority, scale: Timescale, links: Links, runtime: dict[str, Any]
) -> Html:
    """The custom element around one timescale."""
    data = {"authority": authority.id, **runtime, "in_force": days_of(authority.lifetime)}
    screens = refusal_screens(authority, authority.lifetime, links)
    return tag(
        "due-dates",
        tag("div", class_="hb-error", hidden=True, tabindex="-1", data_part="error"),
        date_form(scale),
        tag("div", class_="hb-status", role="status", data_part="status"),
        tag("div", data_part="results"),
        [tag("template", screen, data_screen=at) for at, screen in screens.items()],
        tag("script", _data(data), type="application/json"),
        class_="hb-widget",
        hidden=True,
    )


def harm_button(interrupt: Interrupt) -> Html:
    """The way out above every step."""
    hint = tag("span", interrupt.hint, class_="hb-harm__hint") if interrupt.hint else None
    return tag(
        "p",
        tag(
            "button",
            tag("span", interrupt.label, class_="hb-harm__label"),
            hint and " ",
            hint,
            type="button",
            class_="hb-harm",
            data_interrupt=interrupt.id,
        ),
        class_="hb-harm__row",
    )


def tools() -> Html:
    """Back, start again, print, save and make a link."""
    names = (
        ("back", "Back"),
        ("restart", "Start again"),
        ("print", "Print"),
        ("save", "Save a record"),
        ("link", "Copy a link to this point"),
    )
    return tag(
        "p",
        join(
            join([
                tag("button", label, type="button", class_="hb-button hb-button--quiet",
                    data_do=name, disabled=name in ("back", "save", "link")),
                " ",
            ])
            for name, label in names
        ),
        class_="hb-tools",
    )  # fmt: skip


def _data(data: dict[str, Any]) -> Html:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # "</script>" inside a string must not end the element.
    return Html(text.replace("<", "\\u003c"))
