"""Files that cannot be read as policy at all: bytes, YAML, keys and values."""

from __future__ import annotations

from tests.build_tools.broken.case import Case, one

CASES = (
    Case(
        "no-authority-folder", "no-authority",
        ("no authority folder",), ("policy/bradford",),
        without=("",), at=("", ""),
    ),
    Case(
        "file-missing", "missing-file",
        ("sampleton has no levels.yml",), ("add the file",),
        without=("levels.yml",), at=("levels.yml", ""),
    ),
    Case(
        "file-of-an-unknown-name", "stray-file",
        ("not one the handbook reads",), ("glossary.yml", "pathways/"),
        raw=("glosary.yml", b"terms: {}\n"), at=("glosary.yml", ""),
    ),
    Case(
        "file-with-another-ending", "stray-file",
        ("not one the handbook reads",), ("ending .yml",),
        raw=("pathways/first-look.yaml", b"x: y\n"), at=("pathways/first-look.yaml", ""),
    ),
    Case(
        "shared-file-of-an-unknown-name", "stray-file",
        ("not one the handbook reads",), ("case.yml, crosswalk.yml",),
        raw=("shared/cases.yml", b"x: y\n"), at=("shared/cases.yml", ""),
    ),
    Case(
        "answers-to-questions-that-are-not-shared", "missing-file",
        ("sampleton has a case.yml, but there is no shared/case.yml",),
        ("add the shared questions",),
        without=("shared/case.yml",), at=("case.yml", ""),
    ),
    Case(
        "tool-with-the-name-of-the-case", "name-used-twice",
        ("'case' is the tool that policy/sampleton/case.yml makes",), ("another file name",),
        raw=("pathways/case.yml", b"x: y\n"), at=("pathways/case.yml", ""),
        also=("missing-key", "unknown-key"),
    ),
    Case(
        "tool-with-an-odd-name", "odd-file-name",
        ("the name 'Who to ring' would not do in a web address",), ("small letters",),
        raw=("pathways/Who to ring.yml", b"x: y\n"), at=("pathways/Who to ring.yml", ""),
        also=("missing-key", "unknown-key"),
    ),
    Case(
        "file-one-folder-too-deep", "stray-file",
        ("not one the handbook reads",), ("pathways/",),
        raw=("pathways/old/x.yml", b"x: y\n"), at=("pathways/old/x.yml", ""),
    ),
    Case(
        "folder-in-place-of-a-file", "unreadable",
        ("this is a folder",), ("rename the folder",),
        without=("levels.yml",), folder="levels.yml", at=("levels.yml", ""),
    ),
    Case(
        "file-too-large", "too-large",
        ("larger than 2 MB",), ("split it",),
        raw=("levels.yml", b"#" * 2_000_001), at=("levels.yml", ""),
    ),
    Case(
        "file-empty", "empty-file",
        ("the file is empty",), ("fill it in",),
        raw=("services.yml", b"# nothing yet\n"), at=("services.yml", ""),
    ),
    Case(
        "file-in-windows-1252", "not-utf8",
        ("not stored as UTF-8",), ("encoding UTF-8",),
        raw=("services.yml", b"groups:\n  - name: Caf\xe9\n"),
        at=("services.yml", "\N{REPLACEMENT CHARACTER}"),
    ),
    Case(
        "character-that-cannot-be-seen", "hidden-character",
        ("cannot be seen (U+0007)",), ("delete it",),
        raw=("services.yml", b"groups:\n  - name: He\x07alth\n"), at=("services.yml", "\x07"),
    ),
    one(
        "second-document", "second-document", "services.yml",
        "    note: The guide", "»---\n    note: The guide",
        says="second document", mend="remove that line",
    ),
    one(
        "quote-left-open", "yaml-syntax", "contacts.yml",
        'opens: "09:00"\n        closes: "17:00"', 'opens: "09:00\n        closes: "»17:00"',
        says="does not fit the lines above", mend="a quote stands before this place",
    ),
    one(
        "colon-in-plain-text", "yaml-syntax", "levels.yml",
        "objective: A small team helps soon.", "objective: A small team»: soon.",
        says="a colon with a space after it", mend="put quotes around a text that holds ': '",
    ),
    one(
        "nested-too-deep", "too-deep", "services.yml",
        "name: Health", f"name: {'[' * 18}»[{']' * 19}",
        says="21 levels deep, and 20 is the most", mend="look for brackets",
    ),
    one(
        "anchor", "anchor", "levels.yml",
        "objective: Every child can come in.", "objective: »&same Every child can come in.",
        says="begins with & or *", mend="write the value out",
    ),
    one(
        "tag", "tag", "levels.yml",
        "objective: Every child can come in.", "objective: »!!str Every child can come in.",
        says="words that begin with ! (tags) are not used", mend="remove the word",
    ),
    one(
        "key-that-is-a-list", "odd-key", "services.yml",
        "    name: Health\n", "    name: Health\n    ? »[a, b]\n    : c\n",
        says="a key must be plain text", mend="a word before the colon",
    ),
    one(
        "key-given-twice", "duplicate-key", "levels.yml",
        "    objective: A child is kept safe.\n",
        "    objective: A child is kept safe.\n    »name: Safety\n",
        says=("'name' is given twice", "line 28"), mend="keep one of the two",
    ),
    one(
        "key-missing", "missing-key", "levels.yml",
        "  early-help:\n    name: Early help\n    short", "  early-help:\n    »short",
        says="'name' is missing here", mend="add the line 'name: ...'",
    ),
    one(
        "kind-of-a-step-missing", "missing-key", "pathways/first-look.yml",
        "  since:\n    kind: date\n    ask", "  since:\n    »ask",
        says="'kind' is missing", mend="question",
    ),
    one(
        "key-misspelt", "unknown-key", "contacts.yml",
        "    when: At any hour", "    »wen: At any hour",
        says="'wen' is not a key that belongs here", mend="did you mean 'when'?",
    ),
    one(
        "key-with-an-underscore", "unknown-key", "procedures.yml",
        "    not-said:\n", "    »not_said:\n",
        says="'not_said' is not a key that belongs here", mend="did you mean 'not-said'?",
    ),
    one(
        "key-as-programs-call-it", "unknown-key", "pathways/first-look.yml",
        "                - answer: age\n                  is: [adult]",
        "                - answer: age\n                  »is_: [adult]",
        says="'is_' is not a key that belongs here", mend="did you mean 'is'?",
    ),
    one(
        "key-of-another-place", "unknown-key", "pathways/first-look.yml",
        "    unit: years\n", "    unit: years\n    »ring: [police]\n",
        says="'ring' is not a key that belongs here", mend="check",
    ),
    one(
        "word-of-no-list", "wrong-word", "procedures.yml",
        "force: may", "force: »might",
        says="'might' is not one of the words", mend=("must", "should", "may"),
    ),
    one(
        "list-for-a-word", "wrong-value", "procedures.yml",
        "force: may", "force: »[may]",
        says="this is a list, but one word is needed here", mend="write one word",
    ),
    one(
        "list-for-the-kind-of-a-step", "wrong-value", "pathways/first-look.yml",
        "kind: number", "kind: »[number]",
        says="this is a list, but one word is needed here", mend="write one word",
    ),
    one(
        "kind-of-step-unknown", "wrong-word", "pathways/first-look.yml",
        "kind: number", "kind: »slider",
        says="'slider' is not a kind of step", mend="number",
    ),
    one(
        "id-with-capitals", "wrong-value", "levels.yml",
        "  open-door:\n    name", "  »Open-Door:\n    name",
        says="'Open-Door' is not an id", mend="small letters",
    ),
    one(
        "clause-id-cut-short", "wrong-value", "levels.yml",
        "clauses: [sampleton-009]", "clauses: [»sampleton-9]",
        says="'sampleton-9' is not a clause id", mend="bradford-033",
    ),
    one(
        "time-of-day-odd", "wrong-value", "contacts.yml",
        'closes: "16:30"', 'closes: »"4.30"',
        says="'4.30' is not a time of day", mend="24 hours",
    ),
    one(
        "day-that-does-not-exist", "wrong-value", "authority.yml",
        "dated: 2026-11-22", "dated: »2026-02-30",
        says="'2026-02-30' is not a date", mend="year-month-day",
    ),
    one(
        "number-in-words", "wrong-value", "pathways/first-look.yml",
        "most: 25", "most: »twenty-five",
        says="'twenty-five' is not a whole number", mend="digits only",
    ),
    one(
        "story-for-a-date", "wrong-value", "authority.yml",
        "dated: 2026-11-22", "dated: »|\n  In the month of November of the year\n"
        "  two thousand and twenty-six, on the day",
        says="'In the month of November of the year two thousand and twenty ...' is not a date",
        mend="year-month-day",
    ),
    one(
        "true-for-yes", "wrong-value", "urgent.yml",
        "urgent: yes", "urgent: »true",
        says="'true' is not yes or no", mend="write yes or no",
    ),
    one(
        "value-blank", "wrong-value", "levels.yml",
        "objective: A child is kept safe.", "objective:»",
        says="the value is blank", mend="fill it in",
    ),
    one(
        "text-over-lines", "wrong-value", "levels.yml",
        "name: Early help\n", "name: »|\n      Early\n      help\n",
        says="runs over several lines", mend="one line",
    ),
    one(
        "list-for-text", "wrong-value", "levels.yml",
        "objective: A child is kept safe.", "objective: »[A child, is kept safe]",
        says="this is a list", mend="write one text value",
    ),
    one(
        "text-for-list", "wrong-value", "levels.yml",
        "clauses: [sampleton-009]", "clauses: »sampleton-009",
        says="a list is needed here", mend="put '- ' before each entry",
    ),
    one(
        "text-for-keys", "wrong-value", "authority.yml",
        "not-said:\n  - text: The guide does not say who keeps the register.\n"
        "    clauses: [sampleton-002]",
        "not-said:\n  - »The guide does not say who keeps the register.",
        says="keys are needed here", mend="use the keys text, clauses",
    ),
    Case(
        "list-for-entries", "wrong-shape",
        ("lines of 'key: value'",), ("another entry of the same kind",),
        raw=("glossary.yml", b"terms:\n  - plan\n"), at=("glossary.yml", "- plan"),
    ),
    one(
        "one-line-of-two", "wrong-shape", "clauses.yml",
        "lines: [5, 5]", "lines: »[5]",
        says="there are too few values", mend="another entry of the same kind",
    ),
    one(
        "three-lines-of-two", "wrong-shape", "clauses.yml",
        "lines: [5, 5]", "lines: »[5, 5, 6]",
        says="there are too many values", mend="another entry of the same kind",
    ),
)  # fmt: skip
