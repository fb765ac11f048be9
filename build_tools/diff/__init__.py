"""What a change of policy does: who ends elsewhere, what they are told, what is only wording."""

from build_tools.diff.compare import compare
from build_tools.diff.findings import Finding, Report
from build_tools.diff.report import as_markdown, as_text, facts
from build_tools.diff.revisions import Revision, RevisionError, read_folder, read_revision

__all__ = [
    "Finding", "Report", "Revision", "RevisionError", "as_markdown", "as_text", "compare", "facts",
    "read_folder", "read_revision",
]  # fmt: skip
