"""Signed outcomes: what a policy promises, as facts that its owner accepts line by line."""
