"""What stands at the foot of each page of a text that was taken from a page layout."""

from __future__ import annotations

import pytest

from analyzer import furniture, intake, pipeline

LIST = (
    "You may not use the Service to:\n\n"
    "I. send spam;\n{first}\n\n"
    "II. spread computer viruses;\n{second}\n\n"
    "III. harass children.\n"
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Acme Terms of Use 2", "Acme Terms of Use 3"),
        ("Acme Terms of Use Page 2 of 7", "Acme Terms of Use Page 3 of 7"),
        ("Page 1 of 7", "Page 2 of 7"),
    ],
)
def test_a_list_goes_on_over_the_foot_of_a_page(first: str, second: str) -> None:
    text = LIST.format(first=first, second=second)
    found = pipeline.analyze(intake.from_bytes(text.encode(), "x")).terms["use-categories"].value
    assert isinstance(found, tuple)
    assert {"fraud-spam", "malware-cyber", "minors"} <= {*found}
    assert [text[start:end] for start, end, _ in furniture.pages(text)] == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "Terms of Annex 1\n\nNo spam.\n\nTerms of Annex 2\n\nNo viruses.\n",
        "Preamble 1\n\nWe share.\n\nPreamble 2\n\nYou share.\n",
        "If you share the Work you may 1\n\nIf you share the Work you may 2\n",
        "Acme Terms of Use 2\n\nYou may copy it.\n",
    ],
)
def test_titles_that_count_and_sentences_stay(text: str) -> None:
    assert furniture.pages(text) == []
