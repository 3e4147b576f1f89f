"""Leave of others, of a duty or for other terms limits no act; leave that limits one stands in `forms-5.yaml`."""

from __future__ import annotations

import pytest

from analyzer import intake, pipeline

BEFORE = """The Model is made available by Northfield ("Northfield" or "we"). You may use the Model.

"""
# Leave of others, of a duty, or for what a license need not allow.
NOT_ASKED = (
    "You must obtain the consent of every speaker before you publish recordings of their voices.",
    "You must obtain permission before you use our name to endorse modified versions.",
    "Each time you redistribute the Model, the recipient receives a license from the licensor to copy it.",
    "For a license to distribute the Model under other terms, write to Northfield.",
    "You must grant every recipient the right to redistribute the Model.",
    "If you distribute the Model, you must have a copy of this license with it.",
)


@pytest.mark.parametrize("sentence", NOT_ASKED)
def test_leave_of_others_limits_no_act(sentence: str) -> None:
    text = f"{BEFORE}You may distribute the Model, modify it and share modified versions. {sentence}\n"
    terms = pipeline.analyze(intake.from_bytes(text.encode(), "x")).terms
    assert {terms[name].value for name in ("redistribute", "modify", "share-derivatives")} == {"granted"}
