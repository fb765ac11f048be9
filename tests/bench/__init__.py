"""How fast the handbook is for a reader, measured beside what it is compared with: `make bench`."""
