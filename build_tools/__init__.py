"""What turns policy files into the handbook: load, check, compile, render, bundle."""
