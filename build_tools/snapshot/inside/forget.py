"""Run inside Pyodide: forget what answering never needs, so that it is neither stored nor sent."""

import ast
import builtins
import gc
import importlib
import logging
import random
import sys
import zipimport
from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import suppress
from inspect import CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR
from pathlib import Path
from types import CodeType, FunctionType, SimpleNamespace
from typing import Any, Never

import __main__

# What Pyodide and the engine import on their way up and do not use again. That answering goes on
# without them is checked when the snapshot is made.
FORGOTTEN = {
    "__future__", "_ast", "_asyncio", "_bisect", "_colorize", "_heapq", "_locale", "_opcode",
    "_opcode_metadata", "_random", "_signal", "_socket", "_stat", "_string", "_struct", "_tokenize",
    "_types", "_typing", "annotationlib", "ast", "asyncio", "atexit", "bisect", "codeop",
    "concurrent", "dis", "fcntl", "fnmatch", "glob", "heapq", "inspect", "keyword", "linecache",
    "locale", "logging", "ntpath", "opcode", "pathlib", "random", "reprlib", "select", "selectors",
    "shutil", "signal", "socket", "string", "struct", "subprocess", "tempfile", "textwrap",
    "threading", "token", "tokenize", "traceback", "typing", "zipfile", "zlib",
}  # fmt: skip
PARTS = {
    "_pyodide._core_docs", "_pyodide.docs_argspec", "_pyodide.docstring", "html.entities",
    "importlib._abc", "importlib.abc", "importlib.machinery", "importlib.util",
}  # fmt: skip
# All functions of these are kept: what is the engine's own, what may come to be needed for answers
# in other words, and what Pyodide runs when it is restored.
WHOLE = {
    "<exec>", "<string>", "_collections_abc", "_pyodide", "abc", "codecs", "copyreg", "encodings",
    "enum", "functools", "html", "importlib", "json", "operator", "os", "pyodide", "re", "types",
    "widgets",
}  # fmt: skip
# But not of these. Of all else those are kept that ran while every answer was given.
UNUSED = {"pyodide._package_loader", "pyodide.webloop"}

pyodide: Any = sys.modules["pyodide"]
own: Any = sys.modules["_pyodide"]
RAN: set[CodeType] = globals()["ran"]  # noted by use.py, which runs before this
KINDS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR

# What Pyodide has Python work out when it is restored, by its source text. With the values at hand
# nothing needs the compiler, a quarter of the interpreter, and restoring is over sooner.
WORKED_OUT: dict[str, Any] = {
    "{}": {},
    "import importlib; importlib": importlib,
    "import __main__; __main__.__dict__": vars(__main__),
    "import builtins; builtins.__dict__": vars(builtins),
}


def left_out(*_: object, **__: object) -> Never:
    """In the place of every function that is not kept: the worker then starts Python as it comes.

    No handler of errors takes this for an error of its own.
    """
    raise BaseException("this function is not in the snapshot")


def left_out_generator(*_: object, **__: object) -> Generator[Never]:
    """The same for a function that goes on from where it was."""
    raise BaseException("this function is not in the snapshot")
    yield  # type: ignore[unreachable]


async def left_out_coroutine(*_: object, **__: object) -> Never:
    """The same for a function that waits."""
    raise BaseException("this function is not in the snapshot")


async def left_out_async_generator(*_: object, **__: object) -> AsyncGenerator[Never]:
    """The same for one that does both."""
    raise BaseException("this function is not in the snapshot")
    yield  # type: ignore[unreachable]


def is_forgotten(name: str) -> bool:
    """Whether the module of this name is not needed."""
    return name in PARTS or name.partition(".")[0] in FORGOTTEN


def forget() -> None:
    """Empty the modules that are not needed and take them out of the list of those imported."""
    vars(logging)["_handlerList"].clear()  # what it holds would call upon the module when it goes
    for name in sorted(sys.modules):
        if is_forgotten(name):
            vars(sys.modules.pop(name)).clear()


def bare(code: CodeType) -> CodeType:
    """The code without its table of line numbers."""
    inner = tuple(bare(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=inner)


def module_of(code: CodeType) -> str:
    """The module that the code was written in, by the name of its file."""
    name = code.co_filename.removesuffix(".py")
    if name.startswith("<frozen "):
        name = name[len("<frozen ") : -1]
    return name.replace("/", ".").removesuffix(".__init__")


def is_kept(code: CodeType) -> bool:
    """Whether a function with this code may be needed."""
    name = module_of(code)
    return code in RAN or (name.partition(".")[0] in WHOLE and name not in UNUSED)


def forget_words() -> None:
    """Take away what is told of modules, and the compiler's classes: one for each statement."""
    for module in list(sys.modules.values()):
        module.__doc__ = None
    for kind in (ast.AST, *descendants(ast.AST)):
        for name in list(vars(kind)):
            with suppress(AttributeError, TypeError):
                delattr(kind, name)


def trim() -> None:
    """Make functions smaller, and put a stop in the place of those that are not needed."""
    kinds = (left_out, left_out_generator, left_out_coroutine, left_out_async_generator)
    by_kind = {each.__code__.co_flags & KINDS: bare(each.__code__) for each in kinds}
    instead: dict[tuple[int, tuple[str, ...]], CodeType] = {}
    for each in gc.get_objects():
        if type(each) is not FunctionType:
            continue
        code = each.__code__
        each.__doc__ = None
        if is_kept(code):
            each.__code__ = bare(code) if code.co_linetable else code
            continue
        kind = code.co_flags & KINDS
        if (kind, code.co_freevars) not in instead:
            instead[kind, code.co_freevars] = by_kind[kind].replace(co_freevars=code.co_freevars)
        each.__code__ = instead[kind, code.co_freevars]
        each.__defaults__ = each.__kwdefaults__ = None
        setattr(each, "__annotate__", None)  # noqa: B010 - no attribute yet where mypy looks


def descendants(kind: type) -> Iterator[type]:
    """All classes made from this one."""
    below: list[type] = type.__subclasses__(kind)
    for each in below:
        yield each
        yield from descendants(each)


random.seed(0)  # its state is never the same twice; nothing that answers uses it
for file in ("/requests.json", "/replies.jsonl"):
    Path(file).unlink()
# An error that no one handles goes to the worker, with no traceback.
own.set_excepthook = lambda: None
# There are no packages to look for, and where they would be is asked for only as text.
packages = pyodide._package_loader
packages.init_loaded_packages = lambda: None
for name in ("SITE_PACKAGES", "DSO_DIR"):
    setattr(packages, name, SimpleNamespace(__str__=str(getattr(packages, name)).__str__))
own._base.eval_code = lambda source, *_, known=WORKED_OUT, **__: known[source]
for name in ("copyright", "credits", "exit", "help", "license", "quit"):
    delattr(builtins, name)  # for people at a prompt
forget_words()
forget()
trim()
# There is nowhere to import more from.
for places in (
    vars(zipimport)["_zip_directory_cache"],
    sys.path_importer_cache,
    sys.path_hooks,
    sys.path,
):
    places.clear()
gc.collect()
# Nor this file's own names, and those of use.py, but for the one that the worker calls.
for name in set(globals()) - {"open_session", "Session", "Comparison"}:
    if not name.startswith("__") and name != "name":
        del globals()[name]
