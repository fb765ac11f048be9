"""Every small mistake that could be made in a module of the engine, one at a time."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult,
}  # fmt: skip
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}

_Edit = Callable[[], None]


@dataclass(frozen=True, slots=True)
class EngineMutant:
    """A module with one mistake: its line, what was changed, and its code as it would be."""

    module: str
    line: int
    text: str
    says: str
    source: str

    @property
    def name(self) -> str:
        """What it is called in the list of those that change nothing: a line may move."""
        return f"{self.module}: {self.text}: {self.says}"


def engine_mutants(path: Path, module: str) -> Iterator[EngineMutant]:
    """Every mutant of a module, in the order of its lines."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    count = len(list(_mistakes(ast.parse(source))))
    seen: Counter[tuple[int, str]] = Counter()
    for number in range(count):
        # Parsed anew each time, for a mistake changes the tree where it stands.
        tree = ast.parse(source)
        line, says, make = list(_mistakes(tree))[number]
        make()
        seen[line, says] += 1
        if seen[line, says] > 1:
            says = f"{says} (number {seen[line, says]} of the line)"
        made = ast.unparse(ast.fix_missing_locations(tree))
        yield EngineMutant(module, line, lines[line - 1].strip(), says, made)


def _mistakes(tree: ast.Module) -> Iterator[tuple[int, str, _Edit]]:
    ignored = _not_code(tree)
    for node in ast.walk(tree):
        if id(node) in ignored:
            continue
        for says, make in _of(node):
            yield _line(node), says, make
        for part in ("body", "orelse"):
            block = getattr(node, part, None)
            if isinstance(block, list):
                for number, statement in enumerate(block):
                    if id(statement) not in ignored and (says := _droppable(statement)):
                        yield statement.lineno, says, _dropping(block, number)


def _line(node: ast.AST) -> int:
    # A comprehension has no line of its own, but what it names has.
    placed = node.target if isinstance(node, ast.comprehension) else node
    return int(getattr(placed, "lineno", 1))


def _not_code(tree: ast.Module) -> set[int]:
    """Docstrings, types and what only checkers of types look at."""
    found: set[int] = set()

    def ignore(node: ast.AST | None) -> None:
        if node is not None:
            found.update(id(part) for part in ast.walk(node))

    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.Import() | ast.ImportFrom():
                ignore(node)
            case ast.AnnAssign():
                ignore(node.annotation)
            case ast.arg():
                ignore(node.annotation)
            case ast.FunctionDef():
                ignore(node.returns)
                for decorator in node.decorator_list:
                    ignore(decorator)
            case ast.ClassDef():
                for decorator in node.decorator_list:
                    ignore(decorator)
            case ast.Call(func=ast.Name(id="TypeVar")):
                ignore(node)
    return found


def _of(node: ast.AST) -> Iterator[tuple[str, _Edit]]:
    match node:
        case ast.Compare():
            for number, op in enumerate(node.ops):
                other = _COMPARED[type(op)]
                yield f"{_name(op)} -> {other.__name__}", _setting(node.ops, number, other())
            for part in (node.left, *node.comparators):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield f"{part.value!r} -> another", _changing(part, f"{part.value}?")
        case ast.BoolOp():
            turned = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield f"{_name(node.op)} -> {_name(turned)}", _attribute(node, "op", turned)
        case ast.BinOp() if type(node.op) in _COUNTED:
            other_op = _COUNTED[type(node.op)]
            says = f"{_name(node.op)} -> {other_op.__name__}"
            yield says, _attribute(node, "op", other_op())
        case ast.UnaryOp(op=ast.Not()):
            yield "not taken away", _attribute(node, "op", ast.UAdd())
        case ast.UnaryOp(op=ast.USub()):
            yield "minus taken away", _attribute(node, "op", ast.UAdd())
        case ast.Constant(value=bool() as flag):
            yield f"{flag} -> {not flag}", _changing(node, not flag)
        case ast.Constant(value=int() as number):
            yield f"{number} -> {number + 1}", _changing(node, number + 1)
        case ast.If() | ast.IfExp() | ast.While():
            yield "condition turned round", _attribute(node, "test", _denied(node.test))
        case ast.comprehension():
            for number, test in enumerate(node.ifs):
                yield "filter turned round", _setting(node.ifs, number, _denied(test))
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield "returns None", _attribute(node, "value", ast.Constant(None))
        case ast.Call(func=ast.Name(id=name) as called) if name in _NAMES:
            yield f"{name} -> {_NAMES[name]}", _attribute(called, "id", _NAMES[name])


def _droppable(statement: ast.stmt) -> str:
    match statement:
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            return "statement dropped"
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            return "assignment dropped"
    return ""


def _name(op: ast.AST) -> str:
    return type(op).__name__


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _denied(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def _setting(place: list[ast.cmpop] | list[ast.expr], number: int, new: ast.AST) -> _Edit:
    return lambda: place.__setitem__(number, new)  # type: ignore[call-overload] # one or the other


def _attribute(node: ast.AST, name: str, value: object) -> _Edit:
    return lambda: setattr(node, name, value)


def _changing(node: ast.Constant, value: object) -> _Edit:
    return lambda: setattr(node, "value", value)


def _dropping(block: list[ast.stmt], number: int) -> _Edit:
    return lambda: block.__setitem__(number, ast.Pass())
