"""What runs in the reader's browser: the engine (Python) and the web shell (JavaScript)."""
