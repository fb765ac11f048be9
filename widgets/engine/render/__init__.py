"""The HTML of steps, outcomes and traces: one renderer for the build and the browser."""
