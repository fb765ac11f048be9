"""Practice questions for learning platforms, made from the walkthroughs: GIFT and QTI 2.1."""
