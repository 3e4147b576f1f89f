"""Many sources: shared out among processes or not, the answers and their order are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import crowd
from analyzer.errors import OpentermsError

WORDS = (
    "You may use and share the Work for any purpose.",
    "You may use the Model. You must not sell the Model.",
    "",
    "Redistribution is permitted, provided that you keep this notice.",
)


def sources(folder: Path) -> list[str]:
    for place in range(12):
        (folder / f"{place:02}.txt").write_text(WORDS[place % len(WORDS)], encoding="utf-8")
    return [*(str(folder / f"{place:02}.txt") for place in range(12)), "mit", "no-such-license"]


def told(names: list[str]) -> list[object]:
    """What is told of each: the message, or all that was found."""
    return [str(one) if isinstance(one, OpentermsError) else one for one in crowd.assess(names)]


def test_processes_change_neither_answers_nor_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = sources(tmp_path)
    alone = told(names)
    monkeypatch.setattr(crowd, "MANY", 2)
    monkeypatch.setattr(crowd, "_processors", lambda: 2)
    assert told(names) == alone
    assert [place for place, one in enumerate(alone) if isinstance(one, str)] == [2, 6, 10, 13]


def test_whoever_stops_asking_is_not_kept_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "MANY", 2)
    monkeypatch.setattr(crowd, "_processors", lambda: 2)
    asked = crowd.assess(sources(tmp_path))
    first = next(iter(asked))
    asked.close()  # type: ignore[attr-defined]
    assert not isinstance(first, OpentermsError)
    assert first[0].name.endswith("00.txt")
