"""Break real policy on purpose, one small change at a time, and see if a check or a case tells."""
