"""The pages of one authority."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from build_tools.check.proof import proof_in_words, proof_of
from build_tools.exports.names import file_names, has_questions
from build_tools.model.policy import AuthorityPolicy
from build_tools.model.walkthroughs import WalkthroughFile
from build_tools.render.assets import Assets
from build_tools.render.changes import changes_of
from build_tools.render.chart import bar_chart
from build_tools.render.clauses import source_facts
from build_tools.render.dates import dates_facts
from build_tools.render.diagram import diagram, diagram_text
from build_tools.render.handouts import HAND_OUTS, hand_out_facts
from build_tools.render.library import case_facts, finder
from build_tools.render.moved import moved_pages, taken_out
from build_tools.render.notes import TermFinder, clause_notes, section, term_notes
from build_tools.render.page import Page, root_of
from build_tools.render.scenes import ELEMENT, any_tool, scene_facts
from build_tools.render.sharing import sharing_facts
from build_tools.render.superseded import superseded_pages
from build_tools.render.templates import template
from build_tools.render.versions import change_facts, in_words, version_facts
from widgets.engine.compare import CASE
from widgets.engine.html import Html, Part, join, tag
from widgets.engine.links import Links
from widgets.engine.model import Authority, Lifetime, Pathway
from widgets.engine.render import parts
from widgets.engine.render.shell import widget
from widgets.engine.render.static import old_anchors, static_pathway


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF of an authority, beside its first page: its file's name, pages and size (bytes)."""

    name: str
    pages: int
    size: int

    @property
    def megabytes(self) -> str:
        """Its size as a reader is told it."""
        return f"{self.size / 1_000_000:.1f}"


class AuthorityPages:
    """Makes the pages of one authority from its policy and the engine's view of it.

    With `only`, the paths of pages, the others come without a body: enough for a menu.
    """

    def __init__(
        self,
        policy: AuthorityPolicy,
        authority: Authority,
        assets: Assets,
        *,
        only: frozenset[str] | None = None,
        printed: Printed | None = None,
    ) -> None:
        self.only = only
        self.policy = policy
        self.authority = authority
        self.assets = assets
        self.printed = printed
        self.finder = TermFinder.of(policy.glossary.terms)

    def pages(self) -> Iterator[Page]:
        """Every page, in the order of the navigation."""
        policy = self.policy
        name = policy.authority.name
        levels = policy.levels.levels
        yield self._page(
            "index", str(name), "overview.md.j2", "authority.yml", self._overview,
            str(policy.authority.summary),
        )  # fmt: skip
        yield self._page(
            "tools/index", "Decision tools", "tools.md.j2", "pathways", self._plain,
            f"The decision tools of {name}.",
        )  # fmt: skip
        for key, pathway in self.authority.pathways.items():
            yield self._page(
                f"tools/{key}", pathway.title, "tool.md.j2",
                "case.yml" if key == CASE else f"pathways/{key}.yml",
                partial(self._tool, pathway), pathway.summary,
                lifetime=self.authority.lifetime_of(pathway),
            )  # fmt: skip
        yield self._page(
            "levels/index", "Levels", "levels.md.j2", "levels.yml",
            lambda _: {"levels": levels, "about": policy.levels.about},
            f"How {name} describes need and services.",
        )  # fmt: skip
        for rank, (key, level) in enumerate(levels.items(), 1):
            yield self._page(
                f"levels/{key}", str(level.name), "level.md.j2", "levels.yml",
                partial(self._level, str(key), rank), str(level.objective),
            )  # fmt: skip
        yield self._page(
            "services", "Services", "services.md.j2", "services.yml",
            lambda _: {"levels": levels, "groups": policy.services.groups},
            f"The services {name} lists at each level.",
        )  # fmt: skip
        yield self._page(
            "procedures", "Procedures", "procedures.md.j2", "procedures.yml",
            lambda _: {"procedures": policy.procedures.procedures},
            f"What {name} asks practitioners to do.",
        )  # fmt: skip
        yield self._page(
            "glossary", "Glossary", "glossary.md.j2", "glossary.yml",
            lambda _: {"terms": policy.glossary.terms},
            f"What {name} means by its terms.", words=False,
        )  # fmt: skip
        yield self._page(
            "contacts", "Contacts", "contacts.md.j2", "contacts.yml",
            lambda _: {"contacts": self.authority.contacts, "register": policy.contacts},
            f"Every number and address in {name}'s document.",
        )  # fmt: skip
        yield self._page(
            "dates",
            "Due dates",
            "dates.md.j2",
            "dates.yml",
            partial(dates_facts, policy, self.authority, self.assets),
            f"The time limits of {name}'s document, if any, and what it leaves open.",
        )
        if policy.figures.figures:
            yield self._page(
                "figures",
                "Figures",
                "figures.md.j2",
                "figures.yml",
                self._figures,
                f"The figures in {name}'s document, with charts.",
            )
        yield self._page(
            "walkthroughs/index", "Walkthroughs", "walkthroughs.md.j2", "walkthroughs",
            lambda _: {
                "walkthroughs": policy.walkthroughs,
                "practice": file_names(policy.id) if has_questions(policy) else None,
            },
            f"Worked cases for {name}.",
        )  # fmt: skip
        for key, story in policy.walkthroughs.items():
            yield self._page(
                f"walkthroughs/{key}", str(story.title), "walkthrough.md.j2",
                f"walkthroughs/{key}.yml",
                partial(self._story, str(key), story), str(story.summary),
            )  # fmt: skip
            yield from self._hand_outs(str(key), story)
        yield self._page(
            "sharing", "Links for trainers", "sharing.md.j2", "authority.yml",
            partial(sharing_facts, policy, self.authority, self.assets),
            f"How to link to the tools and walkthroughs of {name}, and show them in a course.",
            notes=False, words=False,
        )  # fmt: skip
        yield self._page(
            "sources", "Sources", "sources.md.j2", "clauses.yml", partial(source_facts, policy),
            f"The documents behind the pages of {name}, clause by clause.", notes=False,
            words=False,
        )  # fmt: skip
        yield self._page(
            "changes", "What changed", "changes.md.j2", "changes.yml",
            lambda links: {
                "name": name, "changes": change_facts(changes_of(self.policy), links),
            },
            f"What changed in the handbook's rules for {name}, when and why.", notes=False,
            words=False,
        )  # fmt: skip
        yield self._page(
            "versions/index", "Versions", "versions.md.j2", "authority.yml", self._versions,
            f"Which version of the handbook's rules for {name} counts, and which did before.",
            notes=False, words=False,
        )  # fmt: skip
        yield from superseded_pages(policy)
        yield from moved_pages(policy, self.authority, self.assets)

    def _page(
        self,
        name: str,
        title: str,
        template_name: str,
        source: str,
        facts: Callable[[Links], Mapping[str, Any]],
        description: str,
        *,
        notes: bool = True,
        words: bool = True,
        lifetime: Lifetime | None = None,
        crumbs: tuple[tuple[str, str], ...] = (),
    ) -> Page:
        lifetime = lifetime or self.authority.lifetime
        path = f"{self.authority.id}/{name}.md"
        links = Links(root_of(path), self.authority.id)
        body = ""
        if self.only is None or path in self.only:
            body = template(template_name).render(**self._helpers(links), **facts(links))
            body = self._with_notes(body, links, notes=notes, words=words)
        return Page(
            path,
            title,
            body,
            source=f"policy/{self.authority.id}/{source}",
            authority=self.authority.id,
            description=" ".join(description.split()),
            notice=" ".join(self.policy.authority.notice.split()),
            part=self.authority.id,
            review=lifetime.review_by,
            starts=lifetime.starts,
            ends=lifetime.ends,
            standing=in_words(lifetime),
            crumbs=crumbs,
            unlisted=bool(crumbs),
        )

    def _hand_outs(self, key: str, story: WalkthroughFile) -> Iterator[Page]:
        folder = f"{self.authority.id}/walkthroughs"
        for each in HAND_OUTS:
            yield self._page(
                f"walkthroughs/{key}/{each.name}", f"{story.title}: {each.title.lower()}",
                each.template, f"walkthroughs/{key}.yml",
                partial(hand_out_facts, self.authority, story, each),
                f"{each.title} of a worked case for {self.policy.authority.name}, to print.",
                notes=each.answers, words=False,
                crumbs=(
                    (str(self.policy.authority.name), self.authority.id),
                    ("Walkthroughs", folder),
                    (str(story.title), f"{folder}/{key}"),
                ),
            )  # fmt: skip

    def _with_notes(self, body: str, links: Links, *, notes: bool, words: bool) -> str:
        """The body with its terms linked, and below it what its terms and its clauses say."""
        if not notes:
            # The page of sources holds the clauses themselves.
            body = body.replace('href="#clause-', 'href="#')
        if words:
            body, used = self.finder.link(body, links)
            body += section("Words on this page", "words", term_notes(self.finder, used, links))
        if notes:
            said = clause_notes(self.policy, body, links)
            body += section("Clauses this page rests on", "clauses", said)
        return body

    def _helpers(self, links: Links) -> dict[str, Any]:
        return {
            "authority": self.policy.authority,
            "pathways": self.policy.pathways,
            "urgent_tool": self.policy.urgent_tool,
            "links": links,
            "source": lambda clauses, is_own: parts.source(clauses, is_own),
            "own": parts.own,
            "force": parts.force,
            "not_said": lambda texts: parts.not_said(texts) or "",
            "web_link": lambda key: parts.web_link(self.authority, key),
            "inline_contact": self._inline_contact,
            "old_anchors": self._old_anchors,
            "taken_out": partial(taken_out, self.policy, self.authority.renamed),
            "case_facts": partial(case_facts, self.authority),
            "library": partial(finder, self.authority),
            "contact_card": lambda key: parts.contact(self.authority.contacts[key]),
        }

    def _old_anchors(self, name: str) -> Html:
        """Places for links to the ids under which something on a page was published before."""
        places = old_anchors(self.authority.renamed, name, str)
        # On a line of its own in Markdown, so in a block.
        return tag("div", places) if places and not name.startswith("clause ") else join(places)

    def _inline_contact(self, key: str) -> Html:
        who = self.authority.contacts[key]
        numbers: list[Part] = []
        for number in who.phones:
            numbers += [" or " if numbers else " ", parts.phone(number)]
        return join([who.name, numbers, f" ({who.hours})" if who.hours else None])

    def _plain(self, _: Links) -> dict[str, Any]:
        return {}

    def _overview(self, links: Links) -> dict[str, Any]:
        levels = self.policy.levels
        return {
            "diagram": diagram(levels, links, str(self.policy.authority.name)),
            "diagram_text": diagram_text(levels, links),
            "printed": self.printed,
        }

    def _level(self, key: str, rank: int, _: Links) -> dict[str, Any]:
        levels = self.policy.levels
        return {
            "key": key,
            "level": levels.levels[key],
            "rank": rank,
            "levels": levels.levels,
            "moves": [move for move in levels.moves if key in (move.from_, move.to)],
            "groups": [group for group in self.policy.services.groups if group.level == key],
        }

    def _tool(self, pathway: Pathway, links: Links) -> dict[str, Any]:
        runtime = self.assets.runtime(self.authority.id, links.root)
        return {
            "pathway": pathway,
            "widget": widget(self.authority, pathway, links, runtime),
            "static": static_pathway(self.authority, pathway, links),
            "proof": proof_in_words(proof_of(self.authority, pathway)),
            "standing": in_words(self.authority.lifetime_of(pathway)),
            "versions": links.page("versions"),
        }

    def _versions(self, links: Links) -> dict[str, Any]:
        return {
            **version_facts(self.policy, self.authority, links),
            "script": self.assets.script("version-finder", links.root),
        }

    def _figures(self, _: Links) -> dict[str, Any]:
        figures = self.policy.figures.figures
        return {
            "figures": figures,
            "charts": {key: bar_chart(str(key), figure) for key, figure in figures.items()},
        }

    def story_text(self, key: str, links: Links) -> str:
        """A walkthrough as Markdown, with its links as seen from elsewhere."""
        facts = self._story(key, self.policy.walkthroughs[key], links)
        return template("walkthrough.md.j2").render(**self._helpers(links), **facts)

    def _story(self, key: str, story: WalkthroughFile, links: Links) -> dict[str, Any]:
        scenes = [
            scene_facts(self.authority, key, str(name), scene, links)
            for name, scene in story.scenes.items()
        ]
        script = self.assets.script(ELEMENT, links.root) if any_tool(scenes) else ""
        return {"key": key, "story": story, "scenes": scenes, "script": script}
