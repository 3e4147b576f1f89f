"""Made-up texts through the whole pipeline: `python -m tests.fuzz`. What it finds is kept in `found/` as tests."""
