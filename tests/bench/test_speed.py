"""One license of our own, from bytes to verdicts, warm. Run with `pytest tests/bench --benchmark-only`."""

from __future__ import annotations

from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from analyzer import intake, pipeline, reading
from analyzer.pipeline import Assessment

OWN = Path(__file__).parents[1] / "texts" / "northfield-community-1.2.txt"


def test_one_license_is_read_and_judged(benchmark: BenchmarkFixture) -> None:
    raw = OWN.read_bytes()

    def afresh() -> Assessment:
        # Sentences read before are remembered; without this the second round would measure a lookup.
        reading._sentences.clear()  # noqa: SLF001 (the cache has no door of its own)
        return pipeline.analyze(intake.from_bytes(raw, OWN.name))

    found = benchmark(afresh)
    assert found.rating.open is False
    assert found.reading.normative_units > 30
