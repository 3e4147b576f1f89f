"""Tests, the checks as one command (`python -m tests`), and the tables of the documents (`python -m tests.tables`)."""
