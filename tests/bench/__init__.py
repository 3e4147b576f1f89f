"""How fast texts are read: `python -m tests.bench` over many, `pytest tests/bench --benchmark-only` over one."""
