"""Goldens: what is said of known licenses, and how far it agrees with labels. `python -m tests.golden` writes them."""
