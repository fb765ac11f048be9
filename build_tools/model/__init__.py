"""The policy format: one typed model for each kind of file.

The models are what `check` holds files against, what the JSON Schemas for editors are made
from, and what everything after loading works on.
"""
