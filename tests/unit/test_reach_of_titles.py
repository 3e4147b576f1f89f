"""How far a title reaches, what a label is, and which words in quotation marks are no party."""

from __future__ import annotations

from analyzer import intake, pipeline
from analyzer.vocabulary import Modality

GRANT = "Tarn grants you a license to use, copy, modify and share the Work.\n\n"


def read(text: str) -> pipeline.Assessment:
    """A text as the command reads it."""
    return pipeline.analyze(intake.from_bytes(text.encode(), "license.txt"))


def test_a_title_that_bans_ends_with_its_numbered_section() -> None:
    text = (
        f"1. Grant\n\n1.1 {GRANT}4. Lines you may not cross\n\n4.1 Spam. You may not send spam.\n\n"
        "5. Passing it on\n\n5.1 Keep our notices in place.\n"
    )
    found = read(text)
    kept = [norm for norm in found.norms if "retain" in norm.actions]
    assert [norm.modality for norm in kept] == [Modality.OBLIGATION]
    assert found.terms["notice-retention"].value is True


def test_a_title_that_bans_reaches_over_the_titles_between() -> None:
    text = f"{GRANT}Prohibited Uses\n\nViolence\n\nPlanning attacks on people\n\nDeceit\n\nSending spam\n"
    categories = read(text).terms["use-categories"].value
    assert isinstance(categories, tuple)
    assert "fraud-spam" in categories


def test_a_letter_with_a_number_labels_a_clause() -> None:
    text = f"{GRANT}B1  You may sell it.\n\nB2  Don't remove the copyright notices.\n\nB3  Don't use it for spam.\n"
    found = read(text)
    assert found.terms["notice-retention"].value is True
    assert found.terms["field-ban"].value is True


def test_a_word_in_quotation_marks_is_no_party() -> None:
    found = read(f'{GRANT}The name of every derivative of the Work must begin with "Tarn".\n')
    assert found.terms["naming-duty"].value == {"must": "Tarn"}


def test_a_word_for_what_is_not_commercial_is_read_by_its_definition() -> None:
    text = (
        '"Unpaid" means not having commercial advantage as its main intention.\n\n'
        "You may use, copy, modify and share the Work only for Unpaid purposes.\n"
    )
    found = read(text)
    assert found.terms["commercial-use"].value == "denied"
    assert found.terms["purpose-limit"].value == "non-commercial"
