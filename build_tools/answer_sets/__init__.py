"""Sets of answer sets, held so compactly that 5 ** 40 of them can be counted and compared."""

from build_tools.answer_sets.diagram import Diagram, TooEntangled
from build_tools.answer_sets.layout import Layout, SlotKey, layout_of
from build_tools.answer_sets.runs import Runs, runs_of

__all__ = ["Diagram", "Layout", "Runs", "SlotKey", "TooEntangled", "layout_of", "runs_of"]
