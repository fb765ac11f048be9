"""`python -m build_tools`: the handbook from the command line."""

from build_tools.cli import main

main()
