"""Slips in writing YAML itself, each as an editor makes it in one short file."""

from __future__ import annotations

from build_tools.problems import Mark
from build_tools.yaml_slips import SLIPS
from tests.build_tools.broken.case import HERE, Case
from tests.data import place_of

FILE = "services.yml"
UNFIT = "does not fit the lines above"
WRITTEN = {
    "colon-in-text": ("groups:\n  - name: Health»: for all\n", "a colon with a space after it"),
    "tab-at-the-start": ("groups:\n»\t- name: Health\n", "a tab stands"),
    "tab-further-down": ("groups:\n  - name: Health\n»\tlevel: open-door\n", "a tab stands"),
    "key-without-colon": ("groups:\n  - name: Health\n    »level\n    note: x\n", "no colon"),
    "text-not-further-in": ("groups:\n  - note: >-\n    »Ask the desk.\n    name: x\n", "no colon"),
    "quote-never-closed": ('groups:\n  - name: »"Health\n    level: open-door\n', "never closed"),
    "backslash": ('groups:\n  - name: "Health »\\d"\n', "backslash"),
    "bracket-never-closed": ("groups:\n  - clauses: »[sampleton-009\n    name: x\n", "bracket"),
    "comma-left-out": ("groups:\n  - name: »{level: open-door note: x}\n", "bracket"),
    "no-dash-in-a-list": ("groups:\n  - name: Health\n  »name: Schools\n", "begin with '- '"),
    "words-after-a-quote": ('groups:\n  - name: "Health" »for all\n', UNFIT),
    "apostrophe-in-quotes": ("groups:\n  - name: 'It'»s for all'\n", UNFIT),
    "not-far-enough-in": ("groups:\n    - name: Health\n  »note: x\n", UNFIT),
    "stars-around-a-word": ("groups:\n  - name: »*Health* first\n", "begins with & or *"),
    "exclamation-mark": ("groups:\n  - name: »!now! Health\n", "begins with !"),
    "at-sign": ("groups:\n  - name: »@home\n", "cannot begin with this sign"),
    "comma-first": ("groups:\n  - name: », Health\n", "cannot begin with this sign"),
    "dash-after-a-key": ("groups: »- name: Health\n", "an entry of a list cannot begin here"),
    "question-mark": ("groups:\n  - name: »? Health\n", "begins with ?"),
    "words-after-the-fold": ("groups:\n  - name: > »Health\n", "can follow '>' or '|'"),
    "dots-in-the-middle": ("groups: []\n...\n»groups: []\n", "not a key or an entry"),
}  # fmt: skip


def _case(name: str, raw: str, says: str) -> Case:
    at = Mark(f"policy/sampleton/{FILE}", *place_of(raw, raw.index(HERE)))
    mend = next(slip.mend for slip in SLIPS if says in slip.says)
    content = raw.replace(HERE, "").encode()
    return Case(name, "yaml-syntax", (says,), (mend,), raw=(FILE, content), mark=at)


CASES = tuple(_case(name, *written) for name, written in WRITTEN.items())
