"""Mutants of the engine that change nothing anybody can get, each with the reason why."""

EQUIVALENT: dict[str, str] = {}
"""The name of a mutant (`EngineMutant.name`) -> why no test can tell of it."""
