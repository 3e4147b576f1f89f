"""One draw of made-up texts for every run of the tests; `python -m tests.fuzz` looks further, with seeds of chance."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
