"""What all policy models share: text that knows its place, and strict shapes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    PlainSerializer,
    PrivateAttr,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from build_tools.problems import Mark
from build_tools.yaml_text import Map, Seq, Text

NOWHERE = Mark("")
_LONGEST_QUOTED = 60


def fault(says: str, mend: str) -> PydanticCustomError:
    """Make the error a validator raises: what is wrong, and how to mend it."""
    return PydanticCustomError("policy", "{says}|{mend}", {"says": says, "mend": mend})


class PolicyModel(BaseModel):
    """A mapping in a policy file. Unknown keys are errors; `at` is where it starts."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=lambda name: name.replace("_", "-"),
        # A key has one spelling, that of the schemas.
        validate_by_name=False,
        validate_by_alias=True,
        arbitrary_types_allowed=True,
    )
    _at: Mark = PrivateAttr(default=NOWHERE)

    @property
    def at(self) -> Mark:
        """Where the mapping starts in its file."""
        return self._at

    # Models are made from files only, never by field names, so mypy need not know the aliases.
    @model_validator(mode="wrap")  # type: ignore[pydantic-alias]
    @classmethod
    def _remember_place(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(value, dict | cls):
            what = "a list" if isinstance(value, list) else "plain text"
            known = ", ".join(field.alias or name for name, field in cls.model_fields.items())
            raise fault(f"this is {what}, but keys are needed here", f"use the keys {known}")
        made = handler(value)
        if isinstance(value, Map):
            made._at = value.at
        return made


def place(value: object, otherwise: Mark) -> Mark:
    """Where a value read from a policy file stands, or `otherwise` for a made one."""
    at = getattr(value, "at", None)
    return at if isinstance(at, Mark) else otherwise


def _text(value: Any) -> Any:
    if isinstance(value, Map | Seq | dict | list):
        what = "a list" if isinstance(value, list) else "a group of keys"
        raise fault(f"this is {what}, but plain text is needed here", "write one text value")
    stripped = str(value).strip()
    if not stripped:
        raise fault("the value is blank", "fill it in, or remove the key")
    # Text folded with '>' or '|' ends in a line break that nobody wrote on purpose.
    if isinstance(value, Text) and stripped != value:
        return Text(stripped, value.at)
    return value


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED].rstrip()} ..."


def shaped(
    pattern: str, what: str, mend: str, convert: Callable[[str], Any] | None = None
) -> Callable[[Any], Any]:
    """Make what checks that text fits a pattern; `what` and `mend` tell an editor if it does not.

    Only the digits 0 to 9 count as digits. `convert` makes something else of the text and may raise
    ValueError.
    """
    # Only the digits 0 to 9: a figure in others would look right and match nothing.
    compiled = re.compile(pattern, re.ASCII)

    def check(value: Any) -> Any:
        value = _text(value)
        if not compiled.fullmatch(str(value)):
            raise fault(f"'{_short(value)}' is not {what}", mend)
        if convert is None:
            return value
        try:
            return convert(str(value))
        except ValueError:
            raise fault(f"'{_short(value)}' is not {what}", mend) from None

    return check


def _one_line(value: Any) -> Any:
    value = _text(value)
    if "\n" in value.strip():
        raise fault("this text runs over several lines", "put it on one line, or fold it with '>-'")
    return value


def _seq(value: Any) -> Any:
    if isinstance(value, list):
        return value
    what = "a group of keys" if isinstance(value, dict) else "one text value"
    raise fault(f"this is {what}, but a list is needed here", "put '- ' before each entry")


ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_STRING = {"type": ["string", "number"]}


def _made(check: Callable[[Any], Any], schema: dict[str, Any]) -> Any:
    return (BeforeValidator(check), WithJsonSchema(schema))


class Kept:
    """Marks text that pydantic leaves as it is: `Text` is a str subclass and knows its place."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.any_schema()


Line = Annotated[str, Kept, *_made(_one_line, _STRING)]
"""Plain text on one line."""

Prose = Annotated[str, Kept, *_made(_text, _STRING)]
"""Plain text of one paragraph; Markdown and HTML in it are shown as written."""

Id = Annotated[
    str,
    Kept,
    *_made(
        shaped(
            ID_PATTERN, "an id", "use small letters, digits and single hyphens, as in 'no-caf-yet'"
        ),
        {"type": "string", "pattern": f"^{ID_PATTERN}$"},
    ),
]
"""The name of a thing within its kind: it stands in links, so it must last."""

Version = Annotated[
    str,
    Kept,
    *_made(
        shaped(
            r"[0-9]+(?:\.[0-9]+)*",
            "a version",
            'write numbers with dots between them, in quotes, as in "1.1"',
        ),
        {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)*$"},
    ),
]
"""The version of a policy. It stands in addresses."""

ClauseId = Annotated[
    str,
    Kept,
    *_made(
        shaped(
            r"[a-z][a-z-]*-\d{3}",
            "a clause id",
            "write it as in clauses.yml, for example 'bradford-033'",
        ),
        {"type": "string", "pattern": r"^[a-z][a-z-]*-\d{3}$"},
    ),
]
"""A clause of the register, `authority-NNN`."""

Clock = Annotated[
    str,
    Kept,
    *_made(
        shaped(
            r"(?:[01]\d|2[0-3]):[0-5]\d", "a time of day", "write it as 08:30 or 17:00, 24 hours"
        ),
        {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"},
    ),
]
"""A time of day, 24 hours, minutes."""

Whole = Annotated[
    int,
    BeforeValidator(
        shaped(r"-?[0-9]{1,7}", "a whole number", "write digits only, for example 24", int)
    ),
    WithJsonSchema({"type": "integer"}),
]
"""A whole number."""


class PolicyDay(date):
    """A day that still knows where it stands in its file."""

    at: Mark = NOWHERE


def _day(value: Any) -> PolicyDay:
    made: PolicyDay = _IN_DAYS(value)
    if isinstance(value, Text):
        made.at = value.at
    return made


_IN_DAYS = shaped(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "a date",
    "write year-month-day, as in 2026-11-22",
    PolicyDay.fromisoformat,
)

Day = Annotated[date, Kept, *_made(_day, {"type": "string", "format": "date"})]
"""A calendar date."""

Flag = Annotated[
    bool,
    BeforeValidator(shaped(r"yes|no", "yes or no", "write yes or no", lambda text: text == "yes")),
    PlainSerializer(lambda value: "yes" if value else "no"),
    WithJsonSchema({"enum": ["yes", "no"]}),
]
"""yes or no."""

Listed = BeforeValidator(_seq)
"""Marks a field whose value must be written as a list."""

Clauses = Annotated[tuple[ClauseId, ...], Listed]
"""The clauses a statement rests on."""
