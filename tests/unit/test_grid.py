"""Tables whose columns allow and ban: each cell is read under the head of its column."""

from __future__ import annotations

import pytest

from analyzer import intake, pipeline
from analyzer.pipeline import Assessment
from analyzer.vocabulary import Modality

HEADS = (
    ("You may", "You may not"),
    ("Allowed", "Not allowed"),
    ("**Permitted**", "**Prohibited**"),
    ("You can", "You cannot"),
    ("What you can do", "What you cannot do"),
)


def _read(table: str) -> Assessment:
    return pipeline.analyze(intake.from_bytes(f"# Terms\n\n{table}\n".encode(), "made-up.md"))


@pytest.mark.parametrize(("may", "not_"), HEADS)
def test_a_cell_says_what_its_column_says(may: str, not_: str) -> None:
    found = _read(f"| {may} | {not_} |\n|---|---|\n| modify the model | sell the model |\n| copy it | |")
    said = {(norm.modality, action) for norm in found.norms for action in norm.actions}
    assert (Modality.PERMISSION, "modify") in said
    assert (Modality.PROHIBITION, "sell") in said
    assert (Modality.PERMISSION, "reproduce") in said
    assert (Modality.PROHIBITION, "modify") not in said
    assert found.rating.open is not True


@pytest.mark.parametrize(("may", "not_"), HEADS)
def test_things_and_acts_stand_in_cells_as_well(may: str, not_: str) -> None:
    found = _read(
        f"| {not_} | {may} |\n|:--|:--|\n| Reverse engineering | Research |\n| Commercial use | Redistribution |"
    )
    assert found.terms["reverse-engineering-ban"].value is True
    assert found.terms["commercial-use"].value == "denied"
    assert found.terms["redistribute"].value == "limited"  # by the purpose


def test_a_table_ends_with_an_empty_line() -> None:
    found = _read(
        "| Allowed | Not allowed |\n|---|---|\n| Research | Resale |\n"
        "\n| Act | May I? |\n|---|---|\n| Modification | yes |"
    )
    assert found.terms["modify"].value == "granted"


def test_quotes_are_the_rows() -> None:
    found = _read("| You may | You may not |\n|---|---|\n| modify the model | sell the model |")
    quotes = {norm.evidence.quote for norm in found.norms}
    assert any("sell the model" in (quote or "") for quote in quotes)


def test_a_row_far_below_its_heads_stays_as_it_is() -> None:
    rows = "| use the model | sell the model |\n" * 400
    found = _read(f"| You may | You may not |\n|---|---|\n{rows}")
    assert found.rating.open is not True
    assert found.terms["commercial-use"].value != "granted"
