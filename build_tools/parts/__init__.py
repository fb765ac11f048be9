"""The site in parts: one for each authority, one for what belongs to none of them.

Each part is a MkDocs build of its own with its own menu and search index, and is kept until
something changes that it is made of. So neither what a build costs for each authority nor what a
reader downloads grows with the country.
"""
