"""The words of the project for people, which tests hold to the truth."""

from tests.data import ROOT

README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
CHANGELOG = ROOT / "CHANGELOG.md"
EDITORS = ROOT / "docs" / "editors.md"
PUBLISHING = ROOT / "docs" / "publishing.md"
GUIDES = (README, CONTRIBUTING, EDITORS)
