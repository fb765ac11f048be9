"""The draft desk: an editor's draft, checked and compared in the browser by the build's own code.

`session` and `completion` run in Pyodide on the page, `pack` makes what that needs. Nothing here
that runs in the browser may import MkDocs, Jinja or click.
"""
