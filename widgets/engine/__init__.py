"""The pathway engine: the one place that decides, in the build, the tests and the browser.

Standard library only, pure, typed. `decide` is the heart; `Session` is what a browser talks to.
"""

from widgets.engine.api import Session
from widgets.engine.compare import Comparison
from widgets.engine.decide import Trace, Visit, decide, follow
from widgets.engine.errors import AnswerError, NotInForce
from widgets.engine.in_force import decide_on
from widgets.engine.model import Authority, Pathway
from widgets.engine.paths import Path, all_paths, routes
from widgets.engine.revise import Revision, revise, settle

__all__ = [
    "AnswerError",
    "Authority",
    "Comparison",
    "NotInForce",
    "Path",
    "Pathway",
    "Revision",
    "Session",
    "Trace",
    "Visit",
    "all_paths",
    "decide",
    "decide_on",
    "follow",
    "revise",
    "routes",
    "settle",
]
