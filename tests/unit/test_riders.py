"""One clause more in an open license: a rider that restricts is never called open, one that does no harm still is."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from analyzer import intake, pipeline, records

_LICENSE = """{title}

Copyright (c) 2024 Hazelbrook Works
{pre}
1. Definitions. "Work" means the software and documentation that come with this license.{defn}

2. Grant. Permission is granted, free of charge, to any person who obtains a copy of the Work to use, copy, modify, \
publish and distribute the Work, and to sell copies of it, with or without changes, subject to the conditions below.

3. Conditions.
(a) The above copyright notice and this license must be included in all copies of the Work.
(b) Modified files must carry a notice that says that they were changed.{cond}

4. Patents. Each contributor grants you a worldwide, royalty-free patent license to make, use, sell and import the Work.

5. No warranty. The Work is provided "as is", without warranty of any kind. In no event shall the authors be liable \
for any damages.
{end}
"""
_FRAMES = {"title": "{}", "pre": "\n{}\n", "defn": "\n{}", "cond": "\n(c) {}", "end": "\n6. {}\n"}


class Rider(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A clause and where it is put."""

    place: str
    words: str


class Riders(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Clauses that restrict, or clauses that do no harm."""

    clauses: list[Rider]


def _clauses(name: str) -> list[Rider]:
    return records.load(Path(__file__).with_name(name), Riders).clauses


def _open(rider: Rider) -> object:
    parts = {"title": "HAZELBROOK LICENSE", "pre": "", "defn": "", "cond": "", "end": ""}
    parts[rider.place] = _FRAMES[rider.place].format(rider.words)
    return pipeline.analyze(intake.from_bytes(_LICENSE.format(**parts).encode(), "rider")).rating.open


@pytest.mark.parametrize("rider", _clauses("riders.yaml"), ids=lambda rider: rider.words[:60])
def test_a_license_with_a_restrictive_rider_is_not_called_open(rider: Rider) -> None:
    assert _open(rider) is not True


@pytest.mark.parametrize("rider", _clauses("harmless.yaml"), ids=lambda rider: rider.words[:60])
def test_a_license_with_a_harmless_clause_more_stays_open(rider: Rider) -> None:
    assert _open(rider) is True
